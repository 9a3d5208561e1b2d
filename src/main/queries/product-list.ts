import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ProductKind } from '../../shared/contract/product.ts'
import { ok } from '../../shared/result.ts'
import { product, productBalance } from '../database/schema.ts'
import { unitCostOf } from '../domain/costing.ts'
import type { QueryHandler } from './context.ts'
import { containsText } from './search.ts'

const sortBy = {
  sku: product.sku,
  name: sql`${product.name} COLLATE NOCASE`,
  on_hand: productBalance.quantity,
  value: productBalance.value,
} as const

/** Products with what is on hand and what it is worth, a page at a time. */
export const listProducts: QueryHandler<'product.list'> = ({ orm }, { search, kinds, sort, descending, limit, offset }) => {
  const where = and(containsText(search, [product.sku, product.name]), kinds.length === 0 ? undefined : inArray(product.kind, kinds))
  const direction = descending ? desc : asc
  const rows = orm
    .select({
      productId: product.productId,
      sku: product.sku,
      name: product.name,
      kind: sql<ProductKind>`${product.kind}`,
      unit: product.unit,
      reorderPoint: product.reorderPoint,
      onHand: productBalance.quantity,
      value: productBalance.value,
      hasBom: sql<0 | 1>`EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = ${product.productId} AND v.status = 'active')`,
    })
    .from(product)
    .innerJoin(productBalance, eq(productBalance.productId, product.productId))
    .where(where)
    .orderBy(direction(sortBy[sort]), asc(product.productId))
    .limit(limit)
    .offset(offset)
    .all()
  const total = orm.select({ n: count() }).from(product).where(where).get()?.n ?? 0
  const products = rows.map((row) => ({ ...row, hasBom: row.hasBom === 1, averageCost: unitCostOf(row.value, row.onHand) }))
  return ok({ products, total })
}
