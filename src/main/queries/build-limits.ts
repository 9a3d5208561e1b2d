import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { heldQuantities } from '../ledger/reservation.ts'

interface Row {
  readonly madeId: number
  readonly byProductId: number
  readonly count: number
}

/**
 * The smallest stock ÷ quantity over required components, whole and in integers as `domain/buildability.ts` says, worked
 * out where the rows are: reading every component of every BOM costs several times as much. Of several components the
 * first allows no more: rows come by product and line, and `min` keeps the row it found first.
 */
const select = (stock: string, joined: string, of: string) =>
  `SELECT v.product_id AS madeId, c.product_id AS byProductId, min(CASE WHEN ${stock} > 0 THEN ${stock} / c.quantity_per_unit ELSE 0 END) AS count
   FROM bom_version v INDEXED BY bom_version_active CROSS JOIN bom_component c USING (bom_version_id)
   CROSS JOIN product_balance b ON b.product_id = c.product_id ${joined}
   WHERE v.status = 'active' AND c.optional = 0 ${of} GROUP BY v.product_id`

const less = '(b.quantity - coalesce(h.quantity, 0))'
const held = 'LEFT JOIN held h ON h.product_id = c.product_id'
const heldBy = 'WITH held (product_id, quantity) AS MATERIALIZED (SELECT CAST(key AS INTEGER), value FROM json_each(?))'
const ofThose = 'AND v.product_id IN (SELECT value FROM json_each(?))'

const statements = perConnection((db) => ({
  all: db.prepare<[], Row>(select('b.quantity', '', '')),
  some: db.prepare<[string], Row>(select('b.quantity', '', ofThose)),
  allLess: db.prepare<[string], Row>(`${heldBy} ${select(less, held, '')}`),
  someLess: db.prepare<[string, string], Row>(`${heldBy} ${select(less, held, ofThose)}`),
}))

export interface ProductLimit {
  /** Whole units the stock allows, at one level. */
  readonly count: number
  /** The component that allows no more; the first of several. */
  readonly byProductId: number
}

/** How many of each product the stock allows, less what planned builds hold while reservation is on, and what sets the limit, by product; what nothing limits, or has no active BOM, is not in it. */
export function buildLimits(db: Database, productIds?: readonly number[]): ReadonlyMap<number, ProductLimit> {
  const taken = heldQuantities(db)
  return new Map(rowsOf(db, taken, productIds).map(({ madeId, ...limit }) => [madeId, limit]))
}

function rowsOf(db: Database, taken: ReadonlyMap<number, number>, productIds: readonly number[] | undefined): Row[] {
  const { all, some, allLess, someLess } = statements(db)
  if (taken.size === 0) return productIds === undefined ? all.all() : some.all(JSON.stringify(productIds))
  const heldText = JSON.stringify(Object.fromEntries(taken))
  return productIds === undefined ? allLess.all(heldText) : someLess.all(heldText, JSON.stringify(productIds))
}
