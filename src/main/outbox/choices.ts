import type { AccountRole, ExportMode, InventorySource, LaborAnswer } from '../../shared/accounting.ts'
import type { DocumentKind } from '../../shared/errors.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { accountingChoices } from '../ledger/accounting.ts'

/** What decides about exports. */
export interface ExportSettings {
  /** The first day whose events are exported. */
  readonly from: BusinessDate
  readonly source: InventorySource
  /** QuickBooks' own ids. */
  readonly accounts: { readonly [R in AccountRole]?: string }
  readonly modes: { readonly builds: ExportMode; readonly receipts: ExportMode }
  /** Where labor is credited without a conversion account; `null` until it was asked. */
  readonly labor: LaborAnswer | null
  /** From which day the cost of sales is journaled while stock is kept here alone; `null` while it is not. */
  readonly costOfSales: BusinessDate | null
  readonly country: string
}

const statements = perConnection((db) => ({
  company: db.prepare<[], { from: BusinessDate | null; country: string }>('SELECT export_from AS "from", country FROM accounting_company'),
}))

/** `null` while there is nothing to export to: no company, no first day, or nobody chose where items are kept. */
export function exportSettings(db: Database): ExportSettings | null {
  const company = statements(db).company.get()
  if (company === undefined || company.from === null) return null
  const { source, accounts, exportModes, labor, costOfSalesFrom: costOfSales } = accountingChoices(db)
  return source === null ? null : { from: company.from, source, accounts, modes: exportModes, labor, costOfSales, country: company.country }
}

/** Whether a document's exports go out by themselves: receipts by their own choice, everything else as builds do. */
export function goesByItself({ modes }: ExportSettings, kind: DocumentKind): boolean {
  return (kind === 'receipt' ? modes.receipts : modes.builds) === 'auto'
}
