import type { z } from 'zod'
import type { bomComponentRow, bomCostLineRow } from '../../shared/contract/bom.ts'
import { one } from '../../shared/units/decimal.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildLimit } from '../domain/buildability.ts'
import { buildCost } from '../domain/costing.ts'
import type { RolledCosts } from '../domain/rolled-cost.ts'
import { bomCostLines, type BomCostLine } from '../ledger/boms.ts'
import { heldQuantities } from '../ledger/reservation.ts'
import { costedRecipe, costWaysOf } from './cost-now.ts'

interface ComponentRow {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
  readonly onHand: number
}

const statements = perConnection((db) => ({
  components: db.prepare<[number], ComponentRow>(
    `SELECT c.line_no AS lineNo, p.product_id AS productId, p.sku, p.name, p.unit,
       c.quantity_per_unit AS quantityPerUnit, c.optional, b.quantity AS onHand
     FROM bom_component c JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE c.bom_version_id = ? ORDER BY c.line_no`,
  ),
}))

/** A BOM version with what its components cost and have on hand now, what it comes to both ways, and how many the stock allows, less what is held. */
export function recipeOf(db: Database, bomVersionId: number, costs: RolledCosts) {
  const components = statements(db)
    .components.all(bomVersionId)
    .map((row) => describeComponent(row, costs.now(row.productId)))
  const held = heldQuantities(db)
  const limit = buildLimit(components.map((component) => ({ ...component, onHand: component.onHand - (held.get(component.product.productId) ?? 0) })))
  return {
    bomVersionId,
    components,
    costLines: bomCostLines(db, bomVersionId).map(describeCostLine),
    ...costWaysOf(db, costs, costedRecipe(db, bomVersionId)),
    buildableMax: limit?.count ?? null,
    limitedBy: limit === null ? null : { productId: limit.by.product.productId, sku: limit.by.product.sku },
  }
}

function describeComponent(row: ComponentRow, unitCost: number | null): z.infer<typeof bomComponentRow> {
  const { lineNo, productId, sku, name, unit, quantityPerUnit, optional, onHand } = row
  return { lineNo, product: { productId, sku, name, unit }, quantityPerUnit, optional: optional === 1, onHand, unitCost }
}

function describeCostLine({ lineNo, kind, name, cost }: BomCostLine): z.infer<typeof bomCostLineRow> {
  const typed = 'rate' in cost ? { by: 'rate' as const, ...cost } : { by: 'amount' as const, ...cost }
  return { lineNo, kind, name, cost: typed, value: buildCost(cost, one) }
}
