import { IconClipboardCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { PendingRow } from '../../../shared/contract/quality.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useNowMs } from '../../state/now.ts'
import { businessDateAt, businessDateText } from '../../text/dates.ts'
import { waitingText } from '../../text/quality-words.ts'
import classes from './quality.module.css'

type Column = TableColumn<PendingRow, SortOf<'quality.pending'>>

const columns: readonly Column[] = [
  {
    id: 'reference',
    header: 'Build',
    width: 'minmax(150px, 1fr)',
    value: (b) => b.reference,
    cell: (b) => <span className={classes.reference}>{b.reference}</span>,
    file: [{ header: 'Build', at: 'reference' }],
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(120px, 1.8fr)',
    value: (b) => b.product.sku,
    file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }],
    cell: ({ product: { sku, name } }) => (
      <>
        {sku} {name !== sku && <span className={classes.quiet}>{name}</span>}
      </>
    ),
  },
  { id: 'since', header: 'Waits', width: 'minmax(150px, 1fr)', value: (b) => b.since, cell: (b) => <Waits since={b.since} />, file: [{ header: 'Waits since', at: 'since', as: 'day' }] },
  {
    id: 'builtBy',
    officeOnly: true,
    header: 'Built by',
    width: 'minmax(96px, 1fr)',
    value: (b) => b.builtBy ?? '',
    file: [{ header: 'Built by', at: 'builtBy' }],
    cell: (b) => b.builtBy ?? <span className={classes.quiet}>Not named</span>,
  },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(88px, 0.7fr)',
    align: 'end',
    value: (b) => b.quantity,
    cell: (b) => <QuantityText value={b.quantity} unit={b.product.unit} />,
    file: [{ header: 'Quantity', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }],
  },
  {
    id: 'inProcess',
    header: 'In process',
    width: 'minmax(104px, 0.8fr)',
    align: 'end',
    value: (b) => b.inProcess,
    cell: (b) => <MoneyText value={b.inProcess} />,
    file: [{ header: 'In process', at: 'inProcess', as: 'unit_cost' }],
  },
]

function Waits({ since }: { readonly since: string }) {
  const today = businessDateAt(useNowMs())
  return (
    <>
      {waitingText(since, today)} {since !== today && <span className={classes.quiet}>{businessDateText(since)}</span>}
    </>
  )
}

/** The builds that wait for somebody to look at them, the one that waits longest first. */
export function ReviewScreen() {
  const screen = useListScreen({ column: 'since', descending: false })
  const { search, sortedBy, change } = screen
  const navigate = useNavigate()
  const { data: waiting } = useLedgerQuery('quality.waiting', {})
  const draft = { search, sort: sortColumn(sortedBy, columns, 'since'), descending: sortedBy.descending }
  const list = useLedgerList('quality.pending', draft, (answer) => answer.builds, findIdOf(screen))

  function open(id: string) {
    change({ selected: id }, 'in place')
    void navigate({ to: `/builds/${id}` })
  }

  return (
    <ListScreen
      title="In review"
      purpose="Builds that wait for your yes. Approve one, and its lot is in stock; reject one, and you say what can be saved."
      noun={['build', 'builds']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ buildId }) => String(buildId)}
      onOpen={({ buildId }) => open(String(buildId))}
      search={{ placeholder: 'Search build or product', looksAt: 'The search looks at the build’s number and its product, among the builds that wait.' }}
      filters={
        waiting !== undefined &&
        waiting.count > 0 && (
          <span className={classes.inProcess}>
            <MoneyText value={waiting.inProcess} /> in process
          </span>
        )
      }
      empty={useEmpty()}
    />
  )
}

/** Nothing waits: because all is decided, or because review is off. */
function useEmpty() {
  const navigate = useNavigate()
  const review = useLedgerQuery('company.settings', {}).data?.review
  const icon = <IconClipboardCheck size={32} stroke={1.5} />
  if (review !== false) {
    return {
      icon,
      title: 'Nothing waits for review',
      text: 'What is built from now on waits here with its components, until you approve or reject it.',
      action: <GuardedButton command="build.execute" onClick={() => void navigate({ to: '/builds/new' })}>New build</GuardedButton>,
    }
  }
  return {
    icon,
    title: 'Review is off',
    text: 'Builds are in stock as soon as they are made. With review on they would wait here first, until you approve or reject them.',
    action: <GuardedButton command="company.set_review" onClick={() => void navigate({ to: '/settings', search: { panel: 'review' } as object })}>Open the switch</GuardedButton>,
  }
}
