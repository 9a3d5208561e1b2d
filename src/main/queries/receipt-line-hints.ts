import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOf } from '../domain/document.ts'
import { madeOf } from '../ledger/carry.ts'
import type { QueryHandler } from './context.ts'
import { lineIsGuess } from './documents.ts'

interface PaidRow {
  readonly receiptId: number
  readonly number: number
  readonly receivedOn: string
  readonly supplier: string
  readonly lotId: number
}

// A guess that nobody has confirmed was not paid. The index has a product's lines by receipt, so the newest is met first.
const paid = (supplier: string) => `
  SELECT r.receipt_id AS receiptId, r.number, r.received_on AS receivedOn, s.name AS supplier, t.lot_id AS lotId
  FROM receipt_line l JOIN receipt r USING (receipt_id) JOIN supplier s USING (supplier_id)
  JOIN lot t ON t.document_kind = 'receipt' AND t.document_id = l.receipt_id AND t.document_line_no = l.line_no
  WHERE l.product_id = ? ${supplier} AND t.voided_by_posting_id IS NULL
    AND NOT ${lineIsGuess('l')}
  ORDER BY l.receipt_id DESC, l.line_no DESC LIMIT 1`

const statements = perConnection((db) => ({
  product: db.prepare<[number], { name: string | null; size: number | null }>(
    'SELECT purchase_unit AS name, purchase_factor AS size FROM product WHERE product_id = ?',
  ),
  paidToSupplier: db.prepare<[number, number], PaidRow>(paid('AND r.supplier_id = ?')),
  paid: db.prepare<[number], PaidRow>(paid('')),
}))

/** What helps to type a line of a receipt: the purchase unit, and what was paid last, rather to this supplier than to any. */
export const hintLine: QueryHandler<'receipt.line_hints'> = ({ db }, { productId, supplierId }) => {
  const product = statements(db).product.get(productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const { name, size } = product
  const fromSupplier = supplierId === null ? undefined : statements(db).paidToSupplier.get(productId, supplierId)
  const row = fromSupplier ?? statements(db).paid.get(productId)
  const purchaseUnit = name === null || size === null ? null : { name, size }
  if (row === undefined) return ok({ purchaseUnit, lastPaid: null })
  const { receiptId, number, receivedOn, supplier, lotId } = row
  const { quantity, value } = madeOf(db, lotId)
  const lastPaid = { receiptId, reference: referenceOf('receipt', number), receivedOn, supplier, fromThisSupplier: fromSupplier !== undefined, quantity, value }
  return ok({ purchaseUnit, lastPaid: quantity > 0 ? lastPaid : null })
}
