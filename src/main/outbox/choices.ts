import type { DocumentKind } from '../../shared/errors.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { ExportSource, JournalRole, OffsetRole } from '../domain/export-targets.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

export type ExportRole = JournalRole | OffsetRole

/** What decides about exports. */
export interface ExportSettings {
  /** The first day whose events are exported. */
  readonly from: BusinessDate
  readonly source: ExportSource
  /** QuickBooks' own ids. */
  readonly accounts: { readonly [R in ExportRole]?: string }
  readonly modes: { readonly builds: 'manual' | 'auto'; readonly receipts: 'manual' | 'auto' }
  /** Where labor is credited without a conversion account; `null` until it was asked. */
  readonly labor: 'credit_build_account' | 'leave_out' | null
  readonly country: string
}

interface Choices {
  readonly source?: ExportSource | null
  readonly accounts?: ExportSettings['accounts']
  readonly exportModes?: ExportSettings['modes']
  readonly labor?: ExportSettings['labor']
}

const statements = perConnection((db) => ({
  company: db.prepare<[], { from: BusinessDate | null; country: string }>('SELECT export_from AS "from", country FROM accounting_company'),
  choices: db.prepare<[], string>("SELECT value_json FROM setting WHERE name = 'accounting'").pluck(),
}))

/** `null` while there is nothing to export to: no company, no first day, or nobody chose where items are kept. */
export function exportSettings(db: Database): ExportSettings | null {
  const company = statements(db).company.get()
  if (company === undefined || company.from === null) return null
  const { source = null, accounts = {}, exportModes = { builds: 'manual', receipts: 'manual' }, labor = null } = JSON.parse(statements(db).choices.get() ?? '{}') as Choices
  return source === null ? null : { from: company.from, source, accounts, modes: exportModes, labor, country: company.country }
}

/** Whether a document's exports go out by themselves: receipts by their own choice, everything else as builds do. */
export function goesByItself({ modes }: ExportSettings, kind: DocumentKind): boolean {
  return (kind === 'receipt' ? modes.receipts : modes.builds) === 'auto'
}
