import { and, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { posting, receipt, supplier } from '../database/schema.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue, typedCost } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { containsText } from './search.ts'

/** The posting that took a confirmed receipt back, when there is one. */
const voidedBy = sql<number | null>`(SELECT t.posting_id FROM ${posting} t WHERE t.reverses_posting_id = ${receipt.postingId})`
const reference = sql`printf('PSB-R-%05d', ${receipt.number})`
/** Its lines whose cost is still a guess. */
const guesses = sql<number>`(SELECT count(*) FROM receipt_line l WHERE l.receipt_id = ${receipt.receiptId} AND l.cost_to_be_confirmed = 1
  AND NOT EXISTS (SELECT 1 FROM receipt_correction c WHERE c.receipt_id = l.receipt_id AND c.line_no = l.line_no AND c.quantity IS NULL))`
const lotNumbers = sql`(SELECT group_concat(t.number, ' ') FROM lot t WHERE t.document_kind = 'receipt' AND t.document_id = ${receipt.receiptId})`

const hasStatus = {
  draft: isNull(receipt.postingId),
  confirmed: and(isNotNull(receipt.postingId), sql`${voidedBy} IS NULL`),
  voided: sql`${voidedBy} IS NOT NULL`,
} as const

/** Receipts, drafts first and then the newest, a page at a time. */
export const listReceipts: QueryHandler<'receipt.list'> = ({ db, orm }, { search, status, costToBeConfirmed, limit, offset }) => {
  const where = and(
    containsText(search, [reference, supplier.name, supplier.code, lotNumbers]),
    status === null ? undefined : hasStatus[status],
    costToBeConfirmed ? and(hasStatus.confirmed, sql`${guesses} > 0`) : undefined,
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
      guesses,
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
  const receipts = rows.map(({ number, supplierId, code, name, voidedBy: by, guesses: open, receiptId, receivedOn }) => ({
    receiptId,
    reference: number === null ? null : referenceOf('receipt', number),
    status: number === null ? ('draft' as const) : by === null ? ('confirmed' as const) : ('voided' as const),
    supplier: { supplierId, code, name },
    receivedOn,
    ...totals(db, receiptId),
    costsToBeConfirmed: number === null || by !== null ? 0 : open,
  }))
  return ok({ receipts, total, costsToBeConfirmed: statements(db).costsToBeConfirmed.get() ?? 0 })
}

interface LineRow {
  readonly quantity: number
  readonly unitCost: number | null
  readonly lineTotal: number | null
  readonly unitSize: number | null
}

const statements = perConnection((db) => ({
  lines: db.prepare<[number], LineRow>(
    'SELECT quantity, unit_cost AS unitCost, line_total AS lineTotal, typed_unit_size AS unitSize FROM receipt_line WHERE receipt_id = ?',
  ),
  costsToBeConfirmed: db
    .prepare<[], number>(
      `SELECT count(DISTINCT l.receipt_id) FROM receipt_line l JOIN receipt r USING (receipt_id)
       WHERE l.cost_to_be_confirmed = 1 AND r.posting_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM receipt_correction c WHERE c.receipt_id = l.receipt_id AND c.line_no = l.line_no AND c.quantity IS NULL)
         AND NOT EXISTS (SELECT 1 FROM posting t WHERE t.reverses_posting_id = r.posting_id)`,
    )
    .pluck(),
}))

function totals(db: Database, receiptId: number): { lineCount: number; value: number } {
  const lines = statements(db).lines.all(receiptId)
  // A line worth more than the ledger keeps is refused when the draft is saved.
  const worth = ({ quantity, unitCost, lineTotal, unitSize }: LineRow) => receivedValue(quantity, typedCost(unitCost, lineTotal, unitSize)) ?? 0
  return { lineCount: lines.length, value: lines.reduce((sum, line) => sum + worth(line), 0) }
}
