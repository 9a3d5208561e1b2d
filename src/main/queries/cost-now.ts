import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import { rolledCosts, type CostedProduct, type CostedRecipe, type CostWay, type RolledCosts } from '../domain/rolled-cost.ts'
import { bomCostLines, costPerUnit } from '../ledger/boms.ts'

interface Row {
  readonly unitCost: number
  readonly onHand: number
  readonly value: number
  readonly bomVersionId: number | null
}

interface LineRow {
  readonly madeId: number
  readonly amountPerUnit: number | null
  readonly rate: number | null
  readonly quantityPerUnit: number | null
}

interface PartRow {
  readonly productId: number
  readonly quantityPerUnit: number
}

/** Some products and everything their active BOMs hold, at every level, each once. */
const under = `WITH RECURSIVE part (id) AS (
  SELECT value FROM json_each(?) UNION
  SELECT c.product_id FROM part JOIN bom_version v ON v.product_id = part.id AND v.status = 'active' JOIN bom_component c USING (bom_version_id))`

const statements = perConnection((db) => ({
  productsUnder: db.prepare<[string], Row & { id: number }>(
    `${under} SELECT part.id, p.unit_cost AS unitCost, b.quantity AS onHand, b.value, v.bom_version_id AS bomVersionId
     FROM part JOIN product p ON p.product_id = part.id JOIN product_balance b ON b.product_id = part.id
     LEFT JOIN bom_version v ON v.product_id = part.id AND v.status = 'active'`,
  ),
  partsUnder: db.prepare<[string], PartRow & { madeId: number }>(
    `${under} SELECT v.product_id AS madeId, c.product_id AS productId, c.quantity_per_unit AS quantityPerUnit
     FROM part JOIN bom_version v ON v.product_id = part.id AND v.status = 'active' JOIN bom_component c USING (bom_version_id) WHERE c.optional = 0`,
  ),
  linesUnder: db.prepare<[string], LineRow>(
    `${under} SELECT v.product_id AS madeId, l.amount_per_unit AS amountPerUnit, l.rate, l.quantity_per_unit AS quantityPerUnit
     FROM part JOIN bom_version v ON v.product_id = part.id AND v.status = 'active' JOIN bom_cost_line l USING (bom_version_id)`,
  ),
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

/** The same for some products and all below them, read at once. What is not below them is read as it is asked for. */
export function costsUnder(db: Database, productIds: readonly number[]): RolledCosts {
  const ids = JSON.stringify(productIds)
  const { productsUnder, partsUnder, linesUnder } = statements(db)
  const parts = byMade(partsUnder.all(ids))
  const lines = byMade(linesUnder.all(ids))
  const products = new Map<number, CostedProduct>()
  for (const row of productsUnder.all(ids)) {
    const recipe = { required: parts.get(row.id) ?? [], costLines: (lines.get(row.id) ?? []).map(costPerUnit) }
    products.set(row.id, { ownCost: ownCost(row), recipe: row.bomVersionId === null ? null : recipe })
  }
  return rolledCosts((productId) => products.get(productId) ?? costedProduct(db, productId))
}

function byMade<Made extends { readonly madeId: number }>(rows: readonly Made[]): ReadonlyMap<number, readonly Made[]> {
  const grouped = new Map<number, Made[]>()
  for (const row of rows) {
    const known = grouped.get(row.madeId)
    if (known === undefined) grouped.set(row.madeId, [row])
    else known.push(row)
  }
  return grouped
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
  return { ownCost: ownCost(row), recipe: row.bomVersionId === null ? null : costedRecipe(db, row.bomVersionId) }
}

function ownCost({ value, onHand, unitCost }: Row): number | null {
  return unitCostOf(value, onHand) ?? (unitCost > 0 ? unitCost : null)
}
