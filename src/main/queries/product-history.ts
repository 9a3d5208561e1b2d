import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument, whoRecorded } from './documents.ts'

interface Row {
  readonly postingId: number
  readonly businessDate: string
  readonly recordedAt: string
  readonly by: string | null
  readonly kind: string
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  /** What a sale calls itself; empty or `null` without. */
  readonly ownReference: string | null
  readonly party: string | null
  readonly reason: string | null
  readonly quantity: number
  readonly value: number
  readonly reversed: 0 | 1
}

interface LotRow {
  readonly lotId: number
  readonly number: string
  readonly quantity: number
  readonly value: number
}

/** Whom a document is about. What a sale says is in its newest version. */
const party = `CASE t.document_kind
      WHEN 'receipt' THEN (SELECT s.name FROM receipt r JOIN supplier s USING (supplier_id) WHERE r.receipt_id = t.document_id)
      WHEN 'build' THEN (SELECT p.sku FROM build b JOIN product p USING (product_id) WHERE b.build_id = t.document_id)
      WHEN 'sale' THEN (SELECT v.customer FROM sale_version v WHERE v.sale_id = t.document_id ORDER BY v.version DESC LIMIT 1)
    END`
const ownReference = `CASE t.document_kind
      WHEN 'sale' THEN (SELECT v.reference FROM sale_version v WHERE v.sale_id = t.document_id ORDER BY v.version DESC LIMIT 1)
    END`
const reason = `CASE t.document_kind WHEN 'adjustment' THEN (SELECT a.reason FROM adjustment a WHERE a.adjustment_id = t.document_id) END`

interface Balance {
  readonly quantity: number
  readonly value: number
}

const statements = perConnection((db) => ({
  balance: db.prepare<[number], Balance>('SELECT quantity, value FROM product_balance WHERE product_id = ?'),
  /** What was moved since, so that the balance then is the balance now less this. */
  movedFrom: db
    .prepare<[number, number], { quantity: bigint; value: bigint }>(
      `SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(CASE account WHEN 'lot' THEN value ELSE 0 END), 0) AS value
       FROM entry WHERE product_id = ? AND posting_id >= ?`,
    )
    .safeIntegers(),
  rows: db.prepare<[number, number, number], Row>(
    `SELECT t.posting_id AS postingId, t.business_date AS businessDate, t.recorded_at AS recordedAt, ${whoRecorded('t')} AS by, t.kind,
       t.document_kind AS documentKind, t.document_id AS documentId, ${documentNumber('t')} AS documentNumber,
       ${ownReference} AS ownReference, ${party} AS party, ${reason} AS reason, sum(e.quantity) AS quantity, sum(CASE e.account WHEN 'lot' THEN e.value ELSE 0 END) AS value,
       EXISTS (SELECT 1 FROM posting r WHERE r.reverses_posting_id = t.posting_id) AS reversed
     FROM entry e JOIN posting t USING (posting_id)
     WHERE e.product_id = ? AND e.posting_id < ? GROUP BY e.posting_id ORDER BY e.posting_id DESC LIMIT +?`,
  ),
  /** Entries without a lot are of its shortage. */
  lots: db.prepare<[number, number], LotRow>(
    `SELECT e.lot_id AS lotId, l.number, sum(e.quantity) AS quantity, sum(e.value) AS value FROM entry e JOIN lot l USING (lot_id)
     WHERE e.posting_id = ? AND e.product_id = ? GROUP BY e.lot_id ORDER BY min(e.entry_id)`,
  ),
}))

/** What happened to a product, newest first, with the balance each event left. */
export const historyOfProduct: QueryHandler<'product.history'> = ({ db }, { productId, beforePostingId, limit }) => {
  const { balance, movedFrom, rows, lots } = statements(db)
  const now = balance.get(productId)
  if (now === undefined) return err(appError('product.not_found', { productId }))
  const before = beforePostingId ?? Number.MAX_SAFE_INTEGER
  const since = movedFrom.get(productId, before) ?? { quantity: 0n, value: 0n }
  let onHand = now.quantity - Number(since.quantity)
  let value = now.value - Number(since.value)
  const found = rows.all(productId, before, limit + 1)
  const shown = found.slice(0, limit).map((row) => {
    const { documentKind, documentId, documentNumber: number, ownReference, party, reason, reversed, ...rest } = row
    const after = { onHandAfter: onHand, valueAfter: value }
    onHand -= row.quantity
    value -= row.value
    const document = nameDocument({ documentKind, documentId, documentNumber: number })
    return {
      ...rest,
      ...after,
      party: party ?? '',
      reason: reason ?? '',
      lots: lots.all(row.postingId, productId),
      reversed: reversed === 1,
      document: ownReference === null || ownReference === '' ? document : { ...document, reference: ownReference },
    }
  })
  return ok({ rows: shown, more: found.length > limit })
}
