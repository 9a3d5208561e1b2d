import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { keepUnapplied } from '../../src/main/commands/sale-document.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { changeCompanySettings } from '../../src/main/ledger/company.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { SaleDocumentType } from '../../src/shared/contract/sale-document.ts'
import { ok } from '../../src/shared/result.ts'
import { formatMillionths, one } from '../../src/shared/units/decimal.ts'
import { revenueOf, rateOf } from '../../src/main/domain/sale-revenue.ts'
import { testLedger } from '../support/database.ts'
import { connect, item, mirror } from '../support/items.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { shopOn, today, type Shop } from '../support/shop.ts'
import { bundle, discount, documentOf, goods, link, toldBy } from '../support/told-documents.ts'
import { dice, runs } from './seeded.ts'

const goodsCount = 3
const types: readonly SaleDocumentType[] = ['invoice', 'invoice', 'sales_receipt', 'credit_memo', 'refund_receipt']

/** A shop with three finished goods bought and sold, each linked to an item of the same number. */
function openShop() {
  const ledger = testLedger()
  const shop = shopOn(ledger.db)
  connect(ledger.db)
  // What happens besides is not done as commands, so no export is planned for it.
  ledger.db.exec('UPDATE accounting_company SET export_from = NULL')
  const products = Array.from({ length: goodsCount }, (_, place) => shop.product(`G-${place}`, 'finished_good'))
  const ids = mirror(ledger.db, [...products.map((_, place) => item(String(place + 1))), item('service', { kind: 'service' }), item('later')])
  for (const [place, productId] of products.entries()) link(ledger.db, productId, ids[place]!)
  const desk = { db: ledger.db, environment: testEnvironment(today), onCommitted: () => {} }
  let count = 0
  /** Applies a document as a sync does; returns what it refused. */
  const apply = (saleDocumentId: number) => {
    const applied = execute(desk, 'sale.apply_document', testId(500_000 + (count += 1)), { saleDocumentId })
    if (!applied.ok) transact<boolean, never>(ledger.db, () => ok(keepUnapplied(ledger.db, saleDocumentId, applied.error)))
    return applied.ok ? null : applied.error.code
  }
  return { ledger, shop, products, apply, tell: toldBy(ledger.db).tell, stands: toldBy(ledger.db).stands }
}

type Dice = ReturnType<typeof dice>

/** A version of a document, as a person could make it in QuickBooks; `null` deletes it. */
function versionOf({ below, pick }: Dice): string | null {
  const what = below(10)
  if (what === 0) return null
  if (what <= 2) return documentOf([goods({ item: '1', amount: '0' }), goods({ item: '2', qty: '0', amount: '0' })], '"PrivateNote":"Voided",')
  const quantity = () => formatMillionths(below(3) > 0 ? (1 + below(6)) * one : 1 + below(6 * one), 0, 6)
  const amount = () => formatMillionths(below(200) * 10_000, 2, 2)
  const line = () => goods({ item: pick(['1', '2', '3', '1', 'service']), qty: `${below(9) === 0 ? '-' : ''}${quantity()}`, amount: amount() })
  const lines = Array.from({ length: 1 + below(3) }, line)
  if (below(5) === 0) lines.push(bundle('service', '2', '0', [line(), line()]))
  if (below(4) === 0) lines.push(discount(amount()))
  if (below(12) === 0) lines.push(goods({ item: pick(['later', 'unheard']), qty: '1', amount: '3' }))
  return documentOf(lines, below(6) === 0 ? '"CurrencyRef":{"value":"EUR"},"ExchangeRate":1.0869565,' : '')
}

/** Anything else that moves the same goods. */
function happen({ shop, products }: ReturnType<typeof openShop>, { below, pick }: Dice): void {
  const receipts = shop.db.prepare<[], number>('SELECT receipt_id FROM receipt WHERE number IS NOT NULL').pluck().all()
  const quantity = () => (1 + below(8)) * one
  const events = [
    () => shop.confirm(shop.draft([{ productId: pick(products), quantity: quantity(), unitCost: below(9 * one) }], pick(['2026-01-02', today]))),
    () => shop.find(pick(products), quantity(), below(9 * one)),
    () => (receipts.length === 0 ? null : shop.correctCost(pick(receipts), { unitCost: below(20 * one) })),
    () => (receipts.length === 0 ? null : shop.reverse({ kind: 'receipt', id: pick(receipts) })),
    () => shop.sell({ lines: [{ productId: pick(products), quantity: quantity(), revenue: one }], customer: 'Ann' }),
    () => shop.takeBack({ lines: [{ productId: pick(products), quantity: quantity(), revenue: one }], customer: pick(['Ann', 'Bob']) }),
  ]
  pick(events)()
}

const faults = ({ db }: Shop) => verifyBooks(db).checks.filter(({ difference }) => difference !== null)

/** What documents say they moved of a product and brought in, against what the ledger holds of their sales. */
const stockMoved = ({ db }: Shop) =>
  db
    .prepare(
      `SELECT e.product_id, sum(e.quantity) FROM entry e JOIN sale s ON s.sale_id = e.document_id AND s.source = 'quickbooks'
       WHERE e.document_kind = 'sale' AND e.product_id IS NOT NULL GROUP BY 1 HAVING sum(e.quantity) <> 0 ORDER BY 1`,
    )
    .raw()
    .all()
const says = ({ db }: Shop) =>
  db
    .prepare(
      `SELECT s.kind, v.voided, v.reference, v.customer, v.sale_on, v.treatment, (SELECT json_group_array(json_array(l.product_id, l.quantity, l.revenue)) FROM sale_line l WHERE l.posting_id = v.posting_id)
       FROM sale s JOIN sale_version v USING (sale_id) WHERE v.version = (SELECT max(version) FROM sale_version n WHERE n.sale_id = s.sale_id) AND v.voided = 0 ORDER BY 1, 3`,
    )
    .raw()
    .all()

describe('whatever becomes of documents', () => {
  test('the books add up after every step, with shortages, returns and late costs between', { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), (start) => {
        const place = openShop()
        try {
          const rolled = dice(start)
          const { below, pick } = rolled
          for (let step = 0; step < 40; step += 1) {
            if (below(3) === 0) happen(place, rolled)
            else {
              const type = pick(types)
              place.apply(place.tell({ type, externalId: String(1 + below(3)), customer: pick(['Ann', 'Bob']), txnDate: pick(['2026-01-05', '2026-01-20']), body: versionOf(rolled) }))
              if (below(15) === 0) changeCompanySettings(place.ledger.db, { returns: pick(['return_to_stock', 'price_only', 'consume_like_a_sale']) })
            }
            expect(faults(place.shop), `seed ${start}, step ${step}`).toEqual([])
          }
        } finally {
          place.ledger.close()
        }
      }),
      runs(20),
    )
  })

  test('a document of many versions ends as its last one alone would have', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...types), fc.boolean(), (start, type, stocked) => {
        const rolled = dice(start)
        const versions = Array.from({ length: 1 + rolled.below(8) }, () => versionOf(rolled)).filter((body) => !body?.includes('later') && !body?.includes('unheard'))
        const last = versions.at(-1)
        fc.pre(last !== undefined)
        const ends = [versions, [last]].map((told) => {
          const place = openShop()
          try {
            // Two lots at costs of their own, or nothing at all, so that sales are short.
            if (stocked) for (const unitCost of [2, 3]) for (const productId of place.products) place.shop.find(productId, 100 * one, unitCost * one)
            const ids = told.map((body) => {
              const id = place.tell({ type, body })
              const refused = place.apply(id)
              expect(['sale.document_is_applied', null]).toContain(refused)
              // And again: nothing happens.
              expect(place.apply(id)).toBe('sale.document_is_applied')
              return id
            })
            expect(place.stands(ids[0]!).state).toBe('applied')
            expect(faults(place.shop)).toEqual([])
            const onHand = place.products.map((productId) => place.shop.onHand(productId) ?? { quantity: 0, value: 0 })
            const returnLots = place.ledger.db.prepare<[], number>("SELECT count(*) FROM lot WHERE document_kind = 'sale'").pluck().get()!
            return { says: says(place.shop), moved: stockMoved(place.shop), quantities: onHand.map(({ quantity }) => quantity), values: onHand.map(({ value }) => value), returnLots }
          } finally {
            place.ledger.close()
          }
        })
        const [{ values, returnLots, ...many }, { values: once, returnLots: _lots, ...alone }] = ends as [(typeof ends)[number], (typeof ends)[number]]
        expect(many).toEqual(alone)
        // Each lot of goods that came back has an average of its own, rounded to the millionth.
        for (const [place, value] of values.entries()) expect(Math.abs(value - once[place]!)).toBeLessThanOrEqual(2 * returnLots)
      }),
      // In the first, products change sides both ways between two versions.
      { ...runs<[number, SaleDocumentType, boolean]>(40), examples: [[1956150369, 'credit_memo', true]] },
    )
  })
})

test('what lines bring sums to what was paid in all, rounded once, and no line is a millionth off its share', () => {
  const amount = fc.integer({ min: -500_000_000, max: 2_000_000_000 })
  const decimals = fc.integer({ min: 1, max: 9_999_999 }).map((n) => (n / 1e6).toFixed(7))
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 400_000_000 }), fc.oneof(fc.constant('1'), decimals), (amounts, less, text) => {
      const rate = rateOf(text)!
      const shares = revenueOf(amounts, less, rate)!
      const sum = amounts.reduce((total, one) => total + BigInt(one), 0n)
      const paid = (sum - BigInt(less)) * rate.numerator
      const all = shares.reduce((total, one) => total + BigInt(one), 0n)
      const off = all * rate.denominator - paid
      fc.pre(sum !== 0n || less === 0)
      expect(2n * (off < 0n ? -off : off) <= rate.denominator).toBe(true)
      if (sum === 0n) return
      for (const [place, share] of shares.entries()) {
        // |share × sum − amount × all| < |sum|: less than a millionth off.
        const gap = BigInt(share) * sum - BigInt(amounts[place]!) * all
        expect((gap < 0n ? -gap : gap) < (sum < 0n ? -sum : sum)).toBe(true)
      }
    }),
    runs(300),
  )
})
