import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { number as amount } from '../../src/main/practice/json.ts'
import { made } from '../../src/main/practice/seeding.ts'
import { ok } from '../../src/shared/result.ts'
import { ownApi } from '../support/own-api.ts'
import { layCable, type Cable, type CutAt } from './cable.ts'
import { control } from './practice.ts'
import { openSyncDesk, type SyncDesk } from './sync-desk.ts'

/** The cable pulled in the middle of everything that is asked of QuickBooks, before a request gets there and halfway through its answer. */
let cable: Cable
let desk: SyncDesk
let api: Awaited<ReturnType<typeof ownApi>>
let boxItem = ''
let customer = ''

/** So many that a list takes two pages. */
const many = 1050
const text = <T = string>(sql: string, ...values: (string | number)[]) => desk.ledger.db.prepare(sql).pluck().get(...values) as T
const all = (sql: string) => desk.ledger.db.prepare<[], string>(sql).pluck().all()
const there = async (statement: string) => Object.values((await api.ask(statement))['QueryResponse'] ?? {}).find(Array.isArray) as Record<string, unknown>[] | undefined

/** A company with more of everything than one page holds, made without asking for each. */
function fillCompany(): void {
  const { world } = desk.practice
  world.store.transact(() => {
    const account = (type: string) => ({ value: made(world, 'Account', { Name: `For items: ${type.slice(0, 12)}`, AccountType: type }).id })
    const accounts = { IncomeAccountRef: account('Income'), ExpenseAccountRef: account('Cost of Goods Sold'), AssetAccountRef: account('Other Current Asset') }
    for (let n = 0; n < many; n += 1) made(world, 'Account', { Name: `Account ${n}`, AccountType: 'Expense' })
    const box = { ...accounts, Name: 'Box', Sku: 'BOX', Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: amount(500), InvStartDate: '2026-01-01', PurchaseCost: amount(2) }
    boxItem = made(world, 'Item', box).id
    const { IncomeAccountRef } = accounts
    for (let n = 0; n < many; n += 1) made(world, 'Item', { Name: `Item ${n}`, Type: 'Service', IncomeAccountRef })
    customer = made(world, 'Customer', { DisplayName: 'Harbor Works' }).id
    for (let n = 0; n < many; n += 1) made(world, 'Invoice', invoice(`OLD-${n}`, [{ DetailType: 'DescriptionOnly', Description: 'Nothing of ours', DescriptionLineDetail: {} }]))
    return ok(null)
  })
}

const invoice = (DocNumber: string, Line: unknown[]) => ({ DocNumber, TxnDate: '2026-03-10', CustomerRef: { value: customer }, Line }) as never
const ofBoxes = (quantity: number) => [{ Amount: quantity * 5, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: boxItem }, Qty: quantity } }]

/** Connected, with everything read, one finished good linked, and receipts that go out by themselves. */
async function setUpShop(): Promise<void> {
  await desk.connect()
  desk.sync.opened()
  desk.command('accounting.choose_source', { source: 'partsemble' })
  desk.command('accounting.set_export_from', { date: '2026-01-01' })
  desk.command('accounting.set_export_mode', { type: 'receipts', mode: 'auto' })
  const account = (name: string) => text<number>('SELECT accounting_account_id FROM accounting_account WHERE name = ?', name)
  desk.command('accounting.set_account', { role: 'receiving_debit', accountingAccountId: account('For items: Other Curren') })
  desk.command('accounting.set_account', { role: 'receiving_credit', accountingAccountId: text<number>("SELECT accounting_account_id FROM accounting_account WHERE type = 'Other Current Liability' LIMIT 1") })
  await read('items')
  const as = { to: 'product', sku: 'BOX', kind: 'finished_good', unit: 'ea', unitCost: '2', quantity: '100' } as const
  desk.command('item.import', { rows: [{ accountingItemId: text<number>("SELECT accounting_item_id FROM accounting_item WHERE sku = 'BOX'"), as }] })
  desk.command('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
  desk.command('company.set_feature', { feature: 'sales', on: true })
  desk.command('sales.connect', { startsOn: '2026-03-01' })
}

type Kind = 'accounts' | 'vendors' | 'items' | 'sales'
const ask = (kind: Kind) => expect(desk.sync.run([kind])).toMatchObject({ ok: true })
async function read(kind: Kind): Promise<void> {
  ask(kind)
  await desk.settled()
}
const lastRun = (kind: Kind) => desk.sync.status().lastRuns.find((run) => run.kind === kind)?.summary

beforeAll(async () => {
  desk = await openSyncDesk({
    hurry: 50,
    via: async (origin) => {
      cable = await layCable(origin)
      return cable.origin
    },
  })
  fillCompany()
  api = await ownApi(desk.origin)
  await setUpShop()
})
afterAll(async () => {
  await desk.close()
  await cable.close()
})

interface Story {
  readonly in: string
  readonly isMeant: (asked: { readonly method: string; readonly address: string }) => boolean
  /** What changed there, and what has the program ask for it. */
  readonly begin: () => Promise<unknown>
  /** How it stands while the cable is out, beside being offline. */
  readonly broken: () => unknown
  /** A company that is not connected is not looked for, so that nobody says it is offline. */
  readonly isDisconnected?: true
  /** Has the program try again, where it does not by itself. */
  readonly again?: (cut: CutAt) => Promise<unknown>
  /** True once everything arrived. */
  readonly whole: () => boolean | Promise<boolean>
  readonly cuts?: readonly CutAt[]
}

const page = (entity: string, later: boolean) => (asked: { readonly address: string }) => {
  const statement = new URL(asked.address, 'http://practice').searchParams.get('query') ?? ''
  return statement.includes(`from ${entity} `) && !statement.includes('count(*)') && later === !/startposition 1 /i.test(`${statement} `)
}
const at = (part: string) => (asked: { readonly address: string }) => asked.address.includes(part)
let renamed = 0
const lastName = new Map<string, string>()
let name = ''
/** A row of the second page bears another name. */
const rename = (entity: string, kind: Kind) => async () => {
  name = `Renamed ${(renamed += 1)}`
  await api.change(entity, 'Name', lastName.get(entity) ?? `${entity} ${many - 1}`, { Name: name })
  lastName.set(entity, name)
  ask(kind)
}
const bears = (table: string) => () => text<number>(`SELECT count(*) FROM ${table} WHERE name = ?`, name) === 1
const notRead = (kind: Kind) => () => expect(lastRun(kind)?.problem?.code).toMatch(/^connection\.(offline|timed_out)$/)
const loggedOut = () => desk.sync.disconnect()
const onHand = () => text<number>("SELECT quantity FROM product_balance JOIN product USING (product_id) WHERE sku = 'BOX'") / 1_000_000
let number = 0

const logsIn = {
  isDisconnected: true,
  begin: async () => {
    await loggedOut()
    void desk.connect()
  },
  broken: () => expect(desk.sync.status()).toMatchObject({ state: 'disconnected', login: { phase: 'failed', problem: { code: 'connection.offline' } } }),
  again: () => desk.connect(),
  whole: () => desk.sync.status().state === 'connected',
} as const

const stories: readonly Story[] = [
  { in: 'the exchange of the code for tokens', isMeant: at('/oauth2/v1/tokens/bearer'), ...logsIn },
  { in: 'who the company is, at login', isMeant: at('/companyinfo/'), ...logsIn },
  {
    in: 'the renewal of the login',
    isMeant: at('/oauth2/v1/tokens/bearer'),
    begin: async () => {
      await control(desk.origin, 'POST', 'tokens', { expireAccess: true })
      api = await ownApi(desk.origin)
      await rename('Account', 'accounts')()
    },
    broken: notRead('accounts'),
    // Halfway, QuickBooks gave a new permission that never came, and the old one is dead: only a new login helps.
    again: async (cut) => (cut === 'halfway through the answer' ? desk.until(({ state }) => state === 'needs_login').then(() => desk.connect()) : null),
    whole: bears('accounting_account'),
  },
  { in: 'who the company is', isMeant: at('/companyinfo/'), begin: rename('Account', 'accounts'), broken: notRead('accounts'), whole: bears('accounting_account') },
  { in: 'its preferences', isMeant: ({ address }) => /preferences/i.test(address), begin: rename('Account', 'accounts'), broken: notRead('accounts'), whole: bears('accounting_account') },
  { in: 'the second page of accounts', isMeant: page('Account', true), begin: rename('Account', 'accounts'), broken: notRead('accounts'), whole: bears('accounting_account') },
  {
    in: 'vendors',
    isMeant: page('Vendor', false),
    begin: async () => {
      name = `Vendor ${(renamed += 1)}`
      await api.make('vendor', { DisplayName: name })
      ask('vendors')
    },
    broken: notRead('vendors'),
    whole: bears('accounting_vendor'),
  },
  { in: 'the second page of items', isMeant: page('Item', true), begin: rename('Item', 'items'), broken: notRead('items'), whole: bears('accounting_item') },
  {
    in: 'the second page of sales',
    cuts: ['halfway through the answer'],
    isMeant: page('Invoice', true),
    begin: async () => {
      await api.make('invoice', invoice('INV-1', ofBoxes(7)))
      ask('sales')
    },
    broken: notRead('sales'),
    whole: () => onHand() === 93 && text<number>('SELECT count(*) FROM sale_document') === many + 1,
  },
  {
    in: 'what was changed and deleted',
    isMeant: at('/cdc'),
    begin: async () => {
      const [old] = (await there(`select * from Invoice where DocNumber = 'INV-${(number += 1)}'`)) ?? []
      await api.make('invoice?operation=delete', { Id: old?.['Id'], SyncToken: old?.['SyncToken'] })
      await api.make('invoice', invoice(`INV-${number + 1}`, ofBoxes(7 + number)))
      ask('sales')
    },
    broken: notRead('sales'),
    // The one before came back, and the new one is out.
    whole: () => onHand() === 93 - number && text<number>("SELECT count(*) FROM sale_document WHERE state = 'applied' AND doc_number LIKE 'INV-%'") > 0,
  },
  {
    in: 'a document on its way',
    isMeant: ({ method, address }) => method === 'POST' && address.includes('/journalentry'),
    begin: async () => {
      const lines = [{ productId: 1, quantity: '10', cost: { per: 'unit' as const, amount: '2.50' }, lotNumber: null, supplierLot: null, expiresOn: null }]
      const { receiptId } = desk.command('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: '2026-03-16', lines })
      desk.command('receipt.confirm', { receiptId })
    },
    // Whether it arrived cannot be known from here.
    broken: () => {
      expect(all("SELECT state FROM export_document WHERE state <> 'accepted'")).toEqual(['unknown'])
      expect(desk.sync.status()).toMatchObject({ waiting: 1, needsYou: 0 })
    },
    whole: async () => {
      const { waiting, needsYou } = desk.sync.status()
      return waiting + needsYou === 0
    },
  },
  {
    in: 'giving the login back',
    isMeant: at('/tokens/revoke'),
    isDisconnected: true,
    begin: loggedOut,
    broken: () => {
      expect(desk.sync.status()).toMatchObject({ state: 'disconnected', refreshDaysLeft: null })
      expect([...desk.keychain.kept.keys()].filter((key) => key.startsWith('tokens'))).toEqual([])
    },
    again: () => desk.connect(),
    whole: () => desk.sync.status().state === 'connected',
  },
]
const rows = stories.flatMap(({ cuts = ['before it arrives', 'halfway through the answer'] as const, ...story }) => cuts.map((cut) => ({ ...story, cut })))

test.each(rows)('in the middle of $in, $cut: nothing is lost or twice, and the next attempt has all of it', async ({ isMeant, cut, begin, broken, isDisconnected = false, again, whole }) => {
  const pulled = cable.pullAt(cut, isMeant)
  await Promise.all([begin(), pulled])
  await desk.until(({ online, running, login, sending }) => (isDisconnected || online.state === 'offline') && running.length === 0 && login.phase !== 'exchanging' && sending === null)
  await vi.waitFor(broken, { timeout: 5000 })
  expect(verifyBooks(desk.ledger.db).ok).toBe(true)

  cable.plugIn()
  await desk.sync.checkNow()
  await again?.(cut)
  await expect.poll(whole, { timeout: 10_000 }).toBe(true)
  await desk.settled()
  expect(desk.sync.status()).toMatchObject({ state: 'connected', online: { state: 'online' }, problems: [] })

  // Nothing twice: each row of the mirrors, each sale and each document there, once.
  expect(all('SELECT name FROM accounting_account GROUP BY external_id HAVING count(*) > 1')).toEqual([])
  expect(text<number>('SELECT count(*) FROM accounting_account WHERE active = 1')).toBe(Number((await api.ask('select count(*) from Account where Active = true'))['QueryResponse']?.['totalCount']))
  const journals = ((await there("select * from JournalEntry where DocNumber like 'PSB-%'")) ?? []).map((entry) => String(entry['DocNumber']))
  expect(journals.toSorted()).toEqual(all("SELECT doc_number FROM export_document WHERE state = 'accepted' ORDER BY doc_number"))
  expect(verifyBooks(desk.ledger.db).ok).toBe(true)
})
