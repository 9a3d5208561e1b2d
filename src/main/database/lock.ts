import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isWritable, removeFile } from './files.ts'
import type { Database } from './open.ts'
import { classify, toLedgerError, type LedgerError } from './sqlite-errors.ts'

/** Who has a ledger open, as others are told. */
export interface LockHolder {
  readonly host: string
  readonly user: string
  /** UTC instant. */
  readonly since: string
}

export interface Lock {
  /** Lets others in. The second call does nothing. */
  release(): void
}

/** How long a starting program waits for one that is just closing. */
const waitMs = 500

/** The lock of a ledger `…/ledger.db` is `…/ledger.lock`. */
export function lockFileOf(file: string): string {
  return join(dirname(file), `${basename(file, extname(file))}.lock`)
}

/** Names the holder: a file that SQLite holds exclusively cannot be read on Windows. */
const holderFileOf = (file: string) => `${lockFileOf(file)}-holder.json`

/**
 * Keeps every other program out of the ledger until `release` is called or this process ends, however it ends: the system
 * lets go of a dead process's locks. Errors: `ledger.locked_by` naming the holder (empty texts when it left no name),
 * `ledger.read_only`, `ledger.disk_full`, `ledger.io`.
 */
export function takeLock(file: string, holder: LockHolder): Result<Lock, LedgerError> {
  const lockFile = lockFileOf(file)
  try {
    mkdirSync(dirname(file), { recursive: true })
    if (!isWritable(lockFile)) return err(appError('ledger.read_only', { file }))
    const db = holdExclusively(lockFile)
    if (db === null) return err(appError('ledger.locked_by', { file, ...readHolder(file) }))
    try {
      writeFileSync(holderFileOf(file), JSON.stringify(holder))
    } catch (error) {
      db.close()
      throw error
    }
    return ok(lockOf(db, holderFileOf(file)))
  } catch (error) {
    const known = toLedgerError(error, file)
    if (known === null) throw error
    return err(known)
  }
}

/** An open exclusive transaction on the lock file; null when somebody else has one. */
function holdExclusively(lockFile: string): Database | null {
  for (let attempt = 1; ; attempt += 1) {
    const db = new SqliteDatabase(lockFile, { timeout: waitMs })
    try {
      // Nothing is ever written to it, so it needs no journal beside it.
      db.pragma('journal_mode = MEMORY')
      db.exec('BEGIN EXCLUSIVE')
      return db
    } catch (error) {
      db.close()
      const kind = classify(error)
      if (kind === 'busy') return null
      // Damaged, and therefore not held: whoever holds it is found before it is read.
      if ((kind !== 'not_a_ledger' && kind !== 'corrupt') || attempt > 1) throw error
      removeFile(lockFile)
    }
  }
}

function lockOf(db: Database, holderFile: string): Lock {
  return {
    release() {
      if (!db.open) return
      // Before the lock is let go, so that the name removed is never the next holder's.
      removeFile(holderFile)
      db.close()
    },
  }
}

function readHolder(file: string): LockHolder {
  try {
    const read = JSON.parse(readFileSync(holderFileOf(file), 'utf8')) as Partial<LockHolder>
    return { host: String(read.host ?? ''), user: String(read.user ?? ''), since: String(read.since ?? '') }
  } catch {
    return { host: '', user: '', since: '' }
  }
}
