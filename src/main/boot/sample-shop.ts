import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import type { Clock } from '../environment.ts'
import { runDatabaseTask } from '../worker/client.ts'
import type { Paths } from './paths.ts'

/** Everybody's practice shop has the same past, counted back from today. */
const sampleSeed = 7

/** Makes the ledger of a practice shop in the worker: a year of it, ending today. */
export function makeSampleShop(clock: Clock, appVersion: string): (paths: Paths, onDay: (done: number, of: number) => void) => Promise<Result<null, AppError>> {
  return ({ ledgerFile, migrationsFolder, backupFolder, workerFile }, onDay) => {
    const moment = { seed: sampleSeed, today: clock.today(), nowIso: clock.instant() }
    const task = { kind: 'sample', file: ledgerFile, migrationsFolder, backupFolder, appVersion, ...moment } as const
    return runDatabaseTask(workerFile, task, { onProgress: ({ done, of }) => onDay(done, of) })
  }
}
