import type { BackupReason, BackupRow } from '../../shared/contract/backup.ts'
import type { Result } from '../../shared/result.ts'
import type { BackupError } from '../database/backup.ts'
import type { MigrateError } from '../database/migrate.ts'
import type { LedgerError } from '../database/sqlite-errors.ts'
import type { ReadAs, ReadError } from '../spreadsheets/read-file.ts'
import type { ReadFile } from '../spreadsheets/table.ts'
import type { BooksReport } from '../ledger/verify.ts'
import type { SaveListResult, SaveListTask } from './save-list.ts'

/** Long work on a ledger, done in a worker with a connection of its own so that the window never stalls; the company's ledger it only reads. */
export type DatabaseTask =
  /** Makes a verified backup, then removes the ones that rotation gives up. */
  | { readonly kind: 'backup'; readonly file: string; readonly folder: string; readonly atIso: string; readonly reason: BackupReason }
  /** Runs every check of the file. */
  | { readonly kind: 'check'; readonly file: string }
  /** *Check my books*, with the backups in the folder. */
  | { readonly kind: 'books'; readonly file: string; readonly folder: string }
  /** Writes all rows of a list into a file. */
  | ({ readonly kind: 'save_list' } & SaveListTask)
  /** Reads the cells of a file of another program; it needs no ledger. */
  | ({ readonly kind: 'read_file'; readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> } & ReadAs)
  /** Makes the ledger of the practice shop, a file that is not there yet, and plays a year of it. */
  | ({ readonly kind: 'sample'; readonly file: string; readonly migrationsFolder: string; readonly backupFolder: string; readonly appVersion: string } & SampleMoment)

/** Beside the ledger of a practice shop: what lay there when the last day began, for a practice company that counts the same. */
export const stockListFile = 'stock.json'

/** Which year is played: the one that ends today. */
export interface SampleMoment {
  readonly seed: number
  /** Today in the company's calendar. */
  readonly today: string
  /** The UTC instant of now. */
  readonly nowIso: string
}

/** What each task ends with. */
export interface TaskResult {
  readonly backup: Result<BackupRow, BackupError>
  readonly check: Result<{ readonly checks: number }, LedgerError>
  readonly books: Result<BooksReport, LedgerError>
  readonly save_list: SaveListResult
  readonly read_file: Result<ReadFile, ReadError>
  readonly sample: Result<null, MigrateError>
}

/** A part of the work that begins now, `done` parts of `of` being finished. */
export interface TaskProgress {
  readonly step: string
  readonly done: number
  readonly of: number
}

/** What the worker tells; after the result it ends. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'result'; readonly result: TaskResult[DatabaseTask['kind']] }
