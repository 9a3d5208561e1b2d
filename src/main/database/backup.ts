import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupReason, BackupRow } from '../../shared/contract/backup.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { backupsToRemove, formatBackupName, newestFirst, parseBackupName } from './backup-names.ts'
import { backupChecks, checkLedgerFile, type FileCheck } from './doctor.ts'
import { fileBytes, freeBytes, removeDatabase, removeFile, renameFile, syncFile, syncFolder } from './files.ts'
import { backupOfNote, headsNote, headsOf, missingFrom, writeHeadsNote, type LedgerHeads } from './heads.ts'
import { openLedger, type Database } from './open.ts'
import { classify, type LedgerError } from './sqlite-errors.ts'

export interface BackupOptions {
  /** The open ledger, or its file. Not inside a transaction. */
  readonly source: Database | string
  /** Where backups are kept; made when missing. */
  readonly folder: string
  /** The UTC instant to name it by. */
  readonly atIso: string
  readonly reason: BackupReason
  readonly freeBytes?: (folder: string) => number
  /** Told before each part of the work; the part before the checks is `copy`. */
  readonly onStep?: (step: 'copy' | FileCheck, done: number, of: number) => void
}

export type BackupError = AppError<'backup.failed' | 'ledger.disk_full'>

/** The ending of a backup that is not verified yet. */
const partialEnding = '.partial'
/** Room left beside the copy, in bytes: for the name in the folder and for SQLite's own files. */
const spareBytes = 1_048_576

/**
 * Writes a backup in one step, opens it again and checks it, and only then gives it its name. One step, because a copy
 * page by page starts again at every write to the ledger and may never end.
 */
export function makeBackup(options: BackupOptions): Result<BackupRow, BackupError> {
  try {
    mkdirSync(options.folder, { recursive: true })
    const file = freeName(options)
    const partial = join(options.folder, file + partialEnding)
    try {
      const made = writeVerified(options, partial)
      if (!made.ok) return err(asBackupError(made.error))
      // The note comes first: one without its backup is cleared away at the next start.
      if (made.value !== null) renameFile(headsNote(partial), join(options.folder, headsNote(file)))
      renameFile(partial, join(options.folder, file))
    } finally {
      removeFile(headsNote(partial))
      removeDatabase(partial)
    }
    syncFolder(options.folder)
    const row = describe(options.folder, file)
    if (row === null) throw new Error(`The backup ${file} has a name that cannot be read back.`)
    return ok(row)
  } catch (error) {
    const kind = classify(error)
    if (kind === null || kind === 'constraint') throw error
    if (kind === 'disk_full') return err(appError('ledger.disk_full', { file: options.folder }))
    return err(appError('backup.failed', { detail: error instanceof Error ? error.message : String(error) }))
  }
}

function freeName(options: BackupOptions): string {
  for (let nth = 1; ; nth += 1) {
    const name = formatBackupName(options.atIso, options.reason, nth)
    if (!existsSync(join(options.folder, name)) && !existsSync(join(options.folder, name + partialEnding))) return name
  }
}

/** The copy, checked, with a note of its heads beside it; the heads are null when it has no books. */
function writeVerified(options: BackupOptions, target: string): Result<LedgerHeads | null, LedgerError> {
  const { source } = options
  const sourceFile = typeof source === 'string' ? source : source.name
  const bytesNeeded = fileBytes(sourceFile) + fileBytes(`${sourceFile}-wal`) + spareBytes
  const bytesFree = (options.freeBytes ?? freeBytes)(options.folder)
  if (bytesFree < bytesNeeded) return err(appError('ledger.disk_full', { file: options.folder, bytesNeeded, bytesFree }))
  options.onStep?.('copy', 0, backupChecks.length + 1)
  const copied = copyInOneStep(source, target)
  if (!copied.ok) return copied
  syncFile(target)
  const verified = verifyBackupFile(target, (check, done, of) => options.onStep?.(check, done + 1, of + 1))
  if (!verified.ok || verified.value === null) return verified
  const missing = copied.value === null ? null : headsMissing(target, copied.value)
  if (missing !== null) return err(appError('ledger.check_failed', { file: target, check: 'heads', detail: missing }))
  writeHeadsNote(headsNote(target), verified.value)
  return verified
}

/** Which of the source's heads the copy lacks; it may well hold more, written while it was made. */
function headsMissing(target: string, source: LedgerHeads): string | null {
  const opened = openLedger(target, { access: 'read_only' })
  if (!opened.ok) return opened.error.code
  try {
    const missing = missingFrom(opened.value, source)
    return missing && `${missing.chain} ${missing.count} is not in the copy`
  } finally {
    opened.value.close()
  }
}

/** Copies and returns the heads that the source had when that began. */
function copyInOneStep(source: Database | string, target: string): Result<LedgerHeads | null, LedgerError> {
  const copy = (db: Database) => {
    const heads = headsOf(db)
    db.prepare('VACUUM INTO ?').run(target)
    return heads
  }
  if (typeof source !== 'string') return ok(copy(source))
  const opened = openLedger(source, { access: 'read_only' })
  if (!opened.ok) return opened
  try {
    return ok(copy(opened.value))
  } finally {
    opened.value.close()
  }
}

/**
 * Opens a file that is meant to become a backup, or the ledger again, and runs the checks that hold for any version.
 * Returns its heads; null when it has no books.
 */
export function verifyBackupFile(file: string, onCheck?: (check: FileCheck, done: number, of: number) => void): Result<LedgerHeads | null, LedgerError> {
  const opened = openLedger(file, { access: 'read_only' })
  if (!opened.ok) return opened
  try {
    const checked = checkLedgerFile(opened.value, { checks: backupChecks, ...(onCheck && { onCheck }) })
    return checked.ok ? ok(headsOf(opened.value)) : checked
  } finally {
    opened.value.close()
  }
}

/** A backup that cannot be made is one error with the reason in it; a full disk keeps its own, as there is one thing to do. */
export function asBackupError(error: LedgerError): BackupError {
  if (error.code === 'ledger.disk_full') return error
  const detail = 'detail' in error.data ? error.data.detail : error.code
  const check = 'check' in error.data ? `${error.data.check}: ` : ''
  return appError('backup.failed', { detail: check + detail })
}

/** The verified backups in a folder, newest first; none when the folder does not exist. */
export function listBackups(folder: string): BackupRow[] {
  if (!existsSync(folder)) return []
  return newestFirst(readdirSync(folder).flatMap((file) => describe(folder, file) ?? []))
}

function describe(folder: string, file: string): BackupRow | null {
  const name = parseBackupName(file)
  return name === null ? null : { file, at: name.at, bytes: fileBytes(join(folder, file)), reason: name.reason }
}

/** Removes the backups that `backupsToRemove` names; returns their file names. Throws when the folder cannot be written. */
export function rotate(folder: string, nowIso: string): string[] {
  const removed = backupsToRemove(listBackups(folder), nowIso).map((row) => row.file)
  for (const file of removed) removeBackup(folder, file)
  return removed
}

function removeBackup(folder: string, file: string): void {
  removeFile(join(folder, file))
  removeFile(join(folder, headsNote(file)))
}

/** Removes what a process that died in the middle of a backup left. Only while no backup is being made: at the start. */
export function removePartialBackups(folder: string): void {
  if (!existsSync(folder)) return
  for (const file of readdirSync(folder)) {
    const unfinished = /^(.+\.db)\.partial(?:-wal|-shm|-journal|\.heads\.json)?$/.exec(file)?.[1]
    const noted = backupOfNote(file)
    const isLeft = unfinished !== undefined || (noted !== null && !existsSync(join(folder, noted)))
    if (isLeft && parseBackupName(unfinished ?? noted ?? '') !== null) removeFile(join(folder, file))
  }
}
