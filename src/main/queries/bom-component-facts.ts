import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { heldQuantities } from '../ledger/reservation.ts'
import type { QueryHandler } from './context.ts'
import { costsUnder, missingNames } from './cost-now.ts'

interface Row {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly onHand: number
  readonly hasBom: 0 | 1
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.unit, b.quantity AS onHand,
       EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = p.product_id AND v.status = 'active') AS hasBom
     FROM product p JOIN product_balance b USING (product_id) WHERE p.product_id = ?`,
  ),
}))

/** Stock of components, what of it is held, and their cost today, both as they stand and at the cost of building them. */
export const factsOfComponents: QueryHandler<'bom.component_facts'> = ({ db }, { productIds }) => {
  const costs = costsUnder(db, productIds)
  const taken = heldQuantities(db)
  const components = productIds.flatMap((productId) => {
    const row = statements(db).product.get(productId)
    if (row === undefined) return []
    const asPart = { required: [{ productId, quantityPerUnit: 1 }], costLines: [] }
    const builtMissing = missingNames(db, costs, asPart, 'recursive')
    const held = taken.get(productId) ?? 0
    return [{ ...row, held, hasBom: row.hasBom === 1, costNow: costs.now(productId), costBuilt: costs.built(productId), builtMissing }]
  })
  return ok({ components })
}
