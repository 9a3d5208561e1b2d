import type { SalesChannel } from '../../shared/contract/sales-channel.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

interface ChannelRow {
  readonly startsOn: string
  readonly active: 0 | 1
  readonly everyMinutes: number | null
  readonly cursor: string | null
}

/** The channel with where its next run goes on, by QuickBooks' own clock; `null` before the first. */
export interface ChannelNow extends SalesChannel {
  readonly cursor: string | null
}

const statements = perConnection((db) => ({
  read: db.prepare<[], ChannelRow>('SELECT starts_on AS startsOn, active, every_minutes AS everyMinutes, cursor FROM sales_channel'),
}))

/** The channel that sales are pulled by; `null` until it was connected. */
export function salesChannelNow(db: Database): ChannelNow | null {
  const row = statements(db).read.get()
  return row === undefined ? null : { ...row, active: row.active === 1, pulled: row.cursor !== null }
}

/** The same as it is shown. */
export function salesChannel(db: Database): SalesChannel | null {
  const now = salesChannelNow(db)
  if (now === null) return null
  const { cursor: _cursor, ...channel } = now
  return channel
}
