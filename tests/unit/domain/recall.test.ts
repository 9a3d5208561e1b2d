import { expect, test } from 'vitest'
import { recall, type Holding, type RecalledLot } from '../../../src/main/domain/recall.ts'

type Held = readonly (readonly [to: number | string, quantity: number])[]

/** A lot whose holders are lots (by number) or ends (by name). */
const lot = (lotId: number, remaining: number, held: Held = []): [number, RecalledLot<string>] => [
  lotId,
  {
    lotId,
    remaining,
    held: held.map(([to, quantity]): Holding<string> => (typeof to === 'number' ? { to: 'lot', lotId: to, quantity } : { to: 'end', end: to, quantity })),
  },
]

const parts = (root: number, ...lots: [number, RecalledLot<string>][]) =>
  recall(root, new Map(lots)).map((part) => [part.in === 'lot' ? part.lotId : part.end, part.attributable])

test('a lot nobody touched is all there', () => {
  expect(parts(1, lot(1, 10))).toEqual([[1, 10]])
})

test('what was taken straight from the lot counts as it is', () => {
  expect(parts(1, lot(1, 4, [['Ann', 3], ['Bob', 2], ['waste', 1]]))).toEqual([[1, 4], ['Ann', 3], ['Bob', 2], ['waste', 1]])
})

test('what was made of it is divided by quantity, and the odd millionth goes to the largest remainder', () => {
  expect(parts(1, lot(1, 0, [[2, 100]]), lot(2, 1, [['Ann', 1], ['Bob', 1]]))).toEqual([[1, 0], [2, 34], ['Ann', 33], ['Bob', 33]])
  expect(parts(1, lot(1, 0, [[2, 101]]), lot(2, 1, [['Ann', 1], ['Bob', 4]]))).toEqual([[1, 0], [2, 17], ['Ann', 17], ['Bob', 67]])
})

test('ways that part and join again are added before they are divided', () => {
  const diamond = [lot(1, 0, [[2, 6], [3, 4]]), lot(2, 0, [[4, 1]]), lot(3, 0, [[4, 1]]), lot(4, 1, [['Ann', 1]])] as const
  expect(parts(1, ...diamond)).toEqual([[1, 0], [2, 0], [3, 0], [4, 5], ['Ann', 5]])
  // A way of three steps beside one of one step.
  const uneven = [lot(1, 0, [[4, 5], [2, 5]]), lot(2, 0, [[3, 1]]), lot(3, 0, [[4, 1]]), lot(4, 0, [['Ann', 1], ['Bob', 1]])] as const
  expect(parts(1, ...uneven)).toEqual([[1, 0], [2, 0], [3, 0], [4, 0], ['Ann', 5], ['Bob', 5]])
})

test('only the end is rounded: three levels of thirds make a twenty-seventh', () => {
  const thirds = (lotId: number, next: number | string) => lot(lotId, 2, [[next, 1]])
  expect(parts(1, lot(1, 0, [[2, 27_000_000]]), thirds(2, 3), thirds(3, 4), thirds(4, 'Ann'))).toEqual([
    [1, 0],
    [2, 18_000_000],
    [3, 6_000_000],
    [4, 2_000_000],
    ['Ann', 1_000_000],
  ])
})

test('goods that go in a circle through average pools are all found all the same', () => {
  const found = parts(1, lot(1, 0, [[2, 100]]), lot(2, 1, [[3, 1]]), lot(3, 1, [[2, 1], ['Ann', 2]]))
  expect(found.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(100)
})
