import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildLimit } from '../../src/main/domain/buildability.ts'
import { outlineBuild } from '../../src/main/domain/build.ts'
import { loadBuild } from '../../src/main/ledger/build-request.ts'
import { carriedBy } from '../../src/main/ledger/carry.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { errorOf, testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { money, qty, shopOn, today, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let plate: number
let bolt: number
let label: number
let box: number

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  plate = shop.product('PLATE', 'raw_material')
  bolt = shop.product('BOLT')
  label = shop.product('LABEL')
  box = shop.product('BOX', 'finished_good')
  shop.bom(box, {
    components: [
      { productId: plate, perUnit: qty('2') },
      { productId: bolt, perUnit: qty('8') },
      { productId: label, perUnit: qty('1'), optional: true },
    ],
    costLines: [{ kind: 'labor', rate: money('30'), per: qty('0.5') }],
  })
  for (const lines of [
    [
      { productId: plate, quantity: qty('5'), unitCost: money('12.00') },
      { productId: bolt, quantity: qty('30'), lineTotal: money('1.00') },
      { productId: label, quantity: qty('3'), unitCost: money('0.25') },
    ],
    [
      { productId: plate, quantity: qty('10'), unitCost: money('12.60') },
      { productId: bolt, quantity: qty('100'), unitCost: money('0.035') },
    ],
  ]) {
    valueOf(shop.confirm(shop.draft(lines)))
  }
})

afterEach(() => {
  expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
  ledger.close()
})

const input = (units: string) => ({ productId: box, quantity: qty(units), businessDate: today, today })
const stock = () =>
  Object.fromEntries(Object.entries({ plate, bolt, label, box }).map(([name, id]) => [name, [shop.onHand(id).quantity / 1e6, shop.onHand(id).value / 1e6]]))
const full = { plate: [15, 186], bolt: [130, 4.5], label: [3, 0.75], box: [0, 0] }
const afterFour = { plate: [7, 88.2], bolt: [98, 3.43], label: [0, 0], box: [4, 159.62] }

describe('the first working day', () => {
  test('four boxes draw the oldest lots and cost what went into them', () => {
    expect(stock()).toEqual(full)
    const built = valueOf(shop.build(box, qty('4')))
    const parts = built.plan.components.map(({ draws }) => draws.map((draw) => [draw.quantity / 1e6, draw.value / 1e6]))
    expect(parts).toEqual([
      [
        [5, 60],
        [3, 37.8],
      ],
      [
        [30, 1],
        [2, 0.07],
      ],
      [[3, 0.75]],
    ])
    expect(built.plan.costLines).toEqual([{ lineNo: 1, kind: 'labor', value: money('60') }])
    expect([built.plan.value, built.plan.unitCost]).toEqual([money('159.62'), money('39.905')])
    expect([built.number, built.reference, built.lotNumber]).toEqual([1, 'PSB-B-00001', 'B-1'])
    expect(stock()).toEqual(afterFour)
  })

  test('a preview says what the build then does, and changes nothing', () => {
    const preview = valueOf(outlineBuild(valueOf(loadBuild(ledger.db, input('4'))).request))
    expect(stock()).toEqual(full)
    const { posting: _, ...executed } = valueOf(shop.build(box, qty('4'))).plan
    expect(executed).toEqual(preview)
  })

  test('reversing the build puts everything back, and the same build again comes out the same', () => {
    const first = valueOf(shop.build(box, qty('4')))
    valueOf(shop.reverse({ kind: 'build', id: first.buildId }))
    expect(stock()).toEqual(full)
    expect(carriedBy(ledger.db, { kind: 'build', id: first.buildId })).toEqual([])
    const second = valueOf(shop.build(box, qty('4')))
    expect(second.plan.components).toEqual(first.plan.components)
    expect([second.number, second.lotNumber]).toEqual([2, 'B-2'])
    expect(stock()).toEqual(afterFour)
  })

  test('a build is reversed once', () => {
    const { buildId } = valueOf(shop.build(box, qty('4')))
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    const again = errorOf(shop.reverse({ kind: 'build', id: buildId }))
    expect(again).toEqual({ code: 'document.already_reversed', data: { kind: 'build', id: buildId, reference: 'PSB-B-00001' } })
  })

  test('seven boxes can be built; the eighth is short, and the refusal says of what', () => {
    const request = valueOf(loadBuild(ledger.db, input('1'))).request
    expect(buildLimit(request.components.map((c) => ({ ...c, onHand: c.onHand.quantity })))?.count).toBe(7)
    const refusal = errorOf(shop.build(box, qty('17')))
    expect(refusal).toEqual({
      code: 'build.short',
      data: {
        sku: 'BOX',
        quantity: qty('17'),
        buildableMax: 7,
        components: [
          { productId: plate, sku: 'PLATE', name: 'PLATE', unit: 'pcs', needed: qty('34'), onHand: qty('15'), held: 0, heldBy: [] },
          { productId: bolt, sku: 'BOLT', name: 'BOLT', unit: 'pcs', needed: qty('136'), onHand: qty('130'), held: 0, heldBy: [] },
        ],
      },
    })
    expect(errorOf(shop.build(box, qty('8'))).data).toMatchObject({ buildableMax: 7, components: [{ sku: 'PLATE' }] })
    expect(stock()).toEqual(full)
    expect(valueOf(shop.build(box, qty('7'))).number).toBe(1)
  })

  test('a draft that is refused leaves nothing behind', () => {
    const draft = shop.draft([
      { productId: plate, quantity: qty('1'), unitCost: 0, lotNumber: 'X-1' },
      { productId: plate, quantity: qty('1'), unitCost: 0, lotNumber: 'X-1' },
    ])
    expect(errorOf(shop.confirm(draft))).toEqual({
      code: 'lot.number_in_use',
      data: { field: 'lines.1.lotNumber', number: 'X-1', sku: 'PLATE' },
    })
    expect(stock()).toEqual(full)
    expect(ledger.db.prepare('SELECT number, posting_id FROM receipt WHERE receipt_id = ?').get(draft)).toEqual({ number: null, posting_id: null })
  })
})

describe('what stands in the way', () => {
  test('a used receipt names the builds to undo, the last one first, to any depth', () => {
    const crate = shop.product('CRATE', 'finished_good')
    shop.bom(crate, { components: [{ productId: box, perUnit: qty('1') }] })
    const first = valueOf(shop.build(box, qty('1')))
    const second = valueOf(shop.build(box, qty('1')))
    const third = valueOf(shop.build(crate, qty('1')))
    const refusal = errorOf(shop.reverse({ kind: 'receipt', id: 1 }))
    const named = (number: number, id: number) => ({ kind: 'build', id, reference: `PSB-B-0000${number}`, businessDate: today })
    expect(refusal).toEqual({
      code: 'document.in_the_way',
      data: { documents: [named(3, third.buildId), named(2, second.buildId), named(1, first.buildId)] },
    })
    for (const { buildId } of [third, second, first]) valueOf(shop.reverse({ kind: 'build', id: buildId }))
    valueOf(shop.reverse({ kind: 'receipt', id: 1 }))
    expect(stock()).toEqual({ plate: [10, 126], bolt: [100, 3.5], label: [0, 0], box: [0, 0] })
  })

  test('undoing what stands in the way in the order given always works', () => {
    const crate = shop.product('CRATE', 'finished_good')
    shop.bom(crate, { components: [{ productId: box, perUnit: qty('2') }] })
    for (const units of ['1', '2']) valueOf(shop.build(box, qty(units)))
    valueOf(shop.build(crate, qty('1')))
    const refusal = errorOf(shop.reverse({ kind: 'receipt', id: 1 }))
    if (refusal.code !== 'document.in_the_way') throw new Error(refusal.code)
    for (const { kind, id } of refusal.data.documents) valueOf(shop.reverse({ kind, id }))
    expect(stock()).toEqual(full)
    expect(shop.reverse({ kind: 'receipt', id: 1 }).ok).toBe(true)
  })

  test('a document that posted nothing cannot be taken back', () => {
    const draft = shop.draft([{ productId: plate, quantity: qty('1'), unitCost: 0 }])
    expect(errorOf(shop.reverse({ kind: 'receipt', id: draft }))).toEqual({ code: 'document.not_posted', data: { kind: 'receipt', id: draft } })
  })
})

describe('lot numbers', () => {
  const numbers = () => ledger.db.prepare('SELECT number FROM lot ORDER BY lot_id').pluck().all()

  test('count on through the supplier’s day, past numbers typed by hand', () => {
    expect(numbers()).toEqual(['ACM-20260131-001', 'ACM-20260131-002', 'ACM-20260131-003', 'ACM-20260131-004', 'ACM-20260131-005'])
    const line = { productId: plate, quantity: qty('1'), unitCost: 0 }
    valueOf(shop.confirm(shop.draft([{ ...line, lotNumber: 'ACM-20260131-007' }, line])))
    expect(numbers().slice(5)).toEqual(['ACM-20260131-007', 'ACM-20260131-008'])
    valueOf(shop.confirm(shop.draft([line], '2026-01-30')))
    expect(numbers().at(-1)).toBe('ACM-20260130-001')
  })

  test('a voided lot’s number is free again for the same product, and only then', () => {
    const line = { productId: plate, quantity: qty('1'), unitCost: 0, lotNumber: 'P-1' }
    const first = shop.draft([line])
    valueOf(shop.confirm(first))
    expect(errorOf(shop.confirm(shop.draft([line]))).code).toBe('lot.number_in_use')
    valueOf(shop.reverse({ kind: 'receipt', id: first }))
    expect(shop.confirm(shop.draft([line])).ok).toBe(true)
    expect(shop.confirm(shop.draft([{ ...line, productId: bolt }])).ok).toBe(true)
  })

  test('the numbers of lots made here cannot be typed', () => {
    const draft = shop.draft([{ productId: box, quantity: qty('1'), unitCost: 0, lotNumber: 'B-1' }])
    expect(errorOf(shop.confirm(draft))).toEqual({ code: 'lot.number_reserved', data: { field: 'lines.0.lotNumber', number: 'B-1' } })
  })
})

test('an older receipt is drawn before a newer one, whenever it was typed in', () => {
  const late = shop.draft([{ productId: plate, quantity: qty('2'), unitCost: money('1') }], '2026-01-05')
  valueOf(shop.confirm(late))
  const built = valueOf(shop.build(box, qty('1')))
  expect(built.plan.components[0]?.value).toBe(money('2'))
})

test('a document of tomorrow is refused', () => {
  const draft = shop.draft([{ productId: plate, quantity: qty('2'), unitCost: 0 }], '2026-02-01')
  expect(errorOf(shop.confirm(draft))).toEqual({ code: 'date.invalid', data: { field: 'receivedOn', problem: 'in_future', today } })
  expect(errorOf(shop.build(box, qty('1'), '2026-02-01')).code).toBe('date.invalid')
})
