import { Graph, layout } from '@dagrejs/dagre'
import type { TraceEdge } from './trace-view.ts'

export interface NodeSize {
  readonly width: number
  readonly height: number
}

/** What goes from one node to another, by however many documents. */
export interface DrawnEdge {
  readonly from: string
  readonly to: string
  readonly quantity: number
}

/** One line for each pair of nodes, with all that goes between them. */
export function drawnEdges(edges: readonly TraceEdge[]): readonly DrawnEdge[] {
  const drawn = new Map<string, DrawnEdge>()
  for (const { from, to, quantity } of edges) {
    const key = `${from} > ${to}`
    drawn.set(key, { from, to, quantity: (drawn.get(key)?.quantity ?? 0) + quantity })
  }
  return [...drawn.values()]
}

/** Left upper corner of each node, from left to right as the goods went, in px. */
export function placeNodes(keys: readonly string[], edges: readonly DrawnEdge[], { width, height }: NodeSize): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 120, marginx: 24, marginy: 24 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const key of keys) graph.setNode(key, { width, height })
  for (const { from, to } of edges) graph.setEdge(from, to)
  layout(graph)
  return new Map(
    keys.map((key) => {
      const { x = 0, y = 0 } = graph.node(key)
      return [key, { x: x - width / 2, y: y - height / 2 }]
    }),
  )
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** The nearest node in the direction of an arrow key; `null` when there is none. */
export function nodeBeside(places: ReadonlyMap<string, { readonly x: number; readonly y: number }>, from: string, arrow: Arrow): string | null {
  const here = places.get(from)
  if (!here) return null
  const sideways = arrow === 'ArrowLeft' || arrow === 'ArrowRight'
  const sign = arrow === 'ArrowLeft' || arrow === 'ArrowUp' ? -1 : 1
  let best: { key: string; distance: number } | null = null
  for (const [key, { x, y }] of places) {
    const ahead = sign * (sideways ? x - here.x : y - here.y)
    const aside = Math.abs(sideways ? y - here.y : x - here.x)
    // Up and down stay in the column; left and right take the next column first.
    if (key === from || ahead < 1 || (!sideways && aside > 1)) continue
    const distance = sideways ? ahead * 4 + aside : ahead
    if (best === null || distance < best.distance) best = { key, distance }
  }
  return best?.key ?? null
}
