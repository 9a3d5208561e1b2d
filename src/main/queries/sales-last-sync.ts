import { salesRunSummary } from '../../shared/contract/sales-channel.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { Database } from '../database/open.ts'
import { companySettings } from '../ledger/company.ts'
import { salesChannel, salesChannelNow, type ChannelNow } from '../ledger/sales-channel.ts'
import type { QueryHandler } from './context.ts'

const statements = perConnection((db) => ({
  run: db.prepare<[], { beganAt: string; endedAt: string; summaryJson: string }>(
    `SELECT began_at AS beganAt, ended_at AS endedAt, summary_json AS summaryJson FROM sync_run
     WHERE kind = 'sales' AND ended_at IS NOT NULL ORDER BY sync_run_id DESC LIMIT 1`,
  ),
  open: db.prepare<[], { state: 'new' | 'waiting' | 'failed'; count: number }>(
    "SELECT state, count(*) AS count FROM sale_document INDEXED BY sale_document_open WHERE state IN ('new', 'waiting', 'failed') GROUP BY state",
  ),
}))

/** The channel of sales with where its next run goes on, active only while sales are tracked; `null` until it was connected. */
export function channelNow(db: Database): ChannelNow | null {
  const channel = salesChannelNow(db)
  return channel === null ? null : { ...channel, active: channel.active && companySettings(db).sales }
}

/** The channel of sales, how its last sync went, and what is still to be applied. */
export const lastSalesSync: QueryHandler<'sales.last_sync'> = ({ db }) => {
  const row = statements(db).run.get()
  const run = row === undefined ? null : { beganAt: row.beganAt, endedAt: row.endedAt, summary: salesRunSummary.parse(JSON.parse(row.summaryJson)) }
  const open = { new: 0, waiting: 0, failed: 0 }
  for (const { state, count } of statements(db).open.all()) open[state] = count
  return ok({ channel: salesChannel(db), run, open })
}
