import { and, asc, count, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import { adjustment, lot, posting, product } from '../database/schema.ts'
import { adjustmentRowOf } from './adjustment-rows.ts'
import type { QueryHandler } from './context.ts'
import { containsText } from './search.ts'

/** A difference belongs to the posting that took something else back, and is nobody's to take back itself. */
const reversedBy = sql<number | null>`(SELECT r.posting_id FROM ${posting} r WHERE r.reverses_posting_id = ${adjustment.postingId} AND ${adjustment.kind} <> 'difference')`
const reference = sql`printf('PSB-A-%05d', ${adjustment.number})`
/** The lot that was adjusted, or else the one its posting brought stock into. */
const ownLot = sql`coalesce(${adjustment.lotId},
  (SELECT e.lot_id FROM entry e WHERE e.posting_id = ${adjustment.postingId} AND e.lot_id IS NOT NULL ORDER BY e.entry_id LIMIT 1))`

const sortedBy = {
  reference: adjustment.adjustmentId,
  date: adjustment.businessDate,
  product: product.sku,
  quantity: adjustment.quantity,
  value: adjustment.value,
} as const

/** Adjustments a page at a time, the newest first among those that sort the same. */
export const listAdjustments: QueryHandler<'adjustment.list'> = ({ orm }, { search, productId, status, sort, descending, limit, offset }) => {
  const where: SQL | undefined = and(
    productId === null ? undefined : eq(adjustment.productId, productId),
    status === null ? undefined : status === 'reversed' ? isNotNull(reversedBy) : isNull(reversedBy),
    containsText(search, [reference, product.sku, product.name, sql`coalesce(${lot.number}, '')`, adjustment.notes]),
  )
  const direction = descending ? desc : asc
  const rows = orm
    .select({
      adjustmentId: adjustment.adjustmentId,
      number: adjustment.number,
      kind: adjustment.kind,
      productId: product.productId,
      sku: product.sku,
      name: product.name,
      unit: product.unit,
      lotId: lot.lotId,
      lotNumber: lot.number,
      quantity: adjustment.quantity,
      value: adjustment.value,
      reason: adjustment.reason,
      businessDate: adjustment.businessDate,
      reversedBy,
    })
    .from(adjustment)
    .innerJoin(product, eq(product.productId, adjustment.productId))
    .leftJoin(lot, eq(lot.lotId, ownLot))
    .where(where)
    .orderBy(direction(sortedBy[sort]), ...(sort === 'reference' ? [] : [desc(adjustment.adjustmentId)]))
    .limit(limit)
    .offset(offset)
    .all()
  const total =
    orm
      .select({ n: count() })
      .from(adjustment)
      .innerJoin(product, eq(product.productId, adjustment.productId))
      .leftJoin(lot, eq(lot.lotId, ownLot))
      .where(where)
      .get()?.n ?? 0
  return ok({ adjustments: rows.map(adjustmentRowOf), total })
}
