import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { unitsAllowed } from '../domain/buildability.ts'
import { heldQuantities } from '../ledger/reservation.ts'

interface Row {
  readonly madeId: number
  readonly productId: number
  readonly quantityPerUnit: number
  readonly onHand: number
}

const select = `SELECT v.product_id AS madeId, c.product_id AS productId, c.quantity_per_unit AS quantityPerUnit, b.quantity AS onHand
  FROM bom_version v JOIN bom_component c USING (bom_version_id) JOIN product_balance b ON b.product_id = c.product_id
  WHERE v.status = 'active' AND c.optional = 0`
const inOrder = 'ORDER BY v.bom_version_id, c.line_no'

const statements = perConnection((db) => ({
  all: db.prepare<[], Row>(`${select} ${inOrder}`),
  some: db.prepare<[string], Row>(`${select} AND v.product_id IN (SELECT value FROM json_each(?)) ${inOrder}`),
}))

export interface ProductLimit {
  /** Whole units the stock allows, at one level. */
  readonly count: number
  /** The component that allows no more; the first of several. */
  readonly byProductId: number
}

/** How many of each product the stock allows, less what planned builds hold while reservation is on, and what sets the limit, by product; what nothing limits, or has no active BOM, is not in it. */
export function buildLimits(db: Database, productIds?: readonly number[]): ReadonlyMap<number, ProductLimit> {
  const rows = productIds === undefined ? statements(db).all.all() : statements(db).some.all(JSON.stringify(productIds))
  const limits = new Map<number, ProductLimit>()
  const held = heldQuantities(db)
  for (const { madeId, productId, quantityPerUnit, onHand } of rows) {
    const count = unitsAllowed(onHand - (held.get(productId) ?? 0), quantityPerUnit)
    const before = limits.get(madeId)
    if (before === undefined || count < before.count) limits.set(madeId, { count, byProductId: productId })
  }
  return limits
}
