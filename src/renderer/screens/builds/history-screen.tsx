import { SegmentedControl } from '@mantine/core'
import { IconHammer } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { buildStatus, type ListedBuild } from '../../../shared/contract/build.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { ExportFilter, exportFilterIn } from '../../components/export-filter.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateText } from '../../text/dates.ts'
import { BuildStanding, buildStatusText } from './build-status.tsx'
import classes from './builds.module.css'
import { MoreFilters } from './list-filters.tsx'
import { dayIn, idIn, noFilters, useAddressFilters } from './use-address-filters.ts'
import { useScanInHistory } from './use-scan-in-lists.ts'

const statusFilter = [{ value: '', label: 'All' }, ...buildStatus.options.map((value) => ({ value, label: buildStatusText[value] }))]

const columns: readonly TableColumn<ListedBuild, SortOf<'build.list'>>[] = [
  {
    id: 'reference',
    header: 'Build',
    width: 'minmax(136px, 1fr)',
    value: (b) => b.reference,
    cell: (b) => <span className={classes.reference}>{b.reference}</span>,
    file: [{ header: 'Build', at: 'reference' }],
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(150px, 1.8fr)',
    value: (b) => b.product.sku,
    cell: ({ product }) => <ProductCell {...product} />,
    file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }],
  },
  {
    id: 'date',
    officeOnly: true,
    wideOnly: true,
    header: 'Built on',
    width: 'minmax(120px, 0.8fr)',
    value: (b) => b.businessDate,
    cell: (b) => businessDateText(b.businessDate),
    file: [{ header: 'Built on', at: 'businessDate', as: 'day' }],
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(132px, 1fr)',
    value: (b) => buildStatusText[b.status],
    file: [{ header: 'Status', at: 'status', words: buildStatusText }, { header: 'Built by', at: 'assignee.name' }],
    cell: (b) => <BuildStanding status={b.status} exported={b.exported} />,
  },
  { id: 'lot', officeOnly: true, wideOnly: true, header: 'Lot made', width: 'minmax(90px, 0.8fr)', value: (b) => b.lot?.number ?? '', file: [{ header: 'Lot made', at: 'lot.number' }] },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(84px, 0.8fr)',
    align: 'end',
    value: (b) => b.quantity,
    cell: (b) => <QuantityText value={b.quantity} unit={b.product.unit} />,
    file: [{ header: 'Quantity', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }],
  },
  {
    id: 'unitCost',
    officeOnly: true,
    header: 'Unit cost',
    width: 'minmax(148px, 0.9fr)',
    align: 'end',
    value: (b) => b.unitCost ?? -1,
    cell: (b) => <UnitCostText value={b.unitCost} unit={b.product.unit} />,
    file: [{ header: 'Unit cost', at: 'unitCost', as: 'unit_cost' }],
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(128px, 0.8fr)',
    align: 'end',
    value: (b) => b.value ?? -1,
    cell: (b) => <MoneyText value={b.value} />,
    file: [{ header: 'Value', at: 'value', as: 'unit_cost' }],
  },
]

function ProductCell({ sku, name }: ListedBuild['product']) {
  return (
    <>
      {sku} {name !== sku && <span className={classes.quiet}>{name}</span>}
    </>
  )
}

/** What was built, the newest first. */
export function HistoryScreen() {
  const screen = useListScreen({ column: 'reference', descending: true })
  const { search, filter, sortedBy, change } = screen
  const [filters, changeFilters] = useAddressFilters()
  const [{ code }] = useScreenSearch()
  const exported = exportFilterIn(code)
  const navigate = useNavigate()
  useScanInHistory((productId) => changeFilters({ product: String(productId) }))
  const status = buildStatus.safeParse(filter).data ?? null
  const draft = {
    search,
    productId: idIn(filters.product),
    statuses: status === null ? [] : [status],
    from: dayIn(filters.from),
    to: dayIn(filters.to),
    assigneeId: idIn(filters.assignee),
    exported,
    sort: sortColumn(sortedBy, columns, 'reference'),
    descending: sortedBy.descending,
  }
  const beside = exported !== null || Object.values(filters).some((text) => text !== '')
  const list = useLedgerList('build.list', draft, (answer) => answer.builds, findIdOf(screen))

  const openNew = () => void navigate({ to: '/builds/new' })

  function open(id: string) {
    change({ selected: id }, 'in place')
    void navigate({ to: `/builds/${id}` })
  }

  return (
    <ListScreen
      title="History"
      purpose="What was made here, from which lots, and what it cost."
      noun={['build', 'builds']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ buildId }) => String(buildId)}
      onOpen={({ buildId }) => open(String(buildId))}
      onNew={{ label: 'New build', command: 'build.execute', run: openNew }}
      search={{ placeholder: 'Search build, product or lot', looksAt: 'The search looks at the build’s number, its product and its finished lot.' }}
      filters={
        <>
          <SegmentedControl aria-label="Status" data={statusFilter} value={status ?? ''} onChange={(value) => change({ filter: value }, 'in place')} />
          <ExportFilter value={code} onChange={(value) => change({ code: value }, 'in place')} />
          <MoreFilters of="Built" filters={filters} onChange={changeFilters} />
        </>
      }
      viewsOf="/builds"
      nothing={status !== null ? `build is ${buildStatusText[status].toLowerCase()}` : beside ? 'build is like this' : null}
      onClear={() => {
        changeFilters(noFilters)
        change({ code: '' }, 'in place')
      }}
      empty={{
        icon: <IconHammer size={32} stroke={1.5} />,
        title: 'No builds yet',
        text: 'What you make will be listed here, each build with the lot it made and what one of them cost.',
        action: <GuardedButton command="build.execute" onClick={openNew}>Make the first build</GuardedButton>,
      }}
    />
  )
}
