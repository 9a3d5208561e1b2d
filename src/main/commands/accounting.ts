import type { AccountRole } from '../../shared/accounting.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { refusalOfRole, typesOfRole, otherOfPair, type RoleRefusal } from '../domain/account-roles.ts'
import { bindRefusal } from '../domain/accounting-company.ts'
import {
  accountingChoices,
  accountingCompany,
  accountingSettings,
  accountOf,
  changeAccountingChoices,
  factsOfRole,
  type AccountingChoices,
} from '../ledger/accounting.ts'
import type { CommandContext, CommandHandler } from './context.ts'

const statements = perConnection((db) => ({
  bind: db.prepare<[string, string, string, string, string, string, string]>(
    `INSERT INTO accounting_company (accounting_company_id, service, realm_id, name, country, home_currency, capabilities_json, connected, bound_at)
     VALUES (1, ?, ?, ?, ?, ?, ?, 1, ?)`,
  ),
  connect: db.prepare<[string, string, string]>('UPDATE accounting_company SET name = ?, country = ?, capabilities_json = ?, connected = 1'),
  disconnect: db.prepare<[]>('UPDATE accounting_company SET connected = 0'),
  exportFrom: db.prepare<[string | null]>('UPDATE accounting_company SET export_from = ?'),
}))

/** Binds the ledger for good, or connects the company it is bound to again with what is known of it now. */
export const bindCompany: CommandHandler<'accounting.bind_company'> = (context, { capabilities, ...found }) => {
  const { db, at } = context
  const bound = accountingCompany(db)
  const { service, realmId, name, country, currency } = found
  const known = JSON.stringify(capabilities)
  if (bound === null) {
    statements(db).bind.run(service, realmId, name, country, currency, known, at)
    return told(context, 'company bound')
  }
  const refusal = bindRefusal(bound, found)
  if (refusal === 'other_company') return err(appError('accounting.other_company', { bound: bound.name, found: name }))
  if (refusal === 'other_currency') return err(appError('accounting.other_currency', { name, bound: bound.currency, found: currency }))
  statements(db).connect.run(name, country, known)
  return told(context, bound.connected ? 'company looked at' : 'company connected')
}

/** Nothing is asked or sent any more; everything that was linked or chosen stays. */
export const disconnectCompany: CommandHandler<'accounting.disconnect_company'> = (context) => {
  if (accountingCompany(context.db) === null) return err(appError('accounting.no_company', {}))
  statements(context.db).disconnect.run()
  return told(context, 'company disconnected')
}

/** Chooses the inventory source. Nothing that is linked changes. */
export const chooseSource: CommandHandler<'accounting.choose_source'> = (context, { source }) => chosen(context, 'source', { source })

/** Gives a role its account, or takes it away. Refuses an account that may not have the role. */
export const setAccount: CommandHandler<'accounting.set_account'> = (context, { role, accountingAccountId }) => {
  const { db } = context
  const choices = accountingChoices(db)
  const { [role]: _before, ...others } = choices.accounts
  if (accountingAccountId === null) return chosen(context, `account ${role}`, { accounts: others })
  const account = accountOf(db, accountingAccountId)
  if (account === null) return err(appError('accounting.account_not_found', { field: 'accountingAccountId', accountingAccountId }))
  const refusal = refusalOfRole(role, account, factsOfRole(db, role, choices))
  if (refusal !== null) return err(refused(refusal, role, account))
  return chosen(context, `account ${role}`, { accounts: { ...others, [role]: account.externalId } })
}

/** Whether exports of a type wait for a person or go out by themselves, from now on. */
export const setExportMode: CommandHandler<'accounting.set_export_mode'> = (context, { type, mode }) =>
  chosen(context, `export mode of ${type}`, { exportModes: { ...accountingChoices(context.db).exportModes, [type]: mode } })

/** From which day events are exported. */
export const setExportFrom: CommandHandler<'accounting.set_export_from'> = (context, { date }) => {
  if (accountingCompany(context.db) === null) return err(appError('accounting.no_company', {}))
  statements(context.db).exportFrom.run(date)
  return told(context, 'export from')
}

/** Which items are read, and how often by themselves. */
export const setItemSync: CommandHandler<'accounting.set_item_sync'> = (context, { kinds, everyMinutes }) =>
  chosen(context, 'item sync', { itemSync: { kinds: [...new Set(kinds)], everyMinutes } })

/** Where labor and overhead are credited without a conversion account. */
export const answerLabor: CommandHandler<'accounting.answer_labor'> = (context, { answer }) => chosen(context, 'labor', { labor: answer })

/** Whether the cost of what was sold is journaled, and from which day. */
export const journalCostOfSales: CommandHandler<'accounting.journal_cost_of_sales'> = (context, { from }) => {
  if (from !== null && accountingChoices(context.db).accounts.cogs === undefined) return err(appError('accounting.no_cogs_account', {}))
  return chosen(context, 'cost of sales', { costOfSalesFrom: from })
}

function chosen(context: CommandContext, action: string, change: Partial<AccountingChoices>) {
  changeAccountingChoices(context.db, change)
  return told(context, action)
}

function told(context: CommandContext, action: string) {
  const settings = accountingSettings(context.db)
  context.audit('accounting', 1, action, settings)
  context.changed({ kind: 'accounting' })
  return ok(settings)
}

type AccountRefusal = AppError<'accounting.account_inactive' | 'accounting.account_type' | 'accounting.account_of_pair' | 'accounting.account_of_item'>

function refused(refusal: RoleRefusal, role: AccountRole, { fullName: name, type }: { readonly fullName: string; readonly type: string }): AccountRefusal {
  const field = 'accountingAccountId'
  switch (refusal) {
    case 'gone':
    case 'inactive':
      return appError('accounting.account_inactive', { field, name })
    case 'wrong_type':
      return appError('accounting.account_type', { field, role, name, type, types: [...typesOfRole[role]] })
    case 'of_pair':
      return appError('accounting.account_of_pair', { field, role, name, other: otherOfPair(role) ?? role })
    case 'of_item':
      return appError('accounting.account_of_item', { field, name })
  }
}
