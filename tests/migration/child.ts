import { takeLock } from '../../src/main/database/lock.ts'
import { migrateLedger } from '../../src/main/database/migrate.ts'
import { restoreBackup } from '../../src/main/database/restore.ts'
import { finishInterruptedSwap } from '../../src/main/database/swap.ts'
import { testNowIso } from '../support/database.ts'
import { addBoxes, migrateOptions, withLedger, workshopIn } from './harness.ts'

/** What a process of its own is asked to do in a workshop's folder; `killAt` is the step before which it dies. */
export type ChildTask =
  | { readonly kind: 'migrate'; readonly folder: string; readonly killAt: string }
  | { readonly kind: 'restore'; readonly folder: string; readonly backup: string; readonly killAt: string }
  | { readonly kind: 'finish'; readonly folder: string; readonly killAt: string }
  /** Adds boxes, each in a transaction of its own, begins one more, and dies. */
  | { readonly kind: 'write_and_die'; readonly folder: string; readonly from: number; readonly to: number }
  /** Takes the lock, says so, and waits to be ended. */
  | { readonly kind: 'hold_lock'; readonly folder: string; readonly host: string; readonly user: string; readonly since: string }

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('still alive')
}

function run(task: ChildTask): unknown {
  const at = workshopIn(task.folder)
  switch (task.kind) {
    case 'migrate':
      return migrateLedger({ ...migrateOptions(at, at.newMigrations), atStep: (step) => void (step === task.killAt && die()) })
    case 'restore':
      return restoreBackup({
        file: at.file,
        backupFolder: at.backupFolder,
        backup: task.backup,
        atIso: testNowIso,
        atStep: (step) => void (step === task.killAt && die()),
      })
    case 'finish':
      return finishInterruptedSwap(at.file, (step) => void (step === task.killAt && die()))
    case 'write_and_die':
      return withLedger(at.file, (db) => {
        addBoxes(db, task.from, task.to)
        db.exec('BEGIN IMMEDIATE')
        addBoxes(db, task.to + 1, task.to + 5)
        die()
      })
    case 'hold_lock': {
      const held = takeLock(at.file, { host: task.host, user: task.user, since: task.since })
      // The timer keeps the process until the test ends it, and the lock: one that nothing names is let go when memory is tidied.
      setInterval(() => void held, 60_000)
      return held
    }
  }
}

process.stdout.write(`${JSON.stringify(run(JSON.parse(process.argv[2] ?? '') as ChildTask))}\n`)
