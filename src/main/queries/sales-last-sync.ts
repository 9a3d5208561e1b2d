import { salesRunSummary } from '../../shared/contract/sales-channel.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { Database } from '../database/open.ts'
import { companySettings } from '../ledger/company.ts'
import { salesChannel, salesChannelNow, type ChannelNow } from '../ledger/sales-channel.ts'
import type { QueryHandler } from './context.ts'
import { lastRun } from './last-run.ts'

const statements = perConnection((db) => ({
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
  const run = lastRun(db, 'sales')
  const open = { new: 0, waiting: 0, failed: 0 }
  for (const { state, count } of statements(db).open.all()) open[state] = count
  return ok({ channel: salesChannel(db), run: run === null ? null : { ...run, summary: salesRunSummary.parse(run.summary) }, open })
}
