import { SegmentedControl } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { receiptStatus, type ListedReceipt } from '../../../shared/contract/receipt.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { ExportFilter, exportFilterIn } from '../../components/export-filter.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateText } from '../../text/dates.ts'
import { asksForSomebody } from '../../text/export-standing.ts'
import { countText } from '../../text/numbers.ts'
import { CostsToBeConfirmed, ReceiptStanding, receiptStatusText } from './receipt-status.tsx'
import classes from './receiving.module.css'

const statusFilter = [{ value: '', label: 'All' }, ...receiptStatus.options.map((value) => ({ value, label: receiptStatusText[value] }))]

/** Not a status: confirmed receipts with a cost that is still a guess. */
const guessFilter = 'guess'

const columns: readonly TableColumn<ListedReceipt, SortOf<'receipt.list'>>[] = [
  { id: 'reference', header: 'Receipt', width: 'minmax(156px, 1fr)', value: (r) => r.reference ?? '', cell: (r) => <Reference receipt={r} />, file: [{ header: 'Receipt', at: 'reference' }] },
  { id: 'supplier', header: 'Supplier', width: 'minmax(180px, 2fr)', value: (r) => r.supplier.name, file: [{ header: 'Supplier code', at: 'supplier.code' }, { header: 'Supplier', at: 'supplier.name' }] },
  {
    id: 'receivedOn',
    header: 'Received on',
    width: 'minmax(128px, 0.9fr)',
    value: (r) => r.receivedOn,
    cell: (r) => businessDateText(r.receivedOn),
    file: [{ header: 'Received on', at: 'receivedOn', as: 'day' }],
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(210px, 1.2fr)',
    value: (r) => receiptStatusText[r.status],
    file: [{ header: 'Status', at: 'status', words: receiptStatusText }, { header: 'Costs to be confirmed', at: 'costsToBeConfirmed', as: 'count' }],
    cell: (r) =>
      // Only a confirmed receipt waits for a cost; an export that needs somebody comes before it.
      r.costsToBeConfirmed > 0 && !asksForSomebody(r.exported) ? <CostsToBeConfirmed count={r.costsToBeConfirmed} /> : <ReceiptStanding status={r.status} exported={r.exported} />,
  },
  {
    id: 'lines',
    officeOnly: true,
    header: 'Lines',
    width: 'minmax(80px, 0.5fr)',
    align: 'end',
    value: (r) => r.lineCount,
    cell: (r) => countText(r.lineCount),
    file: [{ header: 'Lines', at: 'lineCount', as: 'count' }],
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(120px, 0.9fr)',
    align: 'end',
    value: (r) => r.value,
    cell: (r) => <MoneyText value={r.value} />,
    file: [{ header: 'Value', at: 'value', as: 'unit_cost' }],
  },
]

function Reference({ receipt: { reference } }: { readonly receipt: ListedReceipt }) {
  return reference === null ? <span className={classes.draft}>Draft</span> : <span className={classes.reference}>{reference}</span>
}

/** What suppliers delivered, drafts first. */
export function ReceiptsScreen() {
  const screen = useListScreen({ column: 'reference', descending: true })
  const { search, filter, sortedBy, change } = screen
  const navigate = useNavigate()
  const [{ code }] = useScreenSearch()
  const exported = exportFilterIn(code)
  const status = receiptStatus.safeParse(filter).data ?? null
  const costToBeConfirmed = filter === guessFilter
  const draft = { search, status, costToBeConfirmed, exported, sort: sortColumn(sortedBy, columns, 'reference'), descending: sortedBy.descending }
  const list = useLedgerList('receipt.list', draft, (answer) => answer.receipts, findIdOf(screen))
  const guesses = list.whole?.costsToBeConfirmed ?? 0
  const filters = guesses > 0 || costToBeConfirmed ? [...statusFilter, { value: guessFilter, label: `Cost to be confirmed (${countText(guesses)})` }] : statusFilter

  const openNew = () => void navigate({ to: '/receipts/new' })

  return (
    <ListScreen
      title="Receipts"
      purpose="What suppliers delivered. A confirmed receipt puts a lot in stock for each of its lines."
      noun={['receipt', 'receipts']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ receiptId }) => String(receiptId)}
      pageOf={({ receiptId }) => `/receipts/${receiptId}`}
      onNew={{ label: 'New receipt', command: 'receipt.save_draft', run: openNew }}
      search={{
        placeholder: 'Search receipt, supplier, lot or SKU',
        looksAt: 'The search looks at the receipt’s number, its supplier, its lot numbers and its products.',
      }}
      filters={
        <>
          <SegmentedControl aria-label="Status" data={filters} value={costToBeConfirmed ? guessFilter : (status ?? '')} onChange={(value) => change({ filter: value }, 'in place')} />
          <ExportFilter value={code} onChange={(value) => change({ code: value }, 'in place')} />
        </>
      }
      onClear={() => change({ code: '' }, 'in place')}
      nothing={costToBeConfirmed ? 'receipt has a cost to be confirmed' : status === null ? (exported === null ? null : 'receipt is like this') : `receipt is ${receiptStatusText[status].toLowerCase()}`}
      empty={{
        icon: <IconPackageImport size={32} stroke={1.5} />,
        title: 'No receipts yet',
        text: 'Deliveries will be listed here, drafts first. Confirming one takes its goods into stock at what they cost.',
        action: <GuardedButton command="receipt.save_draft" onClick={openNew}>Enter the first receipt</GuardedButton>,
      }}
    />
  )
}
