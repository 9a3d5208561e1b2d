import type { DocumentKind } from '../../shared/errors.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { Account, BoundaryAccount, OnHand } from '../domain/posting.ts'
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
     FROM entry WHERE document_kind = +? AND document_id = +?
     GROUP BY account, lot_id, CASE account WHEN 'lot' THEN coalesce(follows_entry_id, entry_id) END
     HAVING sum(quantity) <> 0 OR sum(value) <> 0
     ORDER BY entryId`,
  ),
  // As `carried`, but a float sum: tampered amounts must not stop the check with an overflow.
  carriesOn: db
    .prepare<[string, number], string>(
      `SELECT account || CASE account WHEN 'lot' THEN ' ' || lot_id ELSE '' END FROM entry WHERE document_kind = +? AND document_id = +?
       GROUP BY account, lot_id, CASE account WHEN 'lot' THEN coalesce(follows_entry_id, entry_id) END
       HAVING total(quantity) <> 0 OR total(value) <> 0 LIMIT 1`,
    )
    .pluck(),
  /** Per draw or addition: who it is of, what is out or in now, and whether it settled a shortage. Late costs hold nothing. */
  holders: db.prepare<[number], HolderRow>(
    `SELECT o.document_kind AS kind, o.document_id AS id, o.entry_id AS entryId,
       max(CASE WHEN e.quantity <> 0 AND (e.quantity < 0) = (o.quantity < 0) AND e.document_kind = o.document_kind AND e.document_id = o.document_id THEN e.posting_id END) AS postingId,
       sum(e.quantity) AS quantity, EXISTS (SELECT 1 FROM settlement s WHERE s.draw_entry_id = o.entry_id) AS settles
     FROM entry e JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id)
     WHERE e.lot_id = +? GROUP BY o.entry_id HAVING sum(e.quantity) <> 0`,
  ),
  movedByOthers: db.prepare<[number, string, number], number>('SELECT 1 FROM entry WHERE lot_id = +? AND NOT (document_kind = +? AND document_id = +?) LIMIT 1').pluck(),
  lotsMadeBy: db
    .prepare<[string, number], number>(
      `SELECT lot_id FROM lot WHERE document_kind = +? AND document_id = +? AND voided_by_posting_id IS NULL AND number NOT GLOB 'LEGACY-*'`,
    )
    .pluck(),
  firstOnLot: db.prepare<[number], number>('SELECT entry_id FROM entry WHERE lot_id = +? ORDER BY entry_id LIMIT 1').pluck(),
  origin: db.prepare<[number], OnHand>('SELECT quantity, value FROM entry WHERE entry_id = ?'),
  changes: db.prepare<[number], OnHand>('SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS value FROM entry WHERE follows_entry_id = ?'),
  /** What left after an entry and is out still. */
  leftSince: db
    .prepare<[number, number], number>(
      `SELECT 1 FROM entry e JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id)
       WHERE e.lot_id = +? AND o.entry_id > +? GROUP BY o.entry_id HAVING sum(e.quantity) < 0 LIMIT 1`,
    )
    .pluck(),
}))

interface HolderRow {
  readonly kind: DocumentKind
  readonly id: number
  readonly entryId: number
  readonly postingId: number
  readonly quantity: number
  readonly settles: 0 | 1
}

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

export interface LotHolder extends Holder {
  /** Below zero for a draw that is out, above for what it added. */
  readonly quantity: number
  readonly settles: boolean
}

/** Everything but the lot's maker that holds a draw on it or added to it: what it moved and did not take back. */
export function holdersOf(db: Database, lotId: number, maker: DocumentRef | null): LotHolder[] {
  if (maker !== null && !movedByOthers(db, lotId, maker)) return []
  return statements(db)
    .holders.all(lotId)
    .filter(({ kind, id }) => maker === null || kind !== maker.kind || id !== maker.id)
    .map(({ kind, id, postingId, quantity, settles }) => ({ kind, id, postingId, quantity, settles: settles === 1 }))
}

/** Whether anything but its maker ever moved a lot. */
export function movedByOthers(db: Database, lotId: number, maker: DocumentRef): boolean {
  return statements(db).movedByOthers.get(lotId, maker.kind, maker.id) !== undefined
}

/** Lots of its own that the document made and that are not voided, oldest first. */
export function lotsMadeBy(db: Database, document: DocumentRef): number[] {
  return statements(db).lotsMadeBy.all(document.kind, document.id)
}

/** What a lot was made with: the entry that did it, and what its maker carries by it today. */
export function madeOf(db: Database, lotId: number): OnHand & { readonly entryId: number } {
  const entryId = statements(db).firstOnLot.get(lotId)
  if (entryId === undefined) throw new Error(`lot ${lotId} has no entry`)
  return { entryId, ...carriedSince(db, entryId) }
}

/** What a movement comes to with everything that changed it since. */
export function carriedSince(db: Database, entryId: number): OnHand {
  const origin = statements(db).origin.get(entryId)
  const changes = statements(db).changes.get(entryId)
  if (origin === undefined || changes === undefined) throw new Error(`entry ${entryId} is gone`)
  return { quantity: origin.quantity + changes.quantity, value: origin.value + changes.value }
}

/** Whether anything that left the lot after an entry is still out. */
export function hasLeftSince(db: Database, lotId: number, entryId: number): boolean {
  return statements(db).leftSince.get(lotId, entryId) !== undefined
}
