import type { CompanySettings } from '../../shared/contract/company.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

/** What a company starts with: stock in lots, builds done at once, returned goods back in stock, every alert, and no more. */
const atFirst: CompanySettings = {
  receiving: true,
  review: false,
  returns: 'return_to_stock',
  assignments: false,
  reservation: false,
  sales: false,
  autoBuilds: false,
  alertLowStock: true,
  alertBuildPoints: true,
  alertOverdue: true,
}

const statements = perConnection((db) => ({
  read: db.prepare<[], string>("SELECT value_json FROM setting WHERE name = 'company'").pluck(),
  write: db.prepare<[string]>("INSERT INTO setting (name, value_json) VALUES ('company', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json"),
}))

/** What was read last: every command asks a few times, and they seldom change. */
const lastRead = perConnection((): { text: string; settings: CompanySettings } => ({ text: '', settings: atFirst }))

/** The company's switches as they stand. */
export function companySettings(db: Database): Readonly<CompanySettings> {
  const text = statements(db).read.get()
  if (text === undefined) return atFirst
  const last = lastRead(db)
  if (last.text !== text) Object.assign(last, { text, settings: { ...atFirst, ...(JSON.parse(text) as CompanySettings) } })
  return last.settings
}

/** Changes some of them; returns all. Runs inside the caller's transaction. */
export function changeCompanySettings(db: Database, change: Partial<CompanySettings>): CompanySettings {
  const settings = { ...companySettings(db), ...change }
  statements(db).write.run(JSON.stringify(settings))
  return settings
}
