import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import { bomDraft, bomVersion, buildPoint, product, productBalance } from '../database/schema.ts'
import type { Database } from '../database/open.ts'
import type { RolledCosts } from '../domain/rolled-cost.ts'
import { buildLimits } from './build-limits.ts'
import type { QueryHandler } from './context.ts'
import { costedRecipe, costsNow } from './cost-now.ts'
import { containsText } from './search.ts'

type BomRow = OutputOf<'query', 'bom.list'>['boms'][number]

const componentCount = sql<number>`(SELECT count(*) FROM bom_component c WHERE c.bom_version_id = ${bomVersion.bomVersionId})`

const sortBy = {
  sku: product.sku,
  name: sql`${product.name} COLLATE NOCASE`,
  version: bomVersion.version,
  components: componentCount,
  on_hand: productBalance.quantity,
  build_point: buildPoint.buildPoint,
} as const

/**
 * Products with an active BOM, with what one costs now and how many the stock allows, a page at a time. These two are
 * worked out of today's stock: to sort by one of them it is worked out for all.
 */
export const listBoms: QueryHandler<'bom.list'> = ({ db, orm }, { search, sort, descending, limit, offset }) => {
  const where = and(eq(bomVersion.status, 'active'), containsText(search, [product.sku, product.name]))
  const worked = sort === 'cost' || sort === 'buildable'
  const column = sort === 'cost' || sort === 'buildable' ? product.sku : sortBy[sort]
  const found = orm
    .select({
      productId: product.productId,
      sku: product.sku,
      name: product.name,
      unit: product.unit,
      bomVersionId: bomVersion.bomVersionId,
      version: bomVersion.version,
      componentCount,
      onHand: productBalance.quantity,
      hasDraft: sql<0 | 1>`EXISTS (SELECT 1 FROM bom_draft d WHERE d.product_id = ${product.productId})`,
      buildPoint: buildPoint.buildPoint,
      targetLevel: buildPoint.targetLevel,
    })
    .from(bomVersion)
    .innerJoin(product, eq(product.productId, bomVersion.productId))
    .innerJoin(productBalance, eq(productBalance.productId, bomVersion.productId))
    .leftJoin(buildPoint, eq(buildPoint.productId, bomVersion.productId))
    .where(where)
    .orderBy((descending && !worked ? desc : asc)(column), asc(product.productId))
    .limit(worked ? -1 : limit)
    .offset(worked ? 0 : offset)
    .all()
  const rows = workedOut(db, found)
  const total =
    orm.select({ n: count() }).from(bomVersion).innerJoin(product, eq(product.productId, bomVersion.productId)).where(where).get()?.n ?? 0
  const drafts = orm
    .select({ productId: product.productId, sku: product.sku })
    .from(bomDraft)
    .innerJoin(product, eq(product.productId, bomDraft.productId))
    .leftJoin(bomVersion, and(eq(bomVersion.productId, bomDraft.productId), eq(bomVersion.status, 'active')))
    .where(isNull(bomVersion.bomVersionId))
    .orderBy(asc(product.sku))
    .limit(100)
    .all()
  return ok({ boms: worked ? sorted(rows, sort, descending).slice(offset, offset + limit) : rows, total, drafts })
}

interface Found extends Omit<BomRow, 'estimatedCost' | 'buildableMax' | 'limitedBy' | 'hasDraft'> {
  readonly bomVersionId: number
  readonly hasDraft: 0 | 1
}

function workedOut(db: Database, found: readonly Found[]): BomRow[] {
  const costs: RolledCosts = costsNow(db)
  const limits = buildLimits(db, found.map(({ productId }) => productId))
  return found.map(({ bomVersionId, hasDraft, ...row }) => {
    const limit = limits.get(row.productId)
    return {
      ...row,
      hasDraft: hasDraft === 1,
      estimatedCost: costs.ofRecipe(costedRecipe(db, bomVersionId), 'direct'),
      buildableMax: limit?.count ?? null,
      limitedBy: limit === undefined ? null : { productId: limit.by.productId, sku: limit.by.sku },
    }
  })
}

/** What is not known comes before what is; what has no limit after every limit. */
function sorted(rows: readonly BomRow[], sort: 'cost' | 'buildable', descending: boolean): BomRow[] {
  const valueOf = (row: BomRow) => (sort === 'cost' ? (row.estimatedCost ?? -1) : (row.buildableMax ?? Number.MAX_SAFE_INTEGER))
  return rows.toSorted((a, b) => (descending ? valueOf(b) - valueOf(a) : valueOf(a) - valueOf(b)))
}
