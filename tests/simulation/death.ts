import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Statement } from 'better-sqlite3'
import type { Database } from '../../src/main/database/open.ts'

/** Ends this process as a power cut does. */
export function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

/** Dies at the nth row that is written, into whichever table or one of these. Temporary triggers count the rows: the ledger file knows nothing of them. */
export function dieAtRow(on: Database, nth: number, among?: readonly string[]): void {
  let written = 0
  on.function('row_written', () => {
    written += 1
    if (written >= nth) die()
    return 0
  })
  const tables = among ?? on.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all()
  for (const table of tables) {
    for (const event of ['INSERT', 'UPDATE']) on.exec(`CREATE TEMP TRIGGER row_of_${table}_${event} AFTER ${event} ON main.${table} BEGIN SELECT row_written(); END`)
  }
}

const killer = `const { workerData: { shared, delayMs } } = require('node:worker_threads')
Atomics.wait(new Int32Array(shared), 0, 0)
for (const until = performance.now() + delayMs; performance.now() < until; );
process.kill(process.pid, 'SIGKILL')`

/** Dies during the nth commit, or so soon after it: another thread kills the process so long after it began. */
export async function dieInCommit(on: Database, nth: number, delayMs: number): Promise<void> {
  const shared = new SharedArrayBuffer(4)
  const thread = new Worker(killer, { eval: true, workerData: { shared, delayMs } })
  await once(thread, 'online')
  thread.unref()
  // Before the program's first transaction on this connection, which keeps what it prepares.
  const prepare = on.prepare.bind(on) as (sql: string) => Statement
  let commits = 0
  const counted = (sql: string) => {
    const statement = prepare(sql)
    if (sql !== 'COMMIT') return statement
    const run = statement.run.bind(statement)
    return Object.assign(statement, {
      run: () => {
        commits += 1
        if (commits === nth) {
          Atomics.store(new Int32Array(shared), 0, 1)
          Atomics.notify(new Int32Array(shared), 0)
        }
        return run()
      },
    })
  }
  Object.assign(on, { prepare: counted })
}
