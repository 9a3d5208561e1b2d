import type { ReceiptRow } from '../../shared/contract/receipt.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'

interface HeadRow {
  readonly receiptId: number
  readonly number: number | null
  readonly supplierId: number
  readonly code: string
  readonly supplierName: string
  readonly receivedOn: string
  readonly postingId: number | null
  readonly voidedByPostingId: number | null
}

interface LineRow {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
  readonly unitCost: number | null
  readonly lineTotal: number | null
  readonly lotNumber: string | null
  readonly supplierLot: string | null
  readonly expiresOn: string | null
  readonly lotId: number | null
  readonly number: string | null
  readonly remaining: number | null
  readonly lotValue: number | null
}

const statements = perConnection((db) => ({
  head: db.prepare<[number], HeadRow>(
    `SELECT r.receipt_id AS receiptId, r.number, s.supplier_id AS supplierId, s.code, s.name AS supplierName, r.received_on AS receivedOn,
       r.posting_id AS postingId, (SELECT t.posting_id FROM posting t WHERE t.reverses_posting_id = r.posting_id) AS voidedByPostingId
     FROM receipt r JOIN supplier s USING (supplier_id) WHERE r.receipt_id = ?`,
  ),
  lines: db.prepare<[number], LineRow>(
    `SELECT l.line_no AS lineNo, p.product_id AS productId, p.sku, p.name, p.unit, l.quantity, l.unit_cost AS unitCost,
       l.line_total AS lineTotal, l.lot_number AS lotNumber, l.supplier_lot AS supplierLot, l.expires_on AS expiresOn,
       t.lot_id AS lotId, t.number, b.remaining, b.value AS lotValue
     FROM receipt_line l JOIN product p USING (product_id)
     LEFT JOIN lot t ON t.document_kind = 'receipt' AND t.document_id = l.receipt_id AND t.document_line_no = l.line_no
     LEFT JOIN lot_balance b ON b.lot_id = t.lot_id
     WHERE l.receipt_id = ? ORDER BY l.line_no`,
  ),
}))

/** One receipt with its lines as typed and the lots they became. */
export const getReceipt: QueryHandler<'receipt.get'> = ({ db }, { receiptId }) => {
  const head = statements(db).head.get(receiptId)
  if (head === undefined) return err(appError('receipt.not_found', { receiptId }))
  const lines = statements(db).lines.all(receiptId).map(describeLine)
  const receipt: ReceiptRow = {
    receiptId,
    reference: head.number === null ? null : referenceOf('receipt', head.number),
    status: head.postingId === null ? 'draft' : head.voidedByPostingId === null ? 'confirmed' : 'voided',
    supplier: { supplierId: head.supplierId, code: head.code, name: head.supplierName },
    receivedOn: head.receivedOn,
    lineCount: lines.length,
    value: lines.reduce((sum, line) => sum + line.value, 0),
  }
  return ok({ receipt, postingId: head.postingId, voidedByPostingId: head.voidedByPostingId, lines })
}

function describeLine(row: LineRow) {
  const { lineNo, productId, sku, name, unit, quantity, unitCost, lineTotal, lotNumber, supplierLot, expiresOn, lotId } = row
  const cost = lineTotal === null ? { per: 'unit' as const, amount: unitCost ?? 0 } : { per: 'line' as const, amount: lineTotal }
  return {
    lineNo,
    product: { productId, sku, name, unit },
    quantity,
    cost,
    // A draft is refused when a line is worth more than the ledger keeps, so there is always a value.
    value: receivedValue(quantity, lineTotal === null ? { unitCost: unitCost ?? 0 } : { lineTotal }) ?? 0,
    lotNumber,
    supplierLot,
    expiresOn,
    lot: lotId === null ? null : { lotId, number: row.number ?? '', remaining: row.remaining ?? 0, value: row.lotValue ?? 0 },
  }
}
