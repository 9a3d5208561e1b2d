import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { FindingRow } from '../../../shared/contract/reconcile.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { useGuard } from '../../components/guard.ts'
import { ListError } from '../../components/list-parts.tsx'
import { QuickBooksNumber } from '../../components/quickbooks-number.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Inset } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { differenceText, findingWords } from '../../text/reconcile-words.ts'
import { adoptExport, sendAnew } from './export-actions.ts'
import { MoreRows, pageRows } from './more-rows.tsx'
import classes from './sync.module.css'

const fileColumns: readonly FileColumn<{ readonly [K in 'document' | 'docNumber' | 'externalId' | 'kind' | 'state' | 'next' | 'differences']: K extends 'differences' ? readonly string[] : string }>[] = [
  { header: 'Document', at: 'document' },
  { header: 'Number in QuickBooks', at: 'docNumber' },
  { header: 'Id in QuickBooks', at: 'externalId' },
  { header: 'Kind', at: 'kind' },
  { header: 'How it is there', at: 'state' },
  { header: 'What to do', at: 'next' },
  { header: 'What differs', at: 'differences' },
]

/** Documents that are otherwise in QuickBooks than here, each with the one thing to do. */
export function FoundDocuments({ total }: { readonly total: number }) {
  const [rows, setRows] = useState(pageRows)
  const { data, error, retry } = useLedgerQuery('reconcile.documents', { limit: rows, offset: 0 })
  const told = useMemo(
    () =>
      data?.findings.map(({ docNumber, externalId, state, kind, export: mine, differences }) => ({
        document: mine?.document.reference ?? '',
        docNumber,
        externalId,
        kind: kind === 'journal_entry' ? 'Journal entry' : 'Inventory adjustment',
        state: findingWords[state].text,
        next: findingWords[state].next,
        differences: differences.map((one) => differenceText(kind, one)),
      })),
    [data],
  )
  useSavableRows('Documents to look at', ['document', 'documents'], told, fileColumns)
  return (
    <Inset>
      {error && <ListError error={error} onRetry={retry} />}
      {data && (
        <FiguresTable label="Documents to look at" head={['Document', 'How it is there']} names={2} actions>
          {data.findings.map((finding) => (
            <Found key={finding.findingId} finding={finding} />
          ))}
        </FiguresTable>
      )}
      <MoreRows shown={data?.findings.length ?? 0} total={total} rows={rows} onMore={setRows} />
    </Inset>
  )
}

/** Not there any more, so that it has no page either. */
const isGone = (state: FindingRow['state']): boolean => state === 'deleted' || state === 'missing'

function Found({ finding }: { readonly finding: FindingRow }) {
  const { state, kind, docNumber, externalId, page, export: mine, differences } = finding
  const { tone, text, next } = findingWords[state]
  return (
    <tr>
      <th scope="row">
        {mine === null ? 'No document here' : <DocumentLink document={mine.document} />}
        <span className={classes.small}>
          <QuickBooksNumber row={{ docNumber, state: 'accepted', page: isGone(state) ? null : page }} /> · {kind === 'journal_entry' ? 'Journal entry' : 'Inventory adjustment'} {externalId}
        </span>
      </th>
      <th scope="row">
        <StatusChip tone={tone}>{text}</StatusChip>
        <span className={classes.small}>{next}</span>
        {differences.map((one) => (
          <span key={`${one.field} ${one.field === 'amount' ? one.of : ''}`} className={classes.small}>
            {differenceText(kind, one)}
          </span>
        ))}
      </th>
      <td>
        <Todo finding={finding} />
      </td>
    </tr>
  )
}

function Todo({ finding: { state, docNumber, externalId, export: mine } }: { readonly finding: FindingRow }) {
  const adopting = useGuard('export.adopt')
  const sending = useGuard('export.send_anew')
  if (mine === null) return null
  if (state === 'adoptable') {
    return (
      <Button size="compact-md" variant="default" aria-label={`Adopt ${docNumber}`} {...adopting.greyed} onClick={() => adopting.run(() => void adoptExport(mine.exportId, externalId, docNumber))}>
        Adopt
      </Button>
    )
  }
  if (!isGone(state)) return null
  return (
    <Button size="compact-md" variant="default" aria-label={`Send ${docNumber} again`} {...sending.greyed} onClick={() => sending.run(() => void sendAnew(mine.exportId))}>
      Send again
    </Button>
  )
}
