import { Button } from '@mantine/core'
import { IconBan, IconCopy, IconPencil } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { client } from '../../api/bridge.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Inset, Section, Sections, type StripFigure } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { UndoPreviewPanel, type UndoPreview } from '../../components/undo-preview-panel.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { showNotice } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { marginPartText, saleNameText, saleSourceText, saleTypeText, treatmentText } from '../../text/sale-words.ts'
import { DocumentExports } from '../sync/document-exports.tsx'
import { AlsoThere, useAlsoThereWords } from './also-in-quickbooks.tsx'
import { DocumentSection } from './document-section.tsx'
import { SaleHistory } from './sale-history.tsx'
import { SaleLines } from './sale-lines.tsx'
import { SaleShortages } from './sale-shortages.tsx'
import { SaleStanding } from './sale-status.tsx'

type Details = OutputOf<'query', 'sale.get'>

/** One sale or return: what it brought and cost, the lots of each line, and everything that happened to it. */
export function SalePage() {
  const saleId = useRouteId('saleId')
  const goBack = useGoBack('/sales')
  const { data, error, retry } = useLedgerQuery('sale.get', { saleId })
  const details = data?.sale.saleId === saleId ? data : undefined
  if (error) {
    return (
      <Page title="Sale" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <Sale key={saleId} details={details} onBack={goBack} /> : null
}

function Sale({ details, onBack }: { readonly details: Details; readonly onBack: () => void }) {
  const { sale, history, lines, shortages, notes } = details
  const [shownPosting, setShownPosting] = useState<number | null>(null)
  const [preview, setPreview] = useState<UndoPreview | null>(null)
  const [refused, setRefused] = useState<AppError | null>(null)
  const voiding = useVoiding(sale, setRefused)
  useLetterKey('e', () => setShownPosting(history[0]?.postingId ?? null))

  async function askToVoid() {
    const reply = await client.runQuery('document.preview_reversal', { kind: 'sale', id: sale.saleId })
    setRefused(reply.ok ? null : reply.error)
    if (reply.ok) setPreview(reply.value)
  }

  return (
    <Page
      title={saleNameText(sale)}
      purpose={`${sale.customer === '' ? 'No customer named' : sale.customer}, ${businessDateText(sale.saleDate)}`}
      onBack={onBack}
      actions={<Actions sale={sale} pending={voiding.pending} onVoid={() => void askToVoid()} onShowEntries={() => setShownPosting(history[0]?.postingId ?? null)} />}
    >
      <Sections>
        <Figures details={details} />
        {refused && <ListError error={refused} onRetry={() => void askToVoid()} />}
        <SaleShortages shortages={shortages} />
        <Section title={sale.kind === 'sale' ? 'What was sold' : 'What came back'}>
          <SaleLines sale={sale} lines={lines} />
        </Section>
        {details.document && <DocumentSection document={details.document} sale={sale} />}
        {sale.source === 'manual' && <ManualInQuickBooks details={details} />}
        {notes !== '' && (
          <Section title="Notes">
            <Inset>{notes}</Inset>
          </Section>
        )}
        <Section title="What happened">
          <Inset>
            <SaleHistory history={history} onShowPosting={setShownPosting} />
          </Inset>
        </Section>
      </Sections>
      <UndoPreviewPanel
        preview={preview}
        verb="Void"
        label="What voiding moves"
        pending={voiding.pending}
        onUndo={() => void voiding.run().then(() => setPreview(null))}
        onClose={() => setPreview(null)}
      >
        <p>{sale.kind === 'sale' ? 'Its goods go back into their lots. It stays listed as voided, and counts for nothing.' : 'Its sales draw these goods again. It stays listed as voided, and counts for nothing.'}</p>
      </UndoPreviewPanel>
      <PostingPanel postingId={shownPosting} onClose={() => setShownPosting(null)} />
    </Page>
  )
}

/** What a sale by hand becomes there, unless it was entered there too. */
function ManualInQuickBooks({ details: { sale, alsoInQuickbooks } }: { readonly details: Details }) {
  const means = useAlsoThereWords(sale.kind) !== null
  const before = alsoInQuickbooks ? 'Nothing is told of it, as it was entered in QuickBooks too.' : means ? 'What it cost goes into the journal of its day.' : 'Nothing is sent of sales while stock is kept here alone.'
  return (
    <DocumentExports
      kind="sale"
      id={sale.saleId}
      before={before}
      {...(means && sale.status === 'posted' && { choice: <AlsoThere saleId={sale.saleId} kind={sale.kind} name={saleNameText(sale)} on={alsoInQuickbooks} /> })}
    />
  )
}

/** Voids the sale, and offers to record it again. */
function useVoiding(sale: Details['sale'], onRefused: (error: AppError | null) => void) {
  const { saleId, kind } = sale
  const voids = { sale: useCommand('sale.void'), return: useCommand('return.void') }
  const navigate = useNavigate()
  async function run() {
    const reply = await voids[kind].run({ saleId })
    if (reply === null) return
    onRefused(reply.ok ? null : reply.error)
    if (!reply.ok) return
    const again = () => void navigate({ to: '/sales/new', search: { as: kind, copy: String(saleId) } as object })
    showNotice({ kind: 'done', text: `${saleNameText(sale)} voided`, undo: { label: 'Record again', run: again } })
  }
  return { pending: voids[kind].pending, run }
}

interface ActionsProps {
  readonly sale: Details['sale']
  readonly pending: boolean
  readonly onVoid: () => void
  readonly onShowEntries: () => void
}

const icon = { size: '1.1em', stroke: 1.75, 'aria-hidden': true } as const

function Actions({ sale: { saleId, kind, source, status }, pending, onVoid, onShowEntries }: ActionsProps) {
  const navigate = useNavigate()
  const mayEdit = useGuard(kind === 'sale' ? 'sale.edit' : 'return.edit')
  const isOurs = source === 'manual' && status === 'posted'
  const edit = () => void navigate({ to: `/sales/${saleId}/edit` })
  useLetterKey('c', () => isOurs && mayEdit.run(edit))
  return (
    <>
      {isOurs && (
        <>
          <GuardedButton command={kind === 'sale' ? 'sale.edit' : 'return.edit'} variant="default" leftSection={<IconPencil {...icon} />} aria-keyshortcuts="C" onClick={edit}>
            Edit {kind}
          </GuardedButton>
          <GuardedButton command={kind === 'sale' ? 'sale.void' : 'return.void'} variant="default" leftSection={<IconBan {...icon} />} aria-disabled={pending} onClick={onVoid}>
            Void {kind}
          </GuardedButton>
        </>
      )}
      {status === 'voided' && source === 'manual' && (
        <GuardedButton
          command={kind === 'sale' ? 'sale.record' : 'return.record'}
          variant="default"
          leftSection={<IconCopy {...icon} />}
          onClick={() => void navigate({ to: '/sales/new', search: { as: kind, copy: String(saleId) } as object })}
        >
          Record again
        </GuardedButton>
      )}
      <Button variant="default" aria-keyshortcuts="E" onClick={onShowEntries}>
        Show entries
      </Button>
    </>
  )
}

function Figures({ details: { sale, treatment } }: { readonly details: Details }) {
  const { revenue, cost, margin, type, source, customer, saleDate } = sale
  const text = 'text' as const
  const part = marginPartText(margin, revenue)
  const figures: readonly StripFigure[] = [
    { term: 'Revenue', value: <MoneyText value={revenue} /> },
    { term: 'Cost', value: <MoneyText value={cost} /> },
    { term: 'Margin', value: <MoneyText value={margin} /> },
    ...(part === null ? [] : [{ term: 'Of revenue', value: part }]),
    { term: 'Status', value: <SaleStanding sale={sale} />, size: text },
    { term: 'Type', value: source === 'manual' ? `${saleTypeText[type]}, by hand` : `${saleTypeText[type]}, from ${saleSourceText[source]}`, size: text },
    ...(customer === '' ? [] : [{ term: 'Customer', value: <TextLink to="/sales" search={{ customer }}>{customer}</TextLink>, size: text }]),
    ...(treatment === null ? [] : [{ term: 'Goods', value: treatmentText[treatment], size: text }]),
    { term: 'Date', value: businessDateText(saleDate), size: text },
  ]
  return <FigureStrip figures={figures} />
}
