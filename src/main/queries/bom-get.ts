import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { recipeOf } from './recipes.ts'

interface ProductRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], ProductRow>('SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?'),
  active: db.prepare<[number], { bomVersionId: number; version: number }>(
    `SELECT bom_version_id AS bomVersionId, version FROM bom_version WHERE product_id = ? AND status = 'active'`,
  ),
}))

/** A product's active BOM with stock and cost of each component as they are now. */
export const getBom: QueryHandler<'bom.get'> = ({ db }, { productId }) => {
  const product = statements(db).product.get(productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const active = statements(db).active.get(productId)
  return ok({ product, bom: active === undefined ? null : { ...recipeOf(db, active.bomVersionId), version: active.version } })
}
