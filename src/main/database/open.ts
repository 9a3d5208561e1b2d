import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { appError } from '../../shared/errors.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { fileBytes, isWritable } from './files.ts'
import { toLedgerError, type LedgerError } from './sqlite-errors.ts'

/** An open connection. Integers are read as JavaScript numbers; who sums them asks for BigInt with `safeIntegers()`. */
export type Database = SqliteDatabase.Database

/** `PRAGMA application_id` of every ledger, the letters "Part": tells a ledger from another program's database. */
export const applicationId = 0x50617274

export interface OpenOptions {
  readonly access: 'read_write' | 'read_only'
  /** Makes an empty ledger when there is no file. Without it a missing file is an error. */
  readonly create?: boolean
}

/** How long a statement waits for another connection's lock. */
const busyTimeoutMs = 5000

/** A pragma with the value it is set to and the value it then reads as. */
type PragmaSetting = readonly [name: string, set: string | number, reads: string | number]

const pragmasForReading: readonly PragmaSetting[] = [
  ['busy_timeout', busyTimeoutMs, busyTimeoutMs],
  ['foreign_keys', 'on', 1],
  // Functions with side effects are not called from within a schema that somebody tampered with.
  ['trusted_schema', 'off', 0],
  // Damage is noticed when a page is read, not when its content makes no sense later.
  ['cell_size_check', 'on', 1],
  // Sorting a company's books leaves no traces in the system's temporary folder.
  ['temp_store', 'memory', 2],
]

const pragmasForWriting: readonly PragmaSetting[] = [
  ...pragmasForReading,
  ['journal_mode', 'wal', 'wal'],
  // A confirmed command survives a power cut, and not only a crash of the program.
  ['synchronous', 'full', 2],
  // On macOS only this flushes the disk's own cache; elsewhere it changes nothing.
  ['fullfsync', 'on', 1],
  ['checkpoint_fullfsync', 'on', 1],
  // Without it INSERT OR REPLACE deletes rows past the triggers of append-only tables.
  ['recursive_triggers', 'on', 1],
  // KiB: what a build looks at stays in memory while thousands of items are written beside it.
  ['cache_size', -16_000, -16_000],
  // Checkpoints run when the program is idle; this is the bound (64 MB of 4 KiB pages) when it never is.
  ['wal_autocheckpoint', 16_000, 16_000],
  ['journal_size_limit', 67_108_864, 67_108_864],
]

/**
 * Opens a ledger and reads back every setting it depends on. Errors: every `ledger.` code that names a failure of the
 * file; `ledger.io` for a missing one, `ledger.not_a_ledger` for another program's database or an empty file.
 */
export function openLedger(file: string, options: OpenOptions): Result<Database, LedgerError> {
  const exists = existsSync(file)
  if (!exists && options.create !== true) return err(appError('ledger.io', { file, detail: 'no such file' }))
  // An empty file would pass for a new database, yet it is what a failed copy leaves of a ledger.
  if (exists && fileBytes(file) === 0) return err(appError('ledger.not_a_ledger', { file }))
  let db: Database | null = null
  try {
    const readonly = options.access === 'read_only'
    if (!readonly && !isWritable(file)) return err(appError('ledger.read_only', { file }))
    db = new SqliteDatabase(file, { readonly, fileMustExist: exists, timeout: busyTimeoutMs })
    if (!exists) db.pragma(`application_id = ${applicationId}`)
    // Before anything is set: another program's database is left as it was.
    const isLedger = db.pragma('application_id', { simple: true }) === applicationId
    const problem = isLedger ? applyPragmas(db, readonly ? pragmasForReading : pragmasForWriting) : null
    if (isLedger && problem === null) return ok(withOurFunctions(db))
    db.close()
    return err(problem === null ? appError('ledger.not_a_ledger', { file }) : appError('ledger.io', { file, detail: problem }))
  } catch (error) {
    db?.close()
    const known = toLedgerError(error, file)
    if (known === null) throw error
    return err(known)
  }
}

/** Lends SQL what it cannot say itself; nothing in the file calls it, which any other program may open. */
export function withOurFunctions(db: Database): Database {
  return db.function('natural_order', { deterministic: true, directOnly: true }, (text: string) => naturalOrder(text))
}

/** Sets and reads back; returns the first setting that did not take, such as WAL on a file system without shared memory. */
function applyPragmas(db: Database, settings: readonly PragmaSetting[]): string | null {
  for (const [name, set, reads] of settings) {
    db.pragma(`${name} = ${set}`)
    const actual = db.pragma(name, { simple: true })
    if (actual !== reads) return `${name} is ${String(actual)}, not ${reads}`
  }
  return null
}

/** Brings everything into the one file and leaves WAL mode, so that the file can be moved once it is closed and synced. */
export function seal(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  const mode = db.pragma('journal_mode = DELETE', { simple: true })
  if (mode !== 'delete') throw new Error(`${db.name} stays in journal mode ${String(mode)}.`)
}

export interface CheckpointOutcome {
  readonly pagesInLog: number
  readonly pagesCopied: number
}

/**
 * Copies what it can from the write-ahead log into the ledger file without waiting for anyone. Called when the program
 * has been idle for a while, so that no command pays for it.
 */
export function checkpoint(db: Database): CheckpointOutcome {
  const [row] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number; checkpointed: number }[]
  return { pagesInLog: row?.log ?? 0, pagesCopied: row?.checkpointed ?? 0 }
}
