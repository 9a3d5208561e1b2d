import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import { companySettings } from '../ledger/company.ts'
import type { QueryHandler } from './context.ts'
import { costNow } from './cost-now.ts'
import { productColumns, toProductRow, type StoredRow } from './product-rows.ts'
import { usesOf } from './product-uses.ts'
import { salesWaitingFor } from './sales-waiting-for.ts'

interface Row extends StoredRow {
  readonly unitCost: number
  readonly notes: string
  readonly purchaseUnit: string | null
  readonly purchaseFactor: number | null
  readonly supplierId: number | null
  readonly supplierCode: string | null
  readonly supplierName: string | null
  readonly hasHistory: 0 | 1
}

interface LotRow {
  readonly lotId: number
  readonly number: string
  readonly receivedOn: string
  readonly remaining: number
  readonly value: number
  readonly expiresOn: string | null
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    `SELECT ${productColumns}, p.unit_cost AS unitCost, p.notes, p.purchase_unit AS purchaseUnit, p.purchase_factor AS purchaseFactor,
       p.supplier_id AS supplierId, s.code AS supplierCode, s.name AS supplierName,
       EXISTS (SELECT 1 FROM entry e WHERE e.product_id = p.product_id) AS hasHistory
     FROM product p JOIN product_balance b USING (product_id) LEFT JOIN supplier s USING (supplier_id) WHERE p.product_id = ?`,
  ),
  barcodes: db.prepare<[number], string>('SELECT barcode FROM product_barcode WHERE product_id = ? ORDER BY barcode').pluck(),
  lots: db.prepare<[number], LotRow>(
    `SELECT l.lot_id AS lotId, l.number, l.received_on AS receivedOn, b.remaining, b.value, l.expires_on AS expiresOn
     FROM lot_balance b JOIN lot l USING (lot_id) WHERE b.product_id = ? AND b.remaining > 0 ORDER BY b.received_on, b.lot_id`,
  ),
}))

/** One product with its open lots in drawing order, the sales that wait for it and the products made with it. */
export const getProduct: QueryHandler<'product.get'> = ({ db }, { productId }) => {
  const row = statements(db).product.get(productId)
  if (row === undefined) return err(appError('product.not_found', { productId }))
  const { unitCost, notes, purchaseUnit, purchaseFactor, supplierId, supplierCode, supplierName } = row
  const product = {
    ...toProductRow(row),
    unitCost,
    costNow: costNow(db, productId),
    notes,
    purchase: purchaseUnit === null || purchaseFactor === null ? null : { unit: purchaseUnit, factor: purchaseFactor },
    supplier: supplierId === null ? null : { supplierId, code: supplierCode ?? '', name: supplierName ?? '' },
    barcodes: statements(db).barcodes.all(productId),
    hasHistory: row.hasHistory === 1,
  }
  const lots = statements(db).lots.all(productId)
  return ok({
    product,
    receiving: companySettings(db).receiving,
    lots: lots.map((lot) => ({ ...lot, unitCost: unitCostOf(lot.value, lot.remaining) })),
    shortages: salesWaitingFor(db, productId),
    whereUsed: usesOf(db, productId),
  })
}
