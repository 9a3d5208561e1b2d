import { SegmentedControl } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { receiptStatus } from '../../../shared/contract/receipt.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { ExportFilter, exportFilterIn } from '../../components/export-filter.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { countText } from '../../text/numbers.ts'
import { receiptColumns } from './receipt-columns.tsx'
import { receiptStatusText } from './receipt-status.tsx'

const statusFilter = [{ value: '', label: 'All' }, ...receiptStatus.options.map((value) => ({ value, label: receiptStatusText[value] }))]

/** Not a status: confirmed receipts with a cost that is still a guess. */
const guessFilter = 'guess'

/** What suppliers delivered, drafts first. */
export function ReceiptsScreen() {
  const screen = useListScreen({ column: 'reference', descending: true })
  const { search, filter, sortedBy, change } = screen
  const navigate = useNavigate()
  const [{ code }] = useScreenSearch()
  const exported = exportFilterIn(code)
  const status = receiptStatus.safeParse(filter).data ?? null
  const costToBeConfirmed = filter === guessFilter
  const draft = { search, status, costToBeConfirmed, exported, sort: sortColumn(sortedBy, receiptColumns, 'reference'), descending: sortedBy.descending }
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
      columns={receiptColumns}
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
      viewsOf="/receipts"
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
