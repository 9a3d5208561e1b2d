import type { ExportRow, ExportTab } from '../../../shared/contract/export.ts'
import type { SortOf } from '../../api/use-list.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { QuickBooksNumber } from '../../components/quickbooks-number.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { businessDateText } from '../../text/dates.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { exportKindText, exportPurposeText, exportText, standingOf } from '../../text/export-standing.ts'
import { exportStateText } from '../../text/export-words.ts'
import classes from './sync.module.css'

type Column = TableColumn<ExportRow, SortOf<'export.list'>>
export type Paused = 'person' | 'restored' | null

const dateColumn: Column = { id: 'date', officeOnly: true, wideOnly: true, header: 'Date', width: '118px', value: (row) => row.txnDate, cell: (row) => businessDateText(row.txnDate) }

const numberColumn: Column = {
  id: 'number',
  header: 'In QuickBooks',
  width: 'minmax(180px, 0.7fr)',
  value: (row) => row.docNumber,
  cell: (row) => <QuickBooksNumber row={row} />,
}

/** What each document is, where it stands and what happens next. */
export function exportColumns(tab: ExportTab, paused: Paused): readonly Column[] {
  return [
    {
      id: 'event',
      header: 'What it is',
      width: tab === 'done' ? 'minmax(190px, 1.6fr)' : 'minmax(190px, 1.4fr)',
      value: (row) => row.docNumber,
      cell: (row) => (
        <span className={classes.what} title={`${row.docNumber}: ${exportText(row)}`}>
          <DocumentLink document={row.document} /> <span className={classes.quiet}>{exportText(row)}</span>
        </span>
      ),
    },
    {
      id: 'state',
      header: tab === 'done' ? 'Where it stands' : 'Where it stands, and what happens next',
      // What is done needs few words.
      width: tab === 'done' ? 'minmax(200px, 1.1fr)' : 'minmax(300px, 1.9fr)',
      value: (row) => row.state,
      cell: (row) => <Stands row={row} paused={paused} />,
    },
    // Elsewhere the sentence has the room.
    ...(tab === 'done' ? [dateColumn, numberColumn] : []),
  ]
}

/** The queue in a file: what the sentences of the screen are made of. */
export const exportFileColumns: readonly FileColumn<ExportRow>[] = [
  { header: 'Document', at: 'docNumber' },
  { header: 'Of', at: 'document.reference' },
  { header: 'Kind', at: 'kind', words: exportKindText },
  { header: 'Purpose', at: 'purpose', words: exportPurposeText },
  { header: 'Date', at: 'txnDate', as: 'day' },
  { header: 'Other date in QuickBooks', at: 'otherDate', as: 'day' },
  { header: 'State', at: 'state', words: exportStateText },
  { header: 'Goes out by itself', at: 'queued', as: 'yes_no' },
  { header: 'Products', at: 'products', as: 'count' },
  { header: 'Amount', at: 'cents', as: 'cents' },
  { header: 'QuickBooks id', at: 'externalId' },
]

function Stands({ row, paused }: { readonly row: ExportRow; readonly paused: Paused }) {
  const { tone, text, next } = standingOf(row, paused)
  return (
    <span className={classes.stands} title={next}>
      <StatusChip tone={tone}>{text}</StatusChip> <span className={classes.next}>{next}</span>
    </span>
  )
}
