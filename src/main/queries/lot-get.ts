import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument } from './documents.ts'
import { pricedLotColumns, pricedLotOfRow, type PricedLotRow } from './lot-rows.ts'

interface MovementRow {
  readonly entryId: number
  readonly postingId: number
  readonly businessDate: string
  readonly kind: string
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  readonly quantity: number
  readonly value: number
}

interface LinkRow {
  readonly lotId: number
  readonly number: string
  readonly sku: string
  readonly unit: string
  readonly quantity: number
  readonly value: number
}

const statements = perConnection((db) => ({
  lot: db.prepare<[number], PricedLotRow>(
    `SELECT ${pricedLotColumns} FROM lot l JOIN lot_balance b USING (lot_id) JOIN product p ON p.product_id = l.product_id WHERE l.lot_id = ?`,
  ),
  movements: db.prepare<[number], MovementRow>(
    `SELECT e.entry_id AS entryId, t.posting_id AS postingId, t.business_date AS businessDate, t.kind,
       e.document_kind AS documentKind, e.document_id AS documentId, ${documentNumber('e')} AS documentNumber, e.quantity, e.value
     FROM entry e JOIN posting t USING (posting_id) WHERE e.lot_id = ? ORDER BY e.entry_id`,
  ),
  /** What the document that made the lot still holds of other lots. */
  madeFrom: db.prepare<[string, number, number], LinkRow>(
    `SELECT l.lot_id AS lotId, l.number, p.sku, p.unit, -sum(e.quantity) AS quantity, -sum(e.value) AS value
     FROM entry e JOIN lot l USING (lot_id) JOIN product p ON p.product_id = l.product_id
     WHERE e.document_kind = ? AND e.document_id = ? AND e.lot_id <> ?
     GROUP BY l.lot_id HAVING sum(e.quantity) < 0 ORDER BY min(e.entry_id)`,
  ),
  /** Lots of the documents that still hold some of this one. */
  wentInto: db.prepare<[number], Omit<LinkRow, 'unit'>>(
    `SELECT l.lot_id AS lotId, l.number, p.sku, d.quantity, d.value
     FROM (SELECT document_kind, document_id, -sum(quantity) AS quantity, -sum(value) AS value, min(entry_id) AS first
           FROM entry WHERE lot_id = ? GROUP BY document_kind, document_id HAVING sum(quantity) < 0) d
     JOIN lot l ON l.document_kind = d.document_kind AND l.document_id = d.document_id JOIN product p ON p.product_id = l.product_id
     ORDER BY d.first`,
  ),
}))

/** One lot: where it came from, every movement, and where it went. */
export const getLot: QueryHandler<'lot.get'> = ({ db }, { lotId }) => {
  const row = statements(db).lot.get(lotId)
  if (row === undefined) return err(appError('lot.not_found', { lotId }))
  return ok({
    lot: pricedLotOfRow(row),
    movements: runningBalance(statements(db).movements.all(lotId)),
    madeFrom: statements(db).madeFrom.all(row.documentKind, row.documentId, lotId),
    wentInto: statements(db).wentInto.all(lotId),
  })
}

function runningBalance(rows: readonly MovementRow[]) {
  let remainingAfter = 0
  let valueAfter = 0
  return rows.map(({ documentKind, documentId, documentNumber: number, ...movement }) => {
    remainingAfter += movement.quantity
    valueAfter += movement.value
    return { ...movement, document: nameDocument({ documentKind, documentId, documentNumber: number }), remainingAfter, valueAfter }
  })
}
