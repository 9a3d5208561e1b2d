import { count } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { itemRunSummary } from '../../shared/contract/item.ts'
import { ok } from '../../shared/result.ts'
import { accountingItem } from '../database/schema/accounting.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { lastRun } from './last-run.ts'

const statements = perConnection((db) => ({
  items: drizzle(db).select({ count: count() }).from(accountingItem).prepare(),
}))

/** How the last run of the item sync went. */
export const lastItemSync: QueryHandler<'item.last_sync'> = ({ db }) => {
  const run = lastRun(db, 'items')
  return ok({ run: run === null ? null : { ...run, summary: itemRunSummary.parse(run.summary) }, items: statements(db).items.get()?.count ?? 0 })
}
