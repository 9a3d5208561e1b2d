import { useMemo } from 'react'
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
  const rows = useMemo(() => traceRows(trace).map((row) => ({ ...row, fromName: nameOfNode(row.from), fromAbout: aboutNode(row.from), toName: nameOfNode(row.to), toAbout: aboutNode(row.to), by: row.edge.document.reference })), [trace])
  if (trace.edges.length === 0) return <NothingYet>Its goods came from nowhere else and went nowhere yet.</NothingYet>
  return (
    <DataTable
      label="Where the goods came from and went"
      savedAs={{ title: 'Trace', noun: ['way', 'ways'] }}
      rows={rows}
      columns={columns}
      rowId={({ key }) => key}
      sortedBy={{ column: 'step' }}
      onOpen={({ step, from, to }) => onOpen(step < 0 ? from : to)}
    />
  )
}

type NamedRow = TraceRow & { readonly fromName: string; readonly fromAbout: string; readonly toName: string; readonly toAbout: string; readonly by: string }

const columns: readonly TableColumn<NamedRow>[] = [
  { id: 'step', header: 'Step', width: 'minmax(112px, 0.4fr)', value: (r) => r.step, cell: (r) => stepText(r.step), file: [{ header: 'Step', at: 'step', as: 'count' }] },
  { id: 'from', header: 'From', width: 'minmax(176px, 2fr)', value: (r) => r.fromName, cell: (r) => <NodeCell node={r.from} />, file: [{ header: 'From', at: 'fromName' }, { header: 'From: product or whom', at: 'fromAbout' }] },
  { id: 'to', header: 'To', width: 'minmax(176px, 2fr)', value: (r) => r.toName, cell: (r) => <NodeCell node={r.to} />, file: [{ header: 'To', at: 'toName' }, { header: 'To: product or whom', at: 'toAbout' }] },
  { id: 'quantity', header: 'Quantity', width: 'minmax(96px, 0.4fr)', align: 'end', value: (r) => r.edge.quantity, cell: (r) => <QuantityText value={r.edge.quantity} unit={r.unit} />, file: [{ header: 'Quantity', at: 'edge.quantity', as: 'quantity' }, { header: 'Unit', at: 'unit' }] },
  { id: 'value', officeOnly: true, header: 'Value', width: 'minmax(104px, 0.4fr)', align: 'end', value: (r) => r.edge.value, cell: (r) => <MoneyText value={r.edge.value} />, file: [{ header: 'Value', at: 'edge.value', as: 'money' }] },
  { id: 'by', officeOnly: true, header: 'By', width: 'minmax(208px, 0.4fr)', value: (r) => r.by, cell: (r) => <DocumentLink document={r.edge.document} />, file: [{ header: 'By', at: 'by' }] },
]

function stepText(step: number): string {
  return `${countedText(Math.abs(step), 'step', 'steps')} ${step < 0 ? 'before' : 'after'}`
}

/** The product of a lot; of a document its customer, or its day. */
function aboutNode(node: TraceNode): string {
  return node.what === 'lot' ? node.product.sku : (node.customer ?? businessDateText(node.businessDate))
}

function NodeCell({ node }: { readonly node: TraceNode }) {
  const page = pageOfNode(node)
  const about = aboutNode(node)
  const name = node.what === 'lot' ? node.number : nameOfNode(node)
  return (
    <>
      {page === null ? name : <TextLink to={page}>{name}</TextLink>} <span className={classes.quiet}>{about}</span>
    </>
  )
}
