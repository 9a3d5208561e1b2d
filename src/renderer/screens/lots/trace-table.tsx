import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { NothingYet } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { businessDateText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import classes from './trace.module.css'
import { nameOfNode, pageOfNode, traceRows, type Trace, type TraceNode, type TraceRow } from './trace-view.ts'

interface TraceTableProps {
  readonly trace: Trace
  readonly onOpen: (node: TraceNode) => void
}

/** The same as the graph, one row for each way the goods went: what is farthest back first. Enter opens its farther end. */
export function TraceTable({ trace, onOpen }: TraceTableProps) {
  if (trace.edges.length === 0) return <NothingYet>Its goods came from nowhere else and went nowhere yet.</NothingYet>
  return (
    <DataTable
      label="Where the goods came from and went"
      rows={traceRows(trace)}
      columns={columns}
      rowId={({ key }) => key}
      sortedBy={{ column: 'step' }}
      onOpen={({ step, from, to }) => onOpen(step < 0 ? from : to)}
    />
  )
}

const columns: readonly TableColumn<TraceRow>[] = [
  { id: 'step', header: 'Step', width: 'minmax(112px, 0.4fr)', value: (r) => r.step, cell: (r) => stepText(r.step) },
  { id: 'from', header: 'From', width: 'minmax(176px, 2fr)', value: (r) => nameOfNode(r.from), cell: (r) => <NodeCell node={r.from} /> },
  { id: 'to', header: 'To', width: 'minmax(176px, 2fr)', value: (r) => nameOfNode(r.to), cell: (r) => <NodeCell node={r.to} /> },
  { id: 'quantity', header: 'Quantity', width: 'minmax(96px, 0.4fr)', align: 'end', value: (r) => r.edge.quantity, cell: (r) => <QuantityText value={r.edge.quantity} unit={r.unit} /> },
  { id: 'value', officeOnly: true, header: 'Value', width: 'minmax(104px, 0.4fr)', align: 'end', value: (r) => r.edge.value, cell: (r) => <MoneyText value={r.edge.value} /> },
  { id: 'by', officeOnly: true, header: 'By', width: 'minmax(208px, 0.4fr)', value: (r) => r.edge.document.reference, cell: (r) => <DocumentLink document={r.edge.document} /> },
]

function stepText(step: number): string {
  return `${countedText(Math.abs(step), 'step', 'steps')} ${step < 0 ? 'before' : 'after'}`
}

function NodeCell({ node }: { readonly node: TraceNode }) {
  const page = pageOfNode(node)
  const about = node.what === 'lot' ? node.product.sku : (node.customer ?? businessDateText(node.businessDate))
  const name = node.what === 'lot' ? node.number : nameOfNode(node)
  return (
    <>
      {page === null ? name : <TextLink to={page}>{name}</TextLink>} <span className={classes.quiet}>{about}</span>
    </>
  )
}
