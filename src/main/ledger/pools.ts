import { poolNumber } from '../domain/lot-number.ts'
import type { Intake } from '../domain/pool.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

const statements = perConnection((db) => ({
  pool: db.prepare<[number], number>("SELECT lot_id FROM lot WHERE product_id = ? AND number GLOB 'LEGACY-*'").pluck(),
  ownLots: db.prepare<[], { count: number }>("SELECT count(*) AS count FROM lot WHERE voided_by_posting_id IS NULL AND number NOT GLOB 'LEGACY-*'"),
  ownLot: db.prepare<[], { number: string; sku: string }>(
    "SELECT l.number, p.sku FROM lot l JOIN product p USING (product_id) WHERE l.voided_by_posting_id IS NULL AND l.number NOT GLOB 'LEGACY-*' ORDER BY l.lot_id LIMIT 1",
  ),
}))

/** The product's pool, which is its legacy lot while receiving is on. */
export function poolOf(db: Database, productId: number): number | undefined {
  return statements(db).pool.get(productId)
}

/**
 * Where stock goes while receiving is off: into the product's pool. A lot's number never changes, so the pool carries the
 * one it will go by as a legacy lot from its first day; without receiving no lot numbers are shown.
 */
export function poolIntake(db: Database, productId: number, sku: string): Intake {
  const lotId = poolOf(db, productId)
  return lotId === undefined ? { to: 'lot', number: poolNumber(sku) } : { to: 'pool', lotId }
}

/** How many lots there are that no pool could take in, and one of them; `null` when there is none. */
export function lotsBesidePools(db: Database): { readonly count: number; readonly number: string; readonly sku: string } | null {
  const { count } = statements(db).ownLots.get() ?? { count: 0 }
  const one = statements(db).ownLot.get()
  return one === undefined ? null : { count, ...one }
}
