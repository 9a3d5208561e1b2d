import { multiplyMillionths, sumInRange } from '../../shared/units/apportion.ts'
import { one } from '../../shared/units/decimal.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildCost, unitCostOf } from '../domain/costing.ts'

interface Row {
  readonly unitCost: number
  readonly onHand: number
  readonly value: number
  readonly bomVersionId: number | null
}

interface PartRow {
  readonly productId: number
  readonly quantityPerUnit: number
}

interface CostRow {
  readonly amountPerUnit: number | null
  readonly rate: number | null
  readonly quantityPerUnit: number | null
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    `SELECT p.unit_cost AS unitCost, b.quantity AS onHand, b.value, v.bom_version_id AS bomVersionId
     FROM product p JOIN product_balance b USING (product_id)
     LEFT JOIN bom_version v ON v.product_id = p.product_id AND v.status = 'active' WHERE p.product_id = ?`,
  ),
  required: db.prepare<[number], PartRow>(
    'SELECT product_id AS productId, quantity_per_unit AS quantityPerUnit FROM bom_component WHERE bom_version_id = ? AND optional = 0',
  ),
  costLines: db.prepare<[number], CostRow>(
    'SELECT amount_per_unit AS amountPerUnit, rate, quantity_per_unit AS quantityPerUnit FROM bom_cost_line WHERE bom_version_id = ?',
  ),
}))

/**
 * What one unit costs now, for estimates: its stock's average, else its own unit cost, else what building it would cost.
 * `null` when none of these is known, so that an estimate never passes for complete while a part of it is missing.
 */
export function costNow(db: Database, productId: number, known: Map<number, number | null> = new Map()): number | null {
  const before = known.get(productId)
  if (before !== undefined) return before
  const product = statements(db).product.get(productId)
  const cost = product === undefined ? null : (ownCost(product) ?? costOfBuilding(db, product.bomVersionId, known))
  known.set(productId, cost)
  return cost
}

function ownCost({ value, onHand, unitCost }: Row): number | null {
  return unitCostOf(value, onHand) ?? (unitCost > 0 ? unitCost : null)
}

/** Required components and cost lines, per unit built; a BOM holds no circle, so this ends. */
function costOfBuilding(db: Database, bomVersionId: number | null, known: Map<number, number | null>): number | null {
  if (bomVersionId === null) return null
  const parts = statements(db)
    .required.all(bomVersionId)
    .map(({ productId, quantityPerUnit }) => {
      const cost = costNow(db, productId, known)
      return cost === null ? null : multiplyMillionths(cost, quantityPerUnit)
    })
  const lines = statements(db)
    .costLines.all(bomVersionId)
    .map(({ amountPerUnit, rate, quantityPerUnit }) =>
      buildCost(amountPerUnit === null ? { rate: rate ?? 0, quantityPerUnit: quantityPerUnit ?? 0 } : { amountPerUnit }, one),
    )
  return sumKnown([...parts, ...lines])
}

/** The sum when every amount is known and it can be kept; else `null`. */
export function sumKnown(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null)
  return known.length < amounts.length ? null : sumInRange(known)
}
