import { SegmentedControl } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { lotStatus, type LotRow } from '../../../shared/contract/lot.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { GuessMark } from '../../components/guess-mark.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { businessDateText } from '../../text/dates.ts'
import { LotStatus, lotStatusText } from './lot-status.tsx'
import classes from './lots-screen.module.css'

const statusFilter = [{ value: '', label: 'All' }, ...lotStatus.options.map((value) => ({ value, label: lotStatusText[value] }))]

const columns: readonly TableColumn<LotRow, SortOf<'lot.list'>>[] = [
  { id: 'number', header: 'Lot', width: 'minmax(192px, 1.5fr)', value: (l) => l.number, cell: (l) => <span className={classes.number}>{l.number}</span>, file: [{ header: 'Lot', at: 'number' }] },
  { id: 'product', header: 'Product', width: 'minmax(110px, 2fr)', value: (l) => l.product.sku, cell: (l) => <ProductCell lot={l} />, file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }] },
  { id: 'receivedOn', officeOnly: true, header: 'Received', width: 'minmax(122px, 0.7fr)', value: (l) => l.receivedOn, cell: (l) => businessDateText(l.receivedOn), file: [{ header: 'Received', at: 'receivedOn', as: 'day' }, { header: 'Expires', at: 'expiresOn', as: 'day' }] },
  { id: 'status', header: 'Status', width: 'minmax(122px, 0.7fr)', value: (l) => lotStatusText[l.status], cell: (l) => <LotStatus status={l.status} />, file: [{ header: 'Status', at: 'status', words: lotStatusText }, { header: 'Came from', at: 'source.reference' }, { header: 'Supplier lot', at: 'supplierLot' }] },
  { id: 'remaining', header: 'Left', width: 'minmax(100px, 0.8fr)', align: 'end', value: (l) => l.remaining, cell: (l) => <QuantityText value={l.remaining} unit={l.product.unit} />, file: [{ header: 'Quantity', at: 'remaining', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }] },
  { id: 'unitCost', officeOnly: true, wideOnly: true, header: 'Unit cost', width: 'minmax(136px, 0.8fr)', align: 'end', value: (l) => l.unitCost ?? -1, cell: (l) => <UnitCostText value={l.unitCost} unit={l.product.unit} />, file: [{ header: 'Average cost', at: 'unitCost', as: 'unit_cost' }] },
  { id: 'value', header: 'Value', width: 'minmax(128px, 0.8fr)', align: 'end', value: (l) => l.value, cell: (l) => <Worth lot={l} />, file: [{ header: 'Value', at: 'value', as: 'unit_cost' }, { header: 'Cost to be confirmed', at: 'costToBeConfirmed', as: 'yes_no' }] },
]

function ProductCell({ lot: { product } }: { readonly lot: LotRow }) {
  return (
    <>
      {product.sku} <span className={classes.name}>{product.name}</span>
    </>
  )
}

/** What is left of it is worth, marked while the cost is a guess. */
function Worth({ lot: { value, costToBeConfirmed } }: { readonly lot: LotRow }) {
  return (
    <>
      {costToBeConfirmed && <GuessMark />}{' '}
      <MoneyText value={value} />
    </>
  )
}

/** Every delivery line and every build as the lot it became. */
export function LotsScreen() {
  const screen = useListScreen({ column: 'product', descending: false })
  const { search, filter, sortedBy, change } = screen
  const status = lotStatus.safeParse(filter).data ?? null
  const draft = { search, productId: null, status, sort: sortColumn(sortedBy, columns, 'product'), descending: sortedBy.descending }
  const list = useLedgerList('lot.list', draft, (answer) => answer.lots, findIdOf(screen))

  return (
    <ListScreen
      title="Lots"
      purpose="Each delivery line and each build is one lot. The oldest is drawn first."
      noun={['lot', 'lots']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ lotId }) => String(lotId)}
      pageOf={({ lotId }) => `/lots/${lotId}`}
      search={{
        placeholder: 'Search lot, product or supplier',
        looksAt: 'The search looks at lot number, supplier lot, SKU, name, supplier, and the receipt or build it came from.',
      }}
      filters={<SegmentedControl aria-label="Status" data={statusFilter} value={status ?? ''} onChange={(value) => change({ filter: value }, 'in place')} />}
      nothing={status === null ? null : `lot is ${lotStatusText[status].toLowerCase()}`}
      empty={{
        icon: <IconStack2 size={32} stroke={1.5} />,
        title: 'No lots yet',
        text: 'Confirm a receipt, and each of its lines will be a lot here. What you build becomes a lot as well.',
      }}
    />
  )
}
