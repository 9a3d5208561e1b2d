import { copyFileSync, existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { asBackupError, makeBackup, verifyBackupFile, type BackupError } from './backup.ts'
import { formatStamp, parseBackupName } from './backup-names.ts'
import { companionSuffixes, fileBytes, freeBytes, removeDatabase, syncFile } from './files.ts'
import { recordReplacedHeads } from './replaced-heads.ts'
import { toLedgerError, type LedgerError } from './sqlite-errors.ts'
import { finishInterruptedSwap, swap, type SwapStep } from './swap.ts'

/** The steps of a restore, in order; each is told before it begins. */
export type RestoreStep = 'copy_backup' | 'verify_copy' | 'keep_replaced' | 'record_replaced' | SwapStep | 'discard_previous' | 'done'

export interface RestoreOptions {
  /** The ledger to replace; closed. May be missing or damaged. */
  readonly file: string
  readonly backupFolder: string
  /** The backup's file name, without a path. */
  readonly backup: string
  /** The UTC instant of now. */
  readonly atIso: string
  readonly freeBytes?: (folder: string) => number
  readonly atStep?: (step: RestoreStep) => void
}

export type RestoreError = AppError<'backup.not_found'> | BackupError

export interface RestoreOutcome {
  /**
   * The name of what was replaced: a backup in the backup folder, so that the restore can be undone by another one, or a
   * file beside the ledger when it was too damaged to make one. Null when there was no ledger.
   */
  readonly keptAs: string | null
}

/** Where a backup is prepared to become the ledger. */
export const restoringFile = (file: string) => `${file}.restoring`
/** The name of a replaced ledger until its successor has been opened. */
export const previousFile = (file: string) => `${file}.previous`

/** Room left beside the copies, in bytes. */
const spareBytes = 4_194_304

/**
 * Puts a verified backup in the ledger's place and keeps what it replaces. Nothing is touched before the backup has been
 * copied and checked. The restored ledger may be of an older version: migrate it before opening it. Errors:
 * `backup.not_found`, `ledger.disk_full`, and `backup.failed` for everything else, such as a connection still open.
 */
export function restoreBackup(options: RestoreOptions): Result<RestoreOutcome, RestoreError> {
  try {
    const restored = restore(options)
    return restored.ok ? restored : err(asRestoreError(restored.error))
  } catch (error) {
    const known = toLedgerError(error, options.file)
    if (known === null) throw error
    return err(asRestoreError(known))
  } finally {
    if (!existsSync(`${options.file}.swap`)) removeDatabase(restoringFile(options.file))
  }
}

function restore(options: RestoreOptions): Result<RestoreOutcome, RestoreError | LedgerError> {
  const { file, backupFolder, backup, atIso } = options
  const atStep = options.atStep ?? (() => {})
  const source = join(backupFolder, backup)
  if (basename(backup) !== backup || parseBackupName(backup) === null || !existsSync(source)) {
    return err(appError('backup.not_found', { file: backup }))
  }
  // A swap that can neither be finished nor undone is what this restore mends; it writes its own marker over that one.
  finishInterruptedSwap(file)

  const copy = restoringFile(file)
  const bytesNeeded = fileBytes(source) + fileBytes(file) + spareBytes
  const bytesFree = (options.freeBytes ?? freeBytes)(dirname(file))
  if (bytesFree < bytesNeeded) return err(appError('ledger.disk_full', { file, bytesNeeded, bytesFree }))
  atStep('copy_backup')
  removeDatabase(copy)
  copyFileSync(source, copy)
  syncFile(copy)
  atStep('verify_copy')
  const verified = verifyBackupFile(copy)
  if (!verified.ok) return err(asBackupError(verified.error))

  atStep('keep_replaced')
  const kept = keepReplaced(options)
  if (!kept.ok) return kept
  atStep('record_replaced')
  const recorded = recordReplacedHeads(copy, backupFolder, atIso)
  if (!recorded.ok) return err(asBackupError(recorded.error))
  const swapped = swap({ file, copy, previous: kept.value.previous, live: kept.value.live, atStep })
  if (!swapped.ok && kept.value.live === 'sound' && isDamage(swapped.error)) {
    // Its rows could be read, yet it cannot be closed properly: it is moved as it is, and stays beside the backup of it.
    const moved = swap({ file, copy, previous: brokenFile(file, atIso), live: 'broken', atStep })
    if (!moved.ok) return moved
  } else if (!swapped.ok) {
    return swapped
  }
  atStep('discard_previous')
  if (kept.value.live === 'sound') removeDatabase(kept.value.previous)
  atStep('done')
  return ok({ keptAs: kept.value.keptAs })
}

interface Kept extends RestoreOutcome {
  readonly previous: string
  readonly live: 'sound' | 'broken'
}

/** A verified backup of the ledger as it is; where it is too damaged for one, the name under which its files will stay. */
function keepReplaced(options: RestoreOptions): Result<Kept, BackupError> {
  const { file, backupFolder, atIso } = options
  const hasFiles = existsSync(file) || companionSuffixes.some((suffix) => fileBytes(file + suffix) > 0)
  if (!hasFiles) return ok({ keptAs: null, previous: previousFile(file), live: 'sound' })
  const made = makeBackup({ source: file, folder: backupFolder, atIso, reason: 'before-restore', ...(options.freeBytes && { freeBytes: options.freeBytes }) })
  if (made.ok) return ok({ keptAs: made.value.file, previous: previousFile(file), live: 'sound' })
  if (made.error.code === 'ledger.disk_full') return made
  const previous = brokenFile(file, atIso)
  return ok({ keptAs: basename(previous), previous, live: 'broken' })
}

function brokenFile(file: string, atIso: string): string {
  for (let nth = 1; ; nth += 1) {
    const candidate = join(dirname(file), `ledger-${formatStamp(atIso)}-broken${nth === 1 ? '' : `-${nth}`}.db`)
    if ([candidate, ...companionSuffixes.map((suffix) => candidate + suffix)].every((name) => !existsSync(name))) return candidate
  }
}

function isDamage(error: LedgerError): boolean {
  return error.code === 'ledger.corrupt' || error.code === 'ledger.not_a_ledger'
}

function asRestoreError(error: RestoreError | LedgerError): RestoreError {
  return error.code === 'backup.not_found' || error.code === 'backup.failed' ? error : asBackupError(error)
}
