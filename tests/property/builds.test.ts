import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { Database } from '../../src/main/database/open.ts'
import { testLedger, valueOf } from '../support/database.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { runs } from './seeded.ts'

const one = 1_000_000

/** Odd quantities as often as round ones, so that every share is rounded. */
const amount = fc.oneof(fc.integer({ min: 1, max: 9 }).map((whole) => whole * one), fc.integer({ min: 1, max: 9 * one }))
const delivery = fc.record({ quantity: amount, cost: fc.integer({ min: 0, max: 40 * one }), day: fc.integer({ min: 1, max: 31 }) })
/** Of each part: its deliveries, and of which of them how much is taken, in per cent; none at all leaves it out. */
const part = fc.record({ deliveries: fc.array(delivery, { minLength: 1, maxLength: 4 }), taken: fc.array(fc.constantFrom(0, 0, 33, 50, 100), { minLength: 4, maxLength: 4 }), byHand: fc.boolean() })

const lotsOf = (db: Database, productId: number) =>
  db
    .prepare<[number], { lotId: number; remaining: number; value: number }>(
      'SELECT lot_id AS lotId, remaining, value FROM lot_balance WHERE product_id = ? AND remaining > 0 ORDER BY received_on, lot_id',
    )
    .all(productId)
const balances = (db: Database) => db.prepare('SELECT lot_id, remaining, value FROM lot_balance WHERE remaining > 0 ORDER BY lot_id').all()

function inShop(work: (shop: Shop) => void): void {
  const ledger = testLedger()
  try {
    work(shopOn(ledger.db))
  } finally {
    ledger.close()
  }
}

test('a build draws exactly what its lines say, from the lots they name, and what it made is worth exactly that', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), amount, (parts, units) => {
      inShop((shop) => {
        const ids = parts.map((_, place) => shop.product(`P${place}`))
        const good = shop.product('GOOD', 'finished_good')
        // The last part is not in the BOM: it is used besides.
        const inBom = ids.length > 1 ? ids.slice(0, -1) : ids
        shop.bom(good, { components: inBom.map((productId) => ({ productId, perUnit: one })), costLines: [{ kind: 'labor', rate: 31_000_001, per: 333_333 }] })
        for (const [place, { deliveries }] of parts.entries()) {
          for (const { quantity, cost, day } of deliveries) {
            valueOf(shop.confirm(shop.draft([{ productId: ids[place]!, quantity, unitCost: cost }], `2026-01-${String(day).padStart(2, '0')}`)))
          }
        }
        const lines = parts.map(({ taken, byHand }, place) => {
          const productId = ids[place]!
          const picks = lotsOf(shop.db, productId).map(({ lotId, remaining }, at) => ({ lotId, quantity: Math.floor((remaining * taken[at]!) / 100) }))
          const lots = picks.filter(({ quantity }) => quantity > 0)
          return { productId, quantity: lots.reduce((sum, { quantity }) => sum + quantity, 0), lots: byHand ? lots : null, reason: 'as they lay' }
        })
        const before = balances(shop.db)
        const holding = new Map(lines.map(({ productId }) => [productId, shop.onHand(productId)]))
        const { buildId, postingId, plan } = valueOf(shop.build(good, units, '2026-01-31', { lines }))
        let drawnValue = 0
        for (const { productId, quantity, lots } of lines) {
          const draws = shop.db
            .prepare<[number, number], { lotId: number; quantity: number; value: number }>(
              "SELECT lot_id AS lotId, -quantity AS quantity, -value AS value FROM entry WHERE posting_id = ? AND product_id = ? AND account = 'lot' ORDER BY entry_id",
            )
            .all(postingId, productId)
          expect(draws.reduce((sum, draw) => sum + draw.quantity, 0)).toBe(quantity)
          if (lots !== null) expect(draws.map((draw) => [draw.lotId, draw.quantity])).toEqual(lots.map((pick) => [pick.lotId, pick.quantity]))
          const value = draws.reduce((sum, draw) => sum + draw.value, 0)
          const was = holding.get(productId)!
          expect(shop.onHand(productId)).toEqual({ quantity: was.quantity - quantity, value: was.value - value })
          drawnValue += value
        }
        expect(shop.onHand(good)).toEqual({ quantity: units, value: drawnValue + plan.costLineValue })
        expect(verifyBooks(shop.db).ok).toBe(true)
        expect(shop.reverse({ kind: 'build', id: buildId }).ok).toBe(true)
        expect(balances(shop.db)).toEqual(before)
      })
    }),
    runs(60),
  )
})
