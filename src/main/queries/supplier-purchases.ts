import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import { madeOf } from '../ledger/carry.ts'
import type { QueryHandler } from './context.ts'
import { exportSummaries } from './export-summaries.ts'

interface ReceiptRow {
  readonly receiptId: number
  readonly number: number | null
  readonly receivedOn: string
  readonly voided: 0 | 1
}

interface BoughtRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly receiptId: number
  readonly number: number
  readonly receivedOn: string
  readonly lotId: number
  readonly total: number
}

const receiptsMax = 10

const statements = perConnection((db) => ({
  supplier: db.prepare<[number], number>('SELECT 1 FROM supplier WHERE supplier_id = ?').pluck(),
  count: db.prepare<[number], number>('SELECT count(*) FROM receipt WHERE supplier_id = ?').pluck(),
  receipts: db.prepare<[number, number], ReceiptRow>(
    `SELECT r.receipt_id AS receiptId, r.number, r.received_on AS receivedOn,
       EXISTS (SELECT 1 FROM posting t WHERE t.reverses_posting_id = r.posting_id) AS voided
     FROM receipt r WHERE r.supplier_id = ? ORDER BY r.received_on DESC, r.receipt_id DESC LIMIT +?`,
  ),
  vendor: db.prepare<[number], { readonly name: string; readonly active: 0 | 1 }>(
    'SELECT v.name, v.active FROM vendor_link l JOIN accounting_vendor v USING (accounting_vendor_id) WHERE l.supplier_id = ?',
  ),
  // With max() SQLite takes the other columns from the row that has it: the newest line of each product.
  bought: db.prepare<[number, number, number], BoughtRow>(
    `SELECT productId, sku, name, unit, receiptId, number, receivedOn, lotId, count(*) OVER () AS total FROM (
       SELECT p.product_id AS productId, p.sku, p.sku_order, p.name, p.unit, max(l.receipt_id) AS receiptId, r.number, r.received_on AS receivedOn, t.lot_id AS lotId
     FROM receipt r JOIN receipt_line l USING (receipt_id) JOIN product p USING (product_id)
     JOIN lot t ON t.document_kind = 'receipt' AND t.document_id = l.receipt_id AND t.document_line_no = l.line_no
     WHERE r.supplier_id = ? AND t.voided_by_posting_id IS NULL
     GROUP BY p.product_id) ORDER BY receiptId DESC, sku_order, productId LIMIT +? OFFSET +?`,
  ),
}))

/** What was bought from a supplier: its newest receipts, and its products with what was paid for each last. */
export const listPurchases: QueryHandler<'supplier.purchases'> = ({ db }, { supplierId, limit, offset }) => {
  const { supplier, vendor: vendorOf, count, receipts, bought } = statements(db)
  if (supplier.get(supplierId) === undefined) return err(appError('supplier.not_found', { supplierId }))
  const page = bought.all(supplierId, limit, offset)
  const vendor = vendorOf.get(supplierId)
  const newest = receipts.all(supplierId, receiptsMax)
  const exported = exportSummaries(db, 'receipt', newest.map(({ receiptId, receivedOn, number }) => ({ id: receiptId, businessDate: receivedOn, done: number !== null })))
  return ok({
    total: page[0]?.total ?? 0,
    receiptCount: count.get(supplierId) ?? 0,
    vendor: vendor === undefined ? null : { name: vendor.name, active: vendor.active === 1 },
    receipts: newest.map(({ number, voided, ...receipt }) => ({
      ...receipt,
      exported: exported.get(receipt.receiptId) ?? null,
      reference: number === null ? null : referenceOf('receipt', number),
      status: number === null ? ('draft' as const) : voided === 1 ? ('voided' as const) : ('confirmed' as const),
    })),
    products: page.map(({ number, lotId, total: _, ...product }) => {
      const { quantity, value } = madeOf(db, lotId)
      return { ...product, reference: referenceOf('receipt', number), quantity, value, unitCost: unitCostOf(value, quantity) }
    }),
  })
}
