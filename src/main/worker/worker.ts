import { parentPort, workerData } from 'node:worker_threads'
import { ok } from '../../shared/result.ts'
import { makeBackup, rotate } from '../database/backup.ts'
import { checkLedgerFile } from '../database/doctor.ts'
import { openLedger } from '../database/open.ts'
import { classify } from '../database/sqlite-errors.ts'
import { verifyBooks, type BooksPart, type ReadProgress } from '../ledger/verify.ts'
import type { DatabaseTask, TaskResult, WorkerMessage } from './tasks.ts'

function tell(message: WorkerMessage): void {
  // A port between threads has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message)
}

function onStep(step: string, done: number, of: number): void {
  tell({ kind: 'progress', progress: { step, done, of } })
}

function run(task: DatabaseTask): TaskResult[DatabaseTask['kind']] {
  switch (task.kind) {
    case 'backup':
      return backUp(task)
    case 'check':
      return check(task.file)
    case 'books':
      return checkBooks(task)
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

tell({ kind: 'result', result: run(workerData as DatabaseTask) })
