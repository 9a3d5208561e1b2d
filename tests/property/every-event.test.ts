import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { postingKinds } from '../../src/main/domain/posting.ts'
import { chainHead } from '../../src/main/ledger/hash-chain.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { one } from '../../src/shared/units/decimal.ts'
import { testLedger } from '../support/database.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { happenAny, startInPools } from './any-event.ts'
import { furnish } from './histories.ts'
import { dice, runs, seed } from './seeded.ts'

const differences = (shop: Shop) => verifyBooks(shop.db).checks.filter(({ difference }) => difference !== null)
const total = (shop: Shop) => shop.db.prepare<[], number>('SELECT coalesce(sum(value), 0) FROM entry').pluck().get()!

/** A history of so many steps from one seed, with what was refused; each step is checked when that is asked for. */
function play(start: number, steps: number, count: (refusal: string) => void, afterEach: (shop: Shop, step: number) => void) {
  const ledger = testLedger()
  try {
    const shop = shopOn(ledger.db)
    const place = furnish(shop)
    const rolled = dice(start)
    shop.switch({ receiving: start % 4 !== 0 })
    if (start % 4 === 0) startInPools(shop, place, rolled)
    for (let step = 0; step < steps; step += 1) {
      const outcome = happenAny(shop, place, rolled)
      if (!outcome.ok) count(outcome.error?.code ?? '')
      afterEach(shop, step)
    }
    const kinds = shop.db.prepare<[], { kind: string; times: number }>('SELECT kind, count(*) AS times FROM posting GROUP BY kind').all()
    return { head: chainHead(shop.db), kinds }
  } finally {
    ledger.close()
  }
}

describe('whatever happens', () => {
  const fixed = 8
  const happened = new Map<string, number>()
  const refused = new Map<string, number>()
  const add = (counts: Map<string, number>, name: string, times: number) => counts.set(name, (counts.get(name) ?? 0) + times)

  test('the books add up after every step, to exactly nothing, and the same seed gives the same chain', { timeout: 180_000 }, () => {
    // The fixed ones hold every event and refusal, and are counted alone; the others look somewhere else in every run.
    const starts = [...Array.from({ length: fixed }, (_, place) => 1 + place), ...Array.from({ length: runs(3).numRuns ?? 0 }, (_, place) => seed + place)]
    for (const start of starts) {
      const first = play(start, 200, (code) => (start <= fixed ? add(refused, code, 1) : undefined), (shop, step) => {
        expect(total(shop), `seed ${start}, step ${step}`).toBe(0)
        // The whole check costs more with every posting, so it looks at every step of a short history and at some of a long one.
        if (step < 60 || step % 10 === 9) expect(differences(shop), `seed ${start}, step ${step}`).toEqual([])
      })
      if (start <= fixed) for (const { kind, times } of first.kinds) add(happened, kind, times)
      expect(play(start, 200, () => {}, () => {}).head).toEqual(first.head)
    }
  })

  test('every event is among them, and every refusal a history can meet', () => {
    expect(postingKinds.filter((kind) => !happened.has(kind))).toEqual([])
    const met = ['build.short', 'build.not_in_review', 'build.not_approved', 'build.not_rejected', 'document.in_the_way', 'document.already_reversed', 'sale.not_found', 'sale.voided']
    const others = ['correction.below_used', 'adjustment.more_than_there_is', 'adjustment.loss_must_be_negative', 'lot.number_in_use', 'build.recovers_too_much']
    expect([...met, ...others].filter((code) => !refused.has(code))).toEqual([])
  })

  afterAll(() => {
    const lines = [...happened, ...refused].map(([name, times]) => `${String(times).padStart(6)}  ${name}`)
    console.log(`how often:\n${lines.toSorted((a, b) => a.slice(8).localeCompare(b.slice(8))).join('\n')}`)
  })
})

test('a cost corrected and corrected back, with nothing between, leaves every balance as it was', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.integer({ min: 0, max: 90 * one }), { minLength: 1, maxLength: 4 }), (start, costs) => {
      const ledger = testLedger()
      try {
        const shop = shopOn(ledger.db)
        const place = furnish(shop)
        const rolled = dice(start)
        for (let step = 0; step < 25; step += 1) happenAny(shop, place, rolled)
        const line = shop.db
          .prepare<[], { receiptId: number; lineNo: number; value: number }>(
            `SELECT l.document_id AS receiptId, l.document_line_no AS lineNo, (SELECT sum(e.value) FROM entry e WHERE e.lot_id = l.lot_id AND e.document_kind = 'receipt') AS value
             FROM lot l WHERE l.document_kind = 'receipt' AND l.voided_by_posting_id IS NULL ORDER BY l.lot_id LIMIT 1`,
          )
          .get()
        fc.pre(line !== undefined)
        const balances = () => [
          shop.db.prepare('SELECT lot_id, remaining, value FROM lot_balance ORDER BY lot_id').all(),
          shop.db.prepare('SELECT document_kind, document_id, account, sum(value) AS value FROM entry GROUP BY 1, 2, 3 HAVING sum(value) <> 0').all(),
        ]
        const before = balances()
        for (const lineTotal of [...costs, line.value]) shop.correctCost(line.receiptId, { lineTotal }, line.lineNo)
        expect(balances()).toEqual(before)
      } finally {
        ledger.close()
      }
    }),
    runs(25),
  )
})
