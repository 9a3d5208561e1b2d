import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { practiceRealm } from '../../../src/main/practice/world.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { syncItems } from '../../../src/main/sync/item-sync.ts'
import { ok } from '../../../src/shared/result.ts'
import { startOwnProcess } from '../../practice/own-process.ts'
import { apiOf, control, logIn } from '../../practice/practice.ts'
import { temporaryFolder, testLedger, type TemporaryFolder } from '../../support/database.ts'
import { openDesk } from '../exports/desk.ts'
import { simEnvironment } from '../exports/environment.ts'
import { simTime } from '../exports/time.ts'

/** When every run begins, by the company's clock. */
const startIso = '2026-03-02T16:00:00.000Z'
/** Documents dated before have no part. */
export const startsOn = '2026-02-20'
/** Of each item, when the run begins. */
export const opening = 5_000

export const ledgerFile = (folder: string) => join(folder, 'ledger.db')
export const practiceFile = (folder: string) => join(folder, 'practice.db')

const goods = ['FRAME', 'CABINET', 'SHELF', 'CART'] as const

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
  template = null
}

async function makeShop(): Promise<TemporaryFolder> {
  const folder = temporaryFolder()
  const server = await startOwnProcess(practiceFile(folder.path), ['--empty'])
  await control(server.origin, 'POST', 'clock', { set: startIso })
  const { access_token: token } = await logIn(server.origin)
  const api = apiOf(server.origin, token)
  const made = async (entity: string, body: object) => {
    const answer = await api.post(entity, body)
    if (answer.status !== 200) throw new Error(`${entity}: ${answer.text}`)
  }
  const idOf = async (name: string) => ({ value: (await api.query(`select * from Account where Name = '${name}'`)).json.QueryResponse.Account[0].Id as string })
  const refs = { AssetAccountRef: await idOf('Inventory Asset'), IncomeAccountRef: await idOf('Sales of Product Income'), ExpenseAccountRef: await idOf('Cost of Goods Sold') }
  for (const Sku of goods) await made('item', { Name: Sku, Sku, Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: opening, InvStartDate: '2025-01-01', PurchaseCost: 3, ...refs })
  for (const DisplayName of ['Ann', 'Bob']) await made('customer', { DisplayName })
  await makeLedger(folder.path, server.origin, token)
  server.child.kill('SIGTERM')
  await server.ended
  return folder
}

async function makeLedger(folder: string, origin: string, token: string): Promise<void> {
  const ledger = testLedger()
  const desk = openDesk(ledger.db, simEnvironment(() => Date.parse(startIso)))
  const { done } = desk
  const capabilities = { plan: 'Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null }
  done('accounting.bind_company', { service: 'practice', realmId: practiceRealm, name: 'Ridgeline', country: 'US', currency: 'USD', capabilities })
  done('company.set_feature', { feature: 'sales', on: true })
  const { clock, log } = desk.environment
  const { timers, watched } = simTime(Date.parse(startIso))
  const addresses = addressesOf('practice', origin)
  const client = quickbooksClient({ http: watched({ fetch }), timers, clock, log, random: { fraction: () => 0 }, addresses, realmId: practiceRealm, accessToken: async () => ok(token), refused: () => {} })
  await syncItems({ db: ledger.db, client, clock, issue: desk.issue, kinds: ['inventory'], pause: async () => {}, onProgress: () => {}, signal: new AbortController().signal })
  const items = ledger.db.prepare<[], { id: number; sku: string }>('SELECT accounting_item_id AS id, sku FROM accounting_item ORDER BY accounting_item_id').all()
  const as = (sku: string) => ({ to: 'product', sku, kind: 'finished_good', unit: 'ea', unitCost: '3.141593', quantity: String(opening) })
  done('item.import', { rows: items.map(({ id, sku }) => ({ accountingItemId: id, as: as(sku) })) })
  done('sales.connect', { startsOn })
  ledger.db.prepare('VACUUM INTO ?').run(ledgerFile(folder))
  ledger.close()
}
