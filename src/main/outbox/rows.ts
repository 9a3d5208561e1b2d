import type { InventorySource } from '../../shared/accounting.ts'
import type { DocumentKind } from '../../shared/errors.ts'
import type { ExportState, ExportWhy } from '../../shared/exports.ts'
import type { DocumentRef } from '../domain/document.ts'
import { dayNumberOf, docNumberOf, type Covered, type CoveredMove, type ExportDraft, type ExportKind, type ExportPurpose, type PairLine } from '../domain/export-documents.ts'
import type { JournalRole, OffsetRole } from '../domain/export-targets.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

/** A document on its way to the accounting company, without its lines. */
export interface ExportRow {
  readonly exportId: number
  readonly postingId: number
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly source: InventorySource
  readonly kind: ExportKind
  readonly purpose: ExportPurpose
  readonly offsetRole: OffsetRole | null
  readonly offsetAccount: string | null
  readonly docNumber: string
  readonly marker: string
  readonly txnDate: string
  /** The day it bears there instead, chosen by a person because the books are closed for its own. */
  readonly otherDate: string | null
  readonly state: ExportState
  readonly whyJson: string
  readonly queued: 0 | 1
}

/** One line of one, as it is stored. */
export interface LineRow {
  readonly exportId: number
  readonly lineNo: number
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly productId: number | null
  readonly debitRole: JournalRole | null
  readonly creditRole: JournalRole | null
  readonly quantity: number
  readonly value: number
  readonly cents: number
  readonly leftOut: 0 | 1
  readonly item: string | null
  readonly debitAccount: string | null
  readonly creditAccount: string | null
  readonly vendor: string | null
}

/** What is not settled yet, as the partial index names it. */
export const openStates = "('waiting', 'needs', 'in_flight', 'unknown', 'refused')"

export const rowColumns = `d.export_id AS exportId, d.posting_id AS postingId, d.document_kind AS documentKind, d.document_id AS documentId, d.source, d.kind, d.purpose,
  d.offset_role AS offsetRole, d.offset_account AS offsetAccount, d.doc_number AS docNumber, d.marker, d.txn_date AS txnDate, d.other_date AS otherDate, d.state, d.why_json AS whyJson, d.queued`

const lineColumns = `l.export_id AS exportId, l.line_no AS lineNo, l.document_kind AS documentKind, l.document_id AS documentId, l.product_id AS productId,
  l.debit_role AS debitRole, l.credit_role AS creditRole, l.quantity, l.value, l.cents, l.left_out AS leftOut, l.item, l.debit_account AS debitAccount,
  l.credit_account AS creditAccount, l.vendor`

type DocumentCells = [
  exportId: number,
  postingId: number,
  documentKind: string,
  documentId: number,
  source: string,
  kind: string,
  purpose: string,
  offsetRole: string | null,
  offsetAccount: string | null,
  docNumber: string,
  marker: string,
  txnDate: string,
  state: string,
  whyJson: string,
  queued: 0 | 1,
]

type LineCells = [
  exportId: number,
  lineNo: number,
  documentKind: string,
  documentId: number,
  productId: number | null,
  debitRole: string | null,
  creditRole: string | null,
  quantity: number,
  value: number,
  cents: number,
  leftOut: 0 | 1,
  item: string | null,
  debitAccount: string | null,
  creditAccount: string | null,
  vendor: string | null,
]

const statements = perConnection((db) => ({
  next: db.prepare<[], number>('SELECT coalesce(max(export_id), 0) + 1 FROM export_document').pluck(),
  find: db.prepare<[number], ExportRow>(`SELECT ${rowColumns} FROM export_document d WHERE d.export_id = ?`),
  ofDocument: db.prepare<[string, number], ExportRow>(
    `SELECT ${rowColumns} FROM export_document d WHERE d.document_kind = +? AND d.document_id = +? AND d.purpose <> 'cost_of_sales' ORDER BY d.posting_id, d.export_id`,
  ),
  ofPosting: db.prepare<[number], number>(`SELECT 1 FROM export_document WHERE posting_id = ? AND why_json ->> '$[0].code' IS NOT 'planned_anew'`).pluck(),
  since: db.prepare<[number], ExportRow>(`SELECT ${rowColumns} FROM export_document d WHERE d.posting_id > +? ORDER BY d.export_id`),
  lines: db.prepare<[number], LineRow>(`SELECT ${lineColumns} FROM export_line l WHERE l.export_id = +? ORDER BY l.line_no`),
  linesAbout: db.prepare<[string, number], LineRow & ExportRow>(
    `SELECT ${rowColumns}, ${lineColumns.replace('l.export_id AS exportId, ', '').replace('l.document_kind AS documentKind, l.document_id AS documentId, ', '')}
     FROM export_line l JOIN export_document d USING (export_id)
     WHERE l.document_kind = +? AND l.document_id = +? AND d.purpose <> 'cost_of_sales' ORDER BY l.export_id, l.line_no`,
  ),
  numberInUse: db
    .prepare<[string, string], number>(
      `SELECT 1 FROM export_document WHERE doc_number = ? AND state NOT IN ('withdrawn', 'nothing_to_send')
       UNION ALL SELECT 1 FROM company_document INDEXED BY company_document_by_number WHERE doc_number = ? AND gone IS NULL LIMIT 1`,
    )
    .pluck(),
  insert: db.prepare<DocumentCells>(
    `INSERT INTO export_document (export_id, posting_id, document_kind, document_id, source, kind, purpose, offset_role, offset_account, doc_number, marker,
       txn_date, state, why_json, queued) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  insertLine: db.prepare<LineCells>(
    `INSERT INTO export_line (export_id, line_no, document_kind, document_id, product_id, debit_role, credit_role, quantity, value, cents, left_out, item,
       debit_account, credit_account, vendor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  claimed: db.prepare<[string, string], number>('SELECT 1 FROM export_document WHERE kind = ? AND external_id = ?').pluck(),
  state: db.prepare<[string, string, number]>('UPDATE export_document SET state = ?, why_json = ? WHERE export_id = ?'),
  otherDate: db.prepare<[string | null, number]>('UPDATE export_document SET other_date = ? WHERE export_id = ?'),
  queued: db.prepare<[0 | 1, number]>('UPDATE export_document SET queued = ? WHERE export_id = ?'),
  /** What waits here under the number of a document there that nothing here is: books that were restored count on from an earlier day. */
  numbersTaken: db
    .prepare<[], number>(
      `SELECT d.export_id FROM export_document d INDEXED BY export_document_open
       WHERE d.state IN ${openStates} AND d.state IN ('waiting', 'needs') AND d.request_id IS NULL AND EXISTS (
         SELECT 1 FROM company_document c INDEXED BY company_document_by_number
         WHERE c.doc_number = d.doc_number AND c.gone IS NULL AND c.marker IS NOT NULL AND c.marker <> d.marker
           AND NOT EXISTS (SELECT 1 FROM export_document o WHERE o.kind = c.kind AND o.external_id = c.external_id))
       ORDER BY d.export_id`,
    )
    .pluck(),
  renumber: db.prepare<[string, number]>('UPDATE export_document SET doc_number = ? WHERE export_id = ?'),
  addToLine: db.prepare<[number, number, number, number]>('UPDATE export_line SET value = value + ?, cents = cents + ? WHERE export_id = ? AND line_no = ?'),
  removeLine: db.prepare<[number, number]>('DELETE FROM export_line WHERE export_id = ? AND line_no = ?'),
  receiptNumber: db.prepare<[number], number | null>('SELECT number FROM receipt WHERE receipt_id = ?').pluck(),
  buildNumber: db.prepare<[number], number | null>('SELECT number FROM build WHERE build_id = ?').pluck(),
  saleNumber: db.prepare<[number], number | null>('SELECT number FROM sale WHERE sale_id = ?').pluck(),
  adjustmentNumber: db.prepare<[number], number | null>('SELECT number FROM adjustment WHERE adjustment_id = ?').pluck(),
}))

export function exportRow(db: Database, exportId: number): ExportRow | undefined {
  return statements(db).find.get(exportId)
}

/** A document's own exports, in the order of their events; the cost of a day's sales is nobody's own. */
export function exportsOf(db: Database, { kind, id }: DocumentRef): ExportRow[] {
  return statements(db).ofDocument.all(kind, id)
}

/** Exports of events after a posting. */
export function exportsSince(db: Database, postingId: number): ExportRow[] {
  return statements(db).since.all(postingId)
}

export function linesOf(db: Database, exportId: number): LineRow[] {
  return statements(db).lines.all(exportId)
}

/** Whether a posting has an export, or a reason for none; one that was planned anew is neither. */
export function isPlanned(db: Database, postingId: number): boolean {
  return statements(db).ofPosting.get(postingId) !== undefined
}

/** A line about a document here, with the export that it is in; that may be another document's, as a late cost's is. */
export interface LineAbout extends Omit<LineRow, 'exportId'> {
  readonly row: ExportRow
}

/** Every line about a document, oldest first, but for the cost of a day's sales. */
export function linesAbout(db: Database, { kind, id }: DocumentRef): LineAbout[] {
  return statements(db)
    .linesAbout.all(kind, id)
    .map((joined) => ({ ...joined, documentKind: kind, documentId: id, row: joined }))
}

/** Lines as what they cover. */
export function coveredBy(lines: readonly LineAbout[]): Covered {
  const moves: CoveredMove[] = []
  const pairs: PairLine[] = []
  for (const { row, documentKind, documentId, productId, debitRole, creditRole, quantity, value, cents, leftOut, item, debitAccount, creditAccount, vendor } of lines) {
    const document = { kind: documentKind, id: documentId }
    if (productId !== null && row.offsetRole !== null) {
      moves.push({ document, productId, quantity, value, item, offset: row.offsetRole, offsetAccount: row.offsetAccount })
    } else if (debitRole !== null && creditRole !== null) {
      pairs.push({ document, debit: debitRole, credit: creditRole, value, cents, leftOut: leftOut === 1, debitAccount, creditAccount, vendor })
    }
  }
  return { moves, pairs }
}

/** Whether a document over there is known to be one of ours already. */
export function isClaimed(db: Database, kind: ExportKind, externalId: string): boolean {
  return statements(db).claimed.get(kind, externalId) !== undefined
}

export interface NewExport {
  readonly postingId: number
  /** Under whose number it goes. */
  readonly document: DocumentRef
  readonly source: InventorySource
  readonly txnDate: string
  readonly marker: string
  readonly state: ExportState
  readonly why: readonly ExportWhy[]
  readonly queued: boolean
  readonly draft: ExportDraft
}

/** Writes a document with its lines under the next number that is free. Returns its id. */
export function insertExport(db: Database, { postingId, document, source, txnDate, marker, state, why, queued, draft }: NewExport): number {
  const { kind, purpose } = draft
  const [offset, account] = draft.kind === 'inventory_adjustment' ? [draft.offset, draft.offsetAccount] : [null, null]
  const exportId = statements(db).next.get() ?? 1
  const docNumber = freeNumber(db, document, purpose, txnDate)
  statements(db).insert.run(exportId, postingId, document.kind, document.id, source, kind, purpose, offset, account, docNumber, marker, txnDate, state, JSON.stringify(why), queued ? 1 : 0)
  for (const [place, line] of cellsOf(draft).entries()) statements(db).insertLine.run(exportId, place + 1, ...line)
  return exportId
}

type LineCellsAfterNo = LineCells extends [number, number, ...infer Rest] ? Rest : never

function cellsOf(draft: ExportDraft): LineCellsAfterNo[] {
  if (draft.kind === 'inventory_adjustment') {
    return draft.moves.map(({ document, productId, quantity, value, item }) => [document.kind, document.id, productId, null, null, quantity, value, 0, 0, item, null, null, null])
  }
  return draft.pairs.map(cellsOfPair)
}

function cellsOfPair({ document, debit, credit, value, cents, leftOut, debitAccount, creditAccount, vendor }: PairLine): LineCellsAfterNo {
  return [document.kind, document.id, null, debit, credit, 0, value, cents, leftOut ? 1 : 0, null, debitAccount, creditAccount, vendor]
}

function freeNumber(db: Database, document: DocumentRef, purpose: ExportPurpose, day: string): string {
  const number = numberOf(db, document)
  for (let count = 1; ; count += 1) {
    const docNumber = purpose === 'cost_of_sales' ? dayNumberOf(day, count) : docNumberOf(document.kind, number, purpose, count)
    if (statements(db).numberInUse.get(docNumber, docNumber) === undefined) return docNumber
  }
}

/** The number a document here goes by. */
export function numberOf(db: Database, { kind, id }: DocumentRef): number {
  const { receiptNumber, buildNumber, saleNumber, adjustmentNumber } = statements(db)
  return { receipt: receiptNumber, build: buildNumber, sale: saleNumber, adjustment: adjustmentNumber }[kind].get(id) ?? id
}

export function setState(db: Database, exportId: number, state: ExportState, why: readonly ExportWhy[]): void {
  statements(db).state.run(state, JSON.stringify(why), exportId)
}

/** Gives what waits under a number that another document has there the next one that is free. Runs inside the caller's transaction. */
export function movePastTakenNumbers(db: Database): void {
  for (const exportId of statements(db).numbersTaken.all()) {
    const row = exportRow(db, exportId)
    if (row !== undefined) renumber(db, row)
  }
}

/** Gives a document that was not to be sent a number that is free, now that it is. */
export function renumber(db: Database, { exportId, documentKind, documentId, purpose, txnDate }: ExportRow): void {
  statements(db).renumber.run(freeNumber(db, { kind: documentKind, id: documentId }, purpose, txnDate), exportId)
}

/** The day that a document bears there; its event's own when none other was chosen. */
export function dayThere({ txnDate, otherDate }: Pick<ExportRow, 'txnDate' | 'otherDate'>): string {
  return otherDate ?? txnDate
}

/** Chooses the day that a document bears there; `null` for its event's own. */
export function setOtherDate(db: Database, exportId: number, date: string | null): void {
  statements(db).otherDate.run(date, exportId)
}

/** Whether it goes out when nothing is missing. */
export function setQueued(db: Database, exportId: number, queued: boolean): void {
  statements(db).queued.run(queued ? 1 : 0, exportId)
}

/** Adds a line to a journal that has not gone yet. */
export function insertLine(db: Database, exportId: number, lineNo: number, pair: PairLine): void {
  statements(db).insertLine.run(exportId, lineNo, ...cellsOfPair(pair))
}

/** Adds to what a line of a journal that has not gone yet says. */
export function addToLine(db: Database, exportId: number, lineNo: number, { value, cents }: Pick<PairLine, 'value' | 'cents'>): void {
  statements(db).addToLine.run(value, cents, exportId, lineNo)
}

export function removeLine(db: Database, exportId: number, lineNo: number): void {
  statements(db).removeLine.run(exportId, lineNo)
}
