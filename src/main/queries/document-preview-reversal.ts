import type { OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOfDocument } from '../ledger/reversals.ts'
import { entryMark } from '../ledger/shortages.ts'
import { rehearseUndo } from '../ledger/undo.ts'
import type { QueryHandler } from './context.ts'

type Preview = OutputOf<'query', 'document.preview_reversal'>
type MovedLot = Preview['lots'][number]

interface LotRow extends Omit<MovedLot, 'product' | 'pool' | 'voided' | 'before' | 'after'> {
  readonly productId: number
  readonly sku: string
  readonly unit: string
  readonly pool: 0 | 1
  readonly voided: 0 | 1
  readonly remaining: number
  readonly worth: number
  readonly quantity: number
  readonly value: number
}

interface ShortRow {
  readonly productId: number
  readonly sku: string
  readonly unit: string
  readonly quantity: number
  readonly value: number
}

/** Entries of adjustments that stand for what an average made of something taken back. */
const isDifference = `(e.document_kind = 'adjustment' AND EXISTS (SELECT 1 FROM adjustment a WHERE a.adjustment_id = e.document_id AND a.kind = 'difference'))`

const statements = perConnection((db) => ({
  lots: db.prepare<[number, number], LotRow>(
    `SELECT l.lot_id AS lotId, l.number, p.product_id AS productId, p.sku, p.unit, l.number GLOB 'LEGACY-*' AS pool,
       coalesce(l.voided_by_posting_id > ?, 0) AS voided, b.remaining, b.value AS worth, sum(e.quantity) AS quantity, sum(e.value) AS value,
       -sum(CASE WHEN ${isDifference} THEN e.value ELSE 0 END) AS toAdjustment
     FROM entry e JOIN lot l USING (lot_id) JOIN product p ON p.product_id = l.product_id JOIN lot_balance b ON b.lot_id = l.lot_id
     WHERE e.entry_id > ? GROUP BY l.lot_id ORDER BY p.sku_order, p.product_id, l.received_on, l.lot_id`,
  ),
  accounts: db.prepare<[number], Preview['accounts'][number]>(
    `SELECT account, sum(value) AS value FROM entry WHERE entry_id > ? AND account NOT IN ('lot', 'shortage')
     GROUP BY account HAVING sum(value) <> 0 ORDER BY account`,
  ),
  toAdjustment: db
    .prepare<[number], number>(`SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.entry_id > ? AND e.account = 'adjustment' AND ${isDifference}`)
    .pluck(),
  shortages: db.prepare<[number], ShortRow>(
    `SELECT p.product_id AS productId, p.sku, p.unit, -sum(e.quantity) AS quantity, -sum(e.value) AS value
     FROM entry e JOIN product p USING (product_id) WHERE e.entry_id > ? AND e.account = 'shortage'
     GROUP BY p.product_id HAVING sum(e.quantity) <> 0 OR sum(e.value) <> 0 ORDER BY p.sku_order, p.product_id`,
  ),
  lastPosting: db.prepare<[], number>('SELECT coalesce(max(posting_id), 0) FROM posting').pluck(),
}))

/** What taking a document back would do: done by the function that does it, looked at, and rolled back. */
export const previewReversal: QueryHandler<'document.preview_reversal'> = ({ db, today }, document) => {
  const businessDate = today()
  const marks = { entry: entryMark(db), posting: statements(db).lastPosting.get() ?? 0 }
  const rehearsed = rehearseUndo(db, document, businessDate, () => movedSince(db, marks))
  if (!rehearsed.ok) return rehearsed
  return ok({ document: { ...document, reference: referenceOfDocument(db, document) }, businessDate, ...rehearsed.value })
}

function movedSince(db: Database, marks: { readonly entry: number; readonly posting: number }): Omit<Preview, 'document' | 'businessDate'> {
  const { lots, accounts, toAdjustment, shortages } = statements(db)
  return {
    lots: lots.all(marks.posting, marks.entry).map(movedLot),
    accounts: accounts.all(marks.entry),
    toAdjustment: toAdjustment.get(marks.entry) ?? 0,
    shortages: shortages.all(marks.entry).map(({ productId, sku, unit, quantity, value }) => ({ product: { productId, sku, unit }, quantity, value })),
  }
}

function movedLot({ lotId, number, productId, sku, unit, pool, voided, remaining, worth, quantity, value, toAdjustment }: LotRow): MovedLot {
  return {
    lotId,
    number,
    product: { productId, sku, unit },
    pool: pool === 1,
    voided: voided === 1,
    before: { quantity: remaining - quantity, value: worth - value },
    after: { quantity: remaining, value: worth },
    toAdjustment,
  }
}
