import type { DocumentKind } from '../../shared/errors.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { Account, BoundaryAccount } from '../domain/posting.ts'
import type { Carried, Holder } from '../domain/reversal.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

interface CarriedSum {
  readonly account: Account
  readonly lotId: number | null
  readonly productId: number | null
  readonly entryId: number
  readonly quantity: number
  readonly value: number
}

const statements = perConnection((db) => ({
  carried: db.prepare<[string, number], CarriedSum>(
    `SELECT account, lot_id AS lotId, product_id AS productId, coalesce(follows_entry_id, entry_id) AS entryId,
       sum(quantity) AS quantity, sum(value) AS value
     FROM entry WHERE document_kind = ? AND document_id = ?
     GROUP BY account, lot_id, CASE account WHEN 'lot' THEN coalesce(follows_entry_id, entry_id) END
     HAVING sum(quantity) <> 0 OR sum(value) <> 0
     ORDER BY entryId`,
  ),
  // As `carried`, but a float sum: tampered amounts must not stop the check with an overflow.
  carriesOn: db
    .prepare<[string, number], string>(
      `SELECT account || CASE account WHEN 'lot' THEN ' ' || lot_id ELSE '' END FROM entry WHERE document_kind = ? AND document_id = ?
       GROUP BY account, lot_id, CASE account WHEN 'lot' THEN coalesce(follows_entry_id, entry_id) END
       HAVING total(quantity) <> 0 OR total(value) <> 0 LIMIT 1`,
    )
    .pluck(),
  holders: db.prepare<[number], { kind: DocumentKind; id: number; postingId: number }>(
    `SELECT document_kind AS kind, document_id AS id, max(posting_id) AS postingId FROM entry WHERE lot_id = ?
     GROUP BY document_kind, document_id, coalesce(follows_entry_id, entry_id) HAVING sum(quantity) < 0`,
  ),
  lotsMadeBy: db
    .prepare<[string, number], number>('SELECT lot_id FROM lot WHERE document_kind = ? AND document_id = ? AND voided_by_posting_id IS NULL')
    .pluck(),
}))

/** What the document carries now, per draw and account, oldest first; nothing when it was taken back. */
export function carriedBy(db: Database, document: DocumentRef): Carried[] {
  return statements(db)
    .carried.all(document.kind, document.id)
    .map(({ account, lotId, productId, entryId, quantity, value }) => {
      if (!Number.isSafeInteger(quantity) || !Number.isSafeInteger(value)) throw new Error(`${document.kind} ${document.id} carries too much`)
      if (account !== 'lot') return { account: account as BoundaryAccount, value }
      if (lotId === null || productId === null) throw new Error(`entry ${entryId} is on no lot`)
      return { account, lotId, productId, entryId, quantity, value }
    })
}

/** An account on which the document carries something, such as `lot 4`; `null` when there is none. */
export function carriesOn(db: Database, document: DocumentRef): string | null {
  return statements(db).carriesOn.get(document.kind, document.id) ?? null
}

/** Documents that hold a draw on the lot: what they drew and did not give back. */
export function holdersOf(db: Database, lotId: number): Holder[] {
  return statements(db).holders.all(lotId)
}

/** Lots the document made that are not voided, oldest first. */
export function lotsMadeBy(db: Database, document: DocumentRef): number[] {
  return statements(db).lotsMadeBy.all(document.kind, document.id)
}
