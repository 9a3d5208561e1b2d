import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import {
  buildLotNumber,
  neededQuantity,
  planBuild,
  type BuildComponent,
  type BuildCostLine,
  type BuildDestination,
  type BuildRefusal,
  type BuildRequest,
  type PlannedBuild,
} from '../domain/build.ts'
import type { BuildCostKind } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import { poolNumber } from '../domain/lot-number.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Appended, type Stamp } from './append.ts'
import { companySettings } from './company.ts'
import { documentRowsOf } from './document-rows.ts'
import { openLots } from './pick.ts'
import { poolIntake } from './pools.ts'
import { entryMark, settleSince } from './shortages.ts'
import { lotNow } from './stock.ts'

export interface BuildInput {
  readonly productId: number
  readonly quantity: Quantity
  readonly businessDate: BusinessDate
  readonly today: BusinessDate
}

interface ProductRow {
  readonly sku: string
  readonly quantity: number
  readonly value: number
  readonly bomVersionId: number | null
}

interface ComponentRow extends Omit<BuildComponent, 'optional' | 'onHand' | 'openLots'> {
  readonly optional: 0 | 1
  readonly onHandQuantity: number
  readonly onHandValue: number
}

interface CostRow {
  readonly lineNo: number
  readonly kind: BuildCostKind
  readonly name: string
  readonly amountPerUnit: Money | null
  readonly rate: Money | null
  readonly quantityPerUnit: Quantity | null
}

type CostCells = [buildId: number, lineNo: number, kind: string, name: string, amount: number | null, rate: number | null, per: number | null, value: number]

const statements = perConnection((db) => ({
  product: db.prepare<[number], ProductRow>(
    `SELECT p.sku, b.quantity, b.value, v.bom_version_id AS bomVersionId
     FROM product p JOIN product_balance b USING (product_id)
     LEFT JOIN bom_version v ON v.product_id = p.product_id AND v.status = 'active' WHERE p.product_id = ?`,
  ),
  components: db.prepare<[number], ComponentRow>(
    `SELECT c.line_no AS lineNo, c.product_id AS productId, p.sku, p.name, p.unit, c.quantity_per_unit AS quantityPerUnit, c.optional,
       b.quantity AS onHandQuantity, b.value AS onHandValue
     FROM bom_component c JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE c.bom_version_id = ? ORDER BY c.line_no`,
  ),
  costLines: db.prepare<[number], CostRow>(
    `SELECT line_no AS lineNo, kind, name, amount_per_unit AS amountPerUnit, rate, quantity_per_unit AS quantityPerUnit
     FROM bom_cost_line WHERE bom_version_id = ? ORDER BY line_no`,
  ),
  nextNumber: db.prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM build').pluck(),
  insertBuild: db.prepare<[number, number, number, string]>(
    'INSERT INTO build (product_id, bom_version_id, quantity, business_date) VALUES (?, ?, ?, ?)',
  ),
  insertLine: db.prepare<[number, number, number, number, number]>(
    'INSERT INTO build_line (build_id, line_no, product_id, quantity_per_unit, optional) VALUES (?, ?, ?, ?, ?)',
  ),
  insertCostLine: db.prepare<CostCells>(
    'INSERT INTO build_cost_line (build_id, line_no, kind, name, amount_per_unit, rate, quantity_per_unit, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  execute: db.prepare<[number, number, number]>('UPDATE build SET number = ?, posting_id = ? WHERE build_id = ?'),
}))

export interface LoadedBuild {
  readonly bomVersionId: number
  readonly request: BuildRequest
}

/** A build by the active BOM with all the stock it can reach. Changes nothing; preview and execution start here. */
export function loadBuild(db: Database, input: BuildInput): Result<LoadedBuild, AppError<'product.not_found' | 'bom.not_active'>> {
  const product = statements(db).product.get(input.productId)
  if (product === undefined) return err(appError('product.not_found', { productId: input.productId }))
  const { sku, bomVersionId } = product
  if (bomVersionId === null) return err(appError('bom.not_active', { field: 'productId', productId: input.productId, sku }))
  const request: BuildRequest = {
    ...input,
    product: { productId: input.productId, sku, onHand: { quantity: product.quantity, value: product.value } },
    buildNumber: statements(db).nextNumber.get() ?? 1,
    components: loadComponents(db, bomVersionId, input.quantity),
    costLines: loadCostLines(db, bomVersionId),
  }
  const destination = destinationOf(db, input.productId, sku)
  return ok({ bomVersionId, request: destination === null ? request : { ...request, destination } })
}

/** Where the goods go, when not into a lot of the build's own. */
function destinationOf(db: Database, productId: number, sku: string): BuildDestination | null {
  const { receiving, review } = companySettings(db)
  if (review) return { to: 'review' }
  if (receiving) return null
  const intake = poolIntake(db, productId, sku)
  return intake.to === 'lot' ? intake : { to: 'pool', lot: lotNow(db, intake.lotId) }
}

export type ExecuteBuildRefusal = BuildRefusal | AppError<'product.not_found' | 'bom.not_active'>

export interface ExecutedBuild extends Appended {
  readonly buildId: number
  readonly number: number
  readonly reference: string
  /** The lot its goods are in; `null` while it waits for its review. */
  readonly lotId: number | null
  readonly lotNumber: string | null
  readonly plan: PlannedBuild
}

/** Builds from the active BOM, into review when that is on: writes the build with its lines, posts it, numbers and locks it. Runs inside the caller's transaction. */
export function executeBuild(db: Database, input: BuildInput, stamp: Stamp): Result<ExecutedBuild, ExecuteBuildRefusal> {
  const loaded = loadBuild(db, input)
  if (!loaded.ok) return loaded
  const { request, bomVersionId } = loaded.value
  const planned = planBuild(request)
  if (!planned.ok) return planned
  const plan = planned.value
  const number = request.buildNumber
  const mark = entryMark(db)
  const buildId = insertDocument(db, bomVersionId, request, plan)
  const appended = append(db, plan.posting, { kind: 'build', id: buildId }, documentRowsOf(db, 'build', buildId, number), stamp)
  statements(db).execute.run(number, appended.postingId, buildId)
  if (!settleSince(db, mark, input.today, stamp)) return err(appError('amount.too_large', { field: null }))
  const destination = request.destination ?? { to: 'lot', number: buildLotNumber(number) }
  const lotId = destination.to === 'pool' ? destination.lot.lotId : (appended.lotIds[0] ?? null)
  const lotNumber = destination.to === 'lot' ? destination.number : lotId === null ? null : poolNumber(request.product.sku)
  return ok({ ...appended, buildId, number, reference: referenceOf('build', number), lotId, lotNumber, plan })
}

function loadComponents(db: Database, bomVersionId: number, units: Quantity): BuildComponent[] {
  return statements(db)
    .components.all(bomVersionId)
    .map(({ optional, onHandQuantity, onHandValue, ...component }) => {
      // A need out of range is refused by the plan; no lots are fetched for it.
      const needed = units > 0 ? (neededQuantity(component.quantityPerUnit, units) ?? 0) : 0
      return {
        ...component,
        optional: optional === 1,
        onHand: { quantity: onHandQuantity, value: onHandValue },
        openLots: openLots(db, component.productId, needed),
      }
    })
}

function loadCostLines(db: Database, bomVersionId: number): BuildCostLine[] {
  return statements(db)
    .costLines.all(bomVersionId)
    .map(({ lineNo, kind, name, amountPerUnit, rate, quantityPerUnit }) => ({
      lineNo,
      kind,
      name,
      cost: amountPerUnit === null ? { rate: rate ?? 0, quantityPerUnit: quantityPerUnit ?? 0 } : { amountPerUnit },
    }))
}

function insertDocument(db: Database, bomVersionId: number, request: BuildRequest, plan: PlannedBuild): number {
  const { insertBuild, insertLine, insertCostLine } = statements(db)
  const buildId = Number(insertBuild.run(request.product.productId, bomVersionId, request.quantity, request.businessDate).lastInsertRowid)
  for (const { lineNo, productId, quantityPerUnit, optional } of request.components) {
    insertLine.run(buildId, lineNo, productId, quantityPerUnit, optional ? 1 : 0)
  }
  for (const [place, { lineNo, kind, name, cost }] of request.costLines.entries()) {
    const value = plan.costLines[place]?.value ?? 0
    if ('amountPerUnit' in cost) insertCostLine.run(buildId, lineNo, kind, name, cost.amountPerUnit, null, null, value)
    else insertCostLine.run(buildId, lineNo, kind, name, null, cost.rate, cost.quantityPerUnit, value)
  }
  return buildId
}
