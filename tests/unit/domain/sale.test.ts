import { expect, test } from 'vitest'
import type { DocumentRef } from '../../../src/main/domain/document.ts'
import type { HeldDraw } from '../../../src/main/domain/held-draw.ts'
import { drawForSale, giveBack } from '../../../src/main/domain/sale.ts'
import { settleShortage, undoSettlement } from '../../../src/main/domain/settlement.ts'
import { openSheet, type LotNow, type Sheet } from '../../../src/main/domain/sheet.ts'
import { one } from '../../../src/shared/units/decimal.ts'
import { plainStock } from '../../support/plain-stock.ts'

const document: DocumentRef = { kind: 'sale', id: 1 }
const lot = (lotId: number, quantity: number, value: number): LotNow => ({ lotId, productId: 1, quantity, value })
const close = (sheet: Sheet) => sheet.close({ kind: 'sale', businessDate: '2026-01-31', reversesPostingId: null })!
const entries = (sheet: Sheet) => close(sheet).entries.map(({ account, value, ...entry }) => [account, 'quantity' in entry ? entry.quantity : 0, value])
const demand = (quantity: number) => ({ document, productId: 1, quantity, saleOn: '2026-01-31' })

test.each([
  ['the average of the stock as it stood before', [lot(1, 2, 20), lot(2, 1, 13)], { lastStock: null, unitCost: 0 }, 22, 'stock'],
  ['its last known average', [], { lastStock: { quantity: 4, value: 10 }, unitCost: 99 }, 5, 'last_known'],
  ['its unit cost', [], { lastStock: null, unitCost: 7 * one }, 14, 'unit_cost'],
  ['nothing, and says so', [], { lastStock: null, unitCost: 0 }, 0, 'none'],
] as const)('what is short costs %s', (_, lots, known, cost, basis) => {
  const sheet = openSheet(plainStock(lots, known))
  const there = lots.reduce((sum, { quantity }) => sum + quantity, 0)
  expect(drawForSale(sheet, demand(there + 2))).toBe(true)
  const posting = close(sheet)
  expect(posting.shortages).toMatchObject([{ basis, counter: 'cost_of_goods_sold' }])
  expect(posting.entries.find(({ account }) => account === 'shortage')).toMatchObject({ quantity: -2, value: 0 - cost })
})

test('a settlement pays the true cost and takes its part of what was booked, lot by lot', () => {
  const sheet = openSheet(plainStock([lot(1, 1, 12), lot(2, 5, 100)], undefined, 3))
  settleShortage(sheet, { shortageId: 9, productId: 1, document, counter: 'cost_of_goods_sold', quantity: 3, value: 31 })
  expect(entries(sheet)).toEqual([
    ['lot', -1, -12],
    ['lot', -2, -40],
    ['shortage', 1, 10],
    ['shortage', 2, 21],
    ['cost_of_goods_sold', 0, 21],
  ])
  expect(close(sheet).settlements).toEqual([
    { place: 0, shortageId: 9, booked: 10 },
    { place: 1, shortageId: 9, booked: 21 },
  ])
})

const draw = (over: Partial<HeldDraw>): HeldDraw => ({ entryId: 4, lotId: 1, productId: 1, document, quantity: 3, value: 36, returned: [], ...over })

test('a settlement gives way at the cost booked before, and tells what returns lose by it', () => {
  const sheet = openSheet(plainStock([lot(1, 7, 84)]))
  const back: DocumentRef = { kind: 'sale', id: 2 }
  const settled = { draw: draw({ returned: [{ document: back, quantity: 1, value: 12 }] }), shortageId: 9, counter: 'cost_of_goods_sold', settledQuantity: 3, booked: 30 } as const
  expect(undoSettlement(sheet, settled)).toEqual([{ document: back, productId: 1, quantity: 1, saleId: 1 }])
  expect(close(sheet).lotsAfter).toEqual([{ lotId: 1, remaining: 9, value: 108 }])
  expect(entries(sheet)).toContainEqual(['shortage', -3, -30])
})

test('less is given back from the open shortage first, then from the last draw', () => {
  const sheet = openSheet(plainStock([lot(1, 0, 0), lot(2, 0, 0)], undefined, 2))
  const holdings = {
    draws: [draw({}), draw({ entryId: 5, lotId: 2, quantity: 2, value: 50 })],
    shortages: [{ shortageId: 9, productId: 1, document, counter: 'cost_of_goods_sold', quantity: 2, value: 20 }] as const,
  }
  expect(giveBack(sheet, document, 5, holdings)).toEqual([])
  expect(close(sheet).lotsAfter).toEqual([
    { lotId: 2, remaining: 2, value: 50 },
    { lotId: 1, remaining: 1, value: 12 },
  ])
  expect(entries(sheet)).toContainEqual(['cost_of_goods_sold', 0, -82])
})

test('a sale that falls below what was returned takes that part from its returns', () => {
  const sheet = openSheet(plainStock([lot(1, 10, 100)]))
  const back: DocumentRef = { kind: 'sale', id: 2 }
  const held = draw({ value: 30, returned: [{ document: back, quantity: 3, value: 30 }] })
  expect(giveBack(sheet, document, 2, { draws: [held], shortages: [] })).toEqual([{ document: back, productId: 1, quantity: 2, saleId: 1 }])
  expect(close(sheet).lotsAfter).toEqual([{ lotId: 1, remaining: 10, value: 100 }])
  expect(sheet.booked('cost_of_goods_sold', back)).toBe(20)
})
