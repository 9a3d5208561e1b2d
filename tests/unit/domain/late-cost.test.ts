import { expect, test } from 'vitest'
import type { DocumentRef } from '../../../src/main/domain/document.ts'
import { planLateCost, type CostedDraw, type CostedLot, type Destination } from '../../../src/main/domain/late-cost.ts'
import { openSheet } from '../../../src/main/domain/sheet.ts'
import { plainStock } from '../../support/plain-stock.ts'

const receipt: DocumentRef = { kind: 'receipt', id: 1 }
const sale = (id: number): DocumentRef => ({ kind: 'sale', id })

function draw(entryId: number, document: DocumentRef, quantity: number, value: number, returned: CostedDraw['returned'] = []): CostedDraw {
  return { entryId, lotId: 1, productId: 1, document, quantity, value, before: value, returned, returnedBefore: returned.map((back) => back.value) }
}

/** Corrects lot 1 by a difference; answers what each holder moves by, named by its account and document. */
function correct(lots: readonly CostedLot[], difference: number, destinationOf: (id: number) => Destination = () => ({ account: 'cost_of_goods_sold' })) {
  const stock = plainStock(lots)
  const sheet = openSheet(stock)
  sheet.book('supplier', 0 - difference, receipt)
  const graph = { lot: (lotId: number) => lots.find((lot) => lot.lotId === lotId)!, destinationOf: ({ document }: { document: DocumentRef }) => destinationOf(document.id) }
  const moves = planLateCost(sheet, graph, 1, difference)
  const posting = sheet.close({ kind: 'late_cost', businessDate: '2026-01-31', reversesPostingId: null })
  expect(posting?.entries.reduce((sum, { value }) => sum + value, 0)).toBe(0)
  return { moves, after: posting?.lotsAfter ?? [] }
}

const lot = (over: Partial<CostedLot>): CostedLot => {
  const now = { lotId: 1, productId: 1, quantity: 0, value: 0, maker: receipt, madeEntryId: 1, draws: [], ...over }
  return { before: now.value, ...now }
}

test('the odd millionth goes to the largest remainder, ties to the lot first and then to the oldest draw', () => {
  const third = lot({ quantity: 1, value: 30, draws: [draw(2, sale(1), 1, 30), draw(3, sale(2), 1, 30)] })
  expect(correct([third], 10).after).toEqual([{ lotId: 1, remaining: 1, value: 34 }])
  const two = correct([third], 11)
  expect(two.moves?.map(({ difference }) => difference)).toEqual([4, 4, 3])
})

test('nothing falls below zero on the way down', () => {
  const sold = lot({ draws: [draw(2, sale(1), 1, 33), draw(3, sale(2), 1, 34), draw(4, sale(3), 1, 33)] })
  expect(correct([sold], -100).moves?.map(({ difference }) => difference)).toEqual([-33, -34, -33])
})

test('back to the total it came from, every holder gets the very value it had', () => {
  const draws = [draw(2, sale(1), 1, 33), draw(3, sale(2), 1, 34), draw(4, sale(3), 1, 33)]
  const dearer = draws.map((one) => ({ ...one, value: 50 }))
  const { moves } = correct([lot({ draws: dearer })], -50)
  expect(moves?.map(({ difference }) => difference)).toEqual([-17, -16, -17])
})

test('a draw returned in part shows its own cost anew, and the returned part the same against it', () => {
  const partly = lot({ quantity: 9, value: 4500, draws: [draw(2, sale(1), 3, 1500, [{ document: sale(2), quantity: 2, value: 1000 }])] })
  const { moves, after } = correct([partly], 1000)
  expect(after).toEqual([{ lotId: 1, remaining: 9, value: 5400 }])
  expect(moves?.slice(1).map(({ difference }) => difference)).toEqual([300, -200])
})

test('a build passes its difference on to its lot, once, however many of its draws moved', () => {
  const build: DocumentRef = { kind: 'build', id: 7 }
  const first = lot({ quantity: 2, value: 20, draws: [draw(2, build, 2, 20), draw(3, build, 1, 10)] })
  const second = lot({ lotId: 2, productId: 2, quantity: 1, value: 15, maker: build, madeEntryId: 9, draws: [{ ...draw(10, sale(1), 1, 15), lotId: 2, productId: 2 }] })
  const { moves, after } = correct([first, second], 50, (id) => (id === 7 ? { lotId: 2 } : { account: 'cost_of_goods_sold' }))
  expect(after).toEqual([
    { lotId: 1, remaining: 2, value: 40 },
    { lotId: 2, remaining: 1, value: 30 },
  ])
  expect(moves?.at(-1)).toEqual({ of: { document: sale(1), at: 'cost_of_goods_sold' }, difference: 15 })
})
