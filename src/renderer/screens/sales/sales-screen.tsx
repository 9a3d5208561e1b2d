import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconArrowBackUp, IconChartBar, IconReceipt2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { saleSource, saleStatus, saleType, type SaleRow } from '../../../shared/contract/sale.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { MoneyText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import { LastSalesSync, SyncSalesButton } from '../../components/sales-sync.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { useFilters } from '../../state/address-filters.ts'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useWindowState } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { marginPartText, saleSourceText, saleStatusText, saleTypeText } from '../../text/sale-words.ts'
import { DayFilter, ProductFilter } from '../builds/list-filters.tsx'
import { dayIn, idIn } from '../builds/use-address-filters.ts'
import { CustomerInput } from './customer-input.tsx'
import { SaleStanding } from './sale-status.tsx'
import classes from './sales.module.css'

const filterNames = ['product', 'from', 'to', 'customer', 'type', 'source'] as const
const noFilters = { product: '', from: '', to: '', customer: '', type: '', source: '' }

const standings = [
  { value: '', label: 'All' },
  { value: 'posted', label: saleStatusText.posted },
  { value: 'short', label: 'Short' },
  { value: 'voided', label: saleStatusText.voided },
]
const types = [{ value: '', label: 'Every type' }, ...saleType.options.map((value) => ({ value, label: saleTypeText[value] }))]
const sources = [{ value: '', label: 'Every source' }, ...saleSource.options.map((value) => ({ value, label: saleSourceText[value] }))]

type Column = TableColumn<SaleRow, SortOf<'sale.list'>>

const columns: readonly Column[] = [
  { id: 'reference', header: 'Sale', width: 'minmax(112px, 1fr)', value: (s) => s.reference, cell: (s) => <span className={classes.reference}>{s.reference}</span>, file: [{ header: 'Sale', at: 'reference' }] },
  { id: 'date', header: 'Date', width: 'minmax(122px, 0.7fr)', value: (s) => s.saleDate, cell: (s) => businessDateText(s.saleDate), file: [{ header: 'Date', at: 'saleDate', as: 'day' }] },
  { id: 'customer', header: 'Customer', width: 'minmax(110px, 1.6fr)', value: (s) => s.customer, file: [{ header: 'Customer', at: 'customer' }] },
  { id: 'type', officeOnly: true, wideOnly: true, header: 'Type', width: 'minmax(104px, 0.7fr)', value: (s) => saleTypeText[s.type], file: [{ header: 'Type', at: 'type', words: saleTypeText }] },
  { id: 'source', officeOnly: true, wideOnly: true, header: 'Source', width: 'minmax(92px, 0.6fr)', value: (s) => saleSourceText[s.source], file: [{ header: 'Source', at: 'source', words: saleSourceText }] },
  { id: 'revenue', header: 'Revenue', width: 'minmax(104px, 0.8fr)', align: 'end', value: (s) => s.revenue, cell: (s) => <MoneyText value={s.revenue} />, file: [{ header: 'Revenue', at: 'revenue', as: 'unit_cost' }] },
  { id: 'cost', officeOnly: true, header: 'Cost', width: 'minmax(104px, 0.8fr)', align: 'end', value: (s) => s.cost, cell: (s) => <MoneyText value={s.cost} />, file: [{ header: 'Cost', at: 'cost', as: 'unit_cost' }] },
  { id: 'margin', header: 'Margin', width: 'minmax(108px, 0.8fr)', align: 'end', value: (s) => s.margin ?? 0, cell: (s) => <MoneyText value={s.margin} />, file: [{ header: 'Margin', at: 'margin', as: 'unit_cost' }] },
  { id: 'share', officeOnly: true, wideOnly: true, header: '%', width: 'minmax(78px, 0.4fr)', align: 'end', value: (s) => marginPartText(s.margin, s.revenue) ?? '' },
  { id: 'status', header: 'Status', width: 'minmax(112px, 0.6fr)', value: (s) => saleStatusText[s.status], cell: (s) => <SaleStanding sale={s} />, file: [{ header: 'Status', at: 'status', words: saleStatusText }, { header: 'Short', at: 'short', as: 'quantity' }] },
]

function Margin({ margin, revenue }: { readonly margin: number | null; readonly revenue: number | null }) {
  const part = marginPartText(margin, revenue)
  return (
    <>
      <MoneyText value={margin} /> {part !== null && <span className={classes.quiet}>{part}</span>}
    </>
  )
}

/** Every sale and return with what it brought, cost and left, the newest first. */
export function SalesScreen() {
  const screen = useListScreen({ column: 'date', descending: true })
  const { search, filter, sortedBy, change } = screen
  const [filters, changeFilters] = useFilters(filterNames)
  const navigate = useNavigate()
  const status = saleStatus.safeParse(filter).data ?? null
  const short = filter === 'short'
  const draft = {
    search,
    from: dayIn(filters.from),
    to: dayIn(filters.to),
    // A blank is the customer nobody named.
    customer: filters.customer === '' ? null : filters.customer.trim(),
    productId: idIn(filters.product),
    type: saleType.safeParse(filters.type).data ?? null,
    source: saleSource.safeParse(filters.source).data ?? null,
    status,
    short,
    sort: sortColumn(sortedBy, columns, 'date'),
    descending: sortedBy.descending,
  }
  const beside = Object.values(filters).some((text) => text !== '')
  const list = useLedgerList('sale.list', draft, (answer) => answer.sales, findIdOf(screen))
  const openNew = (as: 'sale' | 'return') => void navigate({ to: '/sales/new', search: (as === 'return' ? { as } : {}) as object })
  const floor = useWindowState((state) => state.preferences.mode === 'floor')
  const shown = (name: keyof typeof filters) => !floor || filters[name] !== ''

  return (
    <ListScreen
      title="Sales"
      purpose="What was sold, what it cost from its own lots, and what was left."
      noun={['sale', 'sales']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ saleId }) => String(saleId)}
      pageOf={({ saleId }) => `/sales/${saleId}`}
      onNew={{ label: 'New sale', command: 'sale.record', run: () => openNew('sale') }}
      actions={
        <>
          <SyncSalesButton />
          <Button variant="default" leftSection={<IconChartBar size="1.1em" stroke={1.75} aria-hidden />} onClick={() => void navigate({ to: '/sales/margins' })}>
            Margins
          </Button>
          <GuardedButton command="return.record" variant="default" leftSection={<IconArrowBackUp size="1.1em" stroke={1.75} aria-hidden />} onClick={() => openNew('return')}>
          New return
          </GuardedButton>
        </>
      }
      search={{ placeholder: 'Search reference or customer', looksAt: 'The search looks at the sale’s reference and its customer.' }}
      filters={
        <>
          <SegmentedControl aria-label="Status" data={standings} value={short ? 'short' : (status ?? '')} onChange={(value) => change({ filter: value }, 'in place')} />
          {(shown('from') || shown('to')) && <DayFilter of="Sold" filters={filters} onChange={changeFilters} />}
          {shown('customer') && (
            <CustomerInput className={classes.customer} aria-label="Customer" placeholder="Any customer" value={filters.customer} onChange={(customer) => changeFilters({ customer })} />
          )}
          {shown('product') && <ProductFilter filters={filters} kinds={['finished_good']} onChange={changeFilters} />}
          {shown('type') && (
            <NativeSelect className={classes.type} aria-label="Type" data={types} value={filters.type} onChange={(event) => changeFilters({ type: event.currentTarget.value })} />
          )}
          {shown('source') && (
            <NativeSelect className={classes.type} aria-label="Source" data={sources} value={filters.source} onChange={(event) => changeFilters({ source: event.currentTarget.value })} />
          )}
        </>
      }
      above={
        <>
          <Synced />
          {list.total !== undefined && list.total > 0 && list.whole && <Totals {...list.whole.totals} />}
        </>
      }
      nothing={short ? 'sale is short of anything' : status !== null ? `sale is ${saleStatusText[status].toLowerCase()}` : beside ? 'sale is like this' : null}
      onClear={() => changeFilters(noFilters)}
      empty={{
        icon: <IconReceipt2 size={32} stroke={1.5} />,
        title: 'No sales yet',
        text: 'What you sell will be listed here, each sale with its own cost and margin. It may be recorded before the goods are there.',
        action: <GuardedButton command="sale.record" onClick={() => openNew('sale')}>Record the first sale</GuardedButton>,
      }}
    />
  )
}

/** How the last sync of QuickBooks' sales went, and what it left to a person. */
function Synced() {
  const channel = useLedgerQuery('sales.last_sync', {}).data?.channel
  return channel ? <div className={classes.synced}><LastSalesSync /></div> : null
}

/** What all sales that are listed come to. */
function Totals({ revenue, cost, margin }: OutputOf<'query', 'sale.list'>['totals']) {
  return (
    <p className={classes.totals} role="status" aria-label="Totals">
      <span>
        Revenue <b><MoneyText value={revenue} /></b>
      </span>
      <span>
        Cost <b><MoneyText value={cost} /></b>
      </span>
      <span>
        Margin <b><Margin margin={margin} revenue={revenue} /></b>
      </span>
    </p>
  )
}
