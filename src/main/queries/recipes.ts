import type { z } from 'zod'
import type { bomComponentRow, bomCostLineRow } from '../../shared/contract/bom.ts'
import { multiplyMillionths, sumInRange } from '../../shared/units/apportion.ts'
import { one } from '../../shared/units/decimal.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildableMax } from '../domain/buildability.ts'
import { buildCost, unitCostOf, type BuildCostKind } from '../domain/costing.ts'

/** A BOM version with today's stock and cost. */
export interface Recipe {
  readonly bomVersionId: number
  readonly components: z.infer<typeof bomComponentRow>[]
  readonly costLines: z.infer<typeof bomCostLineRow>[]
  /** Required components and cost lines, per unit built; `null` when it is more than the ledger can say. */
  readonly estimatedCost: number | null
  readonly buildableMax: number | null
}

interface ComponentRow {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly unitCost: number
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
  readonly onHand: number
  readonly value: number
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
    `SELECT c.line_no AS lineNo, p.product_id AS productId, p.sku, p.name, p.unit, p.unit_cost AS unitCost,
       c.quantity_per_unit AS quantityPerUnit, c.optional, b.quantity AS onHand, b.value
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
  const components = statements(db).components.all(bomVersionId).map(describeComponent)
  const costLines = statements(db).costLines.all(bomVersionId).map(describeCostLine)
  const required = components.filter(({ optional }) => !optional)
  const parts = required.map(({ unitCost, quantityPerUnit }) => multiplyMillionths(unitCost, quantityPerUnit))
  return {
    bomVersionId,
    components,
    costLines,
    estimatedCost: sumKnown([...parts, ...costLines.map(({ value }) => value)]),
    buildableMax: buildableMax(components),
  }
}

function describeComponent(row: ComponentRow): Recipe['components'][number] {
  const { lineNo, productId, sku, name, unit, quantityPerUnit, optional, onHand, value } = row
  const unitCost = unitCostOf(value, onHand) ?? row.unitCost
  return { lineNo, product: { productId, sku, name, unit }, quantityPerUnit, optional: optional === 1, onHand, unitCost }
}

function describeCostLine({ lineNo, kind, name, amountPerUnit, rate, quantityPerUnit }: CostRow): Recipe['costLines'][number] {
  const byRate = { rate: rate ?? 0, quantityPerUnit: quantityPerUnit ?? 0 }
  const value = buildCost(amountPerUnit === null ? byRate : { amountPerUnit }, one)
  return { lineNo, kind, name, cost: amountPerUnit === null ? { by: 'rate', ...byRate } : { by: 'amount', amountPerUnit }, value }
}

function sumKnown(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null)
  return known.length < amounts.length ? null : sumInRange(known)
}
