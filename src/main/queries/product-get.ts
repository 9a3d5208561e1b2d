import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { ProductKind } from '../../shared/contract/product.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import type { QueryHandler } from './context.ts'
import { costNow } from './cost-now.ts'

interface Row {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly kind: ProductKind
  readonly unit: string
  readonly unitCost: number
  readonly reorderPoint: number | null
  readonly notes: string
  readonly onHand: number
  readonly value: number
  readonly hasBom: 0 | 1
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

interface UseRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.kind, p.unit, p.unit_cost AS unitCost, p.reorder_point AS reorderPoint, p.notes,
       b.quantity AS onHand, b.value,
       EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = p.product_id AND v.status = 'active') AS hasBom,
       EXISTS (SELECT 1 FROM entry e WHERE e.product_id = p.product_id) AS hasHistory
     FROM product p JOIN product_balance b USING (product_id) WHERE p.product_id = ?`,
  ),
  lots: db.prepare<[number], LotRow>(
    `SELECT l.lot_id AS lotId, l.number, l.received_on AS receivedOn, b.remaining, b.value, l.expires_on AS expiresOn
     FROM lot_balance b JOIN lot l USING (lot_id) WHERE b.product_id = ? AND b.remaining > 0 ORDER BY b.received_on, b.lot_id`,
  ),
  whereUsed: db.prepare<[number], UseRow>(
    `SELECT p.product_id AS productId, p.sku, p.name, c.quantity_per_unit AS quantityPerUnit, c.optional
     FROM bom_component c JOIN bom_version v USING (bom_version_id) JOIN product p ON p.product_id = v.product_id
     WHERE c.product_id = ? AND v.status = 'active' ORDER BY p.sku`,
  ),
}))

/** One product with its open lots in drawing order and the products made with it. */
export const getProduct: QueryHandler<'product.get'> = ({ db }, { productId }) => {
  const row = statements(db).product.get(productId)
  if (row === undefined) return err(appError('product.not_found', { productId }))
  return ok({
    product: { ...row, hasBom: row.hasBom === 1, hasHistory: row.hasHistory === 1, averageCost: unitCostOf(row.value, row.onHand), costNow: costNow(db, productId) },
    lots: statements(db)
      .lots.all(productId)
      .map((lot) => ({ ...lot, unitCost: unitCostOf(lot.value, lot.remaining) })),
    whereUsed: statements(db)
      .whereUsed.all(productId)
      .map((use) => ({ ...use, optional: use.optional === 1 })),
  })
}
