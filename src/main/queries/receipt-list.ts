import { and, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { posting, receipt, supplier } from '../database/schema.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { containsText } from './search.ts'

/** The posting that took a confirmed receipt back, when there is one. */
const voidedBy = sql<number | null>`(SELECT t.posting_id FROM ${posting} t WHERE t.reverses_posting_id = ${receipt.postingId})`
const reference = sql`printf('PSB-R-%05d', ${receipt.number})`
const lotNumbers = sql`(SELECT group_concat(t.number, ' ') FROM lot t WHERE t.document_kind = 'receipt' AND t.document_id = ${receipt.receiptId})`

const hasStatus = {
  draft: isNull(receipt.postingId),
  confirmed: and(isNotNull(receipt.postingId), sql`${voidedBy} IS NULL`),
  voided: sql`${voidedBy} IS NOT NULL`,
} as const

/** Receipts, drafts first and then the newest, a page at a time. */
export const listReceipts: QueryHandler<'receipt.list'> = ({ db, orm }, { search, status, limit, offset }) => {
  const where = and(
    containsText(search, [reference, supplier.name, supplier.code, lotNumbers]),
    status === null ? undefined : hasStatus[status],
  )
  const rows = orm
    .select({
      receiptId: receipt.receiptId,
      number: receipt.number,
      supplierId: supplier.supplierId,
      code: supplier.code,
      name: supplier.name,
      receivedOn: receipt.receivedOn,
      voidedBy,
    })
    .from(receipt)
    .innerJoin(supplier, eq(supplier.supplierId, receipt.supplierId))
    .where(where)
    .orderBy(sql`${receipt.number} IS NOT NULL`, desc(receipt.receivedOn), desc(receipt.receiptId))
    .limit(limit)
    .offset(offset)
    .all()
  const total =
    orm.select({ n: count() }).from(receipt).innerJoin(supplier, eq(supplier.supplierId, receipt.supplierId)).where(where).get()?.n ?? 0
  const receipts = rows.map(({ number, supplierId, code, name, voidedBy: by, receiptId, receivedOn }) => ({
    receiptId,
    reference: number === null ? null : referenceOf('receipt', number),
    status: number === null ? ('draft' as const) : by === null ? ('confirmed' as const) : ('voided' as const),
    supplier: { supplierId, code, name },
    receivedOn,
    ...totals(db, receiptId),
  }))
  return ok({ receipts, total })
}

interface LineRow {
  readonly quantity: number
  readonly unitCost: number | null
  readonly lineTotal: number | null
}

const statements = perConnection((db) => ({
  lines: db.prepare<[number], LineRow>(
    'SELECT quantity, unit_cost AS unitCost, line_total AS lineTotal FROM receipt_line WHERE receipt_id = ?',
  ),
}))

function totals(db: Database, receiptId: number): { lineCount: number; value: number } {
  const lines = statements(db).lines.all(receiptId)
  // A line worth more than the ledger keeps is refused when the draft is saved.
  const worth = ({ quantity, unitCost, lineTotal }: LineRow) => receivedValue(quantity, lineTotal === null ? { unitCost: unitCost ?? 0 } : { lineTotal }) ?? 0
  return { lineCount: lines.length, value: lines.reduce((sum, line) => sum + worth(line), 0) }
}
