import { and, asc, count, eq } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import { bomVersion, product, productBalance } from '../database/schema.ts'
import type { QueryHandler } from './context.ts'
import { recipeOf } from './recipes.ts'
import { containsText } from './search.ts'

/** Products with an active BOM by SKU, with what one costs now and how many the stock allows, a page at a time. */
export const listBoms: QueryHandler<'bom.list'> = ({ db, orm }, { search, limit, offset }) => {
  const where = and(eq(bomVersion.status, 'active'), containsText(search, [product.sku, product.name]))
  const rows = orm
    .select({
      productId: product.productId,
      sku: product.sku,
      name: product.name,
      unit: product.unit,
      bomVersionId: bomVersion.bomVersionId,
      version: bomVersion.version,
      onHand: productBalance.quantity,
    })
    .from(bomVersion)
    .innerJoin(product, eq(product.productId, bomVersion.productId))
    .innerJoin(productBalance, eq(productBalance.productId, bomVersion.productId))
    .where(where)
    .orderBy(asc(product.sku))
    .limit(limit)
    .offset(offset)
    .all()
  const total =
    orm.select({ n: count() }).from(bomVersion).innerJoin(product, eq(product.productId, bomVersion.productId)).where(where).get()?.n ?? 0
  const boms = rows.map(({ bomVersionId, ...row }) => {
    const { components, estimatedCost, buildableMax } = recipeOf(db, bomVersionId)
    return { ...row, componentCount: components.length, estimatedCost, buildableMax }
  })
  return ok({ boms, total })
}
