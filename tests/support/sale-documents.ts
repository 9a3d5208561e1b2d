import { bodyHashOf } from '../../src/main/database/seal.ts'
import type { Database } from '../../src/main/database/open.ts'
import type { SaleDocumentState, SaleDocumentType } from '../../src/shared/contract/sale-document.ts'

interface Written {
  readonly externalId: string
  readonly txnDate: string
  readonly type?: SaleDocumentType
  readonly state?: SaleDocumentState
  readonly body?: Record<string, unknown>
}

/** A sales document as the sync stores it; returns its id here. */
export function saleDocument(db: Database, { externalId, txnDate, type = 'invoice', state = 'new', body = {} }: Written): number {
  const text = JSON.stringify({ Id: externalId, SyncToken: '0', TxnDate: txnDate, Line: [], ...body })
  const { lastInsertRowid } = db
    .prepare('INSERT INTO sale_document (type, external_id, txn_date, sync_token, body, body_hash, state) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(type, externalId, txnDate, '0', text, bodyHashOf(text), state)
  return Number(lastInsertRowid)
}
