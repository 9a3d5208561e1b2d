import { Button, SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPackageImport, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { receiptStatus, type ReceiptRow } from '../../../shared/contract/receipt.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { ListCount, ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { readSort, writeSort } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateText } from '../../text/dates.ts'
import { countText } from '../../text/numbers.ts'
import { ReceiptStatus, receiptStatusText } from './receipt-status.tsx'
import classes from './receiving.module.css'

const limit = 500

const statusFilter = [{ value: '', label: 'All' }, ...receiptStatus.options.map((value) => ({ value, label: receiptStatusText[value] }))]

// Drafts have no number yet: they come after every number, so that descending shows them first.
const byNumber = ({ reference, receiptId }: ReceiptRow) => (reference === null ? 1e12 + receiptId : Number(/\d+$/.exec(reference)?.[0]))

const columns: readonly TableColumn<ReceiptRow>[] = [
  { id: 'reference', header: 'Receipt', width: 'minmax(140px, 1fr)', value: byNumber, cell: (r) => <Reference receipt={r} /> },
  { id: 'supplier', header: 'Supplier', width: 'minmax(180px, 2fr)', value: (r) => r.supplier.name },
  {
    id: 'receivedOn',
    header: 'Received on',
    width: 'minmax(128px, 0.9fr)',
    value: (r) => r.receivedOn,
    cell: (r) => businessDateText(r.receivedOn),
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(130px, 0.9fr)',
    value: (r) => receiptStatusText[r.status],
    cell: (r) => <ReceiptStatus status={r.status} />,
  },
  {
    id: 'lines',
    officeOnly: true,
    header: 'Lines',
    width: 'minmax(80px, 0.5fr)',
    align: 'end',
    value: (r) => r.lineCount,
    cell: (r) => countText(r.lineCount),
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(120px, 0.9fr)',
    align: 'end',
    value: (r) => r.value,
    cell: (r) => <MoneyText value={r.value} />,
  },
]

function Reference({ receipt: { reference } }: { readonly receipt: ReceiptRow }) {
  return reference === null ? <span className={classes.draft}>Draft</span> : <span className={classes.reference}>{reference}</span>
}

/** What suppliers delivered, drafts first. */
export function ReceiptsScreen() {
  const [{ search, filter, sort, selected }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const [focusRow] = useState(() => (selected === '' ? null : { id: selected }))
  const status = receiptStatus.safeParse(filter).data ?? null
  const { data, error, retry } = useLedgerQuery('receipt.list', { search, status, limit, offset: 0 })
  const narrowed = search.trim() !== '' || status !== null
  const none = data?.total === 0 && !narrowed

  const openNew = () => void navigate({ to: '/receipts/new' })
  useHotkeys([['n', openNew]])

  function open(id: string) {
    setSearch({ selected: id }, 'in place')
    void navigate({ to: `/receipts/${id}` })
  }

  return (
    <Page
      title="Receipts"
      purpose="What suppliers delivered. A confirmed receipt puts a lot in stock for each of its lines."
      primary={{ label: 'New receipt', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openNew }}
      filters={
        !none && (
          <>
            <SearchBox
              label="Search receipts"
              placeholder="Search receipt, supplier or lot"
              value={search}
              onChange={(text) => setSearch({ search: text }, 'in place')}
            />
            <SegmentedControl
              aria-label="Status"
              data={statusFilter}
              value={status ?? ''}
              onChange={(value) => setSearch({ filter: value }, 'in place')}
            />
            {data && <ListCount total={data.total} one="receipt" many="receipts" />}
          </>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.receipts.length > 0 && (
        <DataTable
          label="Receipts"
          rows={data.receipts}
          columns={columns}
          rowId={(receipt) => String(receipt.receiptId)}
          sortedBy={sort === '' ? { column: 'reference', descending: true } : readSort(sort, 'reference')}
          selectedId={selected === '' ? null : selected}
          focusRow={focusRow}
          onOpen={(receipt) => open(String(receipt.receiptId))}
          onSorted={(column, descending) => setSearch({ sort: writeSort({ column, descending }) }, 'in place')}
        />
      )}
      {!error && data?.receipts.length === 0 && narrowed && (
        <NothingFound
          what={search.trim() === '' ? `receipt is ${receiptStatusText[status ?? 'draft'].toLowerCase()}` : `receipt matches “${search.trim()}”`}
          searched="The search looks at the receipt’s number, its supplier and its lot numbers."
          onClear={() => setSearch({ search: '', filter: '' }, 'in place')}
        />
      )}
      {!error && none && (
        <EmptyState
          icon={<IconPackageImport size={32} stroke={1.5} />}
          title="No receipts yet"
          action={<Button onClick={openNew}>Enter the first receipt</Button>}
        >
          Deliveries will be listed here, drafts first. Confirming one takes its goods into stock at what they cost.
        </EmptyState>
      )}
    </Page>
  )
}
