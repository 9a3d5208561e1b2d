import { SegmentedControl } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { lotStatus, type LotRow } from '../../../shared/contract/lot.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ListCount, ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { readSort, writeSort } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateText } from '../../text/dates.ts'
import { LotStatus, lotStatusText } from './lot-status.tsx'
import classes from './lots-screen.module.css'

const limit = 500

const statusFilter = [{ value: '', label: 'All' }, ...lotStatus.options.map((value) => ({ value, label: lotStatusText[value] }))]

const columns: readonly TableColumn<LotRow>[] = [
  { id: 'number', header: 'Lot', width: 'minmax(184px, 1.5fr)', value: (l) => l.number, cell: (l) => <span className={classes.number}>{l.number}</span> },
  { id: 'product', header: 'Product', width: 'minmax(150px, 2fr)', value: (l) => `${l.product.sku} ${l.receivedOn} ${String(l.lotId).padStart(9, '0')}`, cell: (l) => <ProductCell lot={l} /> },
  { id: 'receivedOn', header: 'Received', width: 'minmax(128px, 0.8fr)', value: (l) => l.receivedOn, cell: (l) => businessDateText(l.receivedOn) },
  { id: 'status', header: 'Status', width: 'minmax(116px, 0.8fr)', value: (l) => lotStatusText[l.status], cell: (l) => <LotStatus status={l.status} /> },
  { id: 'remaining', header: 'Left', width: 'minmax(100px, 0.9fr)', align: 'end', value: (l) => l.remaining, cell: (l) => <QuantityText value={l.remaining} unit={l.product.unit} /> },
  { id: 'unitCost', officeOnly: true, header: 'Unit cost', width: 'minmax(120px, 1fr)', align: 'end', value: (l) => l.unitCost ?? -1, cell: (l) => <UnitCostText value={l.unitCost} unit={l.product.unit} /> },
  { id: 'value', header: 'Value', width: 'minmax(112px, 0.9fr)', align: 'end', value: (l) => l.value, cell: (l) => <MoneyText value={l.value} /> },
]

function ProductCell({ lot: { product } }: { readonly lot: LotRow }) {
  return (
    <>
      {product.sku} <span className={classes.name}>{product.name}</span>
    </>
  )
}

/** Every delivery line and every build as the lot it became. */
export function LotsScreen() {
  const [{ search, filter, sort, selected }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const [focusRow] = useState(() => (selected === '' ? null : { id: selected }))
  const status = lotStatus.safeParse(filter).data ?? null
  const { data, error, retry } = useLedgerQuery('lot.list', { search, productId: null, status, limit, offset: 0 })
  const narrowed = search.trim() !== '' || status !== null
  const none = data?.total === 0 && !narrowed

  function open(id: string) {
    setSearch({ selected: id }, 'in place')
    void navigate({ to: `/lots/${id}` })
  }

  return (
    <Page
      title="Lots"
      purpose="Each delivery line and each build is one lot. The oldest is drawn first."
      filters={
        !none && (
          <>
            <SearchBox label="Search lots" placeholder="Search lot or product" value={search} onChange={(text) => setSearch({ search: text }, 'in place')} />
            <SegmentedControl aria-label="Status" data={statusFilter} value={status ?? ''} onChange={(value) => setSearch({ filter: value }, 'in place')} />
            {data && <ListCount total={data.total} one="lot" many="lots" />}
          </>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.lots.length > 0 && (
        <DataTable
          label="Lots"
          rows={data.lots}
          columns={columns}
          rowId={(lot) => String(lot.lotId)}
          sortedBy={readSort(sort, 'product')}
          selectedId={selected === '' ? null : selected}
          focusRow={focusRow}
          onOpen={(lot) => open(String(lot.lotId))}
          onSorted={(column, descending) => setSearch({ sort: writeSort({ column, descending }) }, 'in place')}
        />
      )}
      {!error && data?.lots.length === 0 && narrowed && (
        <NothingFound
          what={search.trim() === '' ? `lot is ${lotStatusText[status ?? 'active'].toLowerCase()}` : `lot matches “${search.trim()}”`}
          searched="The search looks at lot number, supplier lot, SKU and name."
          onClear={() => setSearch({ search: '', filter: '' }, 'in place')}
        />
      )}
      {!error && none && (
        <EmptyState icon={<IconStack2 size={32} stroke={1.5} />} title="No lots yet">
          Confirm a receipt, and each of its lines will be a lot here. What you build becomes a lot as well.
        </EmptyState>
      )}
    </Page>
  )
}
