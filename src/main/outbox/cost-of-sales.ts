import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import { centsOf } from '../domain/export-targets.ts'
import type { PairLine } from '../domain/export-documents.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { isAlsoThere } from './also-there.ts'
import { goesByItself, type ExportSettings } from './choices.ts'
import type { Planning } from './plan-event.ts'
import { addToLine, exportsOf, insertExport, insertLine, linesOf, removeLine, setState, type ExportRow } from './rows.ts'

/** What the postings of one day put on cost of goods sold for one sale. */
interface SoldOn {
  readonly saleId: number
  readonly day: BusinessDate
  readonly postingId: number
}

interface Told {
  readonly value: Money
  readonly cents: number
}

const statements = perConnection((db) => ({
  /** Sales whose cost changed after a posting. */
  movedSince: db.prepare<[number], number>(
    `SELECT DISTINCT e.document_id FROM posting t CROSS JOIN entry e USING (posting_id)
     WHERE t.posting_id > ? AND e.document_kind = 'sale' AND e.account = 'cost_of_goods_sold'`,
  ).pluck(),
  daysOf: db.prepare<[number, string], SoldOn>(
    `SELECT e.document_id AS saleId, t.business_date AS day, min(t.posting_id) AS postingId FROM entry e JOIN posting t USING (posting_id)
     WHERE e.document_kind = 'sale' AND e.document_id = +? AND e.account = 'cost_of_goods_sold' AND t.business_date >= ?
     GROUP BY t.business_date ORDER BY min(t.posting_id)`,
  ),
  allDays: db.prepare<[string, number], SoldOn>(
    `SELECT e.document_id AS saleId, t.business_date AS day, min(t.posting_id) AS postingId FROM posting t CROSS JOIN entry e USING (posting_id)
     WHERE t.business_date >= ? AND t.posting_id <= ? AND e.document_kind = 'sale' AND e.account = 'cost_of_goods_sold'
     GROUP BY t.business_date, e.document_id ORDER BY min(t.posting_id)`,
  ),
  cost: db.prepare<[number, string], Money>(
    `SELECT coalesce(sum(e.value), 0) FROM entry e JOIN posting t USING (posting_id)
     WHERE e.document_kind = 'sale' AND e.document_id = +? AND e.account = 'cost_of_goods_sold' AND t.business_date = ?`,
  ).pluck(),
  /**
   * Of that the part of products that the accounting company kept the stock of already when the sale was booked: it books
   * their cost by itself. And how many products there are of the other kind.
   */
  elsewhere: db.prepare<[number, string], { readonly value: Money; readonly others: number }>(
    `SELECT coalesce(sum(CASE WHEN tracked THEN 0 - value ELSE 0 END), 0) AS value, coalesce(sum(NOT tracked), 0) AS others FROM (
       SELECT e.value, EXISTS (
         SELECT 1 FROM item_link l JOIN accounting_item i USING (accounting_item_id)
         WHERE l.product_id = e.product_id AND i.kind = 'inventory' AND i.tracks_quantity = 1 AND l.linked_at <= (
           SELECT t.recorded_at FROM posting t WHERE t.document_kind = 'sale' AND t.document_id = e.document_id ORDER BY t.posting_id LIMIT 1)) AS tracked
       FROM entry e JOIN posting t USING (posting_id)
       WHERE e.document_kind = 'sale' AND e.document_id = +? AND e.account IN ('lot', 'shortage') AND t.business_date = ?)`,
  ),
  /** What its journals tell of a sale since a day, and of one day. */
  told: db.prepare<[number, string, string], Told>(
    `SELECT coalesce(sum(l.value), 0) AS value, coalesce(sum(l.cents), 0) AS cents FROM export_line l JOIN export_document d USING (export_id)
     WHERE l.document_kind = 'sale' AND l.document_id = +? AND d.purpose = 'cost_of_sales' AND d.state <> 'withdrawn' AND d.txn_date BETWEEN ? AND ?`,
  ),
  openOn: db.prepare<[string], number>(
    "SELECT export_id FROM export_document INDEXED BY export_document_of_day WHERE purpose = 'cost_of_sales' AND txn_date = ? AND state IN ('waiting', 'needs', 'refused')",
  ).pluck(),
  unsent: db.prepare<[], Pick<ExportRow, 'exportId' | 'txnDate'>>(
    `SELECT export_id AS exportId, txn_date AS txnDate FROM export_document INDEXED BY export_document_of_day
     WHERE purpose = 'cost_of_sales' AND state IN ('waiting', 'needs', 'refused') ORDER BY export_id`,
  ),
}))

const never: BusinessDate = '9999-12-31'

/** From which day the cost of sales is journaled; `null` while it is not. */
export function costOfSalesFrom({ costOfSales, from }: ExportSettings): BusinessDate | null {
  return costOfSales === null ? null : costOfSales > from ? costOfSales : from
}

/**
 * Brings the journals of the days in line with what a command changed about the cost of sales. A day has one journal, and
 * another when something changes about it after that has gone. True when anything was written.
 */
export function keepCostOfSales(planning: Planning, { postingBefore, saleIds }: { readonly postingBefore: number; readonly saleIds: readonly number[] }): boolean {
  const { db, settings } = planning
  const from = costOfSalesFrom(settings)
  if (from === null) return false
  let changed = false
  for (const saleId of new Set([...statements(db).movedSince.all(postingBefore), ...saleIds])) {
    for (const sold of statements(db).daysOf.all(saleId, from)) changed = tellDay(planning, from, sold) || changed
  }
  return changed
}

/** The same for everything there is, after the choice changed: what was not sent yet of other days is withdrawn. */
export function planCostOfSales(planning: Planning, upTo: number): void {
  const { db, settings } = planning
  const from = costOfSalesFrom(settings)
  for (const { exportId, txnDate } of statements(db).unsent.all()) {
    if (from === null || txnDate < from) setState(db, exportId, 'withdrawn', [{ code: 'cost_of_sales_off' }])
  }
  if (from !== null) for (const sold of statements(db).allDays.all(from, upTo)) tellDay(planning, from, sold)
}

/** Tells one day's cost of one sale, less what is told of it already. */
function tellDay(planning: Planning, from: BusinessDate, { saleId, day, postingId }: SoldOn): boolean {
  const { db } = planning
  const { told } = statements(db)
  const before = told.get(saleId, day, day) ?? nothing
  const value = dueOn(planning, from, saleId, day) - before.value
  if (value === 0) return false
  // Its cents are those of all that is told of the sale, so that fractions add up.
  const all = told.get(saleId, from, never) ?? nothing
  const cents = centsOf(all.value + value) - all.cents
  const pair: PairLine = {
    document: { kind: 'sale', id: saleId },
    debit: 'cogs',
    credit: 'build_debit',
    value,
    cents,
    leftOut: false,
    debitAccount: null,
    creditAccount: null,
    vendor: null,
  }
  const open = statements(db).openOn.get(day)
  if (open === undefined) begin(planning, pair, day, postingId)
  else addTo(db, open, pair)
  return true
}

const nothing: Told = { value: 0, cents: 0 }

/** What a day's journal is to say of a sale: nothing of what is entered there too, or is of the other kind. */
function dueOn({ db, settings }: Planning, from: BusinessDate, saleId: number, day: BusinessDate): Money {
  if (isAlsoThere(db, saleId)) return 0
  const isToldOf = (statements(db).told.get(saleId, from, never) ?? nothing).value !== 0
  const source = exportsOf(db, { kind: 'sale', id: saleId }).find(({ state }) => state !== 'withdrawn')?.source ?? settings.source
  if (source !== 'partsemble' && !isToldOf) return 0
  const { value, others } = statements(db).elsewhere.get(saleId, day) ?? { value: 0, others: 0 }
  // What a settlement or a late cost changed may be all of products that the company keeps.
  return others === 0 && value !== 0 ? 0 : (statements(db).cost.get(saleId, day) ?? 0) - value
}

function begin({ db, settings, uuid }: Planning, pair: PairLine, txnDate: BusinessDate, postingId: number): void {
  insertExport(db, {
    postingId,
    document: pair.document,
    source: 'partsemble',
    txnDate,
    marker: uuid(),
    state: 'waiting',
    why: [],
    queued: goesByItself(settings, 'sale'),
    draft: { kind: 'journal_entry', purpose: 'cost_of_sales', pairs: [pair] },
  })
}

/** Adds to a journal that has not gone yet, one line for each sale; one that says nothing any more is withdrawn. */
function addTo(db: Database, exportId: number, pair: PairLine): void {
  const lines = linesOf(db, exportId)
  const known = lines.find(({ documentId }) => documentId === pair.document.id)
  if (known === undefined) insertLine(db, exportId, Math.max(0, ...lines.map(({ lineNo }) => lineNo)) + 1, pair)
  else if (known.value + pair.value !== 0 || known.cents + pair.cents !== 0) addToLine(db, exportId, known.lineNo, pair)
  else {
    removeLine(db, exportId, known.lineNo)
    if (lines.length === 1) setState(db, exportId, 'withdrawn', [{ code: 'taken_back_unsent' }])
  }
}
