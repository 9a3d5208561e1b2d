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
  }
  for (const folder of [join(dataFolder, 'company'), paths.backupFolder, paths.logFolder]) mkdirSync(folder, { recursive: true })
  return paths
}
