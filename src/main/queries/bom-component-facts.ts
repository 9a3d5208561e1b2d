import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { costsNow, missingNames } from './cost-now.ts'

interface Row {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly onHand: number
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.unit, b.quantity AS onHand
     FROM product p JOIN product_balance b USING (product_id) WHERE p.product_id = ?`,
  ),
}))

/** Stock and today's cost of components, both as they stand and at the cost of building them. */
export const factsOfComponents: QueryHandler<'bom.component_facts'> = ({ db }, { productIds }) => {
  const costs = costsNow(db)
  const components = productIds.flatMap((productId) => {
    const row = statements(db).product.get(productId)
    if (row === undefined) return []
    const asPart = { required: [{ productId, quantityPerUnit: 1 }], costLines: [] }
    return [{ ...row, costNow: costs.now(productId), costBuilt: costs.built(productId), builtMissing: missingNames(db, costs, asPart, 'recursive') }]
  })
  return ok({ components })
}
