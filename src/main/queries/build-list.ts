import { and, count, desc, eq, sql } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import { build, entry, lot, posting, product } from '../database/schema.ts'
import { unitCostOf } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { containsText } from './search.ts'

const reference = sql`printf('PSB-B-%05d', ${build.number})`
const reversedBy = sql<number | null>`(SELECT t.posting_id FROM ${posting} t WHERE t.reverses_posting_id = ${build.postingId})`
/** What the finished lot was worth when it was made. */
const madeValue = sql<number>`(SELECT e.value FROM ${entry} e WHERE e.posting_id = ${build.postingId} AND e.lot_id = ${lot.lotId} AND e.quantity > 0)`

/** Executed builds, the newest first, a page at a time. */
export const listBuilds: QueryHandler<'build.list'> = ({ orm }, { search, productId, limit, offset }) => {
  const where = and(
    eq(lot.documentKind, 'build'),
    productId === null ? undefined : eq(build.productId, productId),
    containsText(search, [reference, product.sku, product.name, lot.number]),
  )
  const rows = orm
    .select({
      buildId: build.buildId,
      number: build.number,
      productId: product.productId,
      sku: product.sku,
      name: product.name,
      unit: product.unit,
      quantity: build.quantity,
      businessDate: build.businessDate,
      lotId: lot.lotId,
      lotNumber: lot.number,
      value: madeValue,
      reversedBy,
    })
    .from(build)
    .innerJoin(product, eq(product.productId, build.productId))
    .innerJoin(lot, and(eq(lot.documentKind, 'build'), eq(lot.documentId, build.buildId)))
    .where(where)
    .orderBy(desc(build.buildId))
    .limit(limit)
    .offset(offset)
    .all()
  const total =
    orm
      .select({ n: count() })
      .from(build)
      .innerJoin(product, eq(product.productId, build.productId))
      .innerJoin(lot, and(eq(lot.documentKind, 'build'), eq(lot.documentId, build.buildId)))
      .where(where)
      .get()?.n ?? 0
  const builds = rows.map(({ number, productId: id, sku, name, unit, lotId, lotNumber, reversedBy: by, ...row }) => ({
    ...row,
    reference: referenceOf('build', number ?? row.buildId),
    status: by === null ? ('done' as const) : ('reversed' as const),
    product: { productId: id, sku, name, unit },
    lot: { lotId, number: lotNumber },
    unitCost: unitCostOf(row.value, row.quantity),
  }))
  return ok({ builds, total })
}
