import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildLimit, type BuildLimit } from '../domain/buildability.ts'

interface Row {
  readonly madeId: number
  readonly productId: number
  readonly sku: string
  readonly quantityPerUnit: number
  readonly onHand: number
}

export interface LimitingComponent {
  readonly productId: number
  readonly sku: string
  readonly quantityPerUnit: number
  readonly onHand: number
  readonly optional: false
}

const select = `SELECT v.product_id AS madeId, c.product_id AS productId, p.sku, c.quantity_per_unit AS quantityPerUnit, b.quantity AS onHand
  FROM bom_version v JOIN bom_component c USING (bom_version_id) JOIN product p ON p.product_id = c.product_id
  JOIN product_balance b ON b.product_id = c.product_id
  WHERE v.status = 'active' AND c.optional = 0`

const statements = perConnection((db) => ({
  all: db.prepare<[], Row>(`${select} ORDER BY v.product_id, c.line_no`),
  some: db.prepare<[string], Row>(`${select} AND v.product_id IN (SELECT value FROM json_each(?)) ORDER BY v.product_id, c.line_no`),
}))

/** How many of each product the stock allows and what sets the limit, by product; what nothing limits, or has no active BOM, is not in it. */
export function buildLimits(db: Database, productIds?: readonly number[]): ReadonlyMap<number, BuildLimit<LimitingComponent>> {
  const rows = productIds === undefined ? statements(db).all.iterate() : statements(db).some.iterate(JSON.stringify(productIds))
  const limits = new Map<number, BuildLimit<LimitingComponent>>()
  let [madeId, components]: [number, LimitingComponent[]] = [0, []]
  const close = () => {
    const limit = buildLimit(components)
    if (limit !== null) limits.set(madeId, limit)
  }
  for (const { madeId: next, ...component } of rows) {
    if (next !== madeId) {
      close()
      ;[madeId, components] = [next, []]
    }
    components.push({ ...component, optional: false })
  }
  close()
  return limits
}
