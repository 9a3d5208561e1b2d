import type { z } from 'zod'
import type { bomComponentRow, bomCostLineRow } from '../../shared/contract/bom.ts'
import { multiplyMillionths } from '../../shared/units/apportion.ts'
import { one } from '../../shared/units/decimal.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildableMax } from '../domain/buildability.ts'
import { buildCost, type BuildCostKind } from '../domain/costing.ts'
import { costNow, sumKnown } from './cost-now.ts'

/** A BOM version with today's stock and cost. */
export interface Recipe {
  readonly bomVersionId: number
  readonly components: z.infer<typeof bomComponentRow>[]
  readonly costLines: z.infer<typeof bomCostLineRow>[]
  /** Required components and cost lines, per unit built; `null` when a cost is not known, or it is more than the ledger can say. */
  readonly estimatedCost: number | null
  readonly buildableMax: number | null
}

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

interface CostRow {
  readonly lineNo: number
  readonly kind: BuildCostKind
  readonly name: string
  readonly amountPerUnit: number | null
  readonly rate: number | null
  readonly quantityPerUnit: number | null
}

const statements = perConnection((db) => ({
  components: db.prepare<[number], ComponentRow>(
    `SELECT c.line_no AS lineNo, p.product_id AS productId, p.sku, p.name, p.unit,
       c.quantity_per_unit AS quantityPerUnit, c.optional, b.quantity AS onHand
     FROM bom_component c JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE c.bom_version_id = ? ORDER BY c.line_no`,
  ),
  costLines: db.prepare<[number], CostRow>(
    `SELECT line_no AS lineNo, kind, name, amount_per_unit AS amountPerUnit, rate, quantity_per_unit AS quantityPerUnit
     FROM bom_cost_line WHERE bom_version_id = ? ORDER BY line_no`,
  ),
}))

/** Reads a BOM version with what its components cost and have on hand now. */
export function recipeOf(db: Database, bomVersionId: number): Recipe {
  const known = new Map<number, number | null>()
  const components = statements(db)
    .components.all(bomVersionId)
    .map((row) => describeComponent(row, costNow(db, row.productId, known)))
  const costLines = statements(db).costLines.all(bomVersionId).map(describeCostLine)
  const required = components.filter(({ optional }) => !optional)
  const parts = required.map(({ unitCost, quantityPerUnit }) => unitCost === null ? null : multiplyMillionths(unitCost, quantityPerUnit))
  return {
    bomVersionId,
    components,
    costLines,
    estimatedCost: sumKnown([...parts, ...costLines.map(({ value }) => value)]),
    buildableMax: buildableMax(components),
  }
}

function describeComponent(row: ComponentRow, unitCost: number | null): Recipe['components'][number] {
  const { lineNo, productId, sku, name, unit, quantityPerUnit, optional, onHand } = row
  return { lineNo, product: { productId, sku, name, unit }, quantityPerUnit, optional: optional === 1, onHand, unitCost }
}

function describeCostLine({ lineNo, kind, name, amountPerUnit, rate, quantityPerUnit }: CostRow): Recipe['costLines'][number] {
  const byRate = { rate: rate ?? 0, quantityPerUnit: quantityPerUnit ?? 0 }
  const value = buildCost(amountPerUnit === null ? byRate : { amountPerUnit }, one)
  return { lineNo, kind, name, cost: amountPerUnit === null ? { by: 'rate', ...byRate } : { by: 'amount', amountPerUnit }, value }
}
