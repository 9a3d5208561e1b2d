import type { ItemRunSummary } from '../../shared/contract/item.ts'
import type { AppError } from '../../shared/errors.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Clock } from '../environment.ts'
import type { Applied, Listed } from './item-applied.ts'
import type { Write } from './item-mirror.ts'

/** How one run of the item sync goes, kept in its row of `sync_run`. */
export interface ItemRun {
  /** QuickBooks' own clock when the first page was told. */
  startedAt(time: string): void
  wrote(writes: readonly Write[]): void
  passedOver(skipped: number, unread: number): void
  applied(applied: Applied): void
  /** Changes that were not applied so far. */
  listed(): readonly Listed[]
  /** Those that are still not applied after another try. */
  listOnly(listed: readonly Listed[]): void
  /** How many rows to write in one transaction, so that it keeps nobody waiting; it follows how long the last ones took. */
  rowsAtOnce(): number
  rowsTook(rows: number, ms: number): void
  /** Adds rows that were read; returns how many they are in all. */
  read(rows: number): number
  /** Writes how it stands, in the transaction that is open. */
  keep(): void
  /** Writes how it ended and returns that. */
  end(problem: AppError | null): ItemRunSummary
}

/** As many as a summary names; the rest is counted. */
const namedMax = 100
const runsKept = 100
/** A transaction should not keep the window waiting for longer. */
const transactionMsMax = 25
const rowsAtOnceMax = 1000

const statements = perConnection((db) => ({
  begin: db.prepare<[string, string | null, string | null, string]>(
    "INSERT INTO sync_run (kind, began_at, ended_at, cursor, summary_json) VALUES ('items', ?, ?, ?, ?)",
  ),
  goOn: db.prepare<[string | null, string | null, string, number]>('UPDATE sync_run SET ended_at = ?, cursor = ?, summary_json = ? WHERE sync_run_id = ?'),
  forget: db.prepare<[number]>(
    `DELETE FROM sync_run WHERE kind = 'items'
       AND sync_run_id <= (SELECT sync_run_id FROM sync_run WHERE kind = 'items' ORDER BY sync_run_id DESC LIMIT 1 OFFSET ?)`,
  ),
}))

/** Begins a run. Its row is written with the first that it finds, or at its end; the oldest runs are forgotten then. */
export function beginItemRun(db: Database, clock: Clock): ItemRun {
  // Given by the table with the first write, as runs of other lists write their rows meanwhile.
  let runId: number | null = null
  const beganAt = clock.instant()
  const counts = { created: 0, updated: 0, deactivated: 0 }
  let cursor: string | null = null
  let rowsAtOnce = 250
  let [skipped, unread, listedCount, rowsRead] = [0, 0, 0, 0]
  const changed = new Set<number>()
  const counted = new Set<number>()
  let listed: readonly Listed[] = []
  let belowZero: ItemRunSummary['belowZero'] = []
  let ending: Pick<ItemRunSummary, 'problem' | 'cancelled'> = { problem: null, cancelled: false }

  const summary = (): ItemRunSummary => ({ ...counts, skipped, unread, changed: changed.size, counted: counted.size, listed: listed.slice(0, namedMax), listedCount, belowZero, ...ending })
  const write = (endedAt: string | null) => {
    if (runId === null) runId = Number(statements(db).begin.run(beganAt, endedAt, cursor, JSON.stringify(summary())).lastInsertRowid)
    else statements(db).goOn.run(endedAt, cursor, JSON.stringify(summary()), runId)
  }
  const list = (all: readonly Listed[]) => {
    listed = all
    listedCount = all.length
  }
  return {
    startedAt: (time) => {
      cursor ??= time
    },
    wrote: (writes) => {
      for (const { what } of writes) counts[what] += 1
    },
    passedOver: (more, unreadable) => {
      skipped += more
      unread += unreadable
    },
    applied: (applied) => {
      for (const productId of applied.changed) changed.add(productId)
      for (const productId of applied.counted) counted.add(productId)
      list([...listed, ...applied.listed])
      belowZero = [...belowZero, ...applied.belowZero].slice(0, namedMax)
    },
    listed: () => listed,
    listOnly: list,
    rowsAtOnce: () => rowsAtOnce,
    rowsTook: (rows, ms) => {
      const fitting = Math.floor((rows * transactionMsMax) / Math.max(1, ms))
      // Few rows tell little of how many would fit.
      rowsAtOnce = Math.max(50, Math.min(rowsAtOnceMax, rows < rowsAtOnce ? Math.max(rowsAtOnce, fitting) : fitting))
    },
    read: (rows) => (rowsRead += rows),
    keep: () => write(null),
    end: (problem) => {
      const wasCancelled = problem?.code === 'connection.cancelled'
      ending = { problem: wasCancelled ? null : problem, cancelled: wasCancelled }
      if (db.open) {
        transact<null, never>(db, () => {
          write(clock.instant())
          statements(db).forget.run(runsKept)
          return ok(null)
        })
      }
      return summary()
    },
  }
}
