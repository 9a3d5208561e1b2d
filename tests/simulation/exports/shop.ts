import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import type { AccountRole } from '../../../src/shared/accounting.ts'
import type { Database } from '../../../src/main/database/open.ts'
import { syncItems } from '../../../src/main/sync/item-sync.ts'
import { accountList, vendorList } from '../../../src/main/sync/lists.ts'
import { practiceRealm } from '../../../src/main/practice/world.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { ok } from '../../../src/shared/result.ts'
import { startOwnProcess } from '../../practice/own-process.ts'
import { apiOf, control, logIn, type Api } from '../../practice/practice.ts'
import { temporaryFolder, testLedger, type TemporaryFolder } from '../../support/database.ts'
import { realTimers } from '../../support/ports.ts'
import { forgetBundled } from '../bundled.ts'
import { openDesk, type Desk } from './desk.ts'
import { simEnvironment } from './environment.ts'
import { keychainFile, ledgerFile, practiceFile } from './files.ts'
import { linkOf, suppliers } from './suppliers.ts'

/** When every run begins, by the company's clock. */
export const startIso = '2026-03-02T16:00:00.000Z'

/** Accounts by the part they play; the same in both, so that each is alone in its part. */
const accounts: Readonly<Record<AccountRole, string>> = {
  cogs: 'Cost of Goods Sold',
  waste: 'Expense',
  receiving: 'Other Current Liability',
  build_debit: 'Other Current Asset',
  build_credit: 'Other Current Asset',
  receiving_debit: 'Other Current Asset',
  receiving_credit: 'Other Current Liability',
  conversion: 'Other Current Liability',
}
export const roles = Object.keys(accounts) as AccountRole[]
const payable = 'Sim payable'

/** What the account is called that plays a part. */
export function accountName(role: AccountRole, { payables }: { readonly payables: boolean }): string {
  return payables && role === 'receiving_credit' ? payable : `Sim ${role}`
}

/** Ids count from 1 in this order. */
export const skus = ['STEEL', 'BOLT', 'PAINT', 'FRAME', 'CABINET'] as const
const kinds = ['raw_material', 'component', 'raw_material', 'sub_assembly', 'finished_good'] as const

let template: Promise<TemporaryFolder> | null = null

/** A ledger and a company that know each other, in a folder; made once per process and copied. */
export async function openShop(folder: string): Promise<void> {
  template ??= makeShop()
  mkdirSync(folder, { recursive: true })
  cpSync((await template).path, folder, { recursive: true })
}

/** Removes what was made once. */
export async function forgetShop(): Promise<void> {
  ;(await template)?.remove()
  await forgetBundled()
  template = null
}

async function makeShop(): Promise<TemporaryFolder> {
  const folder = temporaryFolder()
  const server = await startOwnProcess(practiceFile(folder.path), ['--empty'])
  await control(server.origin, 'POST', 'clock', { set: startIso })
  const tokens = await logIn(server.origin)
  const api = apiOf(server.origin, tokens.access_token)
  await makeCompany(api)
  await makeLedger(folder.path, server.origin, tokens.access_token)
  writeFileSync(keychainFile(folder.path), '{}')
  server.child.kill('SIGTERM')
  await server.ended
  return folder
}

async function makeCompany(api: Api): Promise<void> {
  const idOf = async (name: string) => (await api.query(`select * from Account where Name = '${name}'`)).json.QueryResponse.Account[0].Id as string
  for (const role of roles) await made(api, 'Account', { Name: accountName(role, { payables: false }), AccountType: accounts[role] })
  await made(api, 'Account', { Name: payable, AccountType: 'Accounts Payable' })
  for (const { vendor } of suppliers) await made(api, 'Vendor', { DisplayName: vendor })
  const [asset, income, cogs] = [await idOf('Inventory Asset'), await idOf('Sales of Product Income'), await idOf('Cost of Goods Sold')]
  for (const Sku of skus) {
    const refs = { AssetAccountRef: { value: asset }, IncomeAccountRef: { value: income }, ExpenseAccountRef: { value: cogs } }
    await made(api, 'Item', { Name: Sku, Sku, Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 0, InvStartDate: '2025-01-01', PurchaseCost: 3, ...refs })
  }
}

async function made(api: Api, entity: string, body: object): Promise<void> {
  const answer = await api.post(entity.toLowerCase(), body)
  if (answer.status !== 200) throw new Error(`${entity}: ${answer.text}`)
}

/** Gives each part its account. */
export function chooseAccounts(db: Database, { done }: Desk, scenario: { readonly payables: boolean }): void {
  const idOf = db.prepare<[string], number>('SELECT accounting_account_id FROM accounting_account WHERE name = ?').pluck()
  for (const role of roles) done('accounting.set_account', { role, accountingAccountId: idOf.get(accountName(role, scenario)) })
}

async function makeLedger(folder: string, origin: string, token: string): Promise<void> {
  const ledger = testLedger()
  const desk = openDesk(ledger.db, simEnvironment(() => Date.parse(startIso)))
  const { done } = desk
  done('accounting.bind_company', {
    service: 'practice',
    realmId: practiceRealm,
    name: 'Ridgeline',
    country: 'US',
    currency: 'USD',
    capabilities: { plan: 'Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null },
  })
  for (const { name, code } of suppliers) done('supplier.create', { name, code, contact: '', email: '', phone: '', notes: '' })
  for (const [place, sku] of skus.entries()) done('product.create', { sku, name: sku, kind: kinds[place], unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
  const part = (productId: number, quantityPerUnit: string) => ({ productId, quantityPerUnit, optional: false })
  done('bom.save', { productId: 4, components: [part(1, '2'), part(2, '4')], costLines: [] })
  const labor = { kind: 'labor', name: 'Hands', cost: { by: 'amount', amountPerUnit: '7.333333' } }
  done('bom.save', { productId: 5, components: [part(4, '1'), part(3, '0.3333')], costLines: [labor] })

  const { clock, log } = desk.environment
  const addresses = addressesOf('practice', origin)
  const client = quickbooksClient({ http: { fetch }, timers: realTimers, clock, log, random: { fraction: () => 0 }, addresses, realmId: practiceRealm, accessToken: async () => ok(token), refused: () => {} })
  const parts = { db: ledger.db, client, clock, pause: async () => {}, onProgress: () => {}, signal: new AbortController().signal }
  await accountList(parts)
  await vendorList(parts)
  await syncItems({ ...parts, kinds: ['inventory'], issue: desk.issue })
  const idOf = (table: string, name: string) => ledger.db.prepare<[string], number>(`SELECT ${table}_id FROM ${table} WHERE name = ?`).pluck().get(name)
  for (const [place, sku] of skus.entries()) done('item.link', { productId: place + 1, accountingItemId: idOf('accounting_item', sku) })
  for (const place of suppliers.keys()) done('supplier.link_vendor', linkOf(place + 1))
  chooseAccounts(ledger.db, desk, { payables: false })
  done('accounting.set_export_from', { date: '2026-01-01' })
  ledger.db.prepare('VACUUM INTO ?').run(ledgerFile(folder))
  ledger.close()
}
