import type { ItemRunSummary } from '../../shared/contract/item.ts'
import type { AppError } from '../../shared/errors.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Clock } from '../environment.ts'
import type { Applied } from './item-apply.ts'
import type { Write } from './item-mirror.ts'

type Listed = ItemRunSummary['listed'][number]

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

const statements = perConnection((db) => ({
  nextId: db.prepare<[], number>('SELECT coalesce(max(sync_run_id), 0) + 1 FROM sync_run').pluck(),
  begin: db.prepare<[number, string, string]>("INSERT INTO sync_run (sync_run_id, kind, began_at, summary_json) VALUES (?, 'items', ?, ?)"),
  keep: db.prepare<[string | null, string, number]>('UPDATE sync_run SET cursor = ?, summary_json = ? WHERE sync_run_id = ?'),
  end: db.prepare<[string, number]>('UPDATE sync_run SET ended_at = ? WHERE sync_run_id = ?'),
  forget: db.prepare<[number]>(
    `DELETE FROM sync_run WHERE kind = 'items'
       AND sync_run_id <= (SELECT sync_run_id FROM sync_run WHERE kind = 'items' ORDER BY sync_run_id DESC LIMIT 1 OFFSET ?)`,
  ),
}))

/** Begins a run; the oldest runs are forgotten. */
export function beginItemRun(db: Database, clock: Clock): ItemRun {
  const runId = statements(db).nextId.get() ?? 1
  const counts = { created: 0, updated: 0, deactivated: 0 }
  let cursor: string | null = null
  let [skipped, unread, listedCount, rowsRead] = [0, 0, 0, 0]
  const changed = new Set<number>()
  const counted = new Set<number>()
  let listed: readonly Listed[] = []
  let belowZero: ItemRunSummary['belowZero'] = []
  let ending: Pick<ItemRunSummary, 'problem' | 'cancelled'> = { problem: null, cancelled: false }

  const summary = (): ItemRunSummary => ({ ...counts, skipped, unread, changed: changed.size, counted: counted.size, listed: listed.slice(0, namedMax), listedCount, belowZero, ...ending })
  const keep = () => void statements(db).keep.run(cursor, JSON.stringify(summary()), runId)
  const list = (all: readonly Listed[]) => {
    listed = all
    listedCount = all.length
  }
  transact<null, never>(db, () => {
    statements(db).forget.run(runsKept)
    statements(db).begin.run(runId, clock.instant(), JSON.stringify(summary()))
    return ok(null)
  })
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
    read: (rows) => (rowsRead += rows),
    keep,
    end: (problem) => {
      const wasCancelled = problem?.code === 'connection.cancelled'
      ending = { problem: wasCancelled ? null : problem, cancelled: wasCancelled }
      if (db.open) {
        transact<null, never>(db, () => {
          keep()
          statements(db).end.run(clock.instant(), runId)
          return ok(null)
        })
      }
      return summary()
    },
  }
}
