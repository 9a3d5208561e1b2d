import type { AccountRole, ExportMode, InventorySource, LaborAnswer, SyncedItemKind } from '../../shared/accounting.ts'
import type { AccountingCompany, AccountingSettings, AccountRow, CompanyCapabilities, RoleSetting } from '../../shared/contract/accounting.ts'
import { accountRole } from '../../shared/accounting.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentObstacle } from '../domain/accounting-company.ts'
import { needOfRole, otherOfPair, refusalOfRole, type RoleFacts } from '../domain/account-roles.ts'

/** What a person decided, as it is kept in the setting `accounting`. Accounts go by QuickBooks' own ids. */
export interface AccountingChoices {
  readonly source: InventorySource | null
  readonly accounts: { readonly [R in AccountRole]?: string }
  readonly exportModes: { readonly builds: ExportMode; readonly receipts: ExportMode }
  readonly itemSync: { readonly kinds: readonly SyncedItemKind[]; readonly everyMinutes: number | null }
  readonly labor: LaborAnswer | null
  /** From which day the cost of sales is journaled; `null` while it is not. */
  readonly costOfSalesFrom: string | null
}

const atFirst: AccountingChoices = {
  source: null,
  accounts: {},
  exportModes: { builds: 'manual', receipts: 'manual' },
  itemSync: { kinds: ['inventory', 'service', 'bundle'], everyMinutes: null },
  labor: null,
  costOfSalesFrom: null,
}

type CompanyRow = Omit<AccountingCompany, 'connected' | 'obstacle' | keyof CompanyCapabilities> & { readonly connected: 0 | 1; readonly capabilitiesJson: string }
type StoredAccount = Omit<AccountRow, 'active' | 'gone'> & { readonly active: 0 | 1; readonly gone: 0 | 1 }

const accountColumns = `accounting_account_id AS accountingAccountId, external_id AS externalId, name, full_name AS fullName, number, type, subtype, active, gone`

const statements = perConnection((db) => ({
  read: db.prepare<[], string>("SELECT value_json FROM setting WHERE name = 'accounting'").pluck(),
  write: db.prepare<[string]>("INSERT INTO setting (name, value_json) VALUES ('accounting', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json"),
  company: db.prepare<[], CompanyRow>(
    `SELECT service, realm_id AS realmId, name, country, home_currency AS currency, export_from AS exportFrom, connected, bound_at AS boundAt,
       capabilities_json AS capabilitiesJson FROM accounting_company`,
  ),
  account: db.prepare<[number], StoredAccount>(`SELECT ${accountColumns} FROM accounting_account WHERE accounting_account_id = ?`),
  accountNamed: db.prepare<[string], StoredAccount>(`SELECT ${accountColumns} FROM accounting_account WHERE external_id = ?`),
  accounts: db.prepare<[], StoredAccount>(`SELECT ${accountColumns} FROM accounting_account ORDER BY natural_order(number), full_name COLLATE NOCASE, accounting_account_id`),
  ofItem: db.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM accounting_item INDEXED BY accounting_item_by_asset_account WHERE active = 1 AND asset_account = ?)').pluck(),
}))

/** What was read last: every command asks, and it seldom changes. */
const lastRead = perConnection((): { text: string; choices: AccountingChoices } => ({ text: '', choices: atFirst }))

/** What was decided about accounting. */
export function accountingChoices(db: Database): AccountingChoices {
  const text = statements(db).read.get()
  if (text === undefined) return atFirst
  const last = lastRead(db)
  if (last.text !== text) Object.assign(last, { text, choices: { ...atFirst, ...(JSON.parse(text) as Partial<AccountingChoices>) } })
  return last.choices
}

/** Changes some of it. Runs inside the caller's transaction. */
export function changeAccountingChoices(db: Database, change: Partial<AccountingChoices>): void {
  statements(db).write.run(JSON.stringify({ ...accountingChoices(db), ...change }))
}

/** The company the ledger is bound to; `null` until one was connected. */
export function accountingCompany(db: Database): AccountingCompany | null {
  const row = statements(db).company.get()
  if (row === undefined) return null
  const { capabilitiesJson, connected, ...company } = row
  const capabilities = JSON.parse(capabilitiesJson) as CompanyCapabilities
  return { ...company, ...capabilities, obstacle: adjustmentObstacle({ ...company, ...capabilities }), connected: connected === 1 }
}

/** One account of the company's chart; `null` when there is none of this id. */
export function accountOf(db: Database, accountingAccountId: number): AccountRow | null {
  return shown(statements(db).account.get(accountingAccountId))
}

/** All accounts of the company's chart, by number and name. */
export function allAccounts(db: Database): AccountRow[] {
  return statements(db).accounts.all().map(asRow)
}

/** Whether active items keep their stock in an account, by QuickBooks' id. */
export function isAccountOfItem(db: Database, externalId: string): boolean {
  return statements(db).ofItem.get(externalId) === 1
}

/** What besides an account itself decides whether it may have a role. */
export function factsOfRole(db: Database, role: AccountRole, choices: AccountingChoices): RoleFacts {
  const pair = otherOfPair(role)
  return { ofPair: pair === null ? null : (choices.accounts[pair] ?? null), isOfItem: (externalId) => isAccountOfItem(db, externalId) }
}

/** Everything that was decided, with the account of each role as it stands now. */
export function accountingSettings(db: Database): AccountingSettings {
  const choices = accountingChoices(db)
  const { source, exportModes, itemSync, labor, costOfSalesFrom } = choices
  return {
    company: accountingCompany(db),
    source,
    roles: accountRole.options.map((role) => roleSetting(db, role, choices)),
    exportModes,
    itemSync: { ...itemSync, kinds: [...itemSync.kinds] },
    labor,
    costOfSalesFrom,
  }
}

function roleSetting(db: Database, role: AccountRole, choices: AccountingChoices): RoleSetting {
  const need = needOfRole(role, choices.source, choices.costOfSalesFrom !== null)
  const externalId = choices.accounts[role]
  const account = externalId === undefined ? null : shown(statements(db).accountNamed.get(externalId))
  const refusal = account === null ? null : refusalOfRole(role, account, factsOfRole(db, role, choices))
  // Two of a pair are kept from being the same when they are chosen.
  return { role, need, account, problem: refusal === 'of_pair' ? null : refusal }
}

const shown = (row: StoredAccount | undefined): AccountRow | null => (row === undefined ? null : asRow(row))

const asRow = (row: StoredAccount): AccountRow => ({ ...row, active: row.active === 1, gone: row.gone === 1 })
