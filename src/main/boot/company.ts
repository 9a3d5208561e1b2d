import { hostname, userInfo } from 'node:os'
import type { BooksProgress } from '../../shared/bridge.ts'
import type { BootStage, StartWarning } from '../../shared/contract/app.ts'
import type { BackupReason, BackupRow } from '../../shared/contract/backup.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { listBackups, type BackupError } from '../database/backup.ts'
import { takeLock, type Lock } from '../database/lock.ts'
import { locationWarnings } from '../database/location.ts'
import { migrateLedger } from '../database/migrate.ts'
import { checkpoint, openLedger, type Database } from '../database/open.ts'
import { restoreBackup, type RestoreError } from '../database/restore.ts'
import type { LedgerError } from '../database/sqlite-errors.ts'
import { finishInterruptedSwap } from '../database/swap.ts'
import { runDatabaseTask, type TaskOptions } from '../worker/client.ts'
import type { SaveListResult, SaveListTask } from '../worker/save-list.ts'
import type { DatabaseTask, TaskResult } from '../worker/tasks.ts'
import type { Environment } from '../environment.ts'
import type { BooksReport } from '../ledger/verify.ts'
import type { QueryContext } from '../queries/context.ts'
import type { Paths } from './paths.ts'

export interface StageFailure {
  readonly stage: BootStage
  readonly error: AppError
}

/** The company's ledger on this PC: open, or with the reason why it is not. */
export interface Company {
  /** Runs the stages from the lock to the open ledger; false when one fails, and `failure` then tells which. */
  start(): boolean
  /** The same once the worker has let go of the file, which a migration or restore needs for itself. */
  startAgain(): Promise<boolean>
  failure(): StageFailure | null
  /** The open ledger; `null` while a stage has failed. */
  ledger(): QueryContext | null
  warnings(): readonly StartWarning[]
  /** Verified backups, newest first. */
  backups(): readonly BackupRow[]
  /** Makes a verified backup in the worker and gives up what rotation no longer keeps. */
  backUp(reason: BackupReason): Promise<Result<BackupRow, BackupError>>
  /** Reads the whole file in the worker; what it finds becomes the failure. True when the ledger is sound. */
  check(): Promise<boolean>
  /** Puts a backup in the ledger's place and starts again. */
  restore(file: string): Promise<Result<{ started: boolean; keptAs: string | null }, RestoreError | LedgerError>>
  /** *Check my books*, in the worker. A second call while one runs waits for its turn. */
  checkBooks(): Promise<Result<BooksReport, LedgerError | AppError<'books.cancelled'>>>
  /** Stops a check of the books that runs or waits; nothing happens when there is none. */
  cancelBooks(): void
  /** Writes all rows of a list into a file, in the worker. */
  saveList(list: Omit<SaveListTask, 'file' | 'today'>): Promise<SaveListResult>
  /** Moves what the write-ahead log holds into the ledger, while nobody waits for it. */
  settle(): void
  /** Closes the ledger and gives up the lock. */
  close(): void
  /** The same once the worker has let go of the file; a check of the books is stopped. */
  closeWhenIdle(): Promise<void>
}

/** Told around an open ledger, so that whoever works with it in the background begins and lets go in time. */
export interface LedgerWatch {
  opened(): void
  /** Before it is closed: what returns from here has let go. */
  closing(): void
}

/** Makes the company of these paths; nothing is opened before `start`. */
export function companyAt(
  paths: Paths,
  environment: Environment,
  appVersion: string,
  onBooksProgress: (progress: BooksProgress) => void = () => {},
  watch: LedgerWatch = { opened: () => {}, closing: () => {} },
  trustsAnswers = false,
): Company {
  const { clock, log } = environment
  let lock: Lock | null = null
  let open: { readonly db: Database; readonly context: QueryContext } | null = null
  let failed: StageFailure | null = null

  const closeLedger = () => {
    if (open !== null) watch.closing()
    open?.db.close()
    open = null
  }

  const fail = (stage: BootStage, error: AppError): false => {
    log.error('stage failed', { stage, error })
    failed = { stage, error }
    closeLedger()
    return false
  }

  /** Keeps other PCs and users out from before the first look at the file until `close`. */
  const hold = (): Result<Lock, LedgerError> => {
    if (lock !== null) return ok(lock)
    const taken = takeLock(paths.ledgerFile, { host: hostname(), user: userInfo().username, since: clock.instant() })
    if (taken.ok) lock = taken.value
    return taken
  }

  const start = (): boolean => {
    closeLedger()
    failed = null
    const held = hold()
    if (!held.ok) return fail('lock', held.error)
    const swapped = finishInterruptedSwap(paths.ledgerFile)
    if (!swapped.ok) return fail('restore', swapped.error)
    const migrated = migrateLedger({
      file: paths.ledgerFile,
      migrationsFolder: paths.migrationsFolder,
      backupFolder: paths.backupFolder,
      appVersion,
      nowIso: clock.instant(),
      // A missing ledger with backups beside it was lost; an empty one in its place would hide that.
      create: listBackups(paths.backupFolder).length === 0,
    })
    if (!migrated.ok) return fail('migrate', migrated.error)
    const opened = openLedger(paths.ledgerFile, { access: 'read_write' })
    if (!opened.ok) return fail('open', opened.error)
    const db = opened.value
    open = { db, context: { db, today: clock.today, trustsAnswers } }
    log.info('ledger open', { ...migrated.value, swap: swapped.value })
    watch.opened()
    return true
  }

  let working: Promise<unknown> = Promise.resolve()
  /** One at a time, as two readers of the whole file only slow each other down. */
  const inWorker = <Task extends DatabaseTask>(task: Task, options: TaskOptions = {}): Promise<TaskResult[Task['kind']]> => {
    const result = working.then(() => runDatabaseTask(paths.workerFile, task, options))
    working = result.catch(() => undefined)
    return result
  }

  let cancelling = new AbortController()
  const checkBooks: Company['checkBooks'] = async () => {
    if (cancelling.signal.aborted) cancelling = new AbortController()
    const { signal } = cancelling
    try {
      return await inWorker({ kind: 'books', file: paths.ledgerFile, folder: paths.backupFolder }, { signal, onProgress: onBooksProgress })
    } catch (thrown) {
      if (!signal.aborted) throw thrown
      return err(appError('books.cancelled', {}))
    }
  }

  const restore = (file: string): Result<{ started: boolean; keptAs: string | null }, RestoreError | LedgerError> => {
    const held = hold()
    if (!held.ok) return held
    closeLedger()
    const restored = restoreBackup({ file: paths.ledgerFile, backupFolder: paths.backupFolder, backup: file, atIso: clock.instant() })
    if (!restored.ok) {
      // Nothing was replaced: whoever was working goes on with the ledger there was.
      start()
      return restored
    }
    log.warn('backup restored', { file, ...restored.value })
    return ok({ started: start(), keptAs: restored.value.keptAs })
  }

  const close = () => {
    closeLedger()
    lock?.release()
    lock = null
  }

  return {
    start,
    startAgain: async () => {
      await working
      return start()
    },
    restore: async (file) => {
      await working
      return restore(file)
    },
    close,
    closeWhenIdle: async () => {
      cancelling.abort()
      await working
      close()
    },
    failure: () => failed,
    ledger: () => open?.context ?? null,
    warnings: () => locationWarnings(paths.ledgerFile),
    backups: () => listBackups(paths.backupFolder),
    backUp: async (reason) => {
      const atIso = clock.instant()
      const made = await inWorker({ kind: 'backup', file: paths.ledgerFile, folder: paths.backupFolder, atIso, reason })
      if (!made.ok) {
        log.error('backup failed', { reason, error: made.error })
        return made
      }
      log.info('backup made', made.value)
      return made
    },
    check: async () => {
      const checked = await inWorker({ kind: 'check', file: paths.ledgerFile })
      if (checked.ok) return true
      return fail('check', checked.error)
    },
    checkBooks,
    cancelBooks: () => cancelling.abort(),
    saveList: (list) => inWorker({ kind: 'save_list', file: paths.ledgerFile, today: clock.today(), ...list }),
    settle: () => {
      if (open !== null) checkpoint(open.db)
    },
  }
}
