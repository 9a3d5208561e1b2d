import { itemRunSummary } from '../../shared/contract/item.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'

const statements = perConnection((db) => ({
  run: db.prepare<[], { beganAt: string; endedAt: string; summaryJson: string }>(
    `SELECT began_at AS beganAt, ended_at AS endedAt, summary_json AS summaryJson FROM sync_run
     WHERE kind = 'items' AND ended_at IS NOT NULL ORDER BY sync_run_id DESC LIMIT 1`,
  ),
  items: db.prepare<[], number>('SELECT count(*) FROM accounting_item').pluck(),
}))

/** How the last run of the item sync went. */
export const lastItemSync: QueryHandler<'item.last_sync'> = ({ db }) => {
  const row = statements(db).run.get()
  const run = row === undefined ? null : { beganAt: row.beganAt, endedAt: row.endedAt, summary: itemRunSummary.parse(JSON.parse(row.summaryJson)) }
  return ok({ run, items: statements(db).items.get() ?? 0 })
}
