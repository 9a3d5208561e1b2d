import type { OutputOf } from '../../shared/contract/registry.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { whereUsed } from '../domain/where-used.ts'

interface AskRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly componentId: number
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
}

const statements = perConnection((db) => ({
  /** Every line of an active BOM between the product and what is made of it, what is made in the order of SKUs. */
  asks: db.prepare<[number], AskRow>(
    `WITH RECURSIVE used (product_id) AS (
       VALUES (?) UNION
       SELECT v.product_id FROM used u JOIN bom_component c ON c.product_id = u.product_id
         JOIN bom_version v ON v.bom_version_id = c.bom_version_id AND v.status = 'active'
     )
     SELECT v.product_id AS productId, p.sku, p.name, c.product_id AS componentId, c.quantity_per_unit AS quantityPerUnit, c.optional
     FROM used u JOIN bom_component c ON c.product_id = u.product_id
       JOIN bom_version v ON v.bom_version_id = c.bom_version_id AND v.status = 'active' JOIN product p ON p.product_id = v.product_id
     ORDER BY p.sku_order, p.product_id`,
  ),
}))

/** Products made with this one at any depth, those that ask for it themselves first. */
export function usesOf(db: Database, productId: number): OutputOf<'query', 'product.get'>['whereUsed'] {
  const rows = statements(db).asks.all(productId)
  const names = new Map(rows.map(({ productId: id, sku, name }) => [id, { sku, name }]))
  const skuOf = (id: number) => names.get(id)?.sku ?? ''
  const uses = whereUsed(productId, rows.map((row) => ({ ...row, optional: row.optional === 1 })))
  return uses
    .map((use) => ({
      ...use,
      sku: skuOf(use.productId),
      name: names.get(use.productId)?.name ?? '',
      through: use.through.map((id) => ({ productId: id, sku: skuOf(id) })),
    }))
    .toSorted((a, b) => Number(b.direct) - Number(a.direct))
}
