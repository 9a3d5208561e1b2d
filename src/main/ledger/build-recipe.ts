import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { BuildComponent, BuildCostLine } from '../domain/build.ts'
import type { BuildCostKind } from '../domain/costing.ts'
import { askedFor, givenUp, perUnitShare, type PlannedLine } from '../domain/planned-build.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

/** A component as a recipe asks for it, with what there is of it. */
export interface AskedComponent extends Omit<BuildComponent, 'onHand' | 'openLots' | 'actual' | 'heldBy'> {
  readonly onHandQuantity: number
  readonly onHandValue: number
}

export interface RecipeToBuild {
  readonly bomVersionId: number
  readonly components: readonly AskedComponent[]
  readonly costLines: readonly BuildCostLine[]
  readonly plan: PlanHead | null
}

export interface PlanHead {
  readonly plannedBuildId: number
  readonly productId: number
  readonly bomVersionId: number
  /** Still to be built. */
  readonly quantity: Quantity
  readonly assigneeId: number | null
  readonly notes: string
  readonly status: 'planned' | 'done' | 'closed' | 'deleted'
}

interface ComponentRow extends Omit<AskedComponent, 'optional'> {
  readonly optional: 0 | 1
}

type PlannedRow = Omit<AskedComponent, 'optional' | 'quantityPerUnit'> & {
  readonly optional: 0 | 1
  readonly modified: 0 | 1
  readonly quantityPerUnit: Quantity | null
  readonly quantity: Quantity
}

interface CostRow {
  readonly lineNo: number
  readonly kind: BuildCostKind
  readonly name: string
  readonly amountPerUnit: Money | null
  readonly rate: Money | null
  readonly quantityPerUnit: Quantity | null
}

const stock = 'p.sku, p.name, p.unit, b.quantity AS onHandQuantity, b.value AS onHandValue'
const costCells = 'line_no AS lineNo, kind, name, amount_per_unit AS amountPerUnit, rate, quantity_per_unit AS quantityPerUnit'

const statements = perConnection((db) => ({
  activeBom: db.prepare<[number], number>("SELECT bom_version_id FROM bom_version WHERE product_id = +? AND status = 'active'").pluck(),
  components: db.prepare<[number], ComponentRow>(
    `SELECT c.line_no AS lineNo, c.product_id AS productId, c.quantity_per_unit AS quantityPerUnit, c.optional, ${stock}
     FROM bom_component c JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE c.bom_version_id = +? ORDER BY c.line_no`,
  ),
  costLines: db.prepare<[number], CostRow>(`SELECT ${costCells} FROM bom_cost_line WHERE bom_version_id = +? ORDER BY line_no`),
  plan: db.prepare<[number], PlanHead & { sku: string }>(
    `SELECT b.planned_build_id AS plannedBuildId, b.product_id AS productId, p.sku, b.bom_version_id AS bomVersionId, b.quantity,
       b.assignee_id AS assigneeId, b.notes, b.status
     FROM planned_build b JOIN product p USING (product_id) WHERE b.planned_build_id = +?`,
  ),
  plannedLines: db.prepare<[number], PlannedRow>(
    `SELECT l.line_no AS lineNo, l.product_id AS productId, l.quantity_per_unit AS quantityPerUnit, l.quantity, l.optional, l.modified, ${stock}
     FROM planned_build_line l JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE l.planned_build_id = +? ORDER BY l.line_no`,
  ),
  plannedCostLines: db.prepare<[number], CostRow>(`SELECT ${costCells} FROM planned_build_cost_line WHERE planned_build_id = +? ORDER BY line_no`),
}))

export type RecipeRefusal = AppError<'bom.not_active' | 'product.not_found' | 'planned_build.not_found' | 'planned_build.not_planned' | 'planned_build.other_product'>

/** What a build is made by: the lines of its planned build, or the active BOM. */
export function recipeToBuild(
  db: Database,
  { productId, sku, quantity, plannedBuildId }: { productId: number; sku: string; quantity: Quantity; plannedBuildId: number | null },
): Result<RecipeToBuild, RecipeRefusal> {
  if (plannedBuildId !== null) return recipeOfPlan(db, plannedBuildId, productId, quantity)
  const bomVersionId = statements(db).activeBom.get(productId)
  if (bomVersionId === undefined) return err(appError('bom.not_active', { field: 'productId', productId, sku }))
  const components = statements(db)
    .components.all(bomVersionId)
    .map(({ lineNo, productId, sku, name, unit, quantityPerUnit, optional, onHandQuantity, onHandValue }) => ({
      // Written out: a build of many components is made at one go.
      lineNo,
      productId,
      sku,
      name,
      unit,
      quantityPerUnit,
      optional: optional === 1,
      onHandQuantity,
      onHandValue,
    }))
  return ok({ bomVersionId, components, costLines: statements(db).costLines.all(bomVersionId).map(costLine), plan: null })
}

function recipeOfPlan(db: Database, plannedBuildId: number, productId: number, units: Quantity): Result<RecipeToBuild, RecipeRefusal> {
  const plan = statements(db).plan.get(plannedBuildId)
  if (plan === undefined) return err(appError('planned_build.not_found', { plannedBuildId }))
  if (plan.status !== 'planned') return err(appError('planned_build.not_planned', { plannedBuildId, status: plan.status }))
  if (plan.productId !== productId) return err(appError('planned_build.other_product', { field: 'productId', plannedBuildId, sku: plan.sku }))
  const components = statements(db)
    .plannedLines.all(plannedBuildId)
    .map((row) => askedComponent(row, units, plan.quantity))
  return ok({ bomVersionId: plan.bomVersionId, components, costLines: statements(db).plannedCostLines.all(plannedBuildId).map(costLine), plan })
}

function askedComponent({ optional, modified, quantity, ...row }: PlannedRow, units: Quantity, planned: Quantity): AskedComponent {
  const line: PlannedLine = { ...row, quantity, optional: optional === 1, modified: modified === 1 }
  const { quantityPerUnit } = line
  return {
    ...row,
    optional: line.optional,
    quantityPerUnit: quantityPerUnit ?? perUnitShare(quantity, planned),
    ...(quantityPerUnit === null ? { extra: true } : {}),
    // A quantity that is none is refused by the plan.
    ...(line.modified && units > 0 ? { asked: askedFor(line, units, planned), givenUp: givenUp(line, units, planned) } : {}),
  }
}

function costLine({ lineNo, kind, name, amountPerUnit, rate, quantityPerUnit }: CostRow): BuildCostLine {
  return { lineNo, kind, name, cost: amountPerUnit === null ? { rate: rate ?? 0, quantityPerUnit: quantityPerUnit ?? 0 } : { amountPerUnit } }
}
