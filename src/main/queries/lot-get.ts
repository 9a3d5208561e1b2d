import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import type { QueryHandler } from './context.ts'
import { costIsGuess, documentNumber, madeQuantity, nameDocument } from './documents.ts'
import { statusOf } from './lot-rows.ts'

interface Row {
  readonly lotId: number
  readonly number: string
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly receivedOn: string
  readonly made: number
  readonly remaining: number
  readonly value: number
  readonly supplierLot: string | null
  readonly expiresOn: string | null
  readonly voidedByPostingId: number | null
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  readonly guess: 0 | 1
}

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
  lot: db.prepare<[number], Row>(
    `SELECT l.lot_id AS lotId, l.number, p.product_id AS productId, p.sku, p.name, p.unit, l.received_on AS receivedOn,
       ${madeQuantity('l')} AS made, b.remaining, b.value, l.supplier_lot AS supplierLot, l.expires_on AS expiresOn,
       l.voided_by_posting_id AS voidedByPostingId,
       l.document_kind AS documentKind, l.document_id AS documentId, ${documentNumber('l')} AS documentNumber, ${costIsGuess('l')} AS guess
     FROM lot l JOIN lot_balance b USING (lot_id) JOIN product p ON p.product_id = l.product_id WHERE l.lot_id = ?`,
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
  const { productId, sku, name, unit, voidedByPostingId, documentKind, documentId, documentNumber: number, guess, ...lot } = row
  return ok({
    lot: {
      ...lot,
      product: { productId, sku, name, unit },
      status: statusOf(voidedByPostingId, lot.remaining),
      unitCost: unitCostOf(lot.value, lot.remaining),
      costToBeConfirmed: guess === 1,
      source: nameDocument({ documentKind, documentId, documentNumber: number }),
    },
    movements: runningBalance(statements(db).movements.all(lotId)),
    madeFrom: statements(db).madeFrom.all(documentKind, documentId, lotId),
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
