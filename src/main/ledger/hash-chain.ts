import { hash } from 'node:crypto'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

/** What the text that is hashed looks like. A new shape gets the next number; old postings keep theirs. */
export const formatVersion = 1

/** The hash before the first posting. */
export const emptyHash = '0'.repeat(64)

type Cell = string | number | null

/** posting_id, command_id, kind, document_kind, document_id, business_date, recorded_at, reverses_posting_id, format_version */
export type PostingRow = readonly [number, string, string, string, number, string, string, number | null, number]
export const postingColumns =
  'posting_id, command_id, kind, document_kind, document_id, business_date, recorded_at, reverses_posting_id, format_version'

/** entry_id, posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id, follows_entry_id */
export type EntryRow = readonly [number, number, string, number | null, number | null, number, number, string, number, number | null]
export const entryColumns = 'entry_id, posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id, follows_entry_id'

/** lot_id, product_id, number, made_quantity, received_on, supplier_lot, expires_on, document_kind, document_id, document_line_no, posting_id */
export type LotRow = readonly [number, number, string, number, string, string | null, string | null, string, number, number | null, number]
export const lotColumns =
  'lot_id, product_id, number, made_quantity, received_on, supplier_lot, expires_on, document_kind, document_id, document_line_no, posting_id'

/** A stock event whole: every row that came with its posting, as it stands in the tables. */
export interface Event {
  readonly posting: PostingRow
  readonly entries: readonly EntryRow[]
  readonly lots: readonly LotRow[]
  readonly voidedLotIds: readonly number[]
  /** The document's rows, see `document-rows.ts`. */
  readonly documentRows: readonly (readonly Cell[])[]
}

/**
 * SHA-256, hex, over the hash before and the event as JSON: rows as arrays in column order. JSON keeps texts and numbers
 * apart and escapes, so two different events never give the same text.
 */
export function hashEvent(previousHash: string, { posting, entries, lots, voidedLotIds, documentRows }: Event): string {
  return hash('sha256', JSON.stringify([previousHash, posting, entries, lots, voidedLotIds, documentRows]), 'hex')
}

/** How many postings there are, and the hash of the last. */
export interface ChainHead {
  readonly postingCount: number
  readonly hash: string
}

const headOf = perConnection((db) =>
  db.prepare<[], ChainHead>('SELECT posting_id AS postingCount, hash FROM posting ORDER BY posting_id DESC LIMIT 1'),
)

export function chainHead(db: Database): ChainHead {
  return headOf(db).get() ?? { postingCount: 0, hash: emptyHash }
}
