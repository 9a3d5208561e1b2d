import type { Database } from '../../src/main/database/open.ts'

/** Ends this process as a power cut does. */
export function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

/** Dies at the nth row that is written. Temporary triggers count the rows: the ledger file knows nothing of them. */
export function dieAtRow(on: Database, nth: number): void {
  let written = 0
  on.function('row_written', () => {
    written += 1
    if (written >= nth) die()
    return 0
  })
  const tables = on.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all()
  for (const table of tables) {
    for (const event of ['INSERT', 'UPDATE']) on.exec(`CREATE TEMP TRIGGER row_of_${table}_${event} AFTER ${event} ON main.${table} BEGIN SELECT row_written(); END`)
  }
}
