import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentRowOf, type AdjustmentColumns } from './adjustment-rows.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument, whoRecorded } from './documents.ts'

interface Row extends AdjustmentColumns {
  readonly notes: string
  readonly recordedAt: string
  readonly by: string | null
  readonly takenBackAt: string | null
  readonly takenBackBy: string | null
  readonly postingId: number
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
}

const statements = perConnection((db) => ({
  find: db.prepare<[number], Row>(
    `SELECT a.adjustment_id AS adjustmentId, a.number, a.kind, p.product_id AS productId, p.sku, p.name, p.unit,
       l.lot_id AS lotId, l.number AS lotNumber, a.quantity, a.value, a.reason, a.business_date AS businessDate,
       b.posting_id AS reversedBy, a.notes,
       t.recorded_at AS recordedAt, ${whoRecorded('t')} AS by, t.posting_id AS postingId,
       b.recorded_at AS takenBackAt, ${whoRecorded('b')} AS takenBackBy,
       t.document_kind AS documentKind, t.document_id AS documentId, ${documentNumber('t')} AS documentNumber
     FROM adjustment a JOIN product p ON p.product_id = a.product_id JOIN posting t ON t.posting_id = a.posting_id
       LEFT JOIN posting b ON b.reverses_posting_id = a.posting_id AND a.kind <> 'difference'
       LEFT JOIN lot l ON l.lot_id = coalesce(a.lot_id, (SELECT e.lot_id FROM entry e WHERE e.posting_id = a.posting_id AND e.lot_id IS NOT NULL ORDER BY e.entry_id LIMIT 1))
     WHERE a.adjustment_id = ?`,
  ),
}))

/** One adjustment: what it changed, why, and the postings behind it. */
export const getAdjustment: QueryHandler<'adjustment.get'> = ({ db }, { adjustmentId }) => {
  const row = statements(db).find.get(adjustmentId)
  if (row === undefined) return err(appError('adjustment.not_found', { adjustmentId }))
  const { notes, recordedAt, by, takenBackAt, takenBackBy, postingId, documentKind, documentId, documentNumber: number, ...columns } = row
  return ok({
    adjustment: adjustmentRowOf(columns),
    notes,
    recorded: { at: recordedAt, by },
    takenBack: takenBackAt === null ? null : { at: takenBackAt, by: takenBackBy },
    postingId,
    reversedByPostingId: row.reversedBy,
    cause: row.kind === 'difference' ? nameDocument({ documentKind, documentId, documentNumber: number }) : null,
  })
}
