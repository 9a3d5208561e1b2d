import type { SyncKind } from '../../shared/accounting.ts'
import type { RunSummary } from '../../shared/contract/connection.ts'
import type { SalesRunSummary } from '../../shared/contract/sales-channel.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

/** So many runs of a list are remembered. */
const runsKept = 100

const statements = perConnection((db) => ({
  insert: db.prepare<[SyncKind, string, string, string | null, string]>(
    'INSERT INTO sync_run (kind, began_at, ended_at, cursor, summary_json) VALUES (?, ?, ?, ?, ?)',
  ),
  forget: db.prepare<[SyncKind, SyncKind, number]>(
    `DELETE FROM sync_run WHERE kind = ? AND sync_run_id <= (SELECT sync_run_id FROM sync_run WHERE kind = ? ORDER BY sync_run_id DESC LIMIT 1 OFFSET ?)`,
  ),
}))

export interface EndedRun {
  readonly kind: SyncKind
  readonly beganAt: string
  readonly endedAt: string
  /** QuickBooks' own clock at the first page; `null` when none came. */
  readonly cursor: string | null
  readonly summary: RunSummary | SalesRunSummary
}

/** Writes down how a run went, inside the caller's transaction; the oldest of its kind is forgotten. */
export function logRun(db: Database, { kind, beganAt, endedAt, cursor, summary }: EndedRun): void {
  statements(db).insert.run(kind, beganAt, endedAt, cursor, JSON.stringify(summary))
  statements(db).forget.run(kind, kind, runsKept)
}
