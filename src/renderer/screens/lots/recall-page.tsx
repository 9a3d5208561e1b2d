import { Button } from '@mantine/core'
import { IconCheck, IconCopy, IconPrinter, IconSitemap } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Sections } from '../../components/sections.tsx'
import { copyText } from '../../state/copy-text.ts'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { useNowMs } from '../../state/now.ts'
import { usePrintStyle } from '../../state/print-style.ts'
import { businessDateAt, businessDateText } from '../../text/dates.ts'
import { recallAsText, recallFileColumns, recallFileRows, type Recall } from './recall-rows.ts'
import { RecallSheet } from './recall-sheet.tsx'

/** What to say and whom to call when a lot is bad: where all of it is now, to be printed or copied. */
export function RecallPage() {
  const lotId = useRouteId('lotId')
  const goBack = useGoBack(`/lots/${lotId}`)
  const { data, error, retry } = useLedgerQuery('lot.recall', { lotId })
  const recall = data?.lot.lotId === lotId ? data : undefined
  if (error) {
    return (
      <Page title="Recall sheet" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return recall ? <Sheet key={lotId} recall={recall} onBack={goBack} /> : null
}

function Sheet({ recall, onBack }: { readonly recall: Recall; readonly onBack: () => void }) {
  const { lot } = recall
  const navigate = useNavigate()
  const [copied, setCopied] = useState(false)
  const today = businessDateAt(useNowMs())
  usePageHeader(`Recall sheet · lot ${lot.number} · ${lot.product.sku} · ${businessDateText(today)}`)
  const rows = useMemo(() => recallFileRows(recall), [recall])
  useSavableRows(`Recall sheet of lot ${lot.number}`, ['row', 'rows'], rows, recallFileColumns)
  const print = () => window.print()
  const copy = async () => setCopied(await copyText(recallAsText(recall, today)))
  useLetterKey('p', print)
  useLetterKey('c', () => void copy())
  return (
    <Page
      title={`Recall sheet of lot ${lot.number}`}
      purpose={`${lot.product.sku} ${lot.product.name}: where all of it is, as of ${businessDateText(today)}.`}
      onBack={onBack}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconSitemap size="1.1em" stroke={1.75} aria-hidden />}
            onClick={() => void navigate({ to: `/lots/${lot.lotId}/trace` })}
          >
            Trace
          </Button>
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size="1.1em" stroke={2} aria-hidden /> : <IconCopy size="1.1em" stroke={1.75} aria-hidden />}
            aria-keyshortcuts="C"
            onClick={() => void copy()}
          >
            {copied ? 'Copied' : 'Copy as table'}
          </Button>
        </>
      }
      primary={{ label: 'Print', icon: <IconPrinter size="1.1em" stroke={2} aria-hidden />, shortcut: 'P', onRun: print }}
    >
      <Sections readAs="Recall sheet">
        <RecallSheet recall={recall} />
      </Sections>
    </Page>
  )
}

/** Puts a line at the top of every printed page, and the page's number at its foot. A page's margins can only be filled by CSS. */
function usePageHeader(text: string): void {
  usePrintStyle(
    `@page { margin: 20mm 16mm; @top-left { content: ${JSON.stringify(text)}; font-size: 9pt } @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 9pt } }`,
  )
}
