import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { addressesOf } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../../src/main/quickbooks/client.ts'
import { syncItems } from '../../src/main/sync/item-sync.ts'
import { salesQueue } from '../../src/main/sync/sales-queue.ts'
import { applyStored, syncSales, type SalesSyncParts } from '../../src/main/sync/sales-sync.ts'
import { commands, type DraftOf, type NameOf, type OutputOf } from '../../src/shared/contract/registry.ts'
import { ok } from '../../src/shared/result.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { connect } from '../support/items.ts'
import { realTimers, testOutside } from '../support/ports.ts'
import { startOwnProcess, type OwnProcess } from './own-process.ts'
import { apiOf, control, logIn, type Api } from './practice.ts'

/** A pause of a second takes a fiftieth of one. */
const hurry = 50
const daysBefore = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString().slice(0, 10)
/** Half a year of the year there is. */
const startsOn = daysBefore(180)
const entities = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const

let folder: string
let company: OwnProcess
let client: QuickbooksClient
let api: Api
let ledger: TestLedger
let days = 0

/** The day here is the company's own: both clocks go forward together. */
const clock = {
  instant: () => new Date(Date.now() + days * 86_400_000).toISOString(),
  monotonicMs: () => performance.now() * hurry,
  today: () => clock.instant().slice(0, 10),
}
const environment = { ...testOutside(), clock }

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-sales-'))
  company = await startOwnProcess(path.join(folder, 'practice.db'))
  await control(company.origin, 'POST', 'clock', { set: clock.instant() })
  let token = ''
  const renew = async () => {
    token = (await logIn(company.origin)).access_token
    api = apiOf(company.origin, token)
  }
  await renew()
  let renewing: Promise<unknown> | null = null
  client = quickbooksClient({
    ...testOutside(),
    http: { fetch: (url, init) => fetch(url, init) },
    clock,
    timers: { after: (ms, run) => realTimers.after(ms / hurry, run) },
    addresses: addressesOf('practice', company.origin),
    realmId: '9130000000000000001',
    accessToken: async () => {
      await renewing
      return ok(token)
    },
    refused: () => {
      renewing = renew()
    },
  })
})

afterAll(async () => {
  company.child.kill()
  await company.ended
  rmSync(folder, { recursive: true, force: true })
})

const run = <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) =>
  execute({ db: ledger.db, environment, onCommitted: () => {} }, name, crypto.randomUUID(), commands[name].input.parse(input) as never)
const done = <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => valueOf(run(name, input)) as OutputOf<'command', N>

const pace = { pause: () => new Promise<void>((resolve) => setImmediate(resolve)), onProgress: () => {}, clock }
const parts = (more: Partial<SalesSyncParts> = {}): SalesSyncParts => ({
  ...pace,
  db: ledger.db,
  client,
  queue: salesQueue(),
  issue: (name, input) => run(name, input) as never,
  signal: new AbortController().signal,
  ...more,
})
const sync = (more: Partial<SalesSyncParts> = {}) => syncSales(parts(more))
const read = <T>(sql: string): T => ledger.db.prepare(sql).pluck().get() as T
const count = (where = '1') => read<number>(`SELECT count(*) FROM sale_document WHERE ${where}`)
const requests = async () => (await control(company.origin, 'GET', 'requests')).json.total as number
const inTheWay = (name: string, more: object = {}) => control(company.origin, 'POST', 'faults', { name, ...more })
const soundBooks = () => expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
/** Everything a sync may write beside the log of its runs. */
const written = () => read<string>("SELECT json_array((SELECT group_concat(cells) FROM sale_document_cells), (SELECT count(*) FROM command_log), (SELECT count(*) FROM posting))")
const passes = async (seconds: number) => {
  days += seconds / 86_400
  await control(company.origin, 'POST', 'clock', { advanceSeconds: seconds })
}

interface Row {
  readonly Id: string
  readonly SyncToken: string
  readonly TxnDate: string
  readonly Line: readonly Record<string, unknown>[]
}
async function told(entity: string): Promise<Row[]> {
  const { json } = await api.query(`select * from ${entity} where TxnDate >= '${startsOn}' orderby Id startposition 1 maxresults 1000`)
  return (json.QueryResponse[entity] ?? []) as Row[]
}

/** A shop that sells what the company sells: every counted item is a product here. */
beforeEach(async () => {
  ledger = testLedger()
  connect(ledger.db, 'partsemble')
  await control(company.origin, 'DELETE', 'faults')
  done('company.set_feature', { feature: 'sales', on: true })
  const { pause, onProgress } = pace
  await syncItems({ db: ledger.db, client, kinds: ['inventory', 'service', 'bundle'], clock, issue: (name, input) => run(name, input as never) as never, pause, onProgress, signal: new AbortController().signal })
  const items = ledger.db.prepare<[], { id: number; name: string }>("SELECT accounting_item_id AS id, name FROM accounting_item WHERE kind = 'inventory' AND active = 1").all()
  const as = (id: number) => ({ to: 'product', sku: `I-${id}`, kind: 'finished_good', unit: 'ea', unitCost: '3.07', quantity: '2000' }) as const
  done('item.import', { rows: items.map(({ id }) => ({ accountingItemId: id, as: as(id) })) })
  done('sales.connect', { startsOn })
  await control(company.origin, 'DELETE', 'requests')
})
afterEach(() => ledger.close())

describe('the first sync', () => {
  test('has every document from the first day on, word for word, and the sales they are; the next asks little and writes nothing', async () => {
    const summary = await sync()
    expect(summary).toMatchObject({ problem: null, cancelled: false, unread: 0, updated: 0 })
    expect(await requests()).toBe(entities.length)
    const rows = (await Promise.all(entities.map(told))).flat()
    expect(count()).toBe(rows.length)
    expect(summary.created).toBeGreaterThan(80)
    for (const row of rows.slice(0, 20)) {
      expect(JSON.parse(read<string>(`SELECT body FROM sale_document WHERE external_id = '${row.Id}' AND sync_token = '${row.SyncToken}' AND txn_date = '${row.TxnDate}' LIMIT 1`))).toEqual(row)
    }
    soundBooks()
    const before = written()
    const changes = () => read<number>('SELECT total_changes()')
    const changesBefore = changes()
    await control(company.origin, 'DELETE', 'requests')
    expect(await sync()).toMatchObject({ created: 0, updated: 0, voided: 0, problem: null, compared: false })
    expect(await requests()).toBe(entities.length + 1)
    expect(written()).toBe(before)
    // The run's own row as it begins and ends, and where the next one goes on with its second copy.
    expect(changes() - changesBefore).toBeLessThanOrEqual(5)
  })

  test.each([
    ['a token that is good no more', 'expire_token', {}],
    ['a throttled request', 'throttle', { on: 'Invoice', times: 1 }],
    ['an error on their side', 'server_error', { on: 'Invoice', times: 2 }],
    ['a connection that is dropped', 'drop_answer', { on: 'CreditMemo', times: 1 }],
    ['an answer that breaks off', 'cut_answer', { on: 'Invoice', times: 1 }],
    ['an answer that is no JSON', 'not_json', { on: 'SalesReceipt', times: 1 }],
    ['pages that shift', 'shifting_pages', { on: 'Invoice' }],
  ])('%s: everything comes all the same, and nothing twice', async (_what, name, more) => {
    expect((await inTheWay(name, more)).status).toBeLessThan(300)
    expect(await sync()).toMatchObject({ problem: null, cancelled: false, unread: 0 })
    const rows = (await Promise.all(entities.map(told))).flat()
    expect(count()).toBe(rows.length)
    soundBooks()
  })

  test('what was stored before the company went away is applied, and the next sync has the rest', async () => {
    await inTheWay('reset_before_commit', { on: 'CreditMemo', times: 1000 })
    const summary = await sync()
    expect(summary.problem).not.toBeNull()
    expect(summary.created).toBeGreaterThan(50)
    expect(count("state = 'new'")).toBe(0)
    await control(company.origin, 'DELETE', 'faults')
    expect(await sync()).toMatchObject({ problem: null, updated: 0 })
    expect(count("type = 'credit_memo'")).toBe((await told('CreditMemo')).length)
    soundBooks()
  })

  test('a program that ends between storing and applying applies what is stored at its next start, without asking anybody', async () => {
    await sync({ issue: () => ({ ok: false, error: { code: 'app.internal', data: { reference: 'it ended' } } }) as never })
    const stored = count("state = 'new'")
    expect(stored).toBeGreaterThan(80)
    await control(company.origin, 'DELETE', 'requests')
    expect((await applyStored(parts()))?.created).toBeGreaterThan(80)
    expect(await requests()).toBe(0)
    expect(count("state = 'new'")).toBe(0)
    expect(await applyStored(parts())).toBeNull()
    soundBooks()
  })
})

test.each([
  ['is deactivated', () => done('sales.set_active', { active: false }), () => done('sales.set_active', { active: true })],
  ['has sales tracking switched off', () => done('company.set_feature', { feature: 'sales', on: false }), () => done('company.set_feature', { feature: 'sales', on: true })],
])('a channel that %s asks nothing, and goes on once that is taken back', async (_what, off, on) => {
  off()
  expect(await sync()).toMatchObject({ problem: { code: 'sales.no_channel' }, created: 0 })
  expect(await requests()).toBe(0)
  on()
  expect((await sync()).created).toBeGreaterThan(80)
})

describe('what changes in QuickBooks', () => {
  const stockOf = (itemId: string) =>
    read<number>(`SELECT coalesce(sum(b.quantity), 0) FROM accounting_item i JOIN item_link USING (accounting_item_id) JOIN product_balance b USING (product_id) WHERE i.external_id = '${itemId}'`)
  const sold = (itemId: string, quantity: number, amount: number, date: string) => ({
    CustomerRef: { value: customer },
    TxnDate: date,
    Line: [{ Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: itemId }, Qty: quantity, UnitPrice: amount / quantity } }],
  })
  let customer = ''
  let itemId = ''
  const revenue = () => read<number>('SELECT coalesce(sum(l.revenue), 0) FROM sale_document d JOIN sale_version v USING (sale_id) JOIN sale_line l USING (posting_id) WHERE v.version = (SELECT max(version) FROM sale_version w WHERE w.sale_id = v.sale_id)')

  beforeEach(async () => {
    customer = (await api.query('select * from Customer maxresults 1')).json.QueryResponse.Customer[0].Id
    itemId = read<string>("SELECT external_id FROM accounting_item JOIN item_link USING (accounting_item_id) ORDER BY start_date LIMIT 1")
    await sync()
  })

  test('an invoice is made, edited, voided, entered again by an edit and deleted; stock is what it says each time', async () => {
    const date = clock.today()
    const [before, revenueBefore] = [stockOf(itemId), revenue()]
    const { json: made } = await api.post('invoice', sold(itemId, 3, 30, date))
    expect(await sync()).toMatchObject({ created: 1, updated: 0, voided: 0, errorCount: 0 })
    expect(stockOf(itemId)).toBe(before - 3_000_000)
    expect(revenue() - revenueBefore).toBe(30_000_000)
    const { json: edited } = await api.post('invoice', { ...made.Invoice, ...sold(itemId, 5, 49.95, date) })
    expect(await sync()).toMatchObject({ created: 0, updated: 1, voided: 0 })
    expect(stockOf(itemId)).toBe(before - 5_000_000)
    expect(revenue() - revenueBefore).toBe(49_950_000)
    const { json: voided } = await api.post('invoice', { Id: edited.Invoice.Id, SyncToken: edited.Invoice.SyncToken, sparse: true }, { operation: 'void' })
    expect(await sync()).toMatchObject({ created: 0, updated: 0, voided: 1 })
    expect(stockOf(itemId)).toBe(before)
    const { json: again } = await api.post('invoice', { ...voided.Invoice, PrivateNote: '', ...sold(itemId, 2, 20, date) })
    expect(await sync()).toMatchObject({ updated: 1, voided: 0 })
    expect(stockOf(itemId)).toBe(before - 2_000_000)
    await api.post('invoice', { Id: again.Invoice.Id, SyncToken: again.Invoice.SyncToken }, { operation: 'delete' })
    expect(await sync()).toMatchObject({ updated: 0, voided: 1, compared: false })
    expect(stockOf(itemId)).toBe(before)
    soundBooks()
  })

  test('what was deleted longer ago than QuickBooks tells is found by comparing', async () => {
    const before = stockOf(itemId)
    const { json: made } = await api.post('invoice', sold(itemId, 4, 40, clock.today()))
    await sync()
    await api.post('invoice', { Id: made.Invoice.Id, SyncToken: made.Invoice.SyncToken }, { operation: 'delete' })
    await passes(40 * 86_400)
    expect(await sync()).toMatchObject({ voided: 1, created: 0, compared: true, problem: null })
    expect(stockOf(itemId)).toBe(before)
    expect(count('deleted = 1')).toBe(1)
    // From then on it asks for changes alone.
    expect(await sync()).toMatchObject({ voided: 0, compared: false })
    soundBooks()
  })

  test('a document moved before the first day has no part any more, and one made there never had', async () => {
    const before = stockOf(itemId)
    const { json: made } = await api.post('invoice', sold(itemId, 4, 40, clock.today()))
    await sync()
    await api.post('invoice', { ...made.Invoice, TxnDate: daysBefore(181) })
    await api.post('invoice', sold(itemId, 1, 10, daysBefore(182)))
    expect(await sync()).toMatchObject({ created: 0, voided: 1 })
    expect(stockOf(itemId)).toBe(before)
    soundBooks()
  })

  test('one that lacks a link waits and stops none of the others; the next sync applies it once it is linked', async () => {
    const before = stockOf(itemId)
    const productId = read<number>(`SELECT product_id FROM item_link JOIN accounting_item USING (accounting_item_id) WHERE external_id = '${itemId}'`)
    const accountingItemId = read<number>(`SELECT accounting_item_id FROM accounting_item WHERE external_id = '${itemId}'`)
    done('item.unlink', { productIds: [productId] })
    const { json: made } = await api.post('salesreceipt', sold(itemId, 4, 40, clock.today()))
    const other = read<string>("SELECT external_id FROM accounting_item JOIN item_link USING (accounting_item_id) ORDER BY start_date LIMIT 1")
    await api.post('salesreceipt', sold(other, 1, 10, clock.today()))
    const summary = await sync()
    expect(summary).toMatchObject({ created: 1, errorCount: 1 })
    expect(summary.errors).toMatchObject([{ type: 'sales_receipt', docNumber: made.SalesReceipt.DocNumber, state: 'waiting', problems: [{ code: 'item_not_linked', accountingItemId }], refusal: null }])
    expect(stockOf(itemId)).toBe(0)
    const unchanged = written()
    expect(await sync()).toMatchObject({ created: 0, errorCount: 1 })
    expect(written()).toBe(unchanged)
    done('item.link', { accountingItemId, productId })
    expect(await sync()).toMatchObject({ created: 1, errorCount: 0 })
    expect(stockOf(itemId)).toBe(before - 4_000_000)
    soundBooks()
  })

  // The last of this file, as the company keeps what it makes.
  test('what was deleted while more changed than QuickBooks tells of is found by comparing', async () => {
    const before = stockOf(itemId)
    const { json: made } = await api.post('creditmemo', sold(itemId, 4, 40, clock.today()))
    await sync()
    expect(stockOf(itemId)).toBe(before + 4_000_000)
    await api.post('creditmemo', { Id: made.CreditMemo.Id, SyncToken: made.CreditMemo.SyncToken }, { operation: 'delete' })
    const service = (await api.query("select * from Item where Type = 'Service' maxresults 1")).json.QueryResponse.Item[0].Id as string
    const batch = Array.from({ length: 30 }, (_, place) => ({ bId: String(place), operation: 'create', SalesReceipt: sold(service, 1, 10, clock.today()) }))
    for (let sent = 0; sent <= 1000; sent += batch.length) {
      expect((await api.post('batch', { BatchItemRequest: batch })).status).toBe(200)
      await passes(10)
    }
    // Receipts alone fill the change log, so that it says nothing of credit memos.
    expect(await sync()).toMatchObject({ voided: 1, compared: true, problem: null, errorCount: 0 })
    expect(stockOf(itemId)).toBe(before)
    expect(count('deleted = 1')).toBe(1)
    expect(await sync()).toMatchObject({ voided: 0, created: 0, updated: 0, problem: null })
    soundBooks()
  })
})
