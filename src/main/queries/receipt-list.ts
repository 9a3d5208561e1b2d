import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue, typedCost } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { lineIsGuess } from './documents.ts'
import { exportedAs, exportSummaries } from './export-summaries.ts'
import { pageOfIds, rowsOfPage, searchFor, type Condition } from './list-page.ts'

/** The posting that took a confirmed receipt back, when there is one. */
const voidedBy = '(SELECT t.posting_id FROM posting t WHERE t.reverses_posting_id = r.posting_id)'
/** Its lines whose cost is still a guess. */
const guesses = `(SELECT count(*) FROM receipt_line l WHERE l.receipt_id = r.receipt_id AND ${lineIsGuess('l')})`

const receipts = 'receipt r'

const sortBy = {
  // Drafts have no number yet: they come after every number, so that descending shows them first.
  reference: { from: receipts, columns: ['(r.number IS NULL)', 'r.number'] },
  supplier: { from: `${receipts} JOIN supplier s USING (supplier_id)`, columns: ['s.name COLLATE NOCASE'] },
  receivedOn: { from: receipts, columns: ['r.received_on'] },
  status: { from: receipts, columns: [`CASE WHEN r.posting_id IS NULL THEN 2 WHEN ${voidedBy} IS NULL THEN 1 ELSE 3 END`] },
  lines: { from: receipts, columns: ['(SELECT count(*) FROM receipt_line n WHERE n.receipt_id = r.receipt_id)'] },
  // Near enough to sort by; what is shown is worked out exactly.
  value: {
    from: receipts,
    columns: [
      `(SELECT sum(coalesce(n.line_total, 1.0 * n.quantity * n.unit_cost / coalesce(n.typed_unit_size, 1000000)))
        FROM receipt_line n WHERE n.receipt_id = r.receipt_id)`,
    ],
  },
} as const

const hasStatus = {
  draft: 'r.posting_id IS NULL',
  confirmed: `r.posting_id IS NOT NULL AND ${voidedBy} IS NULL`,
  voided: `${voidedBy} IS NOT NULL`,
} as const

interface Row {
  readonly receiptId: number
  readonly number: number | null
  readonly supplierId: number
  readonly code: string
  readonly name: string
  readonly receivedOn: string
  readonly voidedBy: number | null
  readonly guesses: number
}

/** Receipts, a page at a time. */
export const listReceipts: QueryHandler<'receipt.list'> = ({ db }, input) => {
  const { search, status, costToBeConfirmed, exported: standing, supplierId, sort, descending, ...asked } = input
  const { from, columns } = sortBy[sort]
  const guessed = { sql: `${hasStatus.confirmed} AND ${guesses} > 0`, params: [] }
  const list = {
    id: 'r.receipt_id',
    table: receipts,
    from,
    where: [
      ...(status === null ? [] : [{ sql: hasStatus[status], params: [] }]),
      ...(costToBeConfirmed ? [guessed] : []),
      ...(supplierId === null ? [] : [{ sql: 'r.supplier_id = ?', params: [supplierId] }]),
      ...exportedAs('receipt', 'r.receipt_id', standing),
      ...searched(search),
    ],
    orderBy: columns,
    descending,
    indexed: sort === 'reference' || sort === 'receivedOn',
  }
  const { ids, ...whole } = pageOfIds(db, list, asked)
  const rows = rowsOfPage<Row>(
    db,
    ids,
    `SELECT r.receipt_id AS receiptId, r.number, s.supplier_id AS supplierId, s.code, s.name, r.received_on AS receivedOn, ${voidedBy} AS voidedBy,
       ${guesses} AS guesses
     FROM page CROSS JOIN receipt r ON r.receipt_id = page.id CROSS JOIN supplier s ON s.supplier_id = r.supplier_id`,
  )
  const totals = totalsOf(db, ids)
  const exported = exportSummaries(db, 'receipt', rows.map(({ receiptId, receivedOn, number }) => ({ id: receiptId, businessDate: receivedOn, done: number !== null })))
  const found = rows.map(({ number, supplierId, code, name, voidedBy: by, guesses: open, receiptId, receivedOn }) => ({
    receiptId,
    reference: number === null ? null : referenceOf('receipt', number),
    status: number === null ? ('draft' as const) : by === null ? ('confirmed' as const) : ('voided' as const),
    supplier: { supplierId, code, name },
    receivedOn,
    lineCount: 0,
    value: 0,
    ...totals.get(receiptId),
    costsToBeConfirmed: number === null || by !== null ? 0 : open,
    exported: exported.get(receiptId) ?? null,
  }))
  return ok({ receipts: found, ...whole, costsToBeConfirmed: statements(db).costsToBeConfirmed.get() ?? 0 })
}

function searched(search: string): Condition[] {
  return searchFor(
    search,
    ({ folded, written }) => `${written("printf('PSB-R-%05d', r.number)")}
      OR r.supplier_id IN (SELECT supplier_id FROM supplier WHERE ${folded('search_text')})
      OR r.receipt_id IN (SELECT document_id FROM lot WHERE document_kind = 'receipt' AND (${written('number')} OR ${written('supplier_lot')}))
      OR r.receipt_id IN (SELECT receipt_id FROM receipt_line WHERE product_id IN (SELECT product_id FROM product WHERE ${folded('search_text')}))`,
  )
}

interface LineRow {
  readonly receiptId: number
  readonly quantity: number
  readonly unitCost: number | null
  readonly lineTotal: number | null
  readonly unitSize: number | null
}

const statements = perConnection((db) => ({
  costsToBeConfirmed: db
    .prepare<[], number>(
      `SELECT count(DISTINCT l.receipt_id) FROM receipt_line l JOIN receipt r USING (receipt_id)
       WHERE ${lineIsGuess('l')} AND r.posting_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM posting t WHERE t.reverses_posting_id = r.posting_id)`,
    )
    .pluck(),
}))

/** How many lines each receipt has, and what they are worth with every correction. */
function totalsOf(db: Database, receiptIds: readonly number[]): Map<number, { readonly lineCount: number; readonly value: number }> {
  const lines = rowsOfPage<LineRow>(
    db,
    receiptIds,
    `SELECT l.receipt_id AS receiptId, l.quantity, l.unit_cost AS unitCost, l.line_total AS lineTotal, l.typed_unit_size AS unitSize
     FROM page CROSS JOIN receipt_line l ON l.receipt_id = page.id`,
  )
  const totals = new Map<number, { lineCount: number; value: number }>()
  for (const { receiptId, quantity, unitCost, lineTotal, unitSize } of lines) {
    const { lineCount, value } = totals.get(receiptId) ?? { lineCount: 0, value: 0 }
    // A line worth more than the ledger keeps is refused when the draft is saved.
    const worth = receivedValue(quantity, typedCost(unitCost, lineTotal, unitSize)) ?? 0
    totals.set(receiptId, { lineCount: lineCount + 1, value: value + worth })
  }
  for (const { receiptId, difference } of correctionsOf(db, receiptIds)) {
    const before = totals.get(receiptId)
    if (before !== undefined) totals.set(receiptId, { ...before, value: before.value + difference })
  }
  return totals
}

/** By how much corrections changed what receipts are worth: what each booked outside the lots, the other way round. */
function correctionsOf(db: Database, receiptIds: readonly number[]): { readonly receiptId: number; readonly difference: number }[] {
  return rowsOfPage(
    db,
    receiptIds,
    `SELECT c.receipt_id AS receiptId, -e.value AS difference
     FROM page CROSS JOIN receipt_correction c ON c.receipt_id = page.id
     JOIN entry e ON e.posting_id = c.posting_id AND e.lot_id IS NULL AND e.document_kind = 'receipt' AND e.document_id = c.receipt_id`,
  )
}
