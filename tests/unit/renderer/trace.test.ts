import { describe, expect, test } from 'vitest'
import { percentText, recallAsText, recallTotals, type Recall } from '../../../src/renderer/screens/lots/recall-rows.ts'
import { drawnEdges, nodeBeside, placeNodes } from '../../../src/renderer/screens/lots/trace-layout.ts'
import { shownTrace, traceRows, unitOfEdge, type Trace, type TraceNode } from '../../../src/renderer/screens/lots/trace-view.ts'

const document = { kind: 'build', id: 1, reference: 'PSB-B-00001' } as const
const product = { productId: 1, sku: 'PLATE', name: 'Steel plate', unit: 'ea' }

const lot = (lotId: number, depth: number, unit = 'ea'): TraceNode => ({
  what: 'lot',
  key: `lot ${lotId}`,
  depth,
  lotId,
  number: `L-${lotId}`,
  product: { ...product, unit },
  status: 'active',
  receivedOn: '2026-01-31',
  made: 10,
  remaining: 5,
  value: 100,
  source: document,
  supplier: null,
  more: { from: false, into: false },
})

const edge = (from: number, to: number, quantity: number, buildId = 1) => ({
  from: `lot ${from}`,
  to: `lot ${to}`,
  quantity,
  value: quantity,
  document: { ...document, id: buildId },
})

/** 1 and 2 (metres) made 3, which is asked about; 3 went into 4 and 5, and both into 6. */
const diamond: Trace = {
  nodes: [lot(3, 0), lot(1, -1), lot(2, -1, 'm'), lot(4, 1), lot(5, 1), lot(6, 2)],
  edges: [edge(1, 3, 4), edge(2, 3, 8), edge(3, 4, 1), edge(3, 5, 2), edge(4, 6, 1), edge(5, 6, 1, 2)],
  more: false,
}

const keysOf = (collapsed: string[]) => shownTrace(diamond, new Set(collapsed)).nodes.map(({ node }) => node.key)

describe('hiding what lies beyond a node', () => {
  test('leaves what is reached another way, and says how much is hidden', () => {
    expect(keysOf([])).toHaveLength(6)
    expect(keysOf(['lot 4'])).toEqual(['lot 3', 'lot 1', 'lot 2', 'lot 4', 'lot 5', 'lot 6'])
    expect(keysOf(['lot 4', 'lot 5'])).toEqual(['lot 3', 'lot 1', 'lot 2', 'lot 4', 'lot 5'])
    const { nodes, edges } = shownTrace(diamond, new Set(['lot 4', 'lot 5']))
    expect(nodes.map(({ node, leadsOn, hides }) => [node.key, leadsOn, hides])).toContainEqual(['lot 4', true, 1])
    expect(edges.map(({ to }) => to)).not.toContain('lot 6')
  })

  test('never hides on the other side', () => {
    expect(shownTrace(diamond, new Set(['lot 1'])).nodes).toHaveLength(6)
    expect(shownTrace(diamond, new Set()).nodes.find(({ node }) => node.key === 'lot 1')?.leadsOn).toBe(false)
  })
})

test('the table has a row for every way, what is farthest back first, each in the unit of the lot it left', () => {
  const rows = traceRows(diamond)
  expect(rows.map(({ from, to, step, unit }) => [from.key, to.key, step, unit])).toEqual([
    ['lot 1', 'lot 3', -1, 'ea'],
    ['lot 2', 'lot 3', -1, 'm'],
    ['lot 3', 'lot 4', 1, 'ea'],
    ['lot 3', 'lot 5', 1, 'ea'],
    ['lot 4', 'lot 6', 2, 'ea'],
    ['lot 5', 'lot 6', 2, 'ea'],
  ])
  expect(unitOfEdge(new Map(), edge(1, 3, 4))).toBe('')
})

describe('the drawing', () => {
  const size = { width: 200, height: 80 }
  const edges = drawnEdges(diamond.edges)
  const places = placeNodes(diamond.nodes.map(({ key }) => key), edges, size)
  const leftOf = (key: string) => places.get(key)?.x ?? Number.NaN

  test('goes from left to right, and nothing lies on anything else', () => {
    expect(leftOf('lot 1')).toBeLessThan(leftOf('lot 3'))
    expect(leftOf('lot 3')).toBeLessThan(leftOf('lot 4'))
    expect(leftOf('lot 5')).toBeLessThan(leftOf('lot 6'))
    const all = [...places.values()]
    for (const [place, a] of all.entries()) {
      for (const b of all.slice(place + 1)) expect(Math.abs(a.x - b.x) >= size.width || Math.abs(a.y - b.y) >= size.height).toBe(true)
    }
  })

  test('arrows go to the next column and stay in their own', () => {
    expect(['lot 1', 'lot 2']).toContain(nodeBeside(places, 'lot 3', 'ArrowLeft'))
    expect(nodeBeside(places, 'lot 6', 'ArrowRight')).toBeNull()
    expect(nodeBeside(places, 'lot 4', 'ArrowRight')).toBe('lot 6')
    const [upper, lower] = ['lot 4', 'lot 5'].toSorted((a, b) => (places.get(a)?.y ?? 0) - (places.get(b)?.y ?? 0))
    expect(nodeBeside(places, upper ?? '', 'ArrowDown')).toBe(lower)
    expect(nodeBeside(places, lower ?? '', 'ArrowDown')).toBeNull()
  })

  test('what goes between two nodes by several builds is one line with the sum', () => {
    expect(drawnEdges([edge(1, 3, 4, 1), edge(1, 3, 5, 2)])).toEqual([{ from: 'lot 1', to: 'lot 3', quantity: 9 }])
  })
})

describe('the recall sheet', () => {
  const totals = { onHand: 1_000_000, sold: 1_000_000, inReview: 1_000_000, wasted: 0, adjusted: 0 }

  test('adds up to exactly a hundred percent', () => {
    const shown = recallTotals({ whole: 3_000_000, totals })
    expect(shown.map(({ name, permille }) => [name, permille])).toEqual([['Sold', 334], ['On the shelf', 333], ['In builds under review', 333]])
    expect(percentText(334)).toMatch(/^33[.,]4 %$/)
    expect(recallTotals({ whole: 0, totals: { ...totals, onHand: 0, sold: 0, inReview: 0 } })).toEqual([])
  })

  test('is copied as cells between tabs, without any in them', () => {
    const recall: Recall = {
      lot: { lotId: 1, number: 'L-1', product, status: 'active', receivedOn: '2026-01-31', supplier: 'Acme\tMetals', supplierLot: null, expiresOn: null, source: document },
      whole: 3_000_000,
      onHand: [],
      sold: [{ document: { kind: 'sale', id: 1, reference: 'INV-7' }, customer: 'Ann', saleOn: '2026-01-31', product, quantity: 3_000_000, attributable: 3_000_000 }],
      inReview: [],
      wasted: [],
      adjusted: [],
      totals: { onHand: 0, sold: 3_000_000, inReview: 0, wasted: 0, adjusted: 0 },
    }
    const lines = recallAsText(recall, '2026-02-01').split('\n')
    expect(lines).toContain('Supplier\tAcme Metals')
    expect(lines).toContain('Ann\tINV-7\t2026-01-31\tPLATE\t3 ea\t3 ea')
    expect(lines.some((line) => /^Total\t3 ea\t100[.,]0 %$/.test(line))).toBe(true)
  })
})
