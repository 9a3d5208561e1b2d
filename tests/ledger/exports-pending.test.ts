import { afterEach, beforeEach, expect, test } from 'vitest'
import { pendingQuantities } from '../../src/main/outbox/pending.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { testId } from '../support/ports.ts'
import { qty, shopOn, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let steel: number
let box: number

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  steel = shop.product('STEEL')
  box = shop.product('BOX', 'finished_good')
  shop.bom(box, { components: [{ productId: steel, perUnit: qty('2') }] })
  valueOf(shop.confirm(shop.draft([{ productId: steel, quantity: qty('100'), unitCost: 1_000_000 }])))
})

afterEach(() => ledger.close())

let next = 0

/** A document of the first posting that moves steel. */
function exported(state: string, quantity: number, acceptedAt: string | null = null): void {
  next += 1
  const sent = ['in_flight', 'unknown', 'accepted'].includes(state)
  ledger.db
    .prepare(
      `INSERT INTO export_document (export_id, posting_id, document_kind, document_id, source, kind, purpose, offset_role, doc_number, marker, txn_date, state,
         request_id, body, external_id, accepted_at)
       VALUES (?, 1, 'receipt', 1, 'sync', 'inventory_adjustment', 'main', 'receiving', ?, ?, '2026-01-31', ?, ?, ?, ?, ?)`,
    )
    .run(next, `PSB-R-${next}`, testId(next), state, sent ? testId(next) : null, sent ? '{}' : null, acceptedAt === null ? null : `${next}`, acceptedAt)
  ledger.db.prepare("INSERT INTO export_line (export_id, line_no, document_kind, document_id, product_id, quantity, value, cents) VALUES (?, 1, 'receipt', 1, ?, ?, 0, 0)").run(next, steel, quantity)
}

test('what is not accepted yet is pending: waiting, lacking something, on its way, unknown, refused', () => {
  const states = ['waiting', 'needs', 'in_flight', 'unknown', 'refused']
  for (const [place, state] of states.entries()) exported(state, 10 ** place)
  for (const state of ['withdrawn', 'nothing_to_send', 'not_exported']) exported(state, 7_000_000)
  expect(pendingQuantities(ledger.db, '2026-01-31T12:00:00Z').get(steel) ?? 0).toBe(11_111)
  expect(pendingQuantities(ledger.db, '2026-01-31T12:00:00Z').get(box) ?? 0).toBe(0)
})

test('what was accepted after the page was told is pending still, whatever offset the page tells its time in', () => {
  exported('accepted', 5, '2026-01-31T20:00:00.000Z')
  exported('accepted', 30, '2026-01-31T20:00:10.500Z')
  expect(pendingQuantities(ledger.db, '2026-01-31T12:00:05.000-08:00').get(steel) ?? 0).toBe(30)
  expect(pendingQuantities(ledger.db, '2026-01-31T19:59:59Z').get(steel) ?? 0).toBe(35)
  expect(pendingQuantities(ledger.db, '2026-01-31T20:00:10.500Z').get(steel) ?? 0).toBe(0)
  expect(() => pendingQuantities(ledger.db, 'yesterday').get(steel) ?? 0).toThrow(RangeError)
})

test('what a build in review drew is pending, until it is decided upon', () => {
  shop.switch({ review: true })
  const { buildId } = valueOf(shop.build(box, qty('3')))
  expect(pendingQuantities(ledger.db, '2026-01-31T12:00:00Z')).toEqual(new Map([[steel, -qty('6')]]))
  valueOf(shop.reject(buildId, { kind: 'full' }))
  expect(pendingQuantities(ledger.db, '2026-01-31T12:00:00Z')).toEqual(new Map())
})
