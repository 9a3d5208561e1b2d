import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { money, qty, shopOn, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let part: number
let good: number

/** A good of two parts each; the part came at 1 on the 1st and at 3 on the 2nd, five of it each time. */
beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  part = shop.product('PART')
  good = shop.product('GOOD', 'finished_good')
  shop.bom(good, { components: [{ productId: part, perUnit: qty('2') }] })
})

afterEach(() => {
  expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
  ledger.close()
})

const deliver = () => {
  valueOf(shop.confirm(shop.draft([{ productId: part, quantity: qty('5'), unitCost: money('1') }], '2026-01-01')))
  valueOf(shop.confirm(shop.draft([{ productId: part, quantity: qty('5'), unitCost: money('3') }], '2026-01-02')))
}
const lots = () => ledger.db.prepare<[number], { lotId: number; remaining: number; value: number }>('SELECT lot_id AS lotId, remaining, value FROM lot_balance WHERE product_id = ? ORDER BY lot_id').all(part)
const picking = (...quantities: readonly string[]) => {
  const picks = quantities.map((quantity, place) => ({ lotId: lots()[place]?.lotId ?? 0, quantity: qty(quantity) })).filter(({ quantity }) => quantity > 0)
  return { lines: [{ productId: part, quantity: picks.reduce((sum, pick) => sum + pick.quantity, 0), lots: picks, reason: 'as it lay' }] }
}
const held = () => lots().map(({ remaining, value }) => [remaining, value])

describe('lots chosen by hand', () => {
  test('cost what they cost, and a late cost finds its way to them', () => {
    deliver()
    const { buildId, plan } = valueOf(shop.build(good, qty('1'), undefined, picking('0', '2')))
    expect(plan.value).toBe(money('6'))
    expect(held()).toEqual([[qty('5'), money('5')], [qty('3'), money('9')]])
    valueOf(shop.correctCost(2, { unitCost: money('4') }))
    expect(shop.onHand(good)).toEqual({ quantity: qty('1'), value: money('8') })
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    expect(held()).toEqual([[qty('5'), money('5')], [qty('5'), money('20')]])
  })

  test('of a rejected build go back last draw first', () => {
    deliver()
    shop.switch({ review: true })
    const { buildId } = valueOf(shop.build(good, qty('1'), undefined, picking('1', '2')))
    expect(valueOf(shop.reject(buildId, { kind: 'partial', recovered: [{ productId: part, quantity: qty('2') }] }))).toMatchObject({ recovered: money('6'), wasted: money('1') })
    expect(held()).toEqual([[qty('4'), money('4')], [qty('5'), money('15')]])
  })

  test('of one pool are the pool', () => {
    shop.switch({ receiving: false })
    valueOf(shop.adjust(part, qty('10'), money('2')))
    expect(valueOf(shop.build(good, qty('1'), undefined, picking('3'))).plan.value).toBe(money('6'))
    expect(ledger.db.prepare('SELECT pick_reason FROM build_line').pluck().get()).toBeNull()
  })
})

test('what is left out, and what is used besides, is written down with the build', () => {
  deliver()
  const glue = shop.product('GLUE', 'raw_material')
  valueOf(shop.open(glue, qty('1'), { unitCost: money('8') }))
  const lines = [{ productId: part, quantity: 0, lots: null, reason: '' }, { productId: glue, quantity: qty('0.5'), lots: null, reason: '' }]
  const { plan } = valueOf(shop.build(good, qty('3'), undefined, { lines, notes: 'mended' }))
  expect(plan.value).toBe(money('4'))
  expect(ledger.db.prepare('SELECT product_id, quantity_per_unit, quantity, extra FROM build_line ORDER BY line_no').raw().all()).toEqual([
    [part, qty('2'), 0, 0],
    [glue, 166_667, qty('0.5'), 1],
  ])
  expect(ledger.db.prepare('SELECT notes FROM build').pluck().get()).toBe('mended')
})

test('a build that draws nothing is worth its cost lines alone', () => {
  deliver()
  const { plan, lotId } = valueOf(shop.build(good, qty('1'), undefined, { lines: [{ productId: part, quantity: 0, lots: null, reason: '' }] }))
  expect([plan.value, lotId !== null, shop.onHand(good)]).toEqual([0, true, { quantity: qty('1'), value: 0 }])
})
