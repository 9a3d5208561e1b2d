import { and, asc, count, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import { lot, lotBalance, product } from '../database/schema.ts'
import { unitCostOf } from '../domain/costing.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, madeQuantity, nameDocument } from './documents.ts'
import { statusOf } from './lot-rows.ts'
import { containsText } from './search.ts'

const hasStatus = {
  active: gt(lotBalance.remaining, 0),
  exhausted: and(eq(lotBalance.remaining, 0), isNull(lot.voidedByPostingId)),
  voided: isNotNull(lot.voidedByPostingId),
} as const

/** Lots by product and in the order they will be drawn, a page at a time. */
export const listLots: QueryHandler<'lot.list'> = ({ orm }, { search, productId, status, limit, offset }) => {
  const where = and(
    productId === null ? undefined : eq(lot.productId, productId),
    status === null ? undefined : hasStatus[status],
    containsText(search, [lot.number, product.sku, product.name, sql`coalesce(${lot.supplierLot}, '')`]),
  )
  const rows = orm
    .select({
      lotId: lot.lotId,
      number: lot.number,
      productId: product.productId,
      sku: product.sku,
      name: product.name,
      unit: product.unit,
      receivedOn: lot.receivedOn,
      made: sql<number>`${sql.raw(madeQuantity('lot'))}`,
      remaining: lotBalance.remaining,
      value: lotBalance.value,
      supplierLot: lot.supplierLot,
      expiresOn: lot.expiresOn,
      voidedByPostingId: lot.voidedByPostingId,
      documentKind: lot.documentKind,
      documentId: lot.documentId,
      documentNumber: sql<number | null>`${sql.raw(documentNumber('lot'))}`,
    })
    .from(lot)
    .innerJoin(lotBalance, eq(lotBalance.lotId, lot.lotId))
    .innerJoin(product, eq(product.productId, lot.productId))
    .where(where)
    .orderBy(asc(product.sku), asc(lot.receivedOn), asc(lot.lotId))
    .limit(limit)
    .offset(offset)
    .all()
  const total =
    orm
      .select({ n: count() })
      .from(lot)
      .innerJoin(lotBalance, eq(lotBalance.lotId, lot.lotId))
      .innerJoin(product, eq(product.productId, lot.productId))
      .where(where)
      .get()?.n ?? 0
  const lots = rows.map(({ productId: id, sku, name, unit, voidedByPostingId, documentKind, documentId, documentNumber: numberOf, ...row }) => ({
    ...row,
    product: { productId: id, sku, name, unit },
    status: statusOf(voidedByPostingId, row.remaining),
    unitCost: unitCostOf(row.value, row.remaining),
    source: nameDocument({ documentKind, documentId, documentNumber: numberOf }),
  }))
  return ok({ lots, total })
}
