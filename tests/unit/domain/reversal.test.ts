import { expect, test } from 'vitest'
import { documentsInTheWay, planReversal, type Holder } from '../../../src/main/domain/reversal.ts'
import { openSheet } from '../../../src/main/domain/sheet.ts'
import { plainStock } from '../../support/plain-stock.ts'

test('documents in the way come in the order to undo them, each once, however they hang together', () => {
  const build = (id: number): Holder => ({ kind: 'build', id, postingId: 10 * id })
  // Lot 1 goes into builds 1 and 2; both their lots go into build 3, whose lot goes into build 4 together with lot 1.
  const holders: Readonly<Record<number, readonly Holder[]>> = { 1: [build(1), build(2), build(4)], 11: [build(3)], 12: [build(3)], 13: [build(4)] }
  const inTheWay = documentsInTheWay([1], { holdersOf: (lotId) => holders[lotId] ?? [], lotsMadeBy: ({ id }) => [id + 10] })
  expect(inTheWay.map(({ id }) => id)).toEqual([4, 3, 2, 1])
})

test('a document is placed by its newest hold', () => {
  const holders: Readonly<Record<number, readonly Holder[]>> = {
    1: [
      { kind: 'sale', id: 1, postingId: 5 },
      { kind: 'build', id: 1, postingId: 6 },
    ],
    2: [{ kind: 'sale', id: 1, postingId: 9 }],
  }
  const inTheWay = documentsInTheWay([1], { holdersOf: (lotId) => holders[lotId] ?? [], lotsMadeBy: ({ kind }) => (kind === 'build' ? [2] : []) })
  expect(inTheWay).toEqual([
    { kind: 'sale', id: 1, postingId: 9 },
    { kind: 'build', id: 1, postingId: 6 },
  ])
})

test('a lot that was used is never taken back', () => {
  const document = { kind: 'build', id: 1 } as const
  const whole = { lotId: 1, madeQuantity: 5, remaining: 5, held: false }
  const request = { kind: 'build_reversed', document, postingId: 1, businessDate: '2026-01-31', carried: [], additions: [], inProcess: 0, adjustment: document } as const
  const sheet = () => openSheet(plainStock([{ lotId: 1, productId: 1, quantity: 0, value: 0 }]))
  expect(planReversal(sheet(), { ...request, madeLots: [whole] }).posting?.voidedLotIds).toEqual([1])
  for (const used of [{ ...whole, remaining: 4 }, { ...whole, held: true }]) {
    expect(() => planReversal(sheet(), { ...request, madeLots: [used] })).toThrow(/used/)
  }
})
