import { afterEach, beforeEach, expect, test } from 'vitest'
import { correctQuantity } from '../../src/main/ledger/late-cost.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { runQuery } from '../../src/main/queries/run.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { asCommand, money, qty, shopOn, today, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let part: number
let sub: number
let good: number

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  part = shop.product('C')
  sub = shop.product('SUB', 'sub_assembly')
  good = shop.product('F', 'finished_good')
  shop.bom(sub, { components: [{ productId: part, perUnit: qty('1') }], costLines: [{ kind: 'labor', amount: money('2') }] })
  shop.bom(good, { components: [{ productId: sub, perUnit: qty('1') }], costLines: [{ kind: 'overhead', amount: money('0.5') }] })
})

afterEach(() => {
  expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
  ledger.close()
})

const context = () => ({ db: ledger.db, today: () => today })
const recall = (lotId: number) => valueOf(runQuery(context(), 'lot.recall', { lotId }))
const trace = (lotId: number, direction: 'from' | 'into' | 'both', limits = {}) =>
  valueOf(runQuery(context(), 'lot.trace', { lotId, direction, depthMax: 100, edgesMax: 1000, ...limits }))
const explain = (lotId: number) => valueOf(runQuery(context(), 'cost.explain', { lotId }))

const receive = (quantity: string, unitCost: string) => {
  const receiptId = shop.draft([{ productId: part, quantity: qty(quantity), unitCost: money(unitCost) }])
  valueOf(shop.confirm(receiptId))
  return receiptId
}
const sell = (quantity: string, customer: string) => valueOf(shop.sell({ lines: [{ productId: good, quantity: qty(quantity) }], customer })).saleId
const lotIds = () => ledger.db.prepare<[], number>('SELECT lot_id FROM lot ORDER BY lot_id').pluck().all()

/** 20 parts, and everything that can become of them at two levels. */
function everythingHappens() {
  const receiptId = receive('20', '3')
  valueOf(shop.build(sub, qty('8')))
  // Sold before it was made; the build settles it.
  const early = sell('2', 'Cid')
  valueOf(shop.build(good, qty('6')))
  const toAnn = sell('2', 'Ann')
  const toBob = sell('1', 'Bob')
  valueOf(shop.takeBack({ lines: [{ productId: good, quantity: qty('1') }], customer: 'Ann' }))
  const wrong = valueOf(shop.build(sub, qty('3')))
  valueOf(shop.reverse({ kind: 'build', id: wrong.buildId }))
  shop.switch({ review: true })
  const bad = valueOf(shop.build(sub, qty('4')))
  valueOf(shop.reject(bad.buildId, { kind: 'partial', recovered: [{ productId: part, quantity: qty('1') }] }))
  const open = valueOf(shop.build(sub, qty('2')))
  valueOf(shop.adjustLot(1, qty('1') * -1, 'breakage'))
  valueOf(shop.adjustLot(1, qty('1') * -1, 'other'))
  return { receiptId, early, toAnn, toBob, bad, open }
}

test('a recall finds all of a lot: what is left, sold, in review, wasted and adjusted, and nothing that was taken back', () => {
  const { early, toAnn, toBob, bad, open } = everythingHappens()
  const sheet = recall(1)
  expect(sheet.whole).toBe(qty('20'))
  expect(sheet.onHand.map(({ product, remaining, attributable }) => [product.sku, remaining / 1e6, attributable / 1e6])).toEqual([['C', 5, 5], ['SUB', 2, 2], ['F', 2, 2]])
  expect(sheet.sold.map(({ document, customer, quantity, attributable }) => [document.id, customer, quantity / 1e6, attributable / 1e6]).toSorted()).toEqual(
    [[early, 'Cid', 2, 2], [toAnn, 'Ann', 1, 1], [toBob, 'Bob', 1, 1]].toSorted(),
  )
  expect(sheet.inReview.map(({ document, attributable }) => [document.id, attributable / 1e6])).toEqual([[open.buildId, 2]])
  expect(sheet.wasted.map(({ document, reason, attributable }) => [document.kind, document.id, reason, attributable / 1e6])).toEqual([
    ['build', bad.buildId, 'other', 3],
    ['adjustment', 1, 'breakage', 1],
  ])
  expect(sheet.adjusted.map(({ reason, attributable }) => [reason, attributable / 1e6])).toEqual([['other', 1]])
  expect(sheet.totals).toEqual({ onHand: qty('9'), sold: qty('4'), inReview: qty('2'), wasted: qty('4'), adjusted: qty('1') })
})

test('the way of the goods is the same from both ends, and stops where a limit says so', () => {
  everythingHappens()
  const on = trace(1, 'into')
  expect(on.nodes.map(({ what, depth }) => [what, depth])).toEqual([
    ['lot', 0], ['lot', 1], ['waste', 1], ['in_review', 1], ['waste', 1], ['adjustment', 1], ['lot', 2], ['sale', 3], ['sale', 3], ['sale', 3],
  ])
  expect(on.more).toBe(false)
  const finished = on.nodes.find(({ depth }) => depth === 2)
  if (finished?.what !== 'lot') throw new Error('the good is gone')
  const back = trace(finished.lotId, 'from')
  expect(back.nodes.map(({ what, depth }) => [what, depth])).toEqual([['lot', 0], ['lot', -1], ['lot', -2]])
  for (const edge of back.edges) expect(on.edges).toContainEqual(edge)
  const near = trace(1, 'into', { depthMax: 1 })
  expect(near.nodes.filter(({ depth }) => depth > 1)).toEqual([])
  expect(near.nodes.flatMap((node) => (node.what === 'lot' && node.more.into ? [node.number] : []))).toEqual(['B-1'])
  const few = trace(1, 'into', { edgesMax: 2 })
  expect([few.edges.length, few.more, few.nodes[0]]).toMatchObject([2, true, { more: { into: true, from: false } }])
  expect(trace(1, 'both').nodes[0]).toMatchObject({ supplier: 'Acme Metals', made: qty('20'), remaining: qty('5') })
})

test('ways that part and join again count once each, and the parts still sum to the lot', () => {
  receive('10', '1')
  const kit = shop.product('KIT', 'finished_good')
  shop.bom(kit, { components: [{ productId: part, perUnit: qty('1') }, { productId: sub, perUnit: qty('1') }] })
  valueOf(shop.build(sub, qty('3')))
  valueOf(shop.build(kit, qty('3')))
  for (const customer of ['Ann', 'Bob']) valueOf(shop.sell({ lines: [{ productId: kit, quantity: qty('1') }], customer }))
  const sheet = recall(1)
  expect(sheet.onHand.map(({ product, attributable }) => [product.sku, attributable])).toEqual([['C', qty('4')], ['KIT', qty('2')]])
  expect(sheet.sold.map(({ customer, quantity, attributable }) => [customer, quantity, attributable])).toEqual([['Ann', qty('1'), qty('2')], ['Bob', qty('1'), qty('2')]])
  expect(trace(1, 'into').edges).toHaveLength(5)
  expect(trace(3, 'from').nodes.map(({ depth }) => depth)).toEqual([0, -1, -1])
})

test('what was never delivered is in no recall; what a count missed was delivered all the same', () => {
  const receiptId = receive('10', '1')
  valueOf(shop.correctQuantity(receiptId, qty('8')))
  expect(recall(1)).toMatchObject({ whole: qty('8'), adjusted: [] })
  const counted = { receiptId, lineNo: 1, quantity: qty('7'), unit: 'stock', reason: 'count', today } as const
  valueOf(asCommand(ledger.db, (stamp) => correctQuantity(ledger.db, counted, stamp)))
  expect(recall(1)).toMatchObject({ whole: qty('8'), adjusted: [{ document: { kind: 'receipt', id: receiptId }, reason: 'count', attributable: qty('1') }] })
  valueOf(shop.adjustLot(1, qty('2')))
  expect(recall(1)).toMatchObject({ whole: qty('10'), totals: { onHand: qty('9'), adjusted: qty('1') } })
  expect(trace(1, 'from').nodes.map(({ what }) => what)).toEqual(['lot', 'adjustment'])
})

test('a cost explained adds up over three levels, before and after late costs', () => {
  const { receiptId } = everythingHappens()
  const levels = () => {
    for (const lotId of lotIds()) {
      const { value, parts } = explain(lotId)
      expect([lotId, parts.reduce((sum, one) => sum + one.value, 0)]).toEqual([lotId, value])
      for (const one of parts) if ('changes' in one) expect(one.first + one.changes.reduce((sum, { difference }) => sum + difference, 0)).toBe(one.value)
    }
  }
  levels()
  valueOf(shop.correctCost(receiptId, { unitCost: money('5.333333') }))
  valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
  levels()
  const finished = explain(lotIds().find((lotId) => explain(lotId).lot.product.sku === 'F') ?? 0)
  // 6 × (4 for the part + 2 labor + 0.5 overhead)
  expect(finished.value).toBe(money('39'))
  const [draw, line] = finished.parts
  if (draw?.what !== 'draw') throw new Error('the good was made of nothing')
  expect(draw).toMatchObject({ first: money('30'), value: money('36'), lot: { made: qty('8'), madeValue: money('48') } })
  expect(draw.changes.map(({ kind, document, cost }) => [kind, document.id, cost?.amount])).toEqual([
    ['late_cost', receiptId, money('5.333333')],
    ['late_cost', receiptId, money('4')],
  ])
  expect(line).toMatchObject({ what: 'cost_line', kind: 'overhead', value: money('3') })
  const [below] = explain(draw.lot.lotId).parts
  if (below?.what !== 'draw') throw new Error('the sub-assembly was made of nothing')
  expect(explain(below.lot.lotId)).toMatchObject({ value: money('80'), parts: [{ what: 'receipt_line', first: money('60'), value: money('80') }] })
})

test('opening, found, returned and pooled stock explain themselves by their documents', () => {
  valueOf(shop.open(part, qty('4'), { unitCost: money('2') }))
  valueOf(shop.find(part, qty('1'), money('3')))
  valueOf(shop.takeBack({ lines: [{ productId: good, quantity: qty('1') }], customer: 'Nobody' }))
  for (const lotId of lotIds()) expect(explain(lotId).parts).toMatchObject([{ what: 'document', value: explain(lotId).value }])
  expect(explain(1)).toMatchObject({ value: money('8'), parts: [{ document: { kind: 'adjustment', reference: 'PSB-A-00001' } }] })
})

test('with receiving off, a pool is traced and recalled by its average', () => {
  shop.switch({ receiving: false })
  valueOf(shop.adjust(part, qty('10'), money('1')))
  valueOf(shop.build(sub, qty('4')))
  valueOf(shop.adjust(sub, qty('4'), money('9')))
  valueOf(shop.build(good, qty('2')))
  const [pool = 0, middle = 0, last = 0] = lotIds()
  expect(recall(pool)).toMatchObject({ whole: qty('10'), onHand: [{ attributable: qty('6') }, { attributable: qty('3') }, { attributable: qty('1') }] })
  expect(trace(last, 'from').nodes.map(({ key }) => key)).toEqual([`lot ${last}`, `lot ${middle}`, `lot ${pool}`, 'adjustment 2'])
  for (const lotId of lotIds()) {
    const { value, parts } = explain(lotId)
    expect(parts.reduce((sum, one) => sum + one.value, 0)).toBe(value)
  }
})
