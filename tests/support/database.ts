import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrateLedger } from '../../src/main/database/migrate.ts'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import type { AppError, ErrorCode } from '../../src/shared/errors.ts'
import type { Result } from '../../src/shared/result.ts'

/** The program's own migrations. */
export const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))

/** The instant at which everything happens in tests that do not care when. */
export const testNowIso = '2026-01-31T12:00:00.000Z'
export const testVersion = '0.1.0'

export interface TemporaryFolder {
  readonly path: string
  remove(): void
}

/** A new, empty folder outside the project. Remove it when the test is over. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'partsemble-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

export interface TestLedger {
  readonly folder: string
  readonly file: string
  readonly db: Database
  /** Closes the connection and removes the folder. */
  close(): void
}

/**
 * A new ledger, migrated with the program's own migrations and open for reading and writing. A test gives nothing for what a power cut would
 * leave, and waiting for the disk is most of what a command costs it; `durable` is as the program opens it.
 */
export function testLedger({ durable = false } = {}): TestLedger {
  const folder = temporaryFolder()
  const file = join(folder.path, 'ledger.db')
  writeFileSync(file, emptyLedger())
  const db = valueOf(openLedger(file, { access: 'read_write' }))
  if (!durable) db.pragma('synchronous = OFF')
  return {
    folder: folder.path,
    file,
    db,
    close() {
      db.close()
      folder.remove()
    },
  }
}

let emptyLedgerBytes: Buffer | null = null

/** The bytes of a migrated ledger without rows; made once per test process, as a new ledger is one file. */
function emptyLedger(): Buffer {
  if (emptyLedgerBytes !== null) return emptyLedgerBytes
  const folder = temporaryFolder()
  try {
    const file = join(folder.path, 'ledger.db')
    valueOf(
      migrateLedger({
        file,
        migrationsFolder,
        backupFolder: join(folder.path, 'backups'),
        appVersion: testVersion,
        nowIso: testNowIso,
        create: true,
      }),
    )
    emptyLedgerBytes = readFileSync(file)
    return emptyLedgerBytes
  } finally {
    folder.remove()
  }
}

/** The value of a result that must be a success. */
export function valueOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`Expected a success, got ${JSON.stringify(result.error)}`)
  return result.value
}

/** The error of a result that must have failed. */
export function errorOf<C extends ErrorCode>(result: Result<unknown, AppError<C>>): AppError<C> {
  if (result.ok) throw new Error(`Expected an error, got ${JSON.stringify(result.value)}`)
  return result.error
}
