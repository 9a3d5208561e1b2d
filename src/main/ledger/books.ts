import type { Database } from '../database/open.ts'
import { cursor, type Cursor } from './cursor.ts'
import { documentRowSources, type DocumentRow } from './document-rows.ts'
import { entryColumns, lotColumns, postingColumns, type EntryRow, type Event, type LotRow, type PostingRow } from './hash-chain.ts'

/** A stock event as the tables hold it now, with the hash it was given. */
export interface StoredEvent extends Event {
  readonly hash: string
}

/** Small enough that a piece is let go of while it is young, which is cheap. */
const pieceRows = 1024
/** Below every id, those that somebody set below zero too. */
const first = Number.MIN_SAFE_INTEGER

type HashedPostingRow = readonly [...PostingRow, string]
type KeyedRow = readonly [postingId: number, ...row: DocumentRow]

/** Rows of the books in the order of their postings, merged into whole events. */
export interface Books {
  /** The next event, or nothing at the end. */
  next(): StoredEvent | undefined
  /** The place of a row that belongs to no posting read so far; `null` when there is none. Asked before and after each event. */
  stray(postingId: number): string | null
}

/** Reads the whole ledger once, in order, from the tables that the hash chain covers. */
export function readBooks(db: Database): Books {
  const postings = cursor(byKey<HashedPostingRow>(db, `${postingColumns}, hash`, 'posting', 'posting_id'))
  const entries = cursor(byKey<EntryRow>(db, entryColumns, 'entry', 'entry_id'))
  const lots = cursor(byKey<LotRow>(db, lotColumns, 'lot', 'lot_id'))
  const voided = cursor(voidedLots(db))
  const documents: { kind: string; rows: Cursor<KeyedRow> }[] = Object.entries(documentRowSources).flatMap(([kind, sources]) =>
    sources.map((source) => ({ kind, rows: cursor(documentRows(db, source)) })),
  )
  const rowsOf = (postingId: number): DocumentRow[] => {
    const own: DocumentRow[] = []
    for (const { rows } of documents) {
      for (let row = rows.peek(); row !== undefined && row[0] === postingId; row = rows.peek()) {
        own.push(row.slice(1))
        rows.take()
      }
    }
    return own
  }
  return {
    next: () => {
      const row = postings.take()
      if (row === undefined) return undefined
      const posting = row.slice(0, -1) as unknown as PostingRow
      const [postingId] = posting
      return {
        posting,
        hash: row[row.length - 1] as string,
        entries: entries.takeAll((entry) => entry[1] === postingId),
        lots: lots.takeAll((lot) => lot[10] === postingId),
        voidedLotIds: voided.takeAll(([by]) => by === postingId).map(([, lotId]) => lotId),
        documentRows: rowsOf(postingId),
      }
    },
    stray: (postingId) => {
      const entry = entries.peek()
      if (entry !== undefined && entry[1] < postingId) return `entry ${entry[0]}`
      const lot = lots.peek()
      if (lot !== undefined && lot[10] < postingId) return `lot ${lot[0]}`
      const void_ = voided.peek()
      if (void_ !== undefined && void_[0] < postingId) return `lot ${void_[1]}`
      const document = documents.find(({ rows }) => (rows.peek()?.[0] ?? postingId) < postingId)
      return document === undefined ? null : `${document.kind} of posting ${document.rows.peek()?.[0]}`
    },
  }
}

function byKey<Row extends readonly [number, ...unknown[]]>(db: Database, columns: string, table: string, key: string) {
  const piece = db.prepare<[number], Row>(`SELECT ${columns} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${pieceRows}`).raw()
  return (after: Row | undefined) => piece.all(after?.[0] ?? first)
}

function voidedLots(db: Database) {
  type Row = readonly [postingId: number, lotId: number]
  const piece = db
    .prepare<[number, number], Row>(
      `SELECT voided_by_posting_id, lot_id FROM lot WHERE voided_by_posting_id IS NOT NULL AND (voided_by_posting_id, lot_id) > (?, ?)
       ORDER BY voided_by_posting_id, lot_id LIMIT ${pieceRows}`,
    )
    .raw()
  return (after: Row | undefined) => piece.all(after?.[0] ?? first, after?.[1] ?? first)
}

/** A document's rows go by its posting; a piece holds whole documents. */
function documentRows(db: Database, source: { readonly columns: string; readonly from: string; readonly order: string }) {
  const [, table = ''] = /^(\w+) d/.exec(source.from) ?? []
  const lastOfPiece = db
    .prepare<[number], number | null>(
      `SELECT max(posting_id) FROM (SELECT posting_id FROM ${table} WHERE posting_id > ? ORDER BY posting_id LIMIT ${pieceRows / 2})`,
    )
    .pluck()
  const piece = db
    .prepare<[number, number], KeyedRow>(
      `SELECT d.posting_id, ${source.columns} FROM ${source.from} WHERE d.posting_id > ? AND d.posting_id <= ? ORDER BY d.posting_id, ${source.order}`,
    )
    .raw()
  let reached = first
  return () => {
    // Documents without such rows yield an empty piece, which is not the end.
    for (let last = lastOfPiece.get(reached); typeof last === 'number'; last = lastOfPiece.get(reached)) {
      const rows = piece.all(reached, last)
      reached = last
      if (rows.length > 0) return rows
    }
    return []
  }
}
