import type { OutputOf } from '../../../shared/contract/registry.ts'
import { documentPage } from '../../components/document-page.ts'

export type Trace = OutputOf<'query', 'lot.trace'>
export type TraceNode = Trace['nodes'][number]
export type TraceEdge = Trace['edges'][number]

/** A node as it is drawn. */
export interface ShownNode {
  readonly node: TraceNode
  /** What it leads on to, away from the lot asked about, that is hidden while it is collapsed. */
  readonly hides: number
  /** Whether there is anything to collapse. */
  readonly leadsOn: boolean
}

export interface ShownTrace {
  readonly nodes: readonly ShownNode[]
  readonly edges: readonly TraceEdge[]
}

/** The edges that lead on from a node, away from the lot asked about: back where goods came from, forward where they went. */
function leadingOn(trace: Trace): (node: TraceNode) => readonly TraceEdge[] {
  const back = new Map<string, TraceEdge[]>()
  const on = new Map<string, TraceEdge[]>()
  for (const edge of trace.edges) {
    back.set(edge.to, [...(back.get(edge.to) ?? []), edge])
    on.set(edge.from, [...(on.get(edge.from) ?? []), edge])
  }
  return ({ key, depth }) => [...(depth <= 0 ? (back.get(key) ?? []) : []), ...(depth >= 0 ? (on.get(key) ?? []) : [])]
}

/** What is left when some nodes are collapsed: everything that can still be reached without going through one of them. */
export function shownTrace(trace: Trace, collapsed: ReadonlySet<string>): ShownTrace {
  const edgesOf = leadingOn(trace)
  const byKey = new Map(trace.nodes.map((node) => [node.key, node]))
  const reach = (stopAt: ReadonlySet<string>) => {
    const seen = new Set<string>()
    const waiting = trace.nodes.slice(0, 1)
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node.key)) continue
      seen.add(node.key)
      if (stopAt.has(node.key)) continue
      for (const edge of edgesOf(node)) {
        const next = byKey.get(edge.from === node.key ? edge.to : edge.from)
        if (next) waiting.push(next)
      }
    }
    return seen
  }
  const shown = reach(collapsed)
  const nodes = trace.nodes
    .filter(({ key }) => shown.has(key))
    .map((node) => {
      const leadsOn = edgesOf(node).length > 0
      const without = collapsed.has(node.key) ? new Set([...collapsed].filter((key) => key !== node.key)) : null
      return { node, leadsOn, hides: without === null ? 0 : reach(without).size - shown.size }
    })
  return { nodes, edges: trace.edges.filter(({ from, to }) => shown.has(from) && shown.has(to)) }
}

/** The unit an edge's quantity is counted in: that of the lot the goods come from, else of the lot they were added to. */
export function unitOfEdge(nodes: ReadonlyMap<string, TraceNode>, { from, to }: TraceEdge): string {
  const unitOf = (key: string) => {
    const node = nodes.get(key)
    return node?.what === 'lot' ? node.product.unit : undefined
  }
  return unitOf(from) ?? unitOf(to) ?? ''
}

/** Where a node leads when it is opened. */
export function pageOfNode(node: TraceNode): string | null {
  return node.what === 'lot' ? `/lots/${node.lotId}` : documentPage(node.document)
}

/** A node in words: `Lot B-1`, `Sale INV-7`. */
export function nameOfNode(node: TraceNode): string {
  switch (node.what) {
    case 'lot':
      return `Lot ${node.number}`
    case 'sale':
      return `Sale ${node.document.reference}`
    case 'return':
      return `Return ${node.document.reference}`
    case 'in_review':
      return `In review: ${node.document.reference}`
    case 'waste':
      return `Waste: ${node.document.reference}`
    case 'adjustment':
      return `Adjustment ${node.document.reference}`
  }
}

/** A table's row: one way the goods went, as far from the lot asked about as its farther end. */
export interface TraceRow {
  readonly key: string
  readonly edge: TraceEdge
  readonly from: TraceNode
  readonly to: TraceNode
  readonly unit: string
  /** Steps from the lot asked about: below zero before it, above after it. */
  readonly step: number
}

/** The same as rows, in the order of the steps: what is farthest back first. */
export function traceRows(trace: Trace): readonly TraceRow[] {
  const nodes = new Map(trace.nodes.map((node) => [node.key, node]))
  const rows = trace.edges.flatMap((edge) => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
    if (!from || !to) return []
    const step = to.depth > 0 ? Math.max(1, to.depth) : Math.min(-1, from.depth)
    const key = `${edge.from} ${edge.to} ${edge.document.kind} ${edge.document.id}`
    return [{ key, edge, from, to, step, unit: unitOfEdge(nodes, edge) }]
  })
  return rows.toSorted((a, b) => a.step - b.step)
}
