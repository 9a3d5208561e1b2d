import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Database } from '../database/open.ts'
import { syncRun } from '../database/schema/accounting.ts'
import { perConnection } from '../database/statements.ts'

type RunKind = typeof syncRun.$inferSelect.kind

const statements = perConnection((db) => ({
  last: drizzle(db)
    .select({ beganAt: syncRun.beganAt, endedAt: sql<string>`${syncRun.endedAt}`, summaryJson: syncRun.summaryJson })
    .from(syncRun)
    .where(and(eq(syncRun.kind, sql.placeholder('kind')), isNotNull(syncRun.endedAt)))
    .orderBy(desc(syncRun.syncRunId))
    .limit(1)
    .prepare(),
}))

/** How the last run of a kind went that came to its end, its summary as it was kept; `null` before the first. */
export function lastRun(db: Database, kind: RunKind): { readonly beganAt: string; readonly endedAt: string; readonly summary: unknown } | null {
  const row = statements(db).last.get({ kind })
  return row === undefined ? null : { beganAt: row.beganAt, endedAt: row.endedAt, summary: JSON.parse(row.summaryJson) as unknown }
}
