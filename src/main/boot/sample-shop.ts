import { hash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { renameFile, syncFile } from '../database/files.ts'
import { readMigrations } from '../database/migrations.ts'
import { toLedgerError } from '../database/sqlite-errors.ts'
import type { Clock, Log } from '../environment.ts'
import { runDatabaseTask } from '../worker/client.ts'
import type { Paths } from './paths.ts'
import { discard } from './places.ts'

/** Everybody's practice shop has the same past, counted back from today. */
const sampleSeed = 7

/** What makes a practice shop, and keeps the one that was made last for the rest of its day. */
export interface SampleShops {
  /** Puts the ledger of a practice shop into the folder of `paths`: a year of it, ending today. */
  make(paths: Paths, onDay: (done: number, of: number) => void): Promise<Result<null, AppError>>
  /** Removes the kept one when its day is over, or another program made it. */
  tidy(paths: Paths): void
}

interface SampleShopParts {
  readonly clock: Clock
  readonly appVersion: string
  readonly log: Log
}

/** Beside a kept shop: of which moment and program it is, and the hash of its ledger. */
const noteFile = 'made.json'

/**
 * A year is made by everything that people do, one command after the other, in the worker. Whoever opens the shop again on the same day
 * gets a copy of what was made then.
 */
export function sampleShops({ clock, appVersion, log }: SampleShopParts): SampleShops {
  const madeNow = ({ migrationsFolder }: Paths) =>
    JSON.stringify({ seed: sampleSeed, today: clock.today(), appVersion, migrations: readMigrations(migrationsFolder).map((migration) => migration.hash) })
  const hashOf = (ledgerFile: string) => hash('sha256', readFileSync(ledgerFile), 'hex')

  /** The hash of the kept ledger as it was made; `null` when none is kept, or one of another day or program. */
  const keptHash = (paths: Paths): string | null => {
    try {
      const [made, ledgerHash = null] = readFileSync(join(paths.madeShopFolder, noteFile), 'utf8').split('\n')
      return made === madeNow(paths) ? ledgerHash : null
    } catch {
      return null
    }
  }

  const isWhole = (paths: Paths): boolean => {
    const kept = keptHash(paths)
    try {
      return kept !== null && hashOf(join(paths.madeShopFolder, 'ledger.db')) === kept
    } catch {
      return false
    }
  }

  /** What cannot be kept is made again the next time. */
  const keep = (paths: Paths) => {
    const aside = `${paths.madeShopFolder}.new`
    try {
      discard(aside, log)
      cpSync(paths.dataFolder, aside, { recursive: true })
      writeFileSync(join(aside, noteFile), `${madeNow(paths)}\n${hashOf(paths.ledgerFile)}`)
      discard(paths.madeShopFolder, log)
      renameFile(aside, paths.madeShopFolder)
    } catch (thrown) {
      log.warn('practice shop not kept', { thrown })
      discard(aside, log)
    }
  }

  const copy = ({ madeShopFolder, dataFolder, ledgerFile }: Paths): Result<null, AppError> => {
    try {
      cpSync(madeShopFolder, dataFolder, { recursive: true, filter: (source) => !source.endsWith(noteFile) })
      syncFile(ledgerFile)
      return ok(null)
    } catch (thrown) {
      const known = toLedgerError(thrown, ledgerFile)
      if (known === null) throw thrown
      return err(known)
    }
  }

  return {
    make: async (paths, onDay) => {
      if (isWhole(paths)) return copy(paths)
      const { ledgerFile, migrationsFolder, backupFolder, workerFile } = paths
      mkdirSync(backupFolder, { recursive: true })
      const moment = { seed: sampleSeed, today: clock.today(), nowIso: clock.instant() }
      const task = { kind: 'sample', file: ledgerFile, migrationsFolder, backupFolder, appVersion, ...moment } as const
      const made = await runDatabaseTask(workerFile, task, { onProgress: ({ done, of }) => onDay(done, of) })
      if (made.ok) keep(paths)
      return made
    },
    tidy: (paths) => {
      // At each start: the ledger is not read for it, a copy of it looks first.
      if (existsSync(paths.madeShopFolder) && keptHash(paths) === null) discard(paths.madeShopFolder, log)
    },
  }
}
