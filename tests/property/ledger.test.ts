import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentRef } from '../../src/main/domain/document.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { Database } from '../../src/main/database/open.ts'
import { testLedger } from '../support/database.ts'
import { shopOn } from '../support/shop.ts'
import { furnish, happen, happening, stock } from './histories.ts'
import { runs } from './seeded.ts'

function inShop<T>(work: (shop: ReturnType<typeof shopOn>) => T): T {
  const ledger = testLedger()
  try {
    return work(shopOn(ledger.db))
  } finally {
    ledger.close()
  }
}

const differences = (db: Database) => verifyBooks(db).checks.filter(({ difference }) => difference !== null)
const total = (db: Database, account: string) =>
  db.prepare<[string], number>('SELECT coalesce(sum(value), 0) FROM entry WHERE account = ?').pluck().get(account)!
const balances = (db: Database) => [
  db.prepare('SELECT lot_id, remaining, value FROM lot_balance WHERE remaining > 0 ORDER BY lot_id').all(),
  db.prepare('SELECT product_id, quantity, value FROM product_balance ORDER BY product_id').all(),
]

test('after any history the books add up: nothing came from nowhere, nothing is lost', () => {
  let madeFromMade = 0
  fc.assert(
    fc.property(fc.array(happening, { minLength: 5, maxLength: 40 }), (history) => {
      inShop((shop) => {
        const place = furnish(shop)
        const past: DocumentRef[] = stock(shop, place)
        for (const next of history) {
          const document = happen(shop, place, past, next)
          if (document !== null) past.push(document)
        }
        expect(differences(shop.db)).toEqual([])
        const inLots = shop.db.prepare('SELECT coalesce(sum(value), 0) FROM lot_balance').pluck().get()
        const cameIn = ['supplier', 'labor', 'overhead', 'other'].reduce((sum, account) => sum - total(shop.db, account), 0)
        expect(inLots).toBe(cameIn)
        madeFromMade += shop.db.prepare<[number], number>('SELECT count(*) FROM build WHERE product_id = ?').pluck().get(place.made[1]!)!
      })
    }),
    runs(60),
  )
  expect(madeFromMade).toBeGreaterThan(0)
})

test('whatever is taken back right away leaves every balance as it was', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 3, maxLength: 20 }), happening, (history, last) => {
      inShop((shop) => {
        const place = furnish(shop)
        const past: DocumentRef[] = stock(shop, place)
        for (const next of history) {
          const document = happen(shop, place, past, next)
          if (document !== null) past.push(document)
        }
        const before = balances(shop.db)
        const document = happen(shop, place, [], last)
        fc.pre(document !== null)
        expect(balances(shop.db)).not.toEqual(before)
        expect(shop.reverse(document).ok).toBe(true)
        expect(balances(shop.db)).toEqual(before)
      })
    }),
    runs(60),
  )
})

test('a history undone whole, in the order the ledger names, leaves nothing', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 5, maxLength: 25 }), (history) => {
      inShop((shop) => {
        const place = furnish(shop)
        const past: DocumentRef[] = stock(shop, place)
        for (const next of history) {
          const document = happen(shop, place, past, next)
          if (document !== null) past.push(document)
        }
        for (const document of past) {
          const undone = shop.reverse(document)
          if (undone.ok || undone.error.code !== 'document.in_the_way') continue
          for (const { kind, id } of undone.error.data.documents) expect(shop.reverse({ kind, id }).ok).toBe(true)
          expect(shop.reverse(document).ok).toBe(true)
        }
        expect(balances(shop.db)[0]).toEqual([])
        for (const account of ['supplier', 'labor', 'overhead', 'other']) expect(total(shop.db, account)).toBe(0)
        expect(differences(shop.db)).toEqual([])
      })
    }),
    runs(40),
  )
})
