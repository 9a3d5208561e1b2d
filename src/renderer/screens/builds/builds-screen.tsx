import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconHammer, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { BuildRow } from '../../../shared/contract/build.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ListCount, ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { readSort, writeSort } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateText } from '../../text/dates.ts'
import { BuildStatus, buildStatusText } from './build-status.tsx'
import classes from './builds.module.css'

const limit = 500

const columns: readonly TableColumn<BuildRow>[] = [
  {
    id: 'reference',
    header: 'Build',
    width: 'minmax(136px, 1fr)',
    value: (b) => b.reference,
    cell: (b) => <span className={classes.reference}>{b.reference}</span>,
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(160px, 1.8fr)',
    value: (b) => b.product.sku,
    cell: ({ product }) => <ProductCell {...product} />,
  },
  {
    id: 'date',
    officeOnly: true,
    header: 'Built on',
    width: 'minmax(130px, 0.8fr)',
    value: (b) => b.businessDate,
    cell: (b) => businessDateText(b.businessDate),
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(134px, 0.8fr)',
    value: (b) => buildStatusText[b.status],
    cell: (b) => <BuildStatus status={b.status} />,
  },
  { id: 'lot', officeOnly: true, header: 'Lot made', width: 'minmax(110px, 0.8fr)', value: (b) => b.lot?.number ?? '' },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(100px, 0.8fr)',
    align: 'end',
    value: (b) => b.quantity,
    cell: (b) => <QuantityText value={b.quantity} unit={b.product.unit} />,
  },
  {
    id: 'unitCost',
    officeOnly: true,
    header: 'Unit cost',
    width: 'minmax(120px, 0.9fr)',
    align: 'end',
    value: (b) => b.unitCost ?? -1,
    cell: (b) => <UnitCostText value={b.unitCost} unit={b.product.unit} />,
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(100px, 0.8fr)',
    align: 'end',
    value: (b) => b.value,
    cell: (b) => <MoneyText value={b.value} />,
  },
]

function ProductCell({ sku, name }: BuildRow['product']) {
  return (
    <>
      {sku} {name !== sku && <span className={classes.quiet}>{name}</span>}
    </>
  )
}

/** What was built, the newest first. */
export function BuildsScreen() {
  const [{ search, sort, selected }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const [focusRow] = useState(() => (selected === '' ? null : { id: selected }))
  const { data, error, retry } = useLedgerQuery('build.list', { search, productId: null, limit, offset: 0 })
  const none = data?.total === 0 && search.trim() === ''

  const openNew = () => void navigate({ to: '/builds/new' })
  useHotkeys([['n', openNew]])

  function open(id: string) {
    setSearch({ selected: id }, 'in place')
    void navigate({ to: `/builds/${id}` })
  }

  return (
    <Page
      title="Builds"
      purpose="What was made here, from which lots, and what it cost."
      primary={{ label: 'New build', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openNew }}
      filters={
        !none && (
          <>
            <SearchBox
              label="Search builds"
              placeholder="Search build, product or lot"
              value={search}
              onChange={(text) => setSearch({ search: text }, 'in place')}
            />
            {data && <ListCount total={data.total} one="build" many="builds" />}
          </>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.builds.length > 0 && (
        <DataTable
          label="Builds"
          rows={data.builds}
          columns={columns}
          rowId={(build) => String(build.buildId)}
          sortedBy={sort === '' ? { column: 'reference', descending: true } : readSort(sort, 'reference')}
          selectedId={selected === '' ? null : selected}
          focusRow={focusRow}
          onOpen={(build) => open(String(build.buildId))}
          onSorted={(column, descending) => setSearch({ sort: writeSort({ column, descending }) }, 'in place')}
        />
      )}
      {!error && data?.builds.length === 0 && !none && (
        <NothingFound
          what={`build matches “${search.trim()}”`}
          searched="The search looks at the build’s number, its product and its finished lot."
          onClear={() => setSearch({ search: '' }, 'in place')}
        />
      )}
      {!error && none && (
        <EmptyState
          icon={<IconHammer size={32} stroke={1.5} />}
          title="No builds yet"
          action={<Button onClick={openNew}>Make the first build</Button>}
        >
          What you make will be listed here, each build with the lot it made and what one of them cost.
        </EmptyState>
      )}
    </Page>
  )
}
