import type { SaleDocumentProblem, SaleDocumentState, SaleDocumentType } from '../../src/shared/contract/sale-document.ts'
import type { Database } from '../../src/main/database/open.ts'
import { bodyHashOf } from '../../src/main/database/seal.ts'

/** A line of goods as QuickBooks writes it; `null` leaves a figure out. Figures are decimal text, as they would stand in the document. */
export interface GoodsTold {
  readonly item: string
  readonly qty?: string | null
  readonly amount?: string | null
  readonly price?: string
  readonly name?: string
}

/** JSON text with its numbers as they are written here. */
export function goods({ item, qty = null, amount = null, price, name = `Item ${item}` }: GoodsTold): string {
  const detail = [`"ItemRef":{"value":"${item}","name":"${name}"}`, ...(qty === null ? [] : [`"Qty":${qty}`]), ...(price === undefined ? [] : [`"UnitPrice":${price}`])]
  return `{"Id":"1",${amount === null ? '' : `"Amount":${amount},`}"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{${detail.join(',')}}}`
}

export const discount = (amount: string): string => `{"Amount":${amount},"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":false}}`

export const bundle = (item: string, quantity: string | null, amount: string, parts: readonly string[]): string =>
  `{"Id":"1","Amount":${amount},"DetailType":"GroupLineDetail","GroupLineDetail":{"GroupItemRef":{"value":"${item}"},${quantity === null ? '' : `"Quantity":${quantity},`}"Line":[${parts.join(',')}]}}`

/** A document with these lines; `head` is put in front of them as it is written. */
export const documentOf = (lines: readonly string[], head = ''): string => `{"Id":"9",${head}"Line":[${lines.join(',')}]}`

export interface DocumentTold {
  readonly type?: SaleDocumentType
  readonly externalId?: string
  readonly docNumber?: string
  readonly customer?: string
  readonly txnDate?: string
  /** `null` for one that was deleted. */
  readonly body: string | null
}

/** How a document stands, as the ledger keeps it. */
export interface Stands {
  readonly state: SaleDocumentState
  readonly appliedToken: string | null
  readonly problems: readonly SaleDocumentProblem[]
  readonly saleId: number | null
  readonly counterSaleId: number | null
}

/** Documents as a sync stores them, verbatim: a document told again is the next version of the same. */
export function toldBy(db: Database) {
  const tell = ({ type = 'invoice', externalId = '9', docNumber = '1001', customer = 'Ann', txnDate = '2026-01-20', body }: DocumentTold): number => {
    const known = db.prepare<[string, string], { id: number; token: string }>('SELECT sale_document_id AS id, sync_token AS token FROM sale_document WHERE type = ? AND external_id = ?').get(type, externalId)
    const hash = body === null ? null : bodyHashOf(body)
    if (known !== undefined) {
      const next = String(Number(known.token) + 1)
      db.prepare(
        "UPDATE sale_document SET doc_number = ?, customer = ?, txn_date = ?, sync_token = ?, deleted = ?, body = ?, body_hash = ?, state = 'new' WHERE sale_document_id = ?",
      ).run(docNumber, customer, txnDate, next, body === null ? 1 : 0, body, hash, known.id)
      return known.id
    }
    const row = db.prepare(
      "INSERT INTO sale_document (type, external_id, doc_number, customer, txn_date, sync_token, deleted, body, body_hash) VALUES (?, ?, ?, ?, ?, '0', ?, ?, ?)",
    )
    return Number(row.run(type, externalId, docNumber, customer, txnDate, body === null ? 1 : 0, body, hash).lastInsertRowid)
  }
  const stands = (id: number): Stands => {
    const { problemJson, ...row } = db
      .prepare<[number], Omit<Stands, 'problems'> & { problemJson: string }>(
        'SELECT state, applied_token AS appliedToken, problem_json AS problemJson, sale_id AS saleId, counter_sale_id AS counterSaleId FROM sale_document WHERE sale_document_id = ?',
      )
      .get(id)!
    return { ...row, problems: JSON.parse(problemJson) as SaleDocumentProblem[] }
  }
  return { tell, stands }
}

/** Says which product an item is, as a person does. */
export function link(db: Database, productId: number, accountingItemId: number): void {
  db.prepare("INSERT INTO item_link VALUES (?, ?, '2026-01-31T12:00:00.000Z')").run(productId, accountingItemId)
}
