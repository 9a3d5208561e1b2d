import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

const statements = perConnection((db) => ({
  /** One row is enough: any entry, receipt line or BOM speaks of the product in its unit. */
  isSpokenOf: db
    .prepare<[number, number, number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM entry WHERE product_id = ?) OR EXISTS (SELECT 1 FROM receipt_line WHERE product_id = ?)
         OR EXISTS (SELECT 1 FROM bom_component WHERE product_id = ?) OR EXISTS (SELECT 1 FROM bom_version WHERE product_id = ?)`,
    )
    .pluck(),
}))

/** Whether anything speaks of a product in its kind and unit, so that both are fixed. */
export function isSpokenOf(db: Database, productId: number): boolean {
  return statements(db).isSpokenOf.get(productId, productId, productId, productId) === 1
}
