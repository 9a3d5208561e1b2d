import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Database } from '../../src/main/database/open.ts'
import { isEmpty } from '../../src/main/domain/export-documents.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { previewOf } from '../../src/main/outbox/preview.ts'
import { beginSend, record, unknownExports, type Outcome } from '../../src/main/outbox/transitions.ts'
import { testLedger } from '../support/database.ts'
import { bindCompany, exportsOn, linkItems } from '../support/exports.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { happenAny, startInPools } from './any-event.ts'
import { furnish } from './histories.ts'
import { dice, runs, seed } from './seeded.ts'

type Dice = ReturnType<typeof dice>

/** Builds whose last word is that they wait for their review. */
const inReview = `(SELECT b.build_id FROM build b WHERE (SELECT t.kind FROM posting t WHERE t.document_kind = 'build' AND t.document_id = b.build_id
  AND t.kind <> 'late_cost' ORDER BY t.posting_id DESC LIMIT 1) IN ('build_to_review', 'approval_undone', 'rejection_undone'))`
const opening = `(SELECT adjustment_id FROM adjustment WHERE kind = 'opening')`
const told = `NOT (e.document_kind = 'adjustment' AND e.document_id IN ${opening}) AND NOT (e.document_kind = 'build' AND e.document_id IN ${inReview})`

interface Sum {
  readonly id: number
  readonly sum: number
}

/** Quantities that were, or will be, told by product, and what moved here by product. */
function quantities({ db }: Shop) {
  const sums = (sql: string) => db.prepare<[], Sum>(sql).all().filter(({ sum }) => sum !== 0)
  return {
    exported: sums("SELECT l.product_id AS id, sum(l.quantity) AS sum FROM export_line l JOIN export_document d USING (export_id) WHERE d.state <> 'withdrawn' AND l.product_id IS NOT NULL GROUP BY 1 ORDER BY 1"),
    moved: sums(`SELECT e.product_id AS id, sum(e.quantity) AS sum FROM entry e WHERE e.product_id IS NOT NULL AND ${told} GROUP BY 1 ORDER BY 1`),
  }
}

/** A lot in which value lies that was received: by its maker, a pool by its product. */
const received = `(CASE WHEN l.number GLOB 'LEGACY-*' OR l.document_kind IN ('adjustment', 'sale') THEN p.kind IN ('raw_material', 'component') ELSE l.document_kind = 'receipt' END)`

/** What journals leave on the accounts of received goods, and what those goods are worth here but for what sales took. */
function receivedValue({ db }: Shop) {
  const one = (sql: string) => db.prepare<[], number>(sql).pluck().get()
  const on = (role: string) => `sum(CASE WHEN l.debit_role = '${role}' THEN l.value ELSE 0 END) - sum(CASE WHEN l.credit_role = '${role}' THEN l.value ELSE 0 END)`
  return {
    journaled: one(`SELECT coalesce(${on('receiving_debit')} + ${on('build_credit')}, 0) FROM export_line l JOIN export_document d USING (export_id) WHERE d.state <> 'withdrawn'`),
    here: one(`SELECT coalesce(sum(e.value), 0) FROM entry e JOIN lot l USING (lot_id) JOIN product p ON p.product_id = e.product_id WHERE ${received} AND e.document_kind <> 'sale' AND ${told}`),
  }
}

/** Documents whose cents are not those of their value. */
function wrongCents({ db }: Shop): unknown[] {
  // What a build is worth is rounded once for all its pairs; every other pair by itself.
  const pair = "CASE l.document_kind WHEN 'build' THEN '' ELSE l.debit_role || l.credit_role END"
  return db
    .prepare(
      `SELECT l.document_kind, l.document_id, ${pair} AS pair, sum(l.value) AS value, sum(l.cents) AS cents FROM export_line l JOIN export_document d USING (export_id)
       WHERE d.state <> 'withdrawn' AND l.product_id IS NULL GROUP BY 1, 2, 3 HAVING abs(sum(l.cents) * 10000 - sum(l.value)) > 5000`,
    )
    .all()
}

/** Journals as they would be sent that do not balance to the cent, or hold an amount that is not above zero. */
function unbalanced({ db }: Shop): unknown[] {
  const ids = db.prepare<[], number>("SELECT export_id FROM export_document WHERE kind = 'journal_entry' AND state IN ('waiting', 'needs')").pluck().all()
  return ids.flatMap((exportId) => {
    const { body } = previewOf(db, exportId)
    if (body === null) return []
    const { Line } = JSON.parse(body) as { Line: { Amount: number; JournalEntryLineDetail: { PostingType: string } }[] }
    const cents = (side: string) => Line.filter(({ JournalEntryLineDetail }) => JournalEntryLineDetail.PostingType === side).reduce((sum, { Amount }) => sum + Math.round(Amount * 100), 0)
    return cents('Debit') === cents('Credit') && Line.every(({ Amount }) => Amount > 0) ? [] : [body]
  })
}

function play(start: number, source: 'sync' | 'partsemble', afterEach: (shop: Shop, step: number) => void): void {
  const ledger = testLedger()
  try {
    const shop = shopOn(ledger.db)
    const place = furnish(shop)
    const rolled = dice(start)
    bindCompany(ledger.db, { source, labor: start % 2 === 0 ? 'credit_build_account' : null }, '2026-01-01')
    linkItems(ledger.db, place.products)
    const exports = exportsOn(ledger.db)
    exports.plan()
    shop.switch({ receiving: start % 4 !== 0 })
    if (start % 4 === 0) startInPools(shop, place, rolled)
    for (let step = 0; step < 120; step += 1) {
      happenAny(shop, place, rolled)
      exports.plan()
      if (rolled.below(3) === 0) bookAgain(shop, rolled, exports.plan)
      const waiting = ledger.db.prepare<[], string>("SELECT doc_number FROM export_document WHERE state IN ('waiting', 'needs')").pluck().all()
      // Some arrive at once, some later, and some are left waiting.
      if (rolled.below(3) > 0) for (const docNumber of waiting) if (rolled.below(2) > 0) exports.arrive(docNumber)
      for (const docNumber of waiting) if (rolled.below(3) === 0) sendByChance(ledger.db, docNumber, rolled)
      hearByChance(ledger.db, rolled)
      afterEach(shop, step)
    }
  } finally {
    ledger.close()
  }
}

/** A decision about a build is undone and made again, as often as the ledger allows it. */
function bookAgain(shop: Shop, { pick }: Dice, plan: () => void): void {
  const builds = shop.db.prepare<[], number>("SELECT DISTINCT document_id FROM posting WHERE kind IN ('build_approved', 'build_rejected') ORDER BY posting_id DESC LIMIT 4").pluck().all()
  const buildId = pick([...builds, 0])
  if (shop.undoRejection(buildId).ok || shop.undoApproval(buildId).ok) {
    plan()
    if (!shop.approve(buildId).ok) shop.reject(buildId, { kind: 'total_loss' })
    plan()
  }
}

const at = '2026-01-31T12:00:00.000Z'
const idsOf = () => ({ uuid: randomUUID, at })

/** Sends one that still waits, or was refused: what comes of it is heard at once, or nobody knows. */
function sendByChance(db: Database, docNumber: string, rolled: Dice): void {
  const exportId = db.prepare<[string], number>("SELECT export_id FROM export_document WHERE doc_number = ? AND state IN ('waiting', 'refused')").pluck().get(docNumber)
  const sent = exportId === undefined ? null : beginSend(db, exportId, idsOf())
  if (sent !== null) record(db, sent.exportId, rolled.below(2) > 0 ? { outcome: 'unknown' } : answer(sent.exportId, rolled), idsOf())
}

/** Of some of what nobody knew about it is heard now. */
function hearByChance(db: Database, rolled: Dice): void {
  for (const exportId of unknownExports(db)) if (rolled.below(8) === 0) record(db, exportId, answer(exportId, rolled), idsOf())
}

function answer(exportId: number, rolled: Dice): Outcome {
  if (rolled.below(2) > 0) return { outcome: 'found', arrived: { externalId: `s${exportId}`, syncToken: null, acceptedAt: at } }
  return rolled.below(3) > 0 ? { outcome: 'refused', why: { code: 'refused', fault: 'books_closed', faultCode: '6200', message: '', detail: '' } } : { outcome: 'put_off' }
}

const starts = () => [...Array.from({ length: 4 }, (_, place) => 1 + place), ...Array.from({ length: runs(2).numRuns ?? 0 }, (_, place) => seed + place)]

test('quantities that are exported are the quantities that moved, whatever happened and whatever arrived when', { timeout: 180_000 }, () => {
  for (const start of starts()) {
    play(start, 'sync', (shop, step) => {
      const { exported, moved } = quantities(shop)
      expect(exported, `seed ${start}, step ${step}`).toEqual(moved)
    })
  }
})

test('journals balance to the cent, their cents are those of the value now, and they leave on the accounts of received goods what those are worth', { timeout: 180_000 }, () => {
  for (const start of starts()) {
    play(start, 'partsemble', (shop, step) => {
      const { journaled, here } = receivedValue(shop)
      expect(journaled, `seed ${start}, step ${step}`).toBe(here)
      expect(wrongCents(shop), `seed ${start}, step ${step}`).toEqual([])
      if (step % 10 === 9) {
        expect(unbalanced(shop), `seed ${start}, step ${step}`).toEqual([])
        const { difference } = verifyBooks(shop.db).checks.find(({ name }) => name === 'events_have_exports')!
        expect(difference, `seed ${start}, step ${step}`).toBeNull()
      }
    })
  }
})

test('a journal of no cents is empty, whatever it is worth exactly', () => {
  const pair = { document: { kind: 'build', id: 1 }, debit: 'build_debit', credit: 'build_credit', value: 4999, cents: 0, leftOut: false, debitAccount: null, creditAccount: null, vendor: null } as const
  expect([isEmpty({ kind: 'journal_entry', purpose: 'main', pairs: [pair] }), isEmpty({ kind: 'journal_entry', purpose: 'main', pairs: [{ ...pair, cents: -1 }] })]).toEqual([true, false])
})
