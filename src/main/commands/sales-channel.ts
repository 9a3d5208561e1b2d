import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { accountingCompany } from '../ledger/accounting.ts'
import { companySettings } from '../ledger/company.ts'
import { salesChannel } from '../ledger/sales-channel.ts'
import type { CommandContext, CommandHandler } from './context.ts'

const statements = perConnection((db) => ({
  make: db.prepare<[string]>('INSERT INTO sales_channel (sales_channel_id, starts_on, active) VALUES (1, ?, 1)'),
  // Everything from the earlier day on is to be told once more.
  startOn: db.prepare<[string]>('UPDATE sales_channel SET starts_on = ?, active = 1, cursor = NULL'),
  noLongerIgnored: db.prepare<[string]>("UPDATE sale_document SET state = 'new' WHERE state = 'ignored' AND txn_date >= ?"),
  setActive: db.prepare<[0 | 1]>('UPDATE sales_channel SET active = ?'),
  setSchedule: db.prepare<[number | null]>('UPDATE sales_channel SET every_minutes = ?'),
}))

/** Connects the channel, or moves its first day back: what was passed over until now is pulled with the next sync. */
export const connectSales: CommandHandler<'sales.connect'> = (context, { startsOn }) => {
  const { db, today } = context
  if (!companySettings(db).sales) return err(appError('sales.tracking_off', {}))
  if (accountingCompany(db) === null) return err(appError('accounting.no_company', {}))
  if (startsOn > today) return err(appError('date.invalid', { field: 'startsOn', problem: 'in_future', today }))
  const before = salesChannel(db)
  if (before === null) statements(db).make.run(startsOn)
  else if (startsOn > before.startsOn && before.pulled) return err(appError('sales.starts_later', { field: 'startsOn', startsOn: before.startsOn }))
  else {
    statements(db).startOn.run(startsOn)
    statements(db).noLongerIgnored.run(startsOn)
  }
  return told(context, before === null ? 'sales channel connected' : 'first day of sales')
}

/** Nothing is asked while it is not active; what was pulled stays as it is. */
export const setSalesActive: CommandHandler<'sales.set_active'> = (context, { active }) => {
  const { db } = context
  if (active && !companySettings(db).sales) return err(appError('sales.tracking_off', {}))
  if (salesChannel(db) === null) return err(appError('sales.no_channel', {}))
  statements(db).setActive.run(active ? 1 : 0)
  return told(context, active ? 'sales channel resumed' : 'sales channel deactivated')
}

/** How often it syncs by itself. */
export const setSalesSchedule: CommandHandler<'sales.set_schedule'> = (context, { everyMinutes }) => {
  if (salesChannel(context.db) === null) return err(appError('sales.no_channel', {}))
  statements(context.db).setSchedule.run(everyMinutes)
  return told(context, 'sales schedule')
}

function told(context: CommandContext, action: string) {
  const channel = salesChannel(context.db)
  if (channel === null) throw new Error('the channel was just written')
  context.audit('sales_channel', 1, action, channel)
  context.changed({ kind: 'accounting' })
  return ok(channel)
}
