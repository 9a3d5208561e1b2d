import { expect, test } from 'vitest'
import { addressOf, buildAddress, buildInput, lineProblems, lotsWithFirst, takenFromHeld, withLine, type BuildText, type ChangedLine } from '../../../src/renderer/screens/builds/build-text.ts'
import { screenAt } from '../../../src/renderer/screens/screen.ts'

const one = 1_000_000
const plate = { productId: 1, sku: 'PLATE', name: 'Steel plate', unit: 'ea' }

const typed: BuildText = {
  product: { productId: 3, sku: 'BOX', name: 'Box' },
  quantity: '4',
  businessDate: '2026-03-31',
  plannedBuildId: 12,
  rest: 'keep',
  assigneeId: 2,
  notes: '',
  lines: [{ product: plate, quantity: '9', lots: [{ lotId: 7, number: 'ACM-1', quantity: '9' }], reason: 'Nearer' }],
  useHeld: true,
  asPlan: false,
  targetDate: '',
  changing: true,
}

test('coming back finds everything that was typed, from the address alone', () => {
  const read = buildAddress.parse(JSON.parse(JSON.stringify(addressOf(typed, null))))
  expect(read).toMatchObject({ product: 3, quantity: '4', date: '2026-03-31', plan: 12, rest: 'keep', assignee: 2, notes: '', lines: typed.lines, held: 1, change: 1, first: null })
})

test('an address that says nonsense leaves the page as it opens', () => {
  const read = buildAddress.parse({ product: 'x', plan: -3, rest: 'half', lines: [{ product: 'PLATE' }], held: 'yes', as: 'sale', assignee: 0 })
  expect(read).toMatchObject({ product: null, plan: null, rest: null, lines: [], held: undefined, as: undefined, assignee: null, quantity: '1', date: '' })
})

test('a lot of which nothing is taken is not chosen, and no line is no change', () => {
  const line: ChangedLine = { product: plate, quantity: '5', reason: '', lots: [{ lotId: 7, number: 'A', quantity: '' }, { lotId: 8, number: 'B', quantity: '0.0' }, { lotId: 9, number: 'C', quantity: '5' }] }
  expect(buildInput({ ...typed, lines: [line] }).lines).toEqual([{ productId: 1, quantity: '5', lots: [{ lotId: 9, quantity: '5' }], reason: '' }])
  expect(buildInput({ ...typed, lines: [] }).lines).toBeNull()
})

test('figures that are none are said by line and by lot', () => {
  const lots = [{ lotId: 7, number: 'A', quantity: 'two' }, { lotId: 8, number: 'B', quantity: '' }]
  const lines: ChangedLine[] = [
    { product: plate, quantity: '', lots, reason: '' },
    { product: { ...plate, productId: 2 }, quantity: '0', lots: null, reason: '' },
  ]
  const found = lineProblems(lines)
  expect(Object.keys(found)).toEqual(['lines.0.quantity', 'lines.0.lots.7'])
  expect(found['lines.0.quantity']).toContain('missing')
  expect(found['lines.0.lots.7']).toContain('not a number')
})

test('a changed line takes its own place, a new one the last, and one taken back is gone', () => {
  const bolt = { ...plate, productId: 2 }
  const line = (product: typeof plate, quantity: string): ChangedLine => ({ product, quantity, lots: null, reason: '' })
  const two = withLine(withLine([], 1, line(plate, '1')), 2, line(bolt, '2'))
  expect(withLine(two, 1, line(plate, '5')).map(({ quantity }) => quantity)).toEqual(['5', '2'])
  expect(withLine(two, 1, null).map(({ quantity }) => quantity)).toEqual(['2'])
  expect(withLine(two, 3, null)).toEqual(two)
})

test('a scanned lot is drawn first, then those chosen before, then the oldest, until there is enough', () => {
  const open = [
    { lotId: 1, number: 'OLD', remaining: 3 * one },
    { lotId: 2, number: 'MID', remaining: 4 * one },
    { lotId: 3, number: 'NEW', remaining: 2 * one },
  ]
  const shares = (chosen: readonly { number: string; quantity: string }[]) => chosen.map(({ number, quantity }) => `${number} ${quantity}`)
  expect(shares(lotsWithFirst(open, 4 * one, [], 3))).toEqual(['NEW 2', 'OLD 2'])
  const chosen = [{ lotId: 2, number: 'MID', quantity: '2' }]
  expect(shares(lotsWithFirst(open, 5 * one, chosen, 3))).toEqual(['NEW 2', 'MID 3'])
  expect(shares(lotsWithFirst(open, 20 * one, [], 3))).toEqual(['NEW 2', 'OLD 3', 'MID 4'])
  expect(shares(lotsWithFirst(open, 4 * one, [], 99))).toEqual(['OLD 3', 'MID 1'])
})

test('a path is on the screen with the longest beginning, or on the one that says the page is its own', () => {
  const queue = { path: '/builds/queue', pages: ['/builds/new', '/builds/planned'] } as const
  const history = { path: '/builds' } as const
  const at = (path: string) => screenAt<typeof queue | typeof history>([queue, history], path)
  expect(at('/builds')).toBe(history)
  expect(at('/builds/12')).toBe(history)
  expect(at('/builds/queue')).toBe(queue)
  expect(at('/builds/new')).toBe(queue)
  expect(at('/builds/planned/12')).toBe(queue)
  expect(at('/buildings')).toBeUndefined()
})

test.each([
  // needed, on hand, held, taken from the others
  [8, 15, 10, 3],
  [5, 15, 10, 0],
  [20, 15, 10, 10],
  [4, 3, 10, 3],
  [2, 0, 5, 0],
])('needing %d with %d on hand of which %d are held takes %d from others', (needed, onHand, held, taken) => {
  expect(takenFromHeld({ needed: needed * one, onHand: onHand * one, held: held * one })).toBe(taken * one)
})
