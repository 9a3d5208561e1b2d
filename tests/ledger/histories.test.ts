import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { errorOf, testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { money, qty, shopOn, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let part: number
let good: number

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  part = shop.product('C')
  good = shop.product('F', 'finished_good')
  shop.bom(good, { components: [{ productId: part, perUnit: qty('1') }] })
})

afterEach(() => {
  expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
  ledger.close()
})

const receive = (productId: number, quantity: string, cost: { unit: string } | { total: string }, on?: string) => {
  const typed = 'unit' in cost ? { unitCost: money(cost.unit) } : { lineTotal: money(cost.total) }
  const receiptId = shop.draft([{ productId, quantity: qty(quantity), ...typed }], on)
  valueOf(shop.confirm(receiptId))
  return receiptId
}
const of = (quantity: string, customer = 'Ann', productId = good) => ({ lines: [{ productId, quantity: qty(quantity) }], customer })
const lots = (productId: number) =>
  ledger.db
    .prepare<[number], { number: string; remaining: number; value: number }>(
      'SELECT l.number, b.remaining, b.value FROM lot_balance b JOIN lot l USING (lot_id) WHERE b.product_id = ? ORDER BY b.lot_id',
    )
    .all(productId)
    .map(({ remaining, value }) => [remaining / 1e6, value / 1e6])
const account = (name: string) => ledger.db.prepare<[string], number>('SELECT coalesce(sum(value), 0) FROM entry WHERE account = ?').pluck().get(name)! / 1e6
const sale = (saleId: number) => {
  const cost = ledger.db
    .prepare<[number], number>("SELECT coalesce(sum(value), 0) FROM entry WHERE document_kind = 'sale' AND document_id = ? AND account = 'cost_of_goods_sold'")
    .pluck()
    .get(saleId)!
  const short = ledger.db.prepare<[number], number>('SELECT coalesce(sum(quantity), 0) FROM shortage WHERE sale_id = ?').pluck().get(saleId)!
  return [cost / 1e6, short / 1e6]
}
const onHand = (productId: number) => shop.onHand(productId).quantity / 1e6
const isVoided = (number: string) => ledger.db.prepare<[string], number>('SELECT voided_by_posting_id IS NOT NULL FROM lot WHERE number = ?').pluck().get(number) === 1
const lotId = (number: string) => ledger.db.prepare<[string], number>('SELECT lot_id FROM lot WHERE number = ? ORDER BY lot_id DESC').pluck().get(number)!

describe('corrections, history by history', () => {
  test('a build reversed after its material got dearer gives everything back at the new cost', () => {
    const receiptId = receive(part, '10', { unit: '10' })
    shop.bom(good, { components: [{ productId: part, perUnit: qty('2') }] })
    const { buildId } = valueOf(shop.build(good, qty('2')))
    valueOf(shop.correctCost(receiptId, { unitCost: money('15') }))
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    expect([lots(part), lots(good)]).toEqual([[[10, 150]], [[0, 0]]])
  })

  test('thirds corrected to nothing leave nothing anywhere', () => {
    const receiptId = receive(part, '3', { total: '100' })
    for (let count = 0; count < 3; count += 1) valueOf(shop.build(good, qty('1')))
    valueOf(shop.correctCost(receiptId, { lineTotal: 0 }))
    expect([lots(part), lots(good)]).toEqual([[[0, 0]], [[1, 0], [1, 0], [1, 0]]])
  })

  test('a sale voided after its shortage was settled gives both lots back', () => {
    receive(good, '2', { unit: '10' })
    const { saleId } = valueOf(shop.sell(of('5')))
    receive(good, '10', { unit: '12' })
    valueOf(shop.voidSale(saleId))
    expect(lots(good)).toEqual([[2, 20], [10, 120]])
    expect([sale(saleId), account('cost_of_goods_sold'), onHand(good)]).toEqual([[0, 0], 0, 12])
  })

  test('voiding the receipt that settled a shortage opens it again at the cost booked before', () => {
    receive(good, '2', { unit: '10' })
    const { saleId } = valueOf(shop.sell(of('5')))
    const receiptId = receive(good, '10', { unit: '12' })
    expect(sale(saleId)).toEqual([56, 0])
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    expect([onHand(good), sale(saleId)]).toEqual([-3, [50, 3]])
  })

  test('an edit of words leaves another sale’s shortage where it is', () => {
    receive(good, '5', { unit: '10' })
    const a = valueOf(shop.sell(of('5', 'A')))
    const b = valueOf(shop.sell(of('3', 'B')))
    const before = ledger.db.prepare('SELECT count(*) FROM entry').pluck().get()
    valueOf(shop.editSale(a.saleId, of('5', 'A & Sons')))
    expect([sale(a.saleId), sale(b.saleId)]).toEqual([[50, 0], [30, 3]])
    expect(ledger.db.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(before)
  })

  test('a sale voided after its goods came back leaves them in a return lot', () => {
    receive(good, '10', { unit: '500' })
    const { saleId } = valueOf(shop.sell(of('3')))
    const back = valueOf(shop.takeBack(of('3')))
    valueOf(shop.voidSale(saleId))
    expect(lots(good)).toEqual([[10, 5000], [3, 1500]])
    expect([sale(saleId), sale(back.saleId)]).toEqual([[0, 0], [-1500, 0]])
  })

  test('a late cost shows on a sale and on what was returned of it', () => {
    const receiptId = receive(good, '10', { unit: '500' })
    const { saleId } = valueOf(shop.sell(of('3')))
    const back = valueOf(shop.takeBack(of('2')))
    valueOf(shop.correctCost(receiptId, { unitCost: money('600') }))
    expect([lots(good), sale(saleId), sale(back.saleId)]).toEqual([[[9, 5400]], [1800, 0], [-1200, 0]])
  })

  test('a cost corrected up and down again leaves no trace, however oddly it was shared', () => {
    const receiptId = receive(part, '3', { total: '100' })
    for (let count = 0; count < 2; count += 1) valueOf(shop.build(good, qty('1')))
    valueOf(shop.sell(of('1')))
    const before = [lots(part), lots(good), account('cost_of_goods_sold')]
    for (const total of ['7.77', '1234.567891', '100']) valueOf(shop.correctCost(receiptId, { lineTotal: money(total) }))
    expect([lots(part), lots(good), account('cost_of_goods_sold')]).toEqual(before)
  })
})

describe('late cost', () => {
  test('goes through builds of builds, work in process, waste and sales, and is refused when it changes nothing', () => {
    const receiptId = receive(part, '12', { unit: '10' })
    const deep = shop.product('D', 'finished_good')
    shop.bom(deep, { components: [{ productId: good, perUnit: qty('1') }] })
    valueOf(shop.build(good, qty('4')))
    valueOf(shop.build(deep, qty('2')))
    valueOf(shop.sell(of('1', 'Ann', deep)))
    shop.switch({ review: true })
    const waiting = valueOf(shop.build(good, qty('1')))
    const lost = valueOf(shop.build(good, qty('1')))
    valueOf(shop.reject(lost.buildId, { kind: 'total_loss' }))
    valueOf(shop.correctCost(receiptId, { unitCost: money('13') }))
    expect([lots(part), lots(good), lots(deep)]).toEqual([[[6, 78]], [[2, 26]], [[1, 13]]])
    expect([account('cost_of_goods_sold'), account('work_in_process'), account('waste')]).toEqual([13, 13, 13])
    expect(errorOf(shop.correctCost(receiptId, { unitCost: money('13') })).code).toBe('correction.changes_nothing')
    expect(valueOf(shop.approve(waiting.buildId)).value).toBe(money('13'))
  })
})

describe('returns', () => {
  test('voided, the sale draws again from its old lot first, then FIFO', () => {
    receive(good, '2', { unit: '10' })
    receive(good, '5', { unit: '20' })
    const { saleId } = valueOf(shop.sell(of('2')))
    const back = valueOf(shop.takeBack(of('2')))
    valueOf(shop.sell(of('1', 'Bob')))
    valueOf(shop.voidReturn(back.saleId))
    expect([lots(good), sale(saleId), sale(back.saleId)]).toEqual([[[0, 0], [4, 80]], [30, 0], [0, 0]])
  })

  test('what had gone from a return lot is owed, and the difference is an adjustment', () => {
    receive(good, '4', { unit: '10' })
    const back = valueOf(shop.takeBack(of('3', 'Nobody')))
    valueOf(shop.sell(of('6', 'Bob')))
    receive(good, '5', { unit: '12' })
    valueOf(shop.voidReturn(back.saleId))
    expect(lots(good)).toEqual([[0, 0], [0, 0], [3, 36]])
    expect([sale(back.saleId), account('adjustment')]).toEqual([[0, 0], 4])
  })

  test('voided, its own lot is voided too, though what it owed was drawn from that very lot', () => {
    receive(good, '1', { unit: '10' })
    const back = valueOf(shop.takeBack(of('5', 'Nobody')))
    valueOf(shop.sell(of('1', 'Cleo')))
    const { saleId } = valueOf(shop.sell(of('4', 'Bob')))
    // Of the two that did not come back after all, one is in the lot and one is with Bob: the return owes it.
    valueOf(shop.editReturn(back.saleId, of('3', 'Nobody')))
    expect([lots(good), sale(back.saleId)]).toEqual([[[0, 0], [0, 0]], [-30, 1]])
    // Bob's four come back, and what the return owes is drawn from them.
    valueOf(shop.voidSale(saleId))
    expect([lots(good), sale(back.saleId)]).toEqual([[[0, 0], [3, 30]], [-30, 0]])
    valueOf(shop.voidReturn(back.saleId))
    expect([lots(good), sale(back.saleId), account('adjustment')]).toEqual([[[0, 0], [0, 0]], [0, 0], 0])
    expect(isVoided('RETURN-1')).toBe(true)
  })

  test('voided, its own lot stays while somebody else holds goods of it', () => {
    receive(good, '1', { unit: '10' })
    const back = valueOf(shop.takeBack(of('5', 'Nobody')))
    valueOf(shop.sell(of('2', 'Bob')))
    valueOf(shop.voidReturn(back.saleId))
    expect([onHand(good), isVoided('RETURN-1')]).toEqual([-1, false])
  })

  test('priced only, nothing moves; consumed like a sale, stock leaves', () => {
    receive(good, '4', { unit: '10' })
    valueOf(shop.takeBack({ ...of('1'), treatment: 'price_only' }))
    expect(onHand(good)).toBe(4)
    const consumed = valueOf(shop.takeBack({ ...of('1'), treatment: 'consume_like_a_sale' }))
    expect([onHand(good), sale(consumed.saleId)]).toEqual([3, [10, 0]])
    valueOf(shop.editReturn(consumed.saleId, { ...of('1'), treatment: 'return_to_stock' }))
    expect(onHand(good)).toBe(5)
  })
})

describe('review', () => {
  test('full recovery gives back what was drawn; undone, the build waits again, and is reversed straight from there', () => {
    receive(part, '3', { total: '100' })
    shop.switch({ review: true })
    const { buildId } = valueOf(shop.build(good, qty('2')))
    const before = [lots(part), account('work_in_process')]
    valueOf(shop.reject(buildId, { kind: 'full' }))
    expect([lots(part), account('work_in_process'), account('waste')]).toEqual([[[3, 100]], 0, 0])
    valueOf(shop.undoRejection(buildId))
    expect([lots(part), account('work_in_process')]).toEqual(before)
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    expect(lots(part)).toEqual([[3, 100]])
  })

  test('part is recovered from the last draw first; the rest is waste; more than was drawn is refused', () => {
    receive(part, '1', { unit: '10' })
    receive(part, '4', { unit: '20' })
    shop.switch({ review: true })
    const { buildId } = valueOf(shop.build(good, qty('3')))
    const recovered = (quantity: string) => ({ kind: 'partial', recovered: [{ productId: part, quantity: qty(quantity) }] }) as const
    expect(errorOf(shop.reject(buildId, recovered('4')))).toMatchObject({ code: 'build.recovers_too_much', data: { drawn: qty('3') } })
    expect(valueOf(shop.reject(buildId, recovered('1')))).toMatchObject({ recovered: money('20'), wasted: money('30') })
    expect(lots(part)).toEqual([[0, 0], [3, 60]])
    receive(part, '1', { unit: '1' })
    shop.draw(part, qty('3'))
    expect(errorOf(shop.undoRejection(buildId))).toMatchObject({ code: 'build.recovered_is_gone', data: { lots: [{ remaining: 0 }] } })
  })

  test('an approval is undone while its lot is whole, and lets settlements give way', () => {
    receive(part, '2', { unit: '10' })
    const { saleId } = valueOf(shop.sell(of('1')))
    shop.switch({ review: true })
    const { buildId } = valueOf(shop.build(good, qty('2')))
    valueOf(shop.approve(buildId))
    expect([sale(saleId), lots(good)]).toEqual([[10, 0], [[1, 10]]])
    valueOf(shop.undoApproval(buildId))
    expect([sale(saleId), account('work_in_process'), onHand(good)]).toEqual([[0, 1], 20, -1])
    valueOf(shop.approve(buildId))
    valueOf(shop.sell(of('1', 'Bob')))
    expect(errorOf(shop.undoApproval(buildId))).toMatchObject({ code: 'document.in_the_way', data: { documents: [{ kind: 'sale' }] } })
  })
})

describe('without receiving', () => {
  beforeEach(() => shop.switch({ receiving: false }))

  test('an addition is taken back exactly when nothing left since, else at the average, with the difference adjusted', () => {
    valueOf(shop.adjust(part, qty('10'), money('10')))
    const second = valueOf(shop.adjust(part, qty('10'), money('20')))
    valueOf(shop.reverse({ kind: 'adjustment', id: second.adjustmentId }))
    expect(lots(part)).toEqual([[10, 100]])
    const third = valueOf(shop.adjust(part, qty('10'), money('20')))
    valueOf(shop.adjust(part, 0 - qty('5')))
    valueOf(shop.reverse({ kind: 'adjustment', id: third.adjustmentId }))
    expect(lots(part)).toEqual([[5, 75]])
    const fourth = valueOf(shop.adjust(part, qty('2'), money('1')))
    const taken = valueOf(shop.adjust(part, 0 - qty('6')))
    const refusal = errorOf(shop.reverse({ kind: 'adjustment', id: fourth.adjustmentId }))
    expect(refusal).toMatchObject({ code: 'document.in_the_way', data: { documents: [{ id: taken.adjustmentId }] } })
  })

  test('builds join the pool at the average, receipts and sales are refused, and the pool becomes the legacy lot', () => {
    valueOf(shop.open(part, qty('3'), { lineTotal: money('100') }))
    valueOf(shop.build(good, qty('1')))
    const second = valueOf(shop.build(good, qty('1')))
    expect(lots(good)).toEqual([[2, 66.666667]])
    valueOf(shop.reverse({ kind: 'build', id: second.buildId }))
    expect([lots(good), lots(part)]).toEqual([[[1, 33.333333]], [[2, 66.666667]]])
    expect(errorOf(shop.sell(of('1'))).code).toBe('sale.receiving_off')
    expect(errorOf(shop.confirm(shop.draft([{ productId: part, quantity: 1, unitCost: 0 }]))).code).toBe('receipt.receiving_off')
    shop.switch({ receiving: true })
    const { saleId } = valueOf(shop.sell(of('1')))
    expect([sale(saleId), lotId('LEGACY-F') > 0]).toEqual([[33.333333, 0], true])
    expect(errorOf(shop.adjust(part, qty('1'))).code).toBe('adjustment.receiving_on')
  })
})

describe('receipt lines and lots', () => {
  test('a line is corrected down to what was used and no further; settlements give way', () => {
    const { saleId } = valueOf(shop.sell(of('3')))
    const receiptId = receive(good, '10', { unit: '10' })
    valueOf(shop.sell(of('4', 'Bob')))
    expect(errorOf(shop.correctQuantity(receiptId, qty('3')))).toMatchObject({ code: 'correction.below_used', data: { used: qty('4') } })
    valueOf(shop.correctQuantity(receiptId, qty('5')))
    expect([sale(saleId), lots(good)]).toEqual([[10, 2], [[0, 0]]])
    valueOf(shop.correctQuantity(receiptId, qty('8')))
    expect([sale(saleId), lots(good), account('supplier')]).toEqual([[30, 0], [[1, 10]], -80])
  })

  test('a lot is counted up at its own cost, broken at it, and stands in the way of its receipt', () => {
    const receiptId = receive(part, '3', { total: '100' })
    const up = valueOf(shop.adjustLot(1, qty('3')))
    expect(lots(part)).toEqual([[6, 200]])
    valueOf(shop.adjustLot(1, 0 - qty('1'), 'breakage'))
    expect([lots(part), account('waste')]).toEqual([[[5, 166.666667]], 33.333333])
    const refusal = errorOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    expect(refusal).toMatchObject({ data: { documents: [{ kind: 'adjustment', id: 2 }, { kind: 'adjustment', id: up.adjustmentId }] } })
    expect(errorOf(shop.adjustLot(1, qty('1'), 'loss')).code).toBe('adjustment.loss_must_be_negative')
    expect(errorOf(shop.adjustLot(1, 0 - qty('6'), 'loss')).code).toBe('adjustment.more_than_there_is')
    for (const id of [2, up.adjustmentId]) valueOf(shop.reverse({ kind: 'adjustment', id }))
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    expect(errorOf(shop.adjustLot(1, qty('1'))).code).toBe('lot.is_voided')
  })

  test('found and opening stock get lots of their own, and settle what was short', () => {
    const { saleId } = valueOf(shop.sell(of('3')))
    expect(sale(saleId)).toEqual([0, 3])
    valueOf(shop.open(good, qty('2'), { unitCost: money('7') }))
    expect(sale(saleId)).toEqual([14, 1])
    const found = valueOf(shop.find(good, qty('2'), null))
    expect([found.value, sale(saleId), lots(good)]).toEqual([money('14'), [21, 0], [[0, 0], [1, 7]]])
    expect([lotId('OPEN-F'), lotId('FOUND-1')].every((id) => id > 0)).toBe(true)
    expect(errorOf(shop.open(good, qty('2'), { unitCost: 0 })).code).toBe('lot.number_in_use')
  })
})
