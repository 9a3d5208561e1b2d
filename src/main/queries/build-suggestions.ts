import { buildPointState, toBePlanned } from '../domain/build-point.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { unitsInReview } from '../ledger/in-review.ts'

/** A product that is to be built, or soon; its state as the dashboard tells it. */
export interface RowToBuild {
  readonly productId: number
  readonly state: 'build' | 'out_of_stock' | 'covered' | 'approaching'
  readonly onHand: number
  readonly buildPoint: number | null
  readonly targetLevel: number | null
  readonly suggested: number | null
  readonly planned: number
  readonly inReview: number
  readonly plannedBuildId: number | null
  readonly hasBom: boolean
}

interface Ordered {
  readonly productId: number
  readonly skuOrder: string
}

interface Watched extends Ordered {
  readonly onHand: number
  readonly buildPoint: number
  readonly targetLevel: number
  readonly hasBom: 0 | 1
}

interface Planned {
  readonly productId: number
  readonly quantity: number
  readonly plannedBuildId: number
}

const statements = perConnection((db) => ({
  // A little more than the rule takes, so that it alone decides at the bound.
  near: db.prepare<[], Watched>(
    `SELECT t.product_id AS productId, p.sku_order AS skuOrder, b.quantity AS onHand, t.build_point AS buildPoint, t.target_level AS targetLevel,
       EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = t.product_id AND v.status = 'active') AS hasBom
     FROM build_point t JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE p.archived = 0 AND b.quantity <= t.build_point * 1.5 + 1`,
  ),
  out: db.prepare<[], { productId: number; skuOrder: string; onHand: number }>(
    `SELECT v.product_id AS productId, p.sku_order AS skuOrder, b.quantity AS onHand
     FROM bom_version v JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE v.status = 'active' AND b.quantity <= 0 AND p.kind = 'finished_good' AND p.archived = 0
       AND NOT EXISTS (SELECT 1 FROM build_point t WHERE t.product_id = v.product_id)`,
  ),
  planned: db.prepare<[], Planned>(
    `SELECT product_id AS productId, quantity, planned_build_id AS plannedBuildId FROM planned_build WHERE status = 'planned'
     ORDER BY position DESC, planned_build_id DESC`,
  ),
}))

const order = { build: 0, out_of_stock: 1, covered: 2, approaching: 3 } as const

/** Every product at its build point, close to it, or out of stock: what is to be built first, the emptiest of them before the others. */
export function rowsToBuild(db: Database): RowToBuild[] {
  const planned = plannedByProduct(db)
  const inReview = unitsInReview(db)
  const onItsWay = (productId: number) => ({
    planned: planned.get(productId)?.quantity ?? 0,
    inReview: inReview.get(productId) ?? 0,
    plannedBuildId: planned.get(productId)?.plannedBuildId ?? null,
  })
  const rows: (RowToBuild & Ordered & { readonly filled: number })[] = []
  for (const { productId, skuOrder, onHand, buildPoint, targetLevel, hasBom } of statements(db).near.all()) {
    const level = { buildPoint, targetLevel }
    const state = buildPointState(onHand, level)
    if (state === 'enough') continue
    const covered = onItsWay(productId)
    const missing = toBePlanned(onHand, level, covered)
    const told: RowToBuild['state'] = state === 'approaching' ? state : missing > 0 ? 'build' : 'covered'
    const row = { productId, state: told, onHand, ...level, suggested: told === 'build' ? missing : null, ...covered, hasBom: hasBom === 1 }
    rows.push({ ...row, skuOrder, filled: onHand / targetLevel })
  }
  for (const { productId, skuOrder, onHand } of statements(db).out.all()) {
    const covered = onItsWay(productId)
    const state = covered.planned + covered.inReview > 0 ? 'covered' : 'out_of_stock'
    rows.push({ productId, state, onHand, buildPoint: null, targetLevel: null, suggested: null, ...covered, hasBom: true, skuOrder, filled: 0 })
  }
  return rows
    .toSorted((a, b) => order[a.state] - order[b.state] || a.filled - b.filled || inOrder(a, b))
    .map(({ skuOrder: _, filled: __, ...row }) => row)
}

const inOrder = (a: Ordered, b: Ordered) => (a.skuOrder === b.skuOrder ? a.productId - b.productId : a.skuOrder < b.skuOrder ? -1 : 1)

/** In the queue, by product: all units, and the first of the planned builds. */
function plannedByProduct(db: Database): ReadonlyMap<number, Planned> {
  const planned = new Map<number, Planned>()
  for (const row of statements(db).planned.all()) planned.set(row.productId, { ...row, quantity: row.quantity + (planned.get(row.productId)?.quantity ?? 0) })
  return planned
}
