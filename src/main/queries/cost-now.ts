import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import { rolledCosts, type CostedProduct, type CostedRecipe, type CostWay, type RolledCosts } from '../domain/rolled-cost.ts'
import { bomCostLines } from '../ledger/boms.ts'

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

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    `SELECT p.unit_cost AS unitCost, b.quantity AS onHand, b.value, v.bom_version_id AS bomVersionId
     FROM product p JOIN product_balance b USING (product_id)
     LEFT JOIN bom_version v ON v.product_id = p.product_id AND v.status = 'active' WHERE p.product_id = ?`,
  ),
  required: db.prepare<[number], PartRow>(
    'SELECT product_id AS productId, quantity_per_unit AS quantityPerUnit FROM bom_component WHERE bom_version_id = ? AND optional = 0 ORDER BY line_no',
  ),
  sku: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
}))

/** Today's costs over the active BOMs. One of these answers one question: it remembers what it read. */
export function costsNow(db: Database): RolledCosts {
  return rolledCosts((productId) => costedProduct(db, productId))
}

/** What one unit costs now, for estimates; `null` when it is not known, so that an estimate never passes for complete. */
export function costNow(db: Database, productId: number): number | null {
  return costsNow(db).now(productId)
}

/** What counts towards the cost of a BOM version. */
export function costedRecipe(db: Database, bomVersionId: number): CostedRecipe {
  return { required: statements(db).required.all(bomVersionId), costLines: bomCostLines(db, bomVersionId).map(({ cost }) => cost) }
}

/** A recipe's cost both ways, with the products for want of whose cost it has none. */
export function costWaysOf(db: Database, costs: RolledCosts, recipe: CostedRecipe) {
  return {
    directCost: costs.ofRecipe(recipe, 'direct'),
    directMissing: missingNames(db, costs, recipe, 'direct'),
    recursiveCost: costs.ofRecipe(recipe, 'recursive'),
    recursiveMissing: missingNames(db, costs, recipe, 'recursive'),
  }
}

/** The products for want of whose cost a recipe has none, by name. */
export function missingNames(db: Database, costs: RolledCosts, recipe: CostedRecipe, way: CostWay): { productId: number; sku: string }[] {
  return costs.missingIn(recipe, way).map((productId) => ({ productId, sku: statements(db).sku.get(productId) ?? '' }))
}

function costedProduct(db: Database, productId: number): CostedProduct {
  const row = statements(db).product.get(productId)
  if (row === undefined) return { ownCost: null, recipe: null }
  const { value, onHand, unitCost, bomVersionId } = row
  return {
    ownCost: unitCostOf(value, onHand) ?? (unitCost > 0 ? unitCost : null),
    recipe: bomVersionId === null ? null : costedRecipe(db, bomVersionId),
  }
}
