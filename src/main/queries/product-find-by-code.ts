import { naturalOrder } from '../../shared/natural-order.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { productColumns, toProductRow, type StoredRow } from './product-rows.ts'

interface LotRow {
  readonly lotId: number
  readonly number: string
  readonly productId: number
}

const statements = perConnection((db) => {
  const product = (where: string) =>
    db.prepare<[string | number], StoredRow>(`SELECT ${productColumns} FROM product p JOIN product_balance b USING (product_id) WHERE ${where}`)
  return {
    byBarcode: product('p.product_id = (SELECT product_id FROM product_barcode WHERE barcode = ?)'),
    bySku: product('p.sku = ?'),
    byId: product('p.product_id = ?'),
    /** A number may be given once per product: the one with stock is meant, else the newest. */
    lot: db.prepare<[order: string, number: string], LotRow>(
      `SELECT l.lot_id AS lotId, l.number, l.product_id AS productId FROM lot l JOIN lot_balance b USING (lot_id)
       WHERE l.number_order = ? AND l.number = ? AND l.voided_by_posting_id IS NULL ORDER BY b.remaining > 0 DESC, l.lot_id DESC LIMIT 1`,
    ),
  }
})

/** What a code stands for, compared exactly: a barcode, else a SKU, else a lot's number. */
export const findByCode: QueryHandler<'product.find_by_code'> = ({ db }, { code }) => {
  const { byBarcode, bySku, byId, lot: lotByNumber } = statements(db)
  const barcode = byBarcode.get(code)
  if (barcode !== undefined) return ok({ found: { by: 'barcode', product: toProductRow(barcode), lot: null } })
  const sku = bySku.get(code)
  if (sku !== undefined) return ok({ found: { by: 'sku', product: toProductRow(sku), lot: null } })
  const lot = lotByNumber.get(naturalOrder(code), code)
  const product = lot === undefined ? undefined : byId.get(lot.productId)
  if (lot === undefined || product === undefined) return ok({ found: null })
  return ok({ found: { by: 'lot', product: toProductRow(product), lot: { lotId: lot.lotId, number: lot.number } } })
}
