import { IconMinus, IconPlus } from '@tabler/icons-react'
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react'
import type { KeyboardEvent } from 'react'
import { QuantityText } from '../../components/figure.tsx'
import { businessDateText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import { lotStatusText } from './lot-status.tsx'
import classes from './trace.module.css'
import { nameOfNode, type ShownNode, type TraceNode } from './trace-view.ts'

export type GraphNode = Node<
  {
    readonly shown: ShownNode
    /** The one node that Tab reaches. */
    readonly active: boolean
    readonly collapsed: boolean
    readonly onKey: (event: KeyboardEvent, node: TraceNode) => void
    readonly onOpen: (node: TraceNode) => void
    readonly onToggle: (node: TraceNode) => void
    readonly onFocus: (node: TraceNode) => void
  },
  'trace'
>

/** A lot or document of the graph: Enter or a click opens it, the sign at its side hides what it leads on to. */
export function TraceGraphNode({ data, width, height }: NodeProps<GraphNode>) {
  const { shown, active, collapsed, onKey, onOpen, onToggle, onFocus } = data
  const { node, leadsOn, hides } = shown
  const side = node.depth < 0 ? 'left' : 'right'
  const Sign = collapsed ? IconPlus : IconMinus
  return (
    <div className={classes.node} style={{ width, height }}>
      <Handle type="target" position={Position.Left} className={classes.handle} isConnectable={false} />
      <button
        type="button"
        className={classes.card}
        data-node-key={node.key}
        data-what={node.what}
        data-asked={node.depth === 0}
        tabIndex={active ? 0 : -1}
        aria-label={sentenceOf(node, collapsed ? hides : 0)}
        {...(leadsOn && node.depth !== 0 ? { 'aria-expanded': !collapsed } : {})}
        onKeyDown={(event) => onKey(event, node)}
        onFocus={() => onFocus(node)}
        onClick={() => onOpen(node)}
      >
        <Content node={node} />
      </button>
      {leadsOn && node.depth !== 0 && (
        <button
          type="button"
          // Space on the node does the same, so the sign is no Tab stop of its own.
          tabIndex={-1}
          className={classes.toggle}
          data-side={side}
          aria-label={collapsed ? `Show what is beyond ${nameOfNode(node)}` : `Hide what is beyond ${nameOfNode(node)}`}
          onClick={() => onToggle(node)}
        >
          <Sign size={14} stroke={2.5} aria-hidden />
        </button>
      )}
      <Handle type="source" position={Position.Right} className={classes.handle} isConnectable={false} />
    </div>
  )
}

function Content({ node }: { readonly node: TraceNode }) {
  if (node.what === 'lot') {
    return (
      <>
        <span className={classes.name}>{node.number}</span>
        <span className={classes.about}>
          {node.product.sku} {node.product.name !== node.product.sku && node.product.name}
        </span>
        <span className={classes.figures}>
          {node.remaining > 0 ? (
            <>
              <QuantityText value={node.remaining} unit={node.product.unit} /> left
            </>
          ) : (
            lotStatusText[node.status]
          )}
          {node.supplier !== null && `, from ${node.supplier}`}
        </span>
      </>
    )
  }
  return (
    <>
      <span className={classes.name}>{nameOfNode(node)}</span>
      <span className={classes.about}>{node.customer ?? node.product?.name ?? ''}</span>
      <span className={classes.figures}>{businessDateText(node.businessDate)}</span>
    </>
  )
}

function sentenceOf(node: TraceNode, hidden: number): string {
  const about = node.what === 'lot' ? `${node.product.sku}, ${node.product.name}` : [node.customer, businessDateText(node.businessDate)].filter(Boolean).join(', ')
  const place = node.depth === 0 ? ', the lot that is traced' : ''
  return `${nameOfNode(node)}, ${about}${place}${hidden === 0 ? '' : `, ${countedText(hidden, 'step', 'steps')} hidden`}`
}
