import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument, whoRecorded } from './documents.ts'

interface Row {
  readonly postingId: number
  readonly kind: string
  readonly businessDate: string
  readonly recordedAt: string
  readonly by: string | null
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  readonly reversesPostingId: number | null
  readonly reversedByPostingId: number | null
  readonly hash: string
}

interface EntryRow {
  readonly entryId: number
  readonly account: string
  readonly productId: number | null
  readonly sku: string | null
  readonly unit: string | null
  readonly lotId: number | null
  readonly lotNumber: string | null
  readonly quantity: number
  readonly value: number
}

const statements = perConnection((db) => ({
  posting: db.prepare<[number], Row>(
    `SELECT t.posting_id AS postingId, t.kind, t.business_date AS businessDate, t.recorded_at AS recordedAt, ${whoRecorded('t')} AS by,
       t.document_kind AS documentKind, t.document_id AS documentId, ${documentNumber('t')} AS documentNumber,
       t.reverses_posting_id AS reversesPostingId,
       (SELECT r.posting_id FROM posting r WHERE r.reverses_posting_id = t.posting_id) AS reversedByPostingId, t.hash
     FROM posting t WHERE t.posting_id = ?`,
  ),
  entries: db.prepare<[number], EntryRow>(
    `SELECT e.entry_id AS entryId, e.account, e.product_id AS productId, p.sku, p.unit, e.lot_id AS lotId, l.number AS lotNumber,
       e.quantity, e.value
     FROM entry e LEFT JOIN product p USING (product_id) LEFT JOIN lot l USING (lot_id)
     WHERE e.posting_id = ? ORDER BY e.entry_id`,
  ),
}))

/** One posting with every entry behind it. */
export const getPosting: QueryHandler<'posting.get'> = ({ db }, { postingId }) => {
  const row = statements(db).posting.get(postingId)
  if (row === undefined) return err(appError('posting.not_found', { postingId }))
  const { documentKind, documentId, documentNumber: number, ...posting } = row
  const entries = statements(db)
    .entries.all(postingId)
    .map(({ entryId, account, productId, sku, unit, lotId, lotNumber, quantity, value }) => ({
      entryId,
      account,
      product: productId === null ? null : { productId, sku: sku ?? '', unit: unit ?? '' },
      lot: lotId === null ? null : { lotId, number: lotNumber ?? '' },
      quantity,
      value,
    }))
  return ok({ ...posting, document: nameDocument({ documentKind, documentId, documentNumber: number }), entries })
}
