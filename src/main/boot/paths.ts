import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where this program keeps what, all below one folder of the person's, and where its own files lie. */
export interface Paths {
  readonly dataFolder: string
  readonly ledgerFile: string
  readonly backupFolder: string
  readonly logFolder: string
  readonly migrationsFolder: string
  readonly rendererFolder: string
  readonly preloadFile: string
  readonly workerFile: string
  /** The practice shop's own folder, beside the company's; it is not there while nobody practises. */
  readonly practiceFolder: string
  /** The practice shop that was made last, as it was then, for the rest of its day. */
  readonly madeShopFolder: string
  /** The practice company, which runs as a process of its own. */
  readonly practiceCompanyFile: string
}

/**
 * `dataFolder` is Electron's userData; `programFolder` the folder (or archive) that holds `out` and `drizzle`. Creates
 * the folders that are missing.
 */
export function preparePaths(dataFolder: string, programFolder: string): Paths {
  const paths: Paths = {
    dataFolder,
    ledgerFile: join(dataFolder, 'company', 'ledger.db'),
    backupFolder: join(dataFolder, 'company', 'backups'),
    logFolder: join(dataFolder, 'logs'),
    migrationsFolder: join(programFolder, 'drizzle'),
    rendererFolder: join(programFolder, 'out', 'renderer'),
    preloadFile: join(programFolder, 'out', 'preload', 'preload.cjs'),
    workerFile: join(programFolder, 'out', 'main', 'worker.js'),
    practiceFolder: join(dataFolder, 'practice-shop'),
    madeShopFolder: join(dataFolder, 'practice-shop.made'),
    practiceCompanyFile: join(programFolder, 'out', 'main', 'practice.js'),
  }
  for (const folder of [join(dataFolder, 'company'), paths.backupFolder, paths.logFolder]) mkdirSync(folder, { recursive: true })
  return paths
}

/** The same program on the practice shop's ledger: everything it writes lies in the shop's folder, but for the log and what is kept of its making. */
export function practicePaths(paths: Paths): Paths {
  const { practiceFolder } = paths
  return { ...paths, dataFolder: practiceFolder, ledgerFile: join(practiceFolder, 'ledger.db'), backupFolder: join(practiceFolder, 'backups') }
}
