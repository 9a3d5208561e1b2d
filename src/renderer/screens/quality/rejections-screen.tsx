import { Button, NativeSelect } from '@mantine/core'
import { IconChartBar, IconClipboardX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { rejectionReason, type RejectionRow } from '../../../shared/contract/quality.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { businessDateText } from '../../text/dates.ts'
import { rejectionReasonText } from '../../text/quality-words.ts'
import classes from './quality.module.css'
import { allRejections, readRejectionsFilter, writeRejectionsFilter, type RejectionsFilter } from './rejections-filter.ts'

type Column = TableColumn<RejectionRow, SortOf<'quality.rejections'>>

const columns: readonly Column[] = [
  { id: 'reference', header: 'Build', width: 'minmax(150px, 1fr)', value: (r) => r.reference, cell: (r) => <span className={classes.reference}>{r.reference}</span>, file: [{ header: 'Build', at: 'reference' }] },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(112px, 1.8fr)',
    value: (r) => r.product.sku,
    file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }],
    cell: ({ product: { sku, name } }) => (
      <>
        {sku} {name !== sku && <span className={classes.quiet}>{name}</span>}
      </>
    ),
  },
  { id: 'rejectedOn', officeOnly: true, header: 'Rejected on', width: 'minmax(118px, 0.8fr)', value: (r) => r.rejectedOn, cell: (r) => businessDateText(r.rejectedOn), file: [{ header: 'Rejected on', at: 'rejectedOn', as: 'day' }] },
  { id: 'reason', header: 'Reason', width: 'minmax(128px, 1fr)', value: (r) => rejectionReasonText[r.reason], file: [{ header: 'Reason', at: 'reason', words: rejectionReasonText }] },
  {
    id: 'quantity',
    officeOnly: true,
    header: 'Quantity',
    width: 'minmax(64px, 0.7fr)',
    align: 'end',
    value: (r) => r.quantity,
    cell: (r) => <QuantityText value={r.quantity} unit={r.product.unit} />,
    file: [{ header: 'Quantity', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }],
  },
  { id: 'recovered', officeOnly: true, header: 'Back in stock', width: 'minmax(106px, 0.8fr)', align: 'end', value: (r) => r.recovered, cell: (r) => <MoneyText value={r.recovered} />, file: [{ header: 'Back in stock', at: 'recovered', as: 'unit_cost' }] },
  { id: 'wasted', header: 'Wasted', width: 'minmax(106px, 0.8fr)', align: 'end', value: (r) => r.wasted, cell: (r) => <MoneyText value={r.wasted} />, file: [{ header: 'Wasted', at: 'wasted', as: 'unit_cost' }] },
]

const reasons = [{ value: '', label: 'Every reason' }, ...rejectionReason.options.map((value) => ({ value, label: rejectionReasonText[value] }))]

/** Rejected builds, those behind a figure when one led here. */
export function RejectionsScreen() {
  const screen = useListScreen({ column: 'rejectedOn', descending: true })
  const { search, filter, sortedBy, change } = screen
  const navigate = useNavigate()
  const asked = readRejectionsFilter(filter)
  const draft = { search, ...asked, sort: sortColumn(sortedBy, columns, 'rejectedOn'), descending: sortedBy.descending }
  const list = useLedgerList('quality.rejections', draft, (answer) => answer.rejections, findIdOf(screen))
  const narrow = (next: RejectionsFilter) => change({ filter: writeRejectionsFilter(next) }, 'in place')

  function open({ postingId, buildId }: RejectionRow) {
    change({ selected: String(postingId) }, 'in place')
    void navigate({ to: `/builds/${buildId}` })
  }

  return (
    <ListScreen
      title="Rejected builds"
      purpose="What was not good enough, why, and what could be saved."
      noun={['rejected build', 'rejected builds']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ postingId }) => String(postingId)}
      onOpen={open}
      actions={
        <Button variant="default" leftSection={<IconChartBar size="1.1em" stroke={1.75} aria-hidden />} onClick={() => void navigate({ to: '/builds/quality' })}>
          Show reasons by month
        </Button>
      }
      search={{ placeholder: 'Search build or product', looksAt: 'The search looks at the build’s number and its product.' }}
      filters={
        <>
          <NativeSelect
            aria-label="Reason"
            data={reasons}
            value={asked.reason ?? ''}
            onChange={(event) => narrow({ ...asked, reason: rejectionReason.safeParse(event.currentTarget.value).data ?? null })}
          />
          <Scope asked={asked} onClear={() => narrow({ ...allRejections, reason: asked.reason })} />
        </>
      }
      nothing={filter === '' ? null : 'build was rejected for this reason in this time'}
      empty={{
        icon: <IconClipboardX size={32} stroke={1.5} />,
        title: 'No build was rejected',
        text: 'When a build in review is rejected, it is listed here with its reason and what it wasted.',
      }}
    />
  )
}

/** The days and the product the list is narrowed to, with a way out. */
function Scope({ asked: { from, to, productId }, onClear }: { readonly asked: RejectionsFilter; readonly onClear: () => void }) {
  const product = useLedgerQuery('product.get', { productId: productId ?? 1 }, { enabled: productId !== null }).data?.product
  const parts = [
    ...(productId !== null && product?.productId === productId ? [`of ${product.sku}`] : []),
    ...(from === null ? [] : [`from ${businessDateText(from)}`]),
    ...(to === null ? [] : [`to ${businessDateText(to)}`]),
  ]
  if (parts.length === 0) return null
  return (
    <>
      <span className={classes.inProcess}>{parts.join(' ')}</span>
      <Button variant="default" onClick={onClear}>
        Any time and product
      </Button>
    </>
  )
}
