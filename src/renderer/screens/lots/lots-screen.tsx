import { SegmentedControl } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { lotStatus } from '../../../shared/contract/lot.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { ListScreen } from '../../components/list-screen.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { lotColumns } from './lot-columns.tsx'
import { lotStatusText } from './lot-status.tsx'

const statusFilter = [{ value: '', label: 'All' }, ...lotStatus.options.map((value) => ({ value, label: lotStatusText[value] }))]

/** Every delivery line and every build as the lot it became. */
export function LotsScreen() {
  const screen = useListScreen({ column: 'product', descending: false })
  const { search, filter, sortedBy, change } = screen
  const status = lotStatus.safeParse(filter).data ?? null
  const draft = { search, productId: null, status, sort: sortColumn(sortedBy, lotColumns, 'product'), descending: sortedBy.descending }
  const list = useLedgerList('lot.list', draft, (answer) => answer.lots, findIdOf(screen))

  return (
    <ListScreen
      title="Lots"
      purpose="Each delivery line and each build is one lot. The oldest is drawn first."
      noun={['lot', 'lots']}
      screen={screen}
      list={list}
      columns={lotColumns}
      rowId={({ lotId }) => String(lotId)}
      pageOf={({ lotId }) => `/lots/${lotId}`}
      search={{
        placeholder: 'Search lot, product or supplier',
        looksAt: 'The search looks at lot number, supplier lot, SKU, name, supplier, and the receipt or build it came from.',
      }}
      filters={<SegmentedControl aria-label="Status" data={statusFilter} value={status ?? ''} onChange={(value) => change({ filter: value }, 'in place')} />}
      viewsOf="/lots"
      nothing={status === null ? null : `lot is ${lotStatusText[status].toLowerCase()}`}
      empty={{
        icon: <IconStack2 size={32} stroke={1.5} />,
        title: 'No lots yet',
        text: 'Confirm a receipt, and each of its lines will be a lot here. What you build becomes a lot as well.',
      }}
    />
  )
}
