import type { Database } from '../../src/main/database/open.ts'
import type { QuickbooksItem } from '../../src/main/quickbooks/schemas.ts'
import { planPage, writeRows } from '../../src/main/sync/item-mirror.ts'

/** QuickBooks' clock in stories that do not care when. */
export const toldAt = '2026-01-31T12:00:00.000Z'

/** An item as it was read from QuickBooks. */
export function item(id: string, facts: Partial<QuickbooksItem> = {}): QuickbooksItem {
  const name = facts.name ?? `Item ${id}`
  return {
    id,
    syncToken: '0',
    kind: 'inventory',
    type: 'Inventory',
    name,
    fullName: name,
    sku: '',
    description: '',
    active: true,
    tracksQuantity: true,
    quantityOnHand: 0,
    purchaseCost: null,
    unitPrice: null,
    startDate: null,
    assetAccount: null,
    incomeAccount: null,
    expenseAccount: null,
    updatedAt: toldAt,
    rounded: [],
    ...facts,
  }
}

/** Has the mirror say this, as a page of the sync does; returns the ids here, in the order given. */
export function mirror(db: Database, items: readonly QuickbooksItem[], at = toldAt): readonly number[] {
  const plan = planPage(db, items, at)
  writeRows(db, plan.writes, () => {})
  return plan.ids
}

/** Connects a company and makes it the source of the catalogue, or leaves that here. */
export function connect(db: Database, source: 'sync' | 'partsemble' = 'sync'): void {
  db.exec(`INSERT INTO accounting_company
      (accounting_company_id, service, realm_id, name, country, home_currency, capabilities_json, export_from, connected, bound_at)
    VALUES (1, 'practice', '9130000000000000001', 'Ridgeline Metalworks', 'US', 'USD',
      '{"plan":"QuickBooks Online Plus","tracksQuantity":true,"takesAdjustments":true,"booksClosedUntil":null}', '2026-01-01', 1, '${toldAt}')
    ON CONFLICT DO NOTHING`)
  db.prepare("INSERT INTO setting (name, value_json) VALUES ('accounting', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json").run(JSON.stringify({ source }))
}
