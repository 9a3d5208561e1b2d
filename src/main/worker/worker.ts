import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { err, ok } from '../../shared/result.ts'
import { makeBackup, rotate } from '../database/backup.ts'
import { checkLedgerFile } from '../database/doctor.ts'
import { syncFile } from '../database/files.ts'
import { migrateLedger } from '../database/migrate.ts'
import { openLedger, seal } from '../database/open.ts'
import { classify, toLedgerError } from '../database/sqlite-errors.ts'
import { verifyBooks, type BooksPart, type ReadProgress } from '../ledger/verify.ts'
import { stockListFile, type DatabaseTask, type TaskResult, type WorkerMessage } from './tasks.ts'

function tell(message: WorkerMessage): void {
  // A port between threads has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message)
}

function onStep(step: string, done: number, of: number): void {
  tell({ kind: 'progress', progress: { step, done, of } })
}

function run(task: DatabaseTask): TaskResult[DatabaseTask['kind']] | Promise<TaskResult['sample'] | TaskResult['save_list'] | TaskResult['read_file']> {
  switch (task.kind) {
    case 'backup':
      return backUp(task)
    case 'check':
      return check(task.file)
    case 'books':
      return checkBooks(task)
    case 'save_list':
      return saveToFile(task)
    case 'read_file':
      return readTable(task)
    case 'sample':
      return makeSample(task)
  }
}

function backUp(task: Extract<DatabaseTask, { kind: 'backup' }>): TaskResult['backup'] {
  const made = makeBackup({ source: task.file, folder: task.folder, atIso: task.atIso, reason: task.reason, onStep })
  if (!made.ok) return made
  try {
    rotate(task.folder, task.atIso)
  } catch (error) {
    // The backup stands; a file that another program holds open is removed the next time.
    if (classify(error) === null) throw error
  }
  return made
}

function check(file: string): TaskResult['check'] {
  const opened = openLedger(file, { access: 'read_only' })
  if (!opened.ok) return opened
  try {
    return checkLedgerFile(opened.value, { onCheck: onStep })
  } finally {
    opened.value.close()
  }
}

function checkBooks({ file, folder }: Extract<DatabaseTask, { kind: 'books' }>): TaskResult['books'] {
  const opened = openLedger(file, { access: 'read_only' })
  if (!opened.ok) return opened
  const db = opened.value
  try {
    // One view of the ledger from the first row to the last, whatever is posted meanwhile.
    const options = { backupFolder: folder, onProgress: ({ done, total }: ReadProgress) => onStep('postings', done, total), onPart: (part: BooksPart) => onStep(part, 0, 1) }
    return ok(db.transaction(() => verifyBooks(db, options))())
  } finally {
    db.close()
  }
}

async function saveToFile(task: Extract<DatabaseTask, { kind: 'save_list' }>): Promise<TaskResult['save_list']> {
  // All the questions come with it; no other task waits for them to load.
  const { saveList } = await import('./save-list.ts')
  try {
    return await saveList(task, onStep)
  } catch (thrown) {
    const known = toLedgerError(thrown, task.file)
    if (known === null) throw thrown
    return err(known)
  }
}

async function readTable({ fileName, bytes, encoding, separator }: Extract<DatabaseTask, { kind: 'read_file' }>): Promise<TaskResult['read_file']> {
  // The readers of other programs' files come with it; no other task waits for them to load.
  const { readFile } = await import('../spreadsheets/read-file.ts')
  return readFile({ fileName, bytes }, { encoding, separator }, (step) => onStep(step, 0, 1))
}

async function makeSample(task: Extract<DatabaseTask, { kind: 'sample' }>): Promise<TaskResult['sample']> {
  // All the commands come with it; no other task waits for them to load.
  const { playSampleYear } = await import('../sample/year.ts')
  const { stockAtBeginOf } = await import('../sample/stock-list.ts')
  const { file, seed, today, nowIso } = task
  const migrated = migrateLedger({ ...task, create: true })
  if (!migrated.ok) return migrated
  const opened = openLedger(file, { access: 'read_write' })
  if (!opened.ok) return opened
  const db = opened.value
  try {
    // What a power cut leaves of it is thrown away: it counts once it is whole and on the disk.
    db.pragma('synchronous = OFF')
    playSampleYear({ db, seed, today, nowIso, onDay: (done, of) => onStep('days', done, of) })
    writeFileSync(join(dirname(file), stockListFile), JSON.stringify(stockAtBeginOf(db, today)))
    seal(db)
  } catch (thrown) {
    const known = toLedgerError(thrown, file)
    if (known === null) throw thrown
    return err(known)
  } finally {
    db.close()
  }
  syncFile(file)
  return ok(null)
}

tell({ kind: 'result', result: await run(workerData as DatabaseTask) })
