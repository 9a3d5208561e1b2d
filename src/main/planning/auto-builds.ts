import type { ChangedTopic } from '../../shared/bridge.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { toBePlanned } from '../domain/build-point.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { companySettings } from '../ledger/company.ts'
import { unitsInReview } from '../ledger/in-review.ts'
import { insertPlannedBuild, plannedBuild, putAway, updatePlannedBuild, type PlannedBuildState } from './planned-builds.ts'

/** What a command did, as far as the program's own planned builds care. */
export interface Done {
  readonly topics: readonly ChangedTopic[]
  /** The last posting before the command. */
  readonly postingBefore: number
  /** UTC. */
  readonly at: string
}

/** Told of each planned build that the program made, changed, took away or left to the people. */
export type Tell = (action: string, plan: PlannedBuildState) => void

interface Watched {
  readonly productId: number
  readonly buildPoint: number | null
  readonly targetLevel: number | null
  readonly onHand: number
  /** `null` when there is none, or the product is archived. */
  readonly bomVersionId: number | null
  readonly autoId: number | null
  /** In planned builds that are not the program's. */
  readonly planned: number
}

const statements = perConnection((db) => ({
  moved: db.prepare<[number], number>('SELECT DISTINCT e.product_id FROM entry e JOIN build_point t ON t.product_id = e.product_id WHERE e.posting_id > ?').pluck(),
  watched: db.prepare<[number], Watched>(
    `SELECT p.product_id AS productId, t.build_point AS buildPoint, t.target_level AS targetLevel, b.quantity AS onHand,
       CASE p.archived WHEN 0 THEN v.bom_version_id END AS bomVersionId,
       (SELECT a.planned_build_id FROM planned_build a WHERE a.product_id = p.product_id AND a.status = 'planned' AND a.auto_generated = 1) AS autoId,
       (SELECT coalesce(sum(o.quantity), 0) FROM planned_build o WHERE o.product_id = p.product_id AND o.status = 'planned' AND o.auto_generated = 0) AS planned
     FROM product p JOIN product_balance b USING (product_id) LEFT JOIN build_point t USING (product_id)
     LEFT JOIN bom_version v ON v.product_id = p.product_id AND v.status = 'active' WHERE p.product_id = +?`,
  ),
  withBuildPoint: db.prepare<[], number>('SELECT product_id FROM build_point').pluck(),
  own: db.prepare<[], { plannedBuildId: number; productId: number }>(
    "SELECT planned_build_id AS plannedBuildId, product_id AS productId FROM planned_build WHERE status = 'planned' AND auto_generated = 1 ORDER BY planned_build_id",
  ),
  built: db.prepare<[number], number>('SELECT product_id FROM build WHERE build_id = ?').pluck(),
  planOf: db.prepare<[number], { productId: number; own: 0 | 1 }>(
    "SELECT product_id AS productId, (status = 'planned' AND auto_generated = 1) AS own FROM planned_build WHERE planned_build_id = ?",
  ),
}))

/**
 * Brings the program's own planned builds up to date after a command: of each product at its build point one, over what is
 * missing to its target level and neither planned by a person nor in review. Runs inside the command's transaction, once,
 * at its end; the same again changes nothing. What a person took from the queue comes back with the next event that
 * moves the product, not at once; what a person put there without need is that person's own.
 */
export function keepAutoBuilds(db: Database, done: Done, tell: Tell): void {
  const on = companySettings(db).autoBuilds
  const everything = done.topics.some(({ kind }) => kind === 'company')
  const touched = touchedPlans(db, done.topics)
  if (!on) {
    for (const plan of touched) if (plan.own === 1) leaveToPeople(db, plan.plannedBuildId, tell)
    if (everything) for (const { plannedBuildId } of statements(db).own.all()) take(db, plannedBuildId, tell)
    return
  }
  const grows = new Set(everything ? statements(db).withBuildPoint.all() : productsMoved(db, done))
  const ids = new Set([...grows, ...touched.map(({ productId }) => productId), ...(everything ? statements(db).own.all().map(({ productId }) => productId) : [])])
  const inReview = ids.size === 0 ? new Map<number, number>() : unitsInReview(db, done.postingBefore)
  const ownTouched = new Set(touched.filter(({ own }) => own === 1).map(({ plannedBuildId }) => plannedBuildId))
  for (const productId of [...ids].toSorted((a, b) => a - b)) {
    const watched = statements(db).watched.get(productId)
    if (watched === undefined) continue
    const need = needOf(watched, inReview.get(productId) ?? 0)
    if (watched.autoId !== null) update(db, watched, watched.autoId, { need, touched: ownTouched.has(watched.autoId), at: done.at }, tell)
    else if (need > 0 && grows.has(productId)) insert(db, productId, need, done.at, tell)
  }
}

/** Planned builds that the command itself named. */
function touchedPlans(db: Database, topics: readonly ChangedTopic[]) {
  return topics.flatMap(({ kind, id }) => {
    const plan = kind === 'planned_build' && id !== undefined ? statements(db).planOf.get(id) : undefined
    return plan === undefined || id === undefined ? [] : [{ plannedBuildId: id, ...plan }]
  })
}

/** Products of which more may be needed than before. */
function productsMoved(db: Database, { topics, postingBefore }: Done): number[] {
  const named = topics.flatMap(({ kind, id }) => {
    if (id === undefined) return []
    if (kind === 'bom' || kind === 'product') return [id]
    return kind === 'build' ? [statements(db).built.get(id) ?? 0] : []
  })
  return [...statements(db).moved.all(postingBefore), ...named]
}

function needOf({ buildPoint, targetLevel, bomVersionId, onHand, planned }: Watched, inReview: Quantity): Quantity {
  if (buildPoint === null || targetLevel === null || bomVersionId === null) return 0
  return toBePlanned(onHand, { buildPoint, targetLevel }, { planned, inReview })
}

interface Needed {
  readonly need: Quantity
  /** The command put it where it is. */
  readonly touched: boolean
  readonly at: string
}

function update(db: Database, watched: Watched, plannedBuildId: number, { need, touched, at }: Needed, tell: Tell): void {
  const plan = plannedBuild(db, plannedBuildId)
  if (plan === undefined) throw new Error(`planned build ${plannedBuildId} is gone`)
  if (need === 0) {
    if (touched) leaveToPeople(db, plannedBuildId, tell)
    else take(db, plannedBuildId, tell)
  } else if (plan.bomVersionId !== watched.bomVersionId) {
    take(db, plannedBuildId, tell)
    insert(db, watched.productId, need, at, tell)
  } else if (plan.quantity !== need) {
    const { targetDate, assigneeId, notes } = plan
    const updated = updatePlannedBuild(db, plannedBuildId, { quantity: need, targetDate, assigneeId, notes, lines: [], autoGenerated: true })
    // More than the ledger can keep of a component: it stays as it was.
    if (updated.ok) tell('rescaled', updated.value)
  }
}

function insert(db: Database, productId: number, quantity: Quantity, at: string, tell: Tell): void {
  const planned = insertPlannedBuild(db, { productId, quantity, targetDate: null, assigneeId: null, notes: '', autoGenerated: true, at })
  // A need that the ledger cannot keep is left to the people.
  if (planned.ok) tell('generated', planned.value)
}

function take(db: Database, plannedBuildId: number, tell: Tell): void {
  const taken = putAway(db, plannedBuildId, 'deleted')
  if (taken.ok) tell('no longer needed', taken.value)
}

function leaveToPeople(db: Database, plannedBuildId: number, tell: Tell): void {
  const plan = plannedBuild(db, plannedBuildId)
  if (plan === undefined) return
  const { quantity, targetDate, assigneeId, notes } = plan
  const left = updatePlannedBuild(db, plannedBuildId, { quantity, targetDate, assigneeId, notes, lines: [], autoGenerated: false })
  if (left.ok) tell('left to the people', left.value)
}
