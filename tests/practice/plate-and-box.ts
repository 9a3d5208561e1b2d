import type { AccountRole } from '../../src/shared/accounting.ts'
import type { DraftOf } from '../../src/shared/contract/registry.ts'
import { line, plain } from '../support/door.ts'
import type { ownApi } from '../support/own-api.ts'
import type { SyncDesk } from './sync-desk.ts'

/** A small shop beside the practice company: PLATE is bought, two of it make a BOX, and what happens on `day` is exported. */
export const day = '2026-03-16'

export interface PlateAndBox {
  readonly plate: number
  readonly box: number
}

/** Its supplier, products and BOM. */
export function openPlateAndBox(desk: SyncDesk, boxName: string, costLines: DraftOf<'command', 'bom.save'>['costLines']): PlateAndBox {
  desk.command('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
  const plate = desk.command('product.create', { ...plain, sku: 'PLATE', name: 'Plate', kind: 'raw_material' }).productId
  const box = desk.command('product.create', { ...plain, sku: 'BOX', name: boxName, kind: 'finished_good' }).productId
  desk.command('bom.save', { productId: box, components: [{ productId: plate, quantityPerUnit: '2', optional: false }], costLines })
  return { plate, box }
}

export function receivePlates(desk: SyncDesk, { plate }: PlateAndBox, quantity: string, cost: string, receivedOn = day): number {
  const { receiptId } = desk.command('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn, lines: [line(plate, quantity, 'unit', cost)] })
  desk.command('receipt.confirm', { receiptId })
  return receiptId
}

/** Rows of the ledger. */
export const rowsOf = <T>(desk: SyncDesk, sql: string, ...values: (string | number)[]) => desk.ledger.db.prepare<(string | number)[], T>(sql).all(...values)

/** Our own id of the account of that name, and QuickBooks' id of it. */
export function accountOf(desk: SyncDesk, name: string): { readonly id: number; readonly externalId: string } {
  const [account] = rowsOf<{ id: number; externalId: string }>(desk, 'SELECT accounting_account_id AS id, external_id AS externalId FROM accounting_account WHERE name = ?', name)
  if (account === undefined) throw new Error(`no account is called ${name}`)
  return account
}

/** The accounts of an item there that is counted. */
export function accountsOfItems(desk: SyncDesk) {
  const [AssetAccountRef, IncomeAccountRef, ExpenseAccountRef] = ['Inventory Asset', 'Sales of Product Income', 'Cost of Goods Sold'].map((name) => ({ value: accountOf(desk, name).externalId }))
  return { AssetAccountRef, IncomeAccountRef, ExpenseAccountRef }
}

/** What became of each document, `PSB-R-00001 accepted`. */
export const statesOf = (desk: SyncDesk) =>
  rowsOf<{ said: string }>(desk, "SELECT doc_number || ' ' || state AS said FROM export_document WHERE state NOT IN ('nothing_to_send', 'withdrawn') ORDER BY export_id").map(({ said }) => said)

/** Gives roles their accounts, and exports builds and receipts by itself from the beginning of the month on. */
export function exportByItself(desk: SyncDesk, accounts: Partial<Record<AccountRole, string>>): void {
  for (const [role, name] of Object.entries(accounts)) desk.command('accounting.set_account', { role: role as AccountRole, accountingAccountId: accountOf(desk, name).id })
  desk.command('accounting.set_export_from', { date: '2026-03-01' })
  for (const type of ['builds', 'receipts'] as const) desk.command('accounting.set_export_mode', { type, mode: 'auto' })
}

/** Both products have their item there, with nothing on hand, are linked, and go out by themselves as inventory adjustments. */
export async function adjustItems(desk: SyncDesk, api: Awaited<ReturnType<typeof ownApi>>, { plate, box }: PlateAndBox): Promise<void> {
  for (const Name of ['PLATE', 'BOX']) {
    await api.make('item', { Name, Sku: Name, Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 0, InvStartDate: '2026-01-01', ...accountsOfItems(desk), PurchaseCost: 3 })
  }
  desk.sync.opened()
  desk.sync.run(['items'])
  await desk.settled()
  desk.command('accounting.choose_source', { source: 'sync' })
  for (const [productId, sku] of [[plate, 'PLATE'], [box, 'BOX']] as const) {
    const [item] = rowsOf<{ id: number }>(desk, 'SELECT accounting_item_id AS id FROM accounting_item WHERE sku = ?', sku)
    desk.command('item.link', { productId, accountingItemId: item?.id ?? 0 })
  }
  exportByItself(desk, { cogs: 'Cost of Goods Sold', receiving: 'Goods Received Not Billed' })
}
