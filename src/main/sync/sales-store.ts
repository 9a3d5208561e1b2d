import type { SaleDocumentType } from '../../shared/contract/sale-document.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { bodyHashOf } from '../database/seal.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Told } from './sales-told.ts'

interface Known {
  readonly syncToken: string
  readonly updatedAt: string
  readonly deleted: 0 | 1
}

const statements = perConnection((db) => ({
  known: db.prepare<[string, string], Known>('SELECT sync_token AS syncToken, updated_at AS updatedAt, deleted FROM sale_document WHERE type = ? AND external_id = ?'),
  put: db.prepare<[string, string, string, string, string, string, string, string, string]>(
    `INSERT INTO sale_document (type, external_id, doc_number, customer, txn_date, sync_token, updated_at, body, body_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (type, external_id) DO UPDATE SET doc_number = excluded.doc_number, customer = excluded.customer, txn_date = excluded.txn_date,
       sync_token = excluded.sync_token, updated_at = excluded.updated_at, body = excluded.body, body_hash = excluded.body_hash, deleted = 0, state = 'new'`,
  ),
  gone: db.prepare<[string, string]>("UPDATE sale_document SET deleted = 1, state = 'new' WHERE type = ? AND external_id = ? AND deleted = 0"),
  knownFrom: db.prepare<[string, string], string>('SELECT external_id FROM sale_document WHERE type = ? AND txn_date >= ? AND deleted = 0').pluck(),
  countOpen: db.prepare<[], number>("SELECT count(*) FROM sale_document INDEXED BY sale_document_open WHERE state IN ('new', 'waiting', 'failed')").pluck(),
  someNew: db.prepare<[], number>("SELECT EXISTS (SELECT 1 FROM sale_document INDEXED BY sale_document_open WHERE state IN ('new', 'waiting', 'failed') AND state = 'new')").pluck(),
  cursor: db.prepare<[string]>('UPDATE sales_channel SET cursor = ?'),
  compared: db.prepare<[string]>('UPDATE sales_channel SET compared_at = ?'),
}))

/**
 * Keeps what QuickBooks told, word for word, to be applied afterwards. What was told before, by token and time, is not
 * written; what is dated before the first day and was never known is left there. Returns how many were not written.
 */
export function storeTold(db: Database, told: readonly Told[], startsOn: string): number {
  const { known, put } = statements(db)
  const changed = told.filter(({ type, externalId, txnDate, syncToken, updatedAt }) => {
    const before = known.get(type, externalId)
    if (before === undefined) return txnDate >= startsOn
    return before.deleted === 1 || before.syncToken !== syncToken || before.updatedAt !== updatedAt
  })
  if (changed.length > 0) {
    transact<null, never>(db, () => {
      for (const { type, externalId, docNumber, customer, txnDate, syncToken, updatedAt, body } of changed) {
        put.run(type, externalId, docNumber, customer, txnDate, syncToken, updatedAt, body, bodyHashOf(body))
      }
      return ok(null)
    })
  }
  return told.length - changed.length
}

/** Keeps that these documents are gone in QuickBooks, as far as they are known here; returns how many that is. */
export function storeGone(db: Database, type: SaleDocumentType, externalIds: readonly string[]): number {
  if (externalIds.length === 0) return 0
  const { known, gone } = statements(db)
  const here = externalIds.filter((externalId) => known.get(type, externalId)?.deleted === 0)
  if (here.length === 0) return 0
  transact<null, never>(db, () => {
    for (const externalId of here) gone.run(type, externalId)
    return ok(null)
  })
  return here.length
}

/** External ids of the documents dated from this day on that are not known to be gone. */
export function knownFrom(db: Database, type: SaleDocumentType, startsOn: string): readonly string[] {
  return statements(db).knownFrom.all(type, startsOn)
}

/** How many documents are still to be applied. */
export function countOpen(db: Database): number {
  return statements(db).countOpen.get() ?? 0
}

/** Whether a document was stored that nobody has looked at yet. */
export function hasNewDocuments(db: Database): boolean {
  return statements(db).someNew.get() === 1
}

/** Where the next run goes on, once everything before is stored. Runs inside the caller's transaction. */
export function keepCursor(db: Database, cursor: string, comparedAt: string | null): void {
  statements(db).cursor.run(cursor)
  if (comparedAt !== null) statements(db).compared.run(comparedAt)
}
