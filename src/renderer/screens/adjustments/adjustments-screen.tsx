import { Button, SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { adjustmentSorts, adjustmentStatus, type AdjustmentRow } from '../../../shared/contract/adjustment.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ListCount, ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useReceiving } from '../../state/company.ts'
import { readSort, writeSort } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { adjustmentKindText, reasonText } from '../../text/adjustment-words.ts'
import { businessDateText } from '../../text/dates.ts'
import { AdjustmentStatus, adjustmentStatusText } from './adjustment-status.tsx'
import classes from './adjustments.module.css'
import { StockPanel } from './stock-panel.tsx'

const limit = 500

const statusFilter = [{ value: '', label: 'All' }, ...adjustmentStatus.options.map((value) => ({ value, label: adjustmentStatusText[value] }))]

const columns: readonly TableColumn<AdjustmentRow>[] = [
  {
    id: 'reference',
    header: 'Adjustment',
    width: 'minmax(146px, 0.8fr)',
    value: (a) => a.reference,
    cell: (a) => <span className={classes.reference}>{a.reference}</span>,
  },
  { id: 'date', header: 'Date', width: 'minmax(128px, 0.7fr)', value: (a) => a.businessDate, cell: (a) => businessDateText(a.businessDate) },
  { id: 'product', header: 'Product', width: 'minmax(150px, 1.6fr)', value: (a) => a.product.sku, cell: (a) => <ProductCell adjustment={a} /> },
  { id: 'what', header: 'What and why', width: 'minmax(232px, 1.8fr)', value: (a) => whatText(a), cell: (a) => <What adjustment={a} /> },
  { id: 'lot', officeOnly: true, header: 'Lot', width: 'minmax(132px, 1fr)', value: (a) => a.lot?.number ?? '' },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(108px, 0.7fr)',
    align: 'end',
    value: (a) => a.quantity,
    cell: (a) => <QuantityText value={a.quantity} unit={a.product.unit} signed />,
  },
  { id: 'value', header: 'Value', width: 'minmax(108px, 0.7fr)', align: 'end', value: (a) => a.value, cell: (a) => <MoneyText value={a.value} signed /> },
]

/** `Lot adjusted: breakage`. Where the kind says why, nothing more. */
function whatText({ kind, reason }: AdjustmentRow): string {
  return kind === 'opening' || kind === 'difference' ? adjustmentKindText[kind] : `${adjustmentKindText[kind]}: ${reasonText(reason).toLowerCase()}`
}

function What({ adjustment }: { readonly adjustment: AdjustmentRow }) {
  return (
    <span className={classes.what}>
      <span className={classes.whatText}>{whatText(adjustment)}</span>
      {adjustment.status === 'reversed' && <AdjustmentStatus status="reversed" />}
    </span>
  )
}

function ProductCell({ adjustment: { product } }: { readonly adjustment: AdjustmentRow }) {
  return (
    <>
      {product.sku} {product.name !== product.sku && <span className={classes.quiet}>{product.name}</span>}
    </>
  )
}

/** Stock that changed without a receipt, build or sale, the newest first. */
export function AdjustmentsScreen() {
  const [{ search, filter, sort, panel, selected }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const receiving = useReceiving()
  const [focusRow] = useState(() => (selected === '' ? null : { id: selected }))
  const status = adjustmentStatus.safeParse(filter).data ?? null
  const sortedBy = sort === '' ? { column: 'reference', descending: true } : readSort(sort, 'reference')
  const { data, error, retry } = useLedgerQuery('adjustment.list', {
    search,
    productId: null,
    status,
    sort: adjustmentSorts.find((name) => name === sortedBy.column) ?? 'reference',
    descending: sortedBy.descending,
    limit,
    offset: 0,
  })
  const narrowed = search.trim() !== '' || status !== null
  const none = data?.total === 0 && !narrowed

  const primary = receiving === false ? { label: 'Adjust stock', panel: 'adjust' } : { label: 'Found stock', panel: 'found' }
  const openPrimary = () => setSearch({ panel: primary.panel })
  useHotkeys([['n', openPrimary]])

  function open(id: string) {
    setSearch({ selected: id }, 'in place')
    void navigate({ to: `/adjustments/${id}` })
  }

  return (
    <Page
      title="Adjustments"
      purpose="Stock that changed without a receipt, build or sale: counted, broken, lost, found, or there from the start."
      actions={
        <Button variant="default" onClick={() => setSearch({ panel: 'opening' })}>
          Opening stock
        </Button>
      }
      primary={{ label: primary.label, icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openPrimary }}
      filters={
        !none && (
          <>
            <SearchBox
              label="Search adjustments"
              placeholder="Search number, product, lot or notes"
              value={search}
              onChange={(text) => setSearch({ search: text }, 'in place')}
            />
            <SegmentedControl aria-label="Status" data={statusFilter} value={status ?? ''} onChange={(value) => setSearch({ filter: value }, 'in place')} />
            {data && <ListCount shown={data.adjustments.length} total={data.total} one="adjustment" many="adjustments" />}
          </>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.adjustments.length > 0 && (
        <DataTable
          label="Adjustments"
          rows={data.adjustments}
          columns={columns}
          rowId={({ adjustmentId }) => String(adjustmentId)}
          sortedBy={sortedBy}
          selectedId={selected === '' ? null : selected}
          focusRow={panel === '' ? focusRow : null}
          onOpen={({ adjustmentId }) => open(String(adjustmentId))}
          onSorted={(column, descending) => setSearch({ sort: writeSort({ column, descending }) }, 'in place')}
        />
      )}
      {!error && data?.adjustments.length === 0 && narrowed && (
        <NothingFound
          what={search.trim() === '' ? `adjustment is ${adjustmentStatusText[status ?? 'posted'].toLowerCase()}` : `adjustment matches “${search.trim()}”`}
          searched="The search looks at number, SKU, name, lot and notes."
          onClear={() => setSearch({ search: '', filter: '' }, 'in place')}
        />
      )}
      {!error && none && (
        <EmptyState
          icon={<IconAdjustmentsHorizontal size={32} stroke={1.5} />}
          title="No adjustments yet"
          action={<Button onClick={() => setSearch({ panel: 'opening' })}>Record opening stock</Button>}
        >
          {receiving === false
            ? 'Counts, breakage and losses will be listed here. Adjust a product here or on its page.'
            : 'Counts, breakage and losses will be listed here. To correct what is in a lot, open the lot and adjust it.'}
        </EmptyState>
      )}
      <StockPanel panel={panel} product={null} onClose={() => setSearch({ panel: '' }, 'in place')} />
    </Page>
  )
}
