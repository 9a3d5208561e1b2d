import type { ForeignCurrency, SaleDocumentProblem, SaleDocumentState, SaleDocumentType } from '../../shared/contract/sale-document.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import { numberAt, textAt } from '../domain/document-json.ts'
import { readNothing, readSaleDocument, type ItemOfLine, type SaleReading, type SettledQuantity } from '../domain/sale-reading.ts'
import type { ItemKind } from '../domain/item-matching.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { JsonNumber, parseJson, toMillionths } from '../quickbooks/json.ts'
import type { ReturnTreatment } from './sale-documents.ts'

/** A sales document of QuickBooks as it was last told, and what became of it. */
export interface PulledDocument {
  readonly saleDocumentId: number
  readonly type: SaleDocumentType
  readonly externalId: string
  readonly docNumber: string
  readonly customer: string
  readonly txnDate: BusinessDate
  readonly syncToken: string
  readonly deleted: 0 | 1
  readonly body: string | null
  readonly state: SaleDocumentState
  readonly appliedToken: string | null
  readonly problemJson: string
  readonly treatment: ReturnTreatment | null
  readonly settledJson: string
  readonly saleId: number | null
  readonly counterSaleId: number | null
}

interface ItemRow {
  readonly accountingItemId: number
  readonly kind: ItemKind
  readonly notProduct: 0 | 1
  readonly productId: number | null
  readonly finishedGood: 0 | 1
}

/** What is kept of how a document stands. */
export interface DocumentStanding {
  readonly state: SaleDocumentState
  readonly appliedToken: string | null
  readonly problems: readonly SaleDocumentProblem[]
  readonly saleId: number | null
  readonly counterSaleId: number | null
}

const statements = perConnection((db) => ({
  document: db.prepare<[number], PulledDocument>(
    `SELECT sale_document_id AS saleDocumentId, type, external_id AS externalId, doc_number AS docNumber, customer, txn_date AS txnDate,
       sync_token AS syncToken, deleted, body, state, applied_token AS appliedToken, problem_json AS problemJson, treatment,
       settled_json AS settledJson, sale_id AS saleId, counter_sale_id AS counterSaleId
     FROM sale_document WHERE sale_document_id = ?`,
  ),
  // The expressions of its index, so that nothing is sorted.
  open: db
    .prepare<[0 | 1], number>(
      `SELECT sale_document_id FROM sale_document INDEXED BY sale_document_open WHERE state IN ('new', 'waiting', 'failed') AND (state <> 'new' OR ?)
       ORDER BY txn_date, (type IN ('credit_memo', 'refund_receipt')), length(external_id), external_id`,
    )
    .pluck(),
  item: db.prepare<[string], ItemRow>(
    `SELECT i.accounting_item_id AS accountingItemId, i.kind, n.accounting_item_id IS NOT NULL AS notProduct, p.product_id AS productId,
       coalesce(p.kind = 'finished_good', 0) AS finishedGood
     FROM accounting_item i LEFT JOIN item_link l ON l.accounting_item_id = i.accounting_item_id LEFT JOIN product p ON p.product_id = l.product_id
       LEFT JOIN item_not_product n ON n.accounting_item_id = i.accounting_item_id
     WHERE i.external_id = +?`,
  ),
  currency: db.prepare<[], string>('SELECT home_currency FROM accounting_company').pluck(),
  startsOn: db.prepare<[], string>('SELECT starts_on FROM sales_channel').pluck(),
  stand: db.prepare<[string, string | null, string, number | null, number | null, number]>(
    'UPDATE sale_document SET state = ?, applied_token = ?, problem_json = ?, sale_id = ?, counter_sale_id = ? WHERE sale_document_id = ?',
  ),
  treat: db.prepare<[string | null, number]>('UPDATE sale_document SET treatment = ? WHERE sale_document_id = ?'),
  settle: db.prepare<[string, number]>('UPDATE sale_document SET settled_json = ? WHERE sale_document_id = ?'),
}))

/** A document of the accounting company; `undefined` when there is none under this id. */
export function pulledDocument(db: Database, saleDocumentId: number): PulledDocument | undefined {
  return statements(db).document.get(saleDocumentId)
}

/** What a document waits for, or failed by. */
export function problemsOf(db: Database, saleDocumentId: number): SaleDocumentProblem[] {
  return problemsIn(statements(db).document.get(saleDocumentId)?.problemJson ?? '[]')
}

export function problemsIn(problemJson: string): SaleDocumentProblem[] {
  return JSON.parse(problemJson) as SaleDocumentProblem[]
}

/** What a document comes to in QuickBooks, in its own currency; `null` where it does not say. */
export function totalOf({ body }: Pick<PulledDocument, 'body'>): number | null {
  const json = parseJson(body ?? '')
  const total = json.ok && json.value !== null && typeof json.value === 'object' && 'TotalAmt' in json.value ? json.value.TotalAmt : null
  const read = total instanceof JsonNumber ? toMillionths(total) : null
  return read !== null && read.ok ? read.value.amount : null
}

/** The currency of a document, and its rate, where it is not the company's. */
export function foreignOf(db: Database, { body }: Pick<PulledDocument, 'body'>): ForeignCurrency | null {
  const json = parseJson(body ?? '')
  const currency = json.ok ? textAt(json.value, 'CurrencyRef', 'value') : ''
  const home = statements(db).currency.get()
  if (!json.ok || currency === '' || home === undefined || currency === home) return null
  return { currency, rate: numberAt(json.value, 'ExchangeRate')?.text ?? '' }
}

/** Documents still to be applied, in their order: by date, sales before what takes them back, then by id. New ones only where they are wanted. */
export function openDocuments(db: Database, alsoNew: boolean): number[] {
  return statements(db).open.all(alsoNew ? 1 : 0)
}

/** The first day of sales that are pulled; `null` before a channel was connected. */
export function salesStartOn(db: Database): BusinessDate | null {
  return statements(db).startsOn.get() ?? null
}

/** What a document says of goods of ours, by the links there are now. One that is deleted says nothing. */
export function readingOf(db: Database, { deleted, body, settledJson }: PulledDocument): SaleReading {
  if (deleted === 1) return readNothing
  const json = parseJson(body ?? '')
  if (!json.ok) return { ...readNothing, problems: [{ code: 'unreadable' }] }
  return readSaleDocument(json.value, {
    item: (externalItemId) => itemOfLine(db, externalItemId),
    settled: settledIn(settledJson),
    homeCurrency: statements(db).currency.get() ?? null,
    millionths: (number) => toMillionths(number instanceof JsonNumber ? number : new JsonNumber(number.text)),
  })
}

function itemOfLine(db: Database, externalItemId: string): ItemOfLine | undefined {
  const row = statements(db).item.get(externalItemId)
  if (row === undefined) return undefined
  const { accountingItemId, kind, notProduct, productId, finishedGood } = row
  return { accountingItemId, kind, notProduct: notProduct === 1, product: productId === null ? null : { productId, finishedGood: finishedGood === 1 } }
}

export function settledIn(settledJson: string): SettledQuantity[] {
  return JSON.parse(settledJson) as SettledQuantity[]
}

/** Keeps how a document stands; writes nothing where that is as it was. Returns whether it wrote. */
export function keepStanding(db: Database, was: PulledDocument, { state, appliedToken, problems, saleId, counterSaleId }: DocumentStanding): boolean {
  const problemJson = JSON.stringify(problems)
  const same =
    was.state === state && was.appliedToken === appliedToken && was.problemJson === problemJson && was.saleId === saleId && was.counterSaleId === counterSaleId
  if (!same) statements(db).stand.run(state, appliedToken, problemJson, saleId, counterSaleId, was.saleDocumentId)
  return !same
}

/** Keeps what a person chose for this document; `null` for the company's choice. */
export function keepTreatment(db: Database, saleDocumentId: number, treatment: ReturnTreatment | null): void {
  statements(db).treat.run(treatment, saleDocumentId)
}

export function keepSettled(db: Database, saleDocumentId: number, settled: readonly SettledQuantity[]): void {
  statements(db).settle.run(JSON.stringify(settled), saleDocumentId)
}
