import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { buildLotNumber, neededQuantity, planBuild, type BuildRefusal, type BuildRequest, type PlannedBuild } from '../domain/build.ts'
import { referenceOf } from '../domain/document.ts'
import { poolNumber } from '../domain/lot-number.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Appended, type Stamp } from './append.ts'
import { loadBuild, type BuildInput, type LoadRefusal } from './build-request.ts'
import { documentRowsOf } from './document-rows.ts'
import { entryMark, settleSince } from './shortages.ts'

type BuildCells = [
  productId: number,
  bomVersionId: number,
  quantity: number,
  businessDate: string,
  plannedBuildId: number | null,
  planQuantity: number | null,
  assigneeId: number | null,
  notes: string,
]

type LineCells = [
  buildId: number,
  lineNo: number,
  productId: number,
  quantityPerUnit: number,
  optional: 0 | 1,
  quantity: number | null,
  extra: 0 | 1,
  pickReason: string | null,
  planQuantity: number | null,
]

type CostCells = [buildId: number, lineNo: number, kind: string, name: string, amount: number | null, rate: number | null, per: number | null, value: number]

const statements = perConnection((db) => ({
  insertBuild: db.prepare<BuildCells>(
    `INSERT INTO build (product_id, bom_version_id, quantity, business_date, planned_build_id, plan_quantity, assignee_id, notes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  insertLine: db.prepare<[number, number, number, number, 0 | 1]>(
    'INSERT INTO build_line (build_id, line_no, product_id, quantity_per_unit, optional) VALUES (?, ?, ?, ?, ?)',
  ),
  insertChosenLine: db.prepare<LineCells>(
    `INSERT INTO build_line (build_id, line_no, product_id, quantity_per_unit, optional, quantity, extra, pick_reason, plan_quantity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  insertCostLine: db.prepare<CostCells>(
    'INSERT INTO build_cost_line (build_id, line_no, kind, name, amount_per_unit, rate, quantity_per_unit, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  execute: db.prepare<[number, number, number]>('UPDATE build SET number = ?, posting_id = ? WHERE build_id = ?'),
}))

export type ExecuteBuildRefusal = BuildRefusal | LoadRefusal

export interface ExecutedBuild extends Appended {
  readonly buildId: number
  readonly number: number
  readonly reference: string
  /** The lot its goods are in; `null` while it waits for its review. */
  readonly lotId: number | null
  readonly lotNumber: string | null
  readonly plan: PlannedBuild
}

/**
 * Builds, into review when that is on: writes the build with its lines, posts it, numbers and locks it. What becomes of
 * its planned build is the caller's to write. Runs inside the caller's transaction.
 */
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

function insertDocument(db: Database, bomVersionId: number, request: BuildRequest, plan: PlannedBuild): number {
  const buildId = insertHead(db, bomVersionId, request)
  const { insertLine, insertChosenLine } = statements(db)
  for (const [place, component] of request.components.entries()) {
    const { lineNo, productId, quantityPerUnit, optional, extra = false, givenUp = null } = component
    const { needed = 0, pickReason = null } = plan.components[place] ?? {}
    const asUsual = !extra && needed === neededQuantity(quantityPerUnit, request.quantity)
    const head = [buildId, lineNo, productId, quantityPerUnit, optional ? 1 : 0] as const
    if (asUsual && pickReason === null && givenUp === null) insertLine.run(...head)
    else insertChosenLine.run(...head, asUsual ? null : needed, extra ? 1 : 0, pickReason, givenUp)
  }
  insertCostLines(db, buildId, request, plan)
  return buildId
}

function insertHead(db: Database, bomVersionId: number, { product, quantity, businessDate, plan, assignee, notes = '' }: BuildRequest): number {
  const { plannedBuildId = null, quantity: planned = 0 } = plan ?? {}
  const planQuantity = plan === undefined ? null : Math.min(quantity, planned)
  const head = [product.productId, bomVersionId, quantity, businessDate, plannedBuildId, planQuantity, assignee?.personId ?? null, notes] as const
  const { lastInsertRowid } = statements(db).insertBuild.run(...head)
  return Number(lastInsertRowid)
}

function insertCostLines(db: Database, buildId: number, { costLines }: BuildRequest, plan: PlannedBuild): void {
  const { insertCostLine } = statements(db)
  for (const [place, { lineNo, kind, name, cost }] of costLines.entries()) {
    const value = plan.costLines[place]?.value ?? 0
    if ('amountPerUnit' in cost) insertCostLine.run(buildId, lineNo, kind, name, cost.amountPerUnit, null, null, value)
    else insertCostLine.run(buildId, lineNo, kind, name, null, cost.rate, cost.quantityPerUnit, value)
  }
}
