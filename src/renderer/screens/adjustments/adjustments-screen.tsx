import { SegmentedControl } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { adjustmentStatus, type AdjustmentRow, type ListedAdjustment } from '../../../shared/contract/adjustment.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ExportFilter, exportFilterIn } from '../../components/export-filter.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { useReceiving } from '../../state/company.ts'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { adjustmentKindText, adjustmentReasonText, reasonText } from '../../text/adjustment-words.ts'
import { businessDateText } from '../../text/dates.ts'
import { AdjustmentStanding, adjustmentStatusText } from './adjustment-status.tsx'
import classes from './adjustments.module.css'
import { StockPanel, type StockPanelName } from './stock-panel.tsx'

const statusFilter = [{ value: '', label: 'All' }, ...adjustmentStatus.options.map((value) => ({ value, label: adjustmentStatusText[value] }))]

const columns: readonly TableColumn<ListedAdjustment, SortOf<'adjustment.list'>>[] = [
  {
    id: 'reference',
    header: 'Adjustment',
    width: 'minmax(138px, 0.7fr)',
    value: (a) => a.reference,
    cell: (a) => <span className={classes.reference}>{a.reference}</span>,
    file: [{ header: 'Adjustment', at: 'reference' }],
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(112px, 1.4fr)',
    floorWidth: 'minmax(176px, 2fr)',
    value: (a) => a.product.sku,
    cell: (a) => <ProductCell adjustment={a} />,
    file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }],
  },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(92px, 0.5fr)',
    align: 'end',
    value: (a) => a.quantity,
    cell: (a) => <QuantityText value={a.quantity} unit={a.product.unit} signed />,
    file: [{ header: 'Quantity', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }],
  },
  { id: 'value', officeOnly: true, header: 'Value', width: 'minmax(116px, 0.6fr)', align: 'end', value: (a) => a.value, cell: (a) => <MoneyText value={a.value} signed />, file: [{ header: 'Value', at: 'value', as: 'unit_cost' }] },
  {
    id: 'what',
    header: 'What and why',
    width: 'minmax(244px, 2fr)',
    floorWidth: 'minmax(172px, 2fr)',
    value: (a) => whatText(a),
    cell: (a) => <What adjustment={a} />,
    file: [{ header: 'What', at: 'kind', words: adjustmentKindText }, { header: 'Why', at: 'reason', words: adjustmentReasonText }, { header: 'Status', at: 'status', words: adjustmentStatusText }],
  },
  {
    id: 'date',
    officeOnly: true,
    wideOnly: true,
    header: 'Date',
    width: 'minmax(124px, 0.6fr)',
    value: (a) => a.businessDate,
    cell: (a) => businessDateText(a.businessDate),
    file: [{ header: 'Date', at: 'businessDate', as: 'day' }],
  },
  { id: 'lot', officeOnly: true, wideOnly: true, header: 'Lot', width: 'minmax(180px, 0.8fr)', value: (a) => a.lot?.number ?? '', file: [{ header: 'Lot', at: 'lot.number' }] },
]

/** `Lot adjusted: breakage`. Where the kind says why, nothing more. */
function whatText({ kind, reason }: AdjustmentRow): string {
  return kind === 'opening' || kind === 'difference' ? adjustmentKindText[kind] : `${adjustmentKindText[kind]}: ${reasonText(reason).toLowerCase()}`
}

function What({ adjustment }: { readonly adjustment: ListedAdjustment }) {
  return (
    <span className={classes.what}>
      <span className={classes.whatText}>{whatText(adjustment)}</span>
      <AdjustmentStanding status={adjustment.status} exported={adjustment.exported} />
    </span>
  )
}

function ProductCell({ adjustment: { product } }: { readonly adjustment: AdjustmentRow }) {
  return (
    <span className={classes.product}>
      {product.sku} {product.name !== product.sku && <span className={classes.quiet}>{product.name}</span>}
    </span>
  )
}

/** Stock that changed without a receipt, build or sale, the newest first. */
export function AdjustmentsScreen() {
  const screen = useListScreen({ column: 'reference', descending: true })
  const { search, filter, panel, sortedBy, change } = screen
  const [{ code }] = useScreenSearch()
  const exported = exportFilterIn(code)
  const receiving = useReceiving()
  const status = adjustmentStatus.safeParse(filter).data ?? null
  const draft = { search, productId: null, status, exported, sort: sortColumn(sortedBy, columns, 'reference'), descending: sortedBy.descending }
  const list = useLedgerList('adjustment.list', draft, (answer) => answer.adjustments, findIdOf(screen))
  const open = (name: StockPanelName) => change({ panel: name })
  const isOff = receiving === false

  return (
    <ListScreen
      title="Adjustments"
      purpose="Stock that changed without a receipt, build or sale."
      noun={['adjustment', 'adjustments']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ adjustmentId }) => String(adjustmentId)}
      pageOf={({ adjustmentId }) => `/adjustments/${adjustmentId}`}
      onNew={isOff ? { label: 'Adjust stock', command: 'stock.adjust', run: () => open('adjust') } : { label: 'Found stock', command: 'stock.find', run: () => open('found') }}
      actions={
        <GuardedButton command="stock.open" variant="default" onClick={() => open('opening')}>
          Opening stock
        </GuardedButton>
      }
      search={{ placeholder: 'Search number, product or lot', looksAt: 'The search looks at number, SKU, name, lot and notes.' }}
      filters={
        <>
          <SegmentedControl aria-label="Status" data={statusFilter} value={status ?? ''} onChange={(value) => change({ filter: value }, 'in place')} />
          <ExportFilter value={code} onChange={(value) => change({ code: value }, 'in place')} />
        </>
      }
      onClear={() => change({ code: '' }, 'in place')}
      nothing={status === null ? (exported === null ? null : 'adjustment is like this') : `adjustment is ${adjustmentStatusText[status].toLowerCase()}`}
      empty={{
        icon: <IconAdjustmentsHorizontal size={32} stroke={1.5} />,
        title: 'No adjustments yet',
        text: isOff
          ? 'Counts, breakage and losses will be listed here. Adjust a product here or on its page.'
          : 'Counts, breakage and losses will be listed here. To correct what is in a lot, open the lot and adjust it.',
        action: <GuardedButton command="stock.open" onClick={() => open('opening')}>Record opening stock</GuardedButton>,
      }}
    >
      <StockPanel panel={panel} product={null} onClose={() => change({ panel: '' }, 'in place')} />
    </ListScreen>
  )
}
