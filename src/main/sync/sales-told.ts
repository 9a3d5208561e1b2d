import type { SaleDocumentType } from '../../shared/contract/sale-document.ts'
import { writeJson, type JsonObject } from '../quickbooks/json.ts'
import { readRows, readSaleHead } from '../quickbooks/schemas.ts'

/** QuickBooks' own names of what a sale can come as; sales first, what takes them back afterwards. */
export const saleEntities = [
  ['Invoice', 'invoice'],
  ['SalesReceipt', 'sales_receipt'],
  ['CreditMemo', 'credit_memo'],
  ['RefundReceipt', 'refund_receipt'],
] as const satisfies readonly (readonly [entity: string, type: SaleDocumentType])[]

/** A document as QuickBooks told it. */
export interface Told {
  readonly type: SaleDocumentType
  readonly externalId: string
  readonly docNumber: string
  readonly customer: string
  readonly txnDate: string
  readonly syncToken: string
  /** By QuickBooks' own clock, UTC; empty where it was not told. */
  readonly updatedAt: string
  /** The document's JSON, every number with the digits it came with. */
  readonly body: string
}

/** Reads what has to be known of each document to keep it; one that cannot be read is counted and takes none of the others with it. */
export function toldIn(type: SaleDocumentType, rows: readonly JsonObject[], time: string): { readonly told: readonly Told[]; readonly unread: number } {
  const { read, unread } = readRows((row) => {
    const head = readSaleHead(row)
    // QuickBooks dates every document; one without a date counts as of when it was told.
    return head.ok ? { ok: true, value: { ...head.value, type, txnDate: head.value.txnDate ?? time.slice(0, 10), body: writeJson(row) } } : head
  }, rows)
  return { told: read, unread: unread.length }
}
