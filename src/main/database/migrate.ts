import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { BackupRow } from '../../shared/contract/backup.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { makeBackup, removePartialBackups } from './backup.ts'
import { checkLedgerFile, firstBrokenReference, firstComplaint } from './doctor.ts'
import { fileBytes, freeBytes, removeDatabase, syncFile } from './files.ts'
import { planMigrations, readApplied, readMigrations, schemaMigrationTable, type AppliedMigration, type Migration } from './migrations.ts'
import { openLedger, seal, type Database } from './open.ts'
import { previousFile, restoringFile } from './restore.ts'
import { classify, toLedgerError, type LedgerError } from './sqlite-errors.ts'
import { finishInterruptedSwap, swap, type SwapStep } from './swap.ts'

/** The steps of a migration, in order; each is told before it begins. A new ledger skips `back_up` and has nothing to copy. */
export type MigrateStep =
  | 'plan'
  | 'check_space'
  | 'back_up'
  | 'copy'
  | 'migrate_copy'
  | 'check_copy'
  | 'seal_copy'
  | SwapStep
  | 'reopen'
  | 'discard_previous'
  | 'done'

export interface MigrateOptions {
  /** The ledger; closed. */
  readonly file: string
  readonly migrationsFolder: string
  readonly backupFolder: string
  /** This program's version, remembered with each migration it applies. */
  readonly appVersion: string
  /** The UTC instant of now. */
  readonly nowIso: string
  /** Makes a new ledger when there is none. Without it a missing file is an error. */
  readonly create: boolean
  readonly freeBytes?: (folder: string) => number
  readonly atStep?: (step: MigrateStep) => void
}

export interface MigrateOutcome {
  readonly created: boolean
  /** The migrations that ran now, by tag, in order. */
  readonly applied: readonly string[]
  /** The backup made before them; null when nothing was to be done or the ledger is new. */
  readonly backup: BackupRow | null
}

export type MigrateError = LedgerError | AppError<'backup.failed'>

/** Room for a new ledger and for SQLite's own files, in bytes. */
const spareBytes = 8_388_608

/**
 * Brings a ledger to this program's version, or makes a new one. All work is done on a copy which replaces the ledger in
 * the end, so that a process that dies at any moment leaves the old ledger or the new one. Run it at every start, after
 * the lock is taken and before the ledger is opened. Errors: a refusal of the chain of migrations
 * (`ledger.from_newer_version`, `ledger.migration_edited`, `ledger.migration_out_of_order`), `ledger.migration_failed`,
 * `ledger.check_failed`, `backup.failed`, or the code of what failed in the file. After an error the ledger is as it was.
 */
export function migrateLedger(options: MigrateOptions): Result<MigrateOutcome, MigrateError> {
  try {
    const finished = finishInterruptedSwap(options.file)
    if (!finished.ok) return finished
    removePartialBackups(options.backupFolder)
    removeDatabase(copyFile(options.file))
    removeDatabase(restoringFile(options.file))
    return existsSync(options.file) ? migrateExisting(options) : createNew(options)
  } catch (error) {
    const known = toLedgerError(error, options.file)
    if (known === null) throw error
    return err(known)
  } finally {
    // With a marker written, the copy is the next start's to put in place. Without one it only fills the disk.
    if (!existsSync(`${options.file}.swap`)) removeDatabase(copyFile(options.file))
  }
}

/** Where the ledger's successor is made. */
const copyFile = (file: string) => `${file}.migrating`

function createNew(options: MigrateOptions): Result<MigrateOutcome, MigrateError> {
  const { file } = options
  if (!options.create) return err(appError('ledger.io', { file, detail: 'no such file' }))
  options.atStep?.('plan')
  const pending = readMigrations(options.migrationsFolder)
  mkdirSync(dirname(file), { recursive: true })
  options.atStep?.('check_space')
  const room = checkSpace(options, dirname(file), spareBytes)
  if (!room.ok) return room
  options.atStep?.('copy')
  const opened = openLedger(copyFile(file), { access: 'read_write', create: true })
  if (!opened.ok) return opened
  opened.value.close()
  const done = migrateCopyAndSwap(options, pending)
  return done.ok ? ok({ created: true, applied: pending.map((migration) => migration.tag), backup: null }) : done
}

function migrateExisting(options: MigrateOptions): Result<MigrateOutcome, MigrateError> {
  const { file } = options
  options.atStep?.('plan')
  const opened = openLedger(file, { access: 'read_write' })
  if (!opened.ok) return opened
  let prepared: Result<{ pending: readonly Migration[]; backup: BackupRow | null }, MigrateError>
  try {
    prepared = prepareExisting(options, opened.value)
  } finally {
    opened.value.close()
  }
  if (!prepared.ok) return prepared
  const { pending, backup } = prepared.value
  if (pending.length > 0) {
    const done = migrateCopyAndSwap(options, pending)
    if (!done.ok) return done
  } else {
    // The ledger opened, and it is the newest: what an earlier swap left aside is no longer needed.
    removeDatabase(previousFile(file))
  }
  return ok({ created: false, applied: pending.map((migration) => migration.tag), backup })
}

function prepareExisting(
  options: MigrateOptions,
  live: Database,
): Result<{ pending: readonly Migration[]; backup: BackupRow | null }, MigrateError> {
  const { file } = options
  const planned = plan(options, readApplied(live))
  if (!planned.ok || planned.value.length === 0) return planned.ok ? ok({ pending: [], backup: null }) : planned
  options.atStep?.('check_space')
  const bytes = fileBytes(file) + fileBytes(`${file}-wal`)
  // The copy, as much again while a migration rebuilds its largest tables, and the backup.
  const room = checkSpace(options, dirname(file), 3 * bytes + spareBytes)
  if (!room.ok) return room
  options.atStep?.('back_up')
  const backup = makeBackup({
    source: live,
    folder: options.backupFolder,
    atIso: options.nowIso,
    reason: 'before-migration',
    ...(options.freeBytes && { freeBytes: options.freeBytes }),
  })
  if (!backup.ok) return backup
  options.atStep?.('copy')
  live.prepare('VACUUM INTO ?').run(copyFile(file))
  return ok({ pending: planned.value, backup: backup.value })
}

function plan(options: MigrateOptions, applied: readonly AppliedMigration[]): Result<readonly Migration[], LedgerError> {
  const { file } = options
  const planned = planMigrations(applied, readMigrations(options.migrationsFolder))
  switch (planned.kind) {
    case 'ok':
      return ok(planned.pending)
    case 'edited':
      return err(appError('ledger.migration_edited', { file, migration: planned.migration }))
    case 'out_of_order':
      return err(appError('ledger.migration_out_of_order', { file, migration: planned.migration, after: planned.after }))
    case 'newer':
      return err(appError('ledger.from_newer_version', { file, newest: planned.newest.appVersion, ours: options.appVersion }))
  }
}

function checkSpace(options: MigrateOptions, folder: string, bytesNeeded: number): Result<null, LedgerError> {
  const bytesFree = (options.freeBytes ?? freeBytes)(folder)
  return bytesFree < bytesNeeded ? err(appError('ledger.disk_full', { file: options.file, bytesNeeded, bytesFree })) : ok(null)
}

/** The copy is there: migrates, checks and seals it, and puts it in the ledger's place. */
function migrateCopyAndSwap(options: MigrateOptions, pending: readonly Migration[]): Result<null, LedgerError> {
  const { file } = options
  const copy = copyFile(file)
  const migrated = migrateCopy(options, copy, pending)
  // To the person it is their ledger that cannot be migrated; the copy's name would tell nothing.
  if (!migrated.ok) return err({ ...migrated.error, data: { ...migrated.error.data, file } } as LedgerError)
  const swapped = swap({ file, copy, previous: previousFile(file), live: 'sound', ...(options.atStep && { atStep: options.atStep }) })
  if (!swapped.ok) return swapped
  options.atStep?.('reopen')
  const reopened = openLedger(file, { access: 'read_write' })
  if (!reopened.ok) return reopened
  reopened.value.close()
  options.atStep?.('discard_previous')
  removeDatabase(previousFile(file))
  options.atStep?.('done')
  return ok(null)
}

function migrateCopy(options: MigrateOptions, copy: string, pending: readonly Migration[]): Result<null, LedgerError> {
  options.atStep?.('migrate_copy')
  const opened = openLedger(copy, { access: 'read_write' })
  if (!opened.ok) return opened
  const db = opened.value
  try {
    // Rebuilding a table drops the old one, and with foreign keys on that deletes the rows that refer to it. Within a
    // transaction this setting has no effect.
    db.pragma('foreign_keys = OFF')
    db.exec(schemaMigrationTable)
    for (const migration of pending) {
      const detail = applyOne(options, db, migration)
      if (detail !== null) return err(appError('ledger.migration_failed', { file: options.file, migration: migration.tag, detail }))
    }
    options.atStep?.('check_copy')
    const complaint = firstComplaint(db.pragma('integrity_check(1)', { simple: true }))
    if (complaint !== null) return err(appError('ledger.check_failed', { file: options.file, check: 'integrity_check', detail: complaint }))
    const checked = checkLedgerFile(db)
    if (!checked.ok) return checked
    options.atStep?.('seal_copy')
    seal(db)
  } finally {
    db.close()
  }
  syncFile(copy)
  return ok(null)
}

/** Runs one migration in its own transaction; returns what was wrong with it, or null. Throws when the disk is full. */
function applyOne(options: MigrateOptions, db: Database, migration: Migration): string | null {
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const statement of migration.statements) db.exec(statement)
    if (!db.inTransaction) return 'it ends its own transaction'
    const broken = firstBrokenReference(db)
    if (broken !== null) return broken
    db.prepare('INSERT INTO schema_migration (idx, tag, hash, applied_at, app_version) VALUES (?, ?, ?, ?, ?)').run(
      migration.idx,
      migration.tag,
      migration.hash,
      options.nowIso,
      options.appVersion,
    )
    db.exec('COMMIT')
    return null
  } catch (error) {
    const kind = classify(error)
    const isOfStatement = error instanceof SqliteDatabase.SqliteError && (kind === null || kind === 'constraint')
    if (!isOfStatement) throw error
    return error.message
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}
