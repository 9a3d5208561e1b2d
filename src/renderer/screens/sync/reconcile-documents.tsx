import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { leavableStates, type FindingRow } from '../../../shared/contract/reconcile.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { useGuard } from '../../components/guard.ts'
import { ListError } from '../../components/list-parts.tsx'
import { QuickBooksNumber } from '../../components/quickbooks-number.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Inset, NothingYet } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { countText } from '../../text/numbers.ts'
import { differenceText, findingWords } from '../../text/reconcile-words.ts'
import { adoptExport, leaveFound, sendAnew } from './export-actions.ts'
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

interface FoundDocumentsProps {
  readonly open: number
  /** How many a person left as they are. */
  readonly left: number
}

/** Documents that are otherwise in QuickBooks than here, each with the one thing to do; what was left as it is stands behind a button. */
export function FoundDocuments({ open, left }: FoundDocumentsProps) {
  const [shown, setShown] = useState(false)
  return (
    <>
      {open === 0 && <NothingYet>{left === 0 ? 'Every document that was sent is in QuickBooks as it was sent, once.' : 'Nothing else is otherwise in QuickBooks than it was sent.'}</NothingYet>}
      {open > 0 && <FoundTable label="Documents to look at" left={false} total={open} />}
      {left > 0 && (
        <Inset>
          <Button variant="default" className={classes.more} aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide what was left as it is' : `Left as they are (${countText(left)})`}
          </Button>
        </Inset>
      )}
      {left > 0 && shown && <FoundTable label="Left as they are" left total={left} />}
    </>
  )
}

interface FoundTableProps {
  readonly label: string
  readonly left: boolean
  readonly total: number
}

function FoundTable({ label, left, total }: FoundTableProps) {
  const [rows, setRows] = useState(pageRows)
  const { data, error, retry } = useLedgerQuery('reconcile.documents', { left, limit: rows, offset: 0 })
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
  useSavableRows(label, ['document', 'documents'], told, fileColumns)
  return (
    <Inset>
      {error && <ListError error={error} onRetry={retry} />}
      {data && (
        <FiguresTable label={label} head={['Document', 'How it is there']} names={2} actions>
          {data.findings.map((finding) => (
            <Found key={finding.findingId} finding={finding} left={left} />
          ))}
        </FiguresTable>
      )}
      <MoreRows shown={data?.findings.length ?? 0} total={total} rows={rows} onMore={setRows} />
    </Inset>
  )
}

/** Not there any more, so that it has no page either. */
const isGone = (state: FindingRow['state']): boolean => state === 'deleted' || state === 'missing'

interface FoundProps {
  readonly finding: FindingRow
  readonly left: boolean
}

function Found({ finding, left }: FoundProps) {
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
        <span className={classes.small}>{left ? 'Left as it is. It is open again as soon as it changes.' : next}</span>
        {differences.map((one) => (
          <span key={`${one.field} ${one.field === 'amount' ? one.of : ''}`} className={classes.small}>
            {differenceText(kind, one)}
          </span>
        ))}
      </th>
      <td>
        <span className={classes.buttons}>
          {!left && <Todo finding={finding} />}
          <Leave finding={finding} left={left} />
        </span>
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

/** Says that it may stay so, or not any more. */
function Leave({ finding, left }: FoundProps) {
  const guard = useGuard('export.leave_found')
  if (!leavableStates.includes(finding.state)) return null
  const label = left ? 'Look at it again' : 'Leave as it is'
  return (
    <Button
      size="compact-md"
      variant="default"
      aria-label={left ? `Look at ${finding.docNumber} again` : `Leave ${finding.docNumber} as it is`}
      {...guard.greyed}
      onClick={() => guard.run(() => void leaveFound(finding, !left))}
    >
      {label}
    </Button>
  )
}
