import type { Hold } from '../domain/build.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { companySettings } from './company.ts'

interface HeldRow extends Hold {
  readonly productId: number
}

const statements = perConnection((db) => ({
  // From the queue to its lines: what was done or closed long ago is not looked at.
  held: db.prepare<[], HeldRow>(
    `SELECT l.product_id AS productId, l.planned_build_id AS plannedBuildId, l.quantity
     FROM planned_build b INDEXED BY planned_build_queue CROSS JOIN planned_build_line l USING (planned_build_id)
     WHERE b.status = 'planned' AND l.quantity > 0 ORDER BY b.position, b.planned_build_id`,
  ),
  sums: db.prepare<[], { productId: number; quantity: number }>(
    `SELECT l.product_id AS productId, sum(l.quantity) AS quantity
     FROM planned_build b INDEXED BY planned_build_queue CROSS JOIN planned_build_line l USING (planned_build_id)
     WHERE b.status = 'planned' AND l.quantity > 0 GROUP BY l.product_id`,
  ),
}))

/** What planned builds hold of each product, in the order of the queue, apart from one of them; nothing while reservation is off. */
export function holds(db: Database, except: number | null = null): ReadonlyMap<number, readonly Hold[]> {
  const held = new Map<number, Hold[]>()
  if (!companySettings(db).reservation) return held
  for (const { productId, plannedBuildId, quantity } of statements(db).held.iterate()) {
    if (plannedBuildId === except) continue
    const before = held.get(productId)
    if (before === undefined) held.set(productId, [{ plannedBuildId, quantity }])
    else before.push({ plannedBuildId, quantity })
  }
  return held
}

/** What planned builds hold of each product in all; nothing while reservation is off. */
export function heldQuantities(db: Database): ReadonlyMap<number, number> {
  if (!companySettings(db).reservation) return new Map()
  return new Map(statements(db).sums.all().map(({ productId, quantity }) => [productId, quantity]))
}
