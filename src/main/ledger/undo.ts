import { appError, type AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentOf } from './adjustment-documents.ts'
import type { Stamp } from './append.ts'
import { buildState } from './quality.ts'
import { rehearse } from './rehearse.ts'
import { voidReturn } from './returns.ts'
import { reverseDocument, type ReversalRefusal } from './reversals.ts'
import { voidSale } from './sales.ts'

const statements = perConnection((db) => ({
  receipt: db.prepare<[number], number>('SELECT 1 FROM receipt WHERE receipt_id = ?').pluck(),
  build: db.prepare<[number], number>('SELECT 1 FROM build WHERE build_id = ?').pluck(),
  saleKind: db.prepare<[number], string>('SELECT kind FROM sale WHERE sale_id = ?').pluck(),
}))

export type UndoRefusal =
  | ReversalRefusal
  | AppError<'receipt.not_found' | 'build.not_found' | 'build.is_rejected' | 'adjustment.not_found' | 'sale.not_found' | 'sale.voided'>

/**
 * What taking a document back would do: it is done as its own command does it, `look` reads what came of it, and all of it
 * is rolled back. Refuses what the command refuses.
 */
export function rehearseUndo<T>(db: Database, document: DocumentRef, today: BusinessDate, look: () => T): Result<T, UndoRefusal> {
  return rehearse(db, (stamp) => undoDocument(db, document, today, stamp), look)
}

/** Voids a receipt, sale or return, reverses a build or an adjustment. */
function undoDocument(db: Database, document: DocumentRef, today: BusinessDate, stamp: Stamp): Result<unknown, UndoRefusal> {
  const { kind, id } = document
  if (kind === 'sale') return (statements(db).saleKind.get(id) === 'return' ? voidReturn : voidSale)(db, id, today, stamp)
  const refusal = refuseToUndo(db, document)
  return refusal === null ? reverseDocument(db, { document, today }, stamp) : err(refusal)
}

function refuseToUndo(db: Database, { kind, id }: DocumentRef): UndoRefusal | null {
  if (kind === 'receipt') return statements(db).receipt.get(id) === undefined ? appError('receipt.not_found', { receiptId: id }) : null
  if (kind === 'adjustment') {
    const adjustment = adjustmentOf(db, id)
    return adjustment === undefined || adjustment.kind === 'difference' ? appError('adjustment.not_found', { adjustmentId: id }) : null
  }
  if (statements(db).build.get(id) === undefined) return appError('build.not_found', { buildId: id })
  const state = buildState(db, id)
  return state?.status === 'rejected' ? appError('build.is_rejected', { reference: state.reference }) : null
}
