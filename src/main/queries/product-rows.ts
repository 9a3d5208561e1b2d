import type { ProductKind, ProductRow } from '../../shared/contract/product.ts'
import { unitCostOf } from '../domain/costing.ts'

/** A product as prepared SQL reads it with `productColumns`. */
export interface StoredRow extends Omit<ProductRow, 'averageCost' | 'hasBom' | 'archived' | 'kind'> {
  readonly kind: ProductKind
  readonly hasBom: 0 | 1
  readonly archived: 0 | 1
}

/** SQL for the columns of a product's row; `p` is the product, `b` its balance. */
export const productColumns = `p.product_id AS productId, p.sku, p.name, p.kind, p.unit, p.reorder_point AS reorderPoint, p.archived,
  b.quantity AS onHand, b.value,
  EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = p.product_id AND v.status = 'active') AS hasBom`

/** The row as it is answered. */
export function toProductRow(row: StoredRow): ProductRow {
  const { productId, sku, name, kind, unit, onHand, value, reorderPoint, hasBom, archived } = row
  const averageCost = unitCostOf(value, onHand)
  return { productId, sku, name, kind, unit, onHand, value, averageCost, reorderPoint, hasBom: hasBom === 1, archived: archived === 1 }
}
