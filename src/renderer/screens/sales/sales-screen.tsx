import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconArrowBackUp, IconChartBar, IconReceipt2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { saleDocumentType } from '../../../shared/contract/sale-document.ts'
import { waitingKind, type WaitingKind } from '../../../shared/contract/sale-waiting.ts'
import { saleSource, saleStatus, saleType, type SaleType } from '../../../shared/contract/sale.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { MoneyText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import { LastSalesSync, SyncSalesButton } from '../../components/sales-sync.tsx'
import { useFilters } from '../../state/address-filters.ts'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useWindowState } from '../../state/window-state.ts'
import { countedText, countText } from '../../text/numbers.ts'
import { marginPartText, saleSourceText, saleStatusText, saleTypeText, waitingText } from '../../text/sale-words.ts'
import { DayFilter, ProductFilter } from '../builds/list-filters.tsx'
import { dayIn, idIn } from '../builds/use-address-filters.ts'
import { CustomerInput } from './customer-input.tsx'
import { saleColumns, waitingColumns } from './sale-columns.tsx'
import classes from './sales.module.css'
import { WaitingPanel } from './waiting-panel.tsx'

const filterNames = ['product', 'from', 'to', 'customer', 'type', 'source'] as const
const noFilters = { product: '', from: '', to: '', customer: '', type: '', source: '' }

const standings = [
  { value: '', label: 'All' },
  { value: 'posted', label: saleStatusText.posted },
  { value: 'short', label: 'Short' },
  { value: 'voided', label: saleStatusText.voided },
] as const
const typesOf = (values: readonly SaleType[]) => [{ value: '', label: 'Every type' }, ...values.map((value) => ({ value, label: saleTypeText[value] }))]
const types = { sales: typesOf(saleType.options), waiting: typesOf(saleDocumentType.options) }
const sources = [{ value: '', label: 'Every source' }, ...saleSource.options.map((value) => ({ value, label: saleSourceText[value] }))]

function Margin({ margin, revenue }: { readonly margin: number | null; readonly revenue: number | null }) {
  const part = marginPartText(margin, revenue)
  return (
    <>
      <MoneyText value={margin} /> {part !== null && <span className={classes.quiet}>{part}</span>}
    </>
  )
}

type SaleFilters = Readonly<Record<(typeof filterNames)[number], string>>
type Screen = ReturnType<typeof useListScreen>
type Counts = OutputOf<'query', 'sale.waiting'>['counts']

/** What narrows both lists of this screen. */
function sharedDraft({ search, sortedBy }: Screen, filters: SaleFilters) {
  return {
    search,
    from: dayIn(filters.from),
    to: dayIn(filters.to),
    // A blank is the customer nobody named.
    customer: filters.customer === '' ? null : filters.customer.trim(),
    descending: sortedBy.descending,
  }
}

function useSales(screen: Screen, filters: SaleFilters) {
  const { filter, sortedBy } = screen
  const draft = {
    ...sharedDraft(screen, filters),
    productId: idIn(filters.product),
    type: saleType.safeParse(filters.type).data ?? null,
    source: saleSource.safeParse(filters.source).data ?? null,
    status: saleStatus.safeParse(filter).data ?? null,
    short: filter === 'short',
    sort: sortColumn(sortedBy, saleColumns, 'date'),
  }
  return useLedgerList('sale.list', draft, (answer) => answer.sales, findIdOf(screen))
}

/** Documents of QuickBooks that are not in the books, as a list like that of sales. */
function useWaiting(screen: Screen, filters: SaleFilters) {
  const draft = {
    ...sharedDraft(screen, filters),
    kind: waitingKind.safeParse(screen.filter).data ?? null,
    type: saleDocumentType.safeParse(filters.type).data ?? null,
    sort: sortColumn(screen.sortedBy, waitingColumns, 'date'),
  }
  return useLedgerList('sale.waiting', draft, (answer) => answer.documents, findIdOf(screen))
}

const nothingIn: Readonly<Record<string, string>> = {
  posted: 'sale is posted',
  voided: 'sale is voided',
  short: 'sale is short of anything',
  waiting: 'document waits for you',
  problem: 'document has to be put right in QuickBooks',
}

/** Every sale and return with what it brought, cost and left, the newest first; and what QuickBooks has that is not in the books yet. */
export function SalesScreen() {
  const screen = useListScreen({ column: 'date', descending: true })
  const { filter, panel, selected, change, focus } = screen
  const [filters, changeFilters] = useFilters(filterNames)
  const navigate = useNavigate()
  const waits = waitingKind.safeParse(filter).success
  const sales = useSales(screen, filters)
  const waiting = useWaiting(screen, filters)
  const counts = waiting.whole?.counts ?? { waiting: 0, problem: 0 }
  const beside = Object.values(filters).some((text) => text !== '')
  const openNew = (as: 'sale' | 'return') => void navigate({ to: '/sales/new', search: (as === 'return' ? { as } : {}) as object })

  const frame = {
    title: 'Sales',
    purpose: 'What was sold, what it cost from its own lots, and what was left.',
    screen,
    onNew: { label: 'New sale', command: 'sale.record' as const, run: () => openNew('sale') },
    actions: <Actions onReturn={() => openNew('return')} />,
    filters: <Filters filter={filter} counts={counts} waits={waits} filters={filters} onFilter={(value) => change({ filter: value, panel: '', selected: '' }, 'in place')} onChange={changeFilters} />,
    viewsOf: '/sales',
    nothing: nothingIn[filter] ?? (beside ? 'sale is like this' : null),
    onClear: () => changeFilters(noFilters),
    empty: emptyWords(counts, () => openNew('sale'), (kind) => change({ filter: kind })),
  }
  if (!waits) {
    return (
      <ListScreen
        {...frame}
        noun={['sale', 'sales']}
        list={sales}
        columns={saleColumns}
        rowId={({ saleId }) => String(saleId)}
        pageOf={({ saleId }) => `/sales/${saleId}`}
        search={{ placeholder: 'Search reference or customer', looksAt: 'The search looks at the sale’s reference and its customer.' }}
        above={
          <>
            <Synced onShow={(kind) => change({ filter: kind, selected: '' })} />
            {sales.total !== undefined && sales.total > 0 && sales.whole && <Totals {...sales.whole.totals} />}
          </>
        }
      />
    )
  }

  const shownId = panel === 'document' ? idIn(selected) : null
  const close = (to: string) => {
    focus(to)
    change({ panel: '', selected: to }, 'in place')
  }
  return (
    <ListScreen
      {...frame}
      noun={['document', 'documents']}
      list={waiting}
      columns={waitingColumns}
      rowId={({ saleDocumentId }) => String(saleDocumentId)}
      onOpen={({ saleDocumentId }) => change({ panel: 'document', selected: String(saleDocumentId) })}
      search={{ placeholder: 'Search document, customer or item', looksAt: 'The search looks at number, customer and the items it waits for.' }}
      above={<Synced onShow={null} />}
    >
      <WaitingPanel saleDocumentId={shownId} onSettled={() => close(rowBeside(waiting, selected))} onClose={() => close(selected)} />
    </ListScreen>
  )
}

/** Nothing is in the books: what will be here, and the step that brings it. */
function emptyWords({ waiting, problem }: Counts, onNew: () => void, onShow: (kind: WaitingKind) => void) {
  const icon = <IconReceipt2 size={32} stroke={1.5} />
  if (waiting + problem > 0) {
    return {
      icon,
      title: 'No sale is in the books yet',
      text: `${countedText(waiting + problem, 'document', 'documents')} of QuickBooks came and ${waiting + problem === 1 ? 'waits' : 'wait'}, mostly for items that are no product here yet.`,
      action: <Button onClick={() => onShow(waiting > 0 ? 'waiting' : 'problem')}>Show what waits</Button>,
    }
  }
  return {
    icon,
    title: 'No sales yet',
    text: 'What you sell will be listed here, each sale with its own cost and margin. It may be recorded before the goods are there.',
    action: <GuardedButton command="sale.record" onClick={onNew}>Record the first sale</GuardedButton>,
  }
}

/** The row after one that is about to go, or before it where it is the last; empty without either. */
function rowBeside({ total = 0, rowAt }: ReturnType<typeof useWaiting>, selected: string): string {
  const place = Array.from({ length: total }).findIndex((_, at) => String(rowAt(at)?.saleDocumentId) === selected)
  const next = place < 0 ? undefined : (rowAt(place + 1) ?? rowAt(place - 1))
  return next === undefined ? '' : String(next.saleDocumentId)
}

function Actions({ onReturn }: { readonly onReturn: () => void }) {
  const navigate = useNavigate()
  return (
    <>
      <SyncSalesButton />
      <Button variant="default" leftSection={<IconChartBar size="1.1em" stroke={1.75} aria-hidden />} onClick={() => void navigate({ to: '/sales/margins' })}>
        Margins
      </Button>
      <GuardedButton command="return.record" variant="default" leftSection={<IconArrowBackUp size="1.1em" stroke={1.75} aria-hidden />} onClick={onReturn}>
        New return
      </GuardedButton>
    </>
  )
}

interface FiltersProps {
  readonly filter: string
  readonly counts: Counts
  /** Documents that are not in the books are listed: they are no sales of a product yet, and all of QuickBooks. */
  readonly waits: boolean
  readonly filters: SaleFilters
  readonly onFilter: (filter: string) => void
  readonly onChange: (change: Partial<SaleFilters>) => void
}

function Filters({ filter, counts, waits, filters, onFilter, onChange }: FiltersProps) {
  const floor = useWindowState((state) => state.preferences.mode === 'floor')
  const shown = (name: keyof SaleFilters) => !floor || filters[name] !== ''
  const open = waitingKind.options
    .filter((kind) => counts[kind] > 0 || filter === kind)
    .map((kind) => ({ value: kind, label: `${waitingText[kind]} ${countText(counts[kind])}` }))
  return (
    <>
      <SegmentedControl aria-label="Status" data={[...standings, ...open]} value={filter} onChange={onFilter} />
      {(shown('from') || shown('to')) && <DayFilter of="Sold" filters={filters} onChange={onChange} />}
      {shown('customer') && (
        <CustomerInput className={classes.customer} aria-label="Customer" placeholder="Any customer" value={filters.customer} onChange={(customer) => onChange({ customer })} />
      )}
      {!waits && shown('product') && <ProductFilter filters={filters} kinds={['finished_good']} onChange={onChange} />}
      {shown('type') && (
        <NativeSelect className={classes.type} aria-label="Type" data={waits ? types.waiting : types.sales} value={filters.type} onChange={(event) => onChange({ type: event.currentTarget.value })} />
      )}
      {!waits && shown('source') && (
        <NativeSelect className={classes.type} aria-label="Source" data={sources} value={filters.source} onChange={(event) => onChange({ source: event.currentTarget.value })} />
      )}
    </>
  )
}

/** How the last sync of QuickBooks' sales went, and where what it left to a person is. */
function Synced({ onShow }: { readonly onShow: ((kind: WaitingKind) => void) | null }) {
  const channel = useLedgerQuery('sales.last_sync', {}).data?.channel
  return channel ? <div className={classes.synced}><LastSalesSync onShow={onShow} /></div> : null
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
