import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../src/main/practice/content.ts'
import { realPorts } from '../../src/main/practice/ports.ts'
import { startPractice, type PracticeServer } from '../../src/main/practice/server.ts'
import { apiOf, control, logIn, type Api } from './practice.ts'

let server: PracticeServer
let api: Api

beforeAll(async () => {
  const seed = { seed: 3, empty: false, items: 0 }
  server = await startPractice({ file: ':memory:', port: 0, content, ports: realPorts(), seed, control: true, limits: false })
  api = apiOf(server.origin, (await logIn(server.origin)).access_token)
})
afterAll(() => server.stop())

const get = async (path: string): Promise<{ status: number; text: string; headers: Headers }> => {
  const answer = await fetch(server.origin + path)
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const post = async (path: string, fields: readonly (readonly [string, string])[], headers: Record<string, string> = {}) => {
  const answer = await fetch(server.origin + path, { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])), redirect: 'manual', headers })
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' }
}
const first = async (entity: string, where = '') => (await api.query(`select * from ${entity} ${where} maxresults 1`)).json.QueryResponse[entity][0]
const sold = async (sku: string) => Number((await first('Item', `where Sku = '${sku}'`)).QtyOnHand)
const sale = async (lines: readonly (readonly [item: string, quantity: string, price?: string, amount?: string])[], more: readonly (readonly [string, string])[] = []) => {
  const { Id } = await first('Customer')
  return [
    ['customer', Id],
    ['date', server.world.today()],
    ['currency', 'USD'],
    ...lines.flatMap(([item, quantity, price = '', amount = '']) => [['item', item], ['quantity', quantity], ['price', price], ['amount', amount]] as const),
    ...more,
  ] as const
}

test('every page says that nothing here is real, and is there', async () => {
  const item = await first('Item', "where Sku = 'RCK-24U'")
  const account = await first('Account', "where Name = 'Cost of Goods Sold'")
  const invoice = await first('Invoice')
  const adjustment = await first('InventoryAdjustment')
  const journal = await first('JournalEntry')
  const bill = await first('Bill')
  const pages = ['/', '/items', `/items/${item.Id}`, '/items?q=nothing-like-it', '/accounts', `/accounts/${account.Id}`, '/documents', '/documents?type=Bill&page=2', '/customers', '/vendors', '/faults', '/sales/new?type=CreditMemo']
  const documents = [`/documents/Invoice/${invoice.Id}`, `/sales/Invoice/${invoice.Id}`, `/documents/InventoryAdjustment/${adjustment.Id}`, `/documents/JournalEntry/${journal.Id}`, `/documents/Bill/${bill.Id}`]
  for (const path of [...pages, ...documents]) {
    const page = await get(path)
    expect([path, page.status]).toEqual([path, 200])
    expect(page.text).toContain('Practice company: nothing here is real')
  }
  for (const path of ['/nowhere', '/items/99999', '/accounts/99999', '/documents/Invoice/99999', '/documents/Poem/1', '/sales/Invoice/99999', '/sales/new?type=Bill']) expect([path, (await get(path)).status]).toEqual([path, 404])
})

test('pages load nothing and run no script', async () => {
  const { headers, text } = await get('/')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(text).not.toContain('<script')
})

test('an item shows its layers; an account its journal, which leads to the documents', async () => {
  const item = await first('Item', "where Sku = 'RCK-24U'")
  const page = await get(`/items/${item.Id}`)
  expect(page.text).toContain('Stock, oldest first')
  expect(page.text).toMatch(/<a href="\/documents\/Invoice\/\d+">Invoice \d+<\/a>/)
  const account = await first('Account', "where Name = 'Inventory Shrinkage'")
  expect((await get(`/accounts/${account.Id}`)).text).toContain('Nothing was booked on it.')
})

test('what people typed is shown as text', async () => {
  await api.post('customer', { DisplayName: '<b>Bold & co</b>' })
  expect((await get('/customers?q=Bold')).text).toContain('&lt;b&gt;Bold &amp; co&lt;/b&gt;')
})

test('an invoice that is entered is found by the API and moves stock', async () => {
  const before = await sold('BKT-90')
  const saved = await post('/sales/Invoice', await sale([['BKT-90', '3'], ['On-site installation', '', '', '120.50']], [['shipping', '15'], ['discount', '10'], ['note', 'by hand']]))
  expect([saved.status, saved.text]).toEqual([303, ''])
  const made = (await api.get(`invoice/${saved.to.split('/').at(-1) ?? ''}`)).json.Invoice
  expect(made).toMatchObject({ PrivateNote: 'by hand', TotalAmt: 158.4, Line: [{ Amount: 40.5, SalesItemLineDetail: { Qty: 3, UnitPrice: 13.5 } }, { Amount: 120.5 }, { Amount: 15 }, { Amount: 176 }, { Amount: 17.6 }] })
  expect(made.Line[1].SalesItemLineDetail).not.toHaveProperty('Qty')
  expect(await sold('BKT-90')).toBe(before - 3)
})

test('a bundle of the form is opened, and stays when the rest is edited', async () => {
  const saved = await post('/sales/SalesReceipt', await sale([['KIT-RACK', '1'], ['BKT-90', '2']]))
  const id = saved.to.split('/').at(-1) ?? ''
  const form = (await get(`/sales/SalesReceipt/${id}`)).text
  expect(form).toContain('(bundle)')
  const token = /name="token" value="(\d+)"/.exec(form)?.[1] ?? ''
  const kept = /name="kept" value="(\d+)" checked/.exec(form)?.[1] ?? ''
  const edited = await post(`/sales/SalesReceipt/${id}`, await sale([['BKT-90', '5']], [['token', token], ['kept', kept]]))
  expect([edited.status, edited.text]).toEqual([303, ''])
  const { Line } = (await api.get(`salesreceipt/${id}`)).json.SalesReceipt
  expect(Line).toMatchObject([{ SalesItemLineDetail: { Qty: 5 } }, { GroupLineDetail: { Line: [{ SalesItemLineDetail: { Qty: 1 } }, { SalesItemLineDetail: { Qty: 4 } }] } }, {}])
  const stale = await post(`/sales/SalesReceipt/${id}`, await sale([['BKT-90', '6']], [['token', token]]))
  expect([stale.status, stale.text]).toEqual([400, expect.stringContaining('Stale Object Error')])
})

test('what cannot be saved is told, and nothing that was typed is lost', async () => {
  const count = async () => (await api.query('select count(*) from Invoice')).json.QueryResponse.totalCount
  const before = await count()
  for (const [lines, said] of [
    [[['No such thing', '1']], 'no active item is called “No such thing”'],
    [[['BKT-SHF', '1']], 'more than one item has the SKU'],
    [[['BKT-90', 'three']], 'Quantity of line 1: “three” is not a number'],
    [[['BKT-90', '2', '3.00', '7.00']], 'Amount is not equal to UnitPrice * Qty'],
    [[], 'Required parameter Line'],
  ] as const) {
    const answer = await post('/sales/Invoice', await sale(lines, [['note', 'keep me']]))
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(said)])
    expect(answer.text).toContain('value="keep me"')
  }
  expect(await count()).toBe(before)
})

test('more lines are asked for without losing any', async () => {
  const more = await post('/sales/Invoice', await sale([['BKT-90', '3']], [['action', 'more']]))
  expect(more.text.match(/name="item"/g)).toHaveLength(10)
  expect(more.text).toContain('value="BKT-90"')
})

test('a document is voided and deleted by its buttons, which CDC tells', async () => {
  const since = new Date(Date.now() - 60_000).toISOString()
  const { to } = await post('/sales/CreditMemo', await sale([['BKT-90', '1']]))
  const id = to.split('/').at(-1) ?? ''
  expect((await post(`${to}/void`, [['token', '0']])).to).toBe(to)
  expect((await api.get(`creditmemo/${id}`)).json.CreditMemo).toMatchObject({ PrivateNote: 'Voided', TotalAmt: 0 })
  expect((await post(`${to}/delete`, [['token', '0']])).status).toBe(400)
  await post(`${to}/delete`, [['token', '1']])
  expect((await get(to)).text).toContain('This document is deleted')
  const changed = (await api.get('cdc', { entities: 'CreditMemo', changedSince: since })).json.CDCResponse[0].QueryResponse[0].CreditMemo
  expect(changed).toContainEqual(expect.objectContaining({ Id: id, status: 'Deleted' }))
})

test('faults are put in the way and taken away, and the company is changed', async () => {
  await post('/faults/add', [['name', 'throttle'], ['on', '*'], ['times', '']])
  expect((await control(server.origin, 'GET', 'faults')).json.faults).toMatchObject([{ name: 'throttle', timesLeft: null }])
  const page = (await get('/faults')).text
  await post('/faults/remove', [['id', /name="id" value="(\d+)"/.exec(page)?.[1] ?? '']])
  expect((await control(server.origin, 'GET', 'faults')).json.faults).toEqual([])
  expect((await post('/faults/add', [['name', 'nonsense']])).text).toContain('There is no trouble named')
  await post('/faults/company', [['plan', 'Essentials'], ['closed', '2020-12-31'], ['voided', 'absent']])
  expect((await api.query('select * from Preferences')).json.QueryResponse.Preferences[0]).toMatchObject({ ProductAndServicesPrefs: { QuantityOnHand: false }, AccountingInfoPrefs: { BookCloseDate: '2020-12-31' } })
  await post('/faults/company', [['plan', 'Plus'], ['closed', ''], ['voided', 'zero']])
  await post('/faults/limits', [['on', 'on']])
  expect((await control(server.origin, 'GET', 'limits')).json).toEqual({ on: true })
  await post('/faults/limits', [['on', 'off']])
  const at = server.world.nowMs()
  await post('/faults/clock', [['hours', '2']])
  expect(server.world.nowMs() - at).toBeGreaterThanOrEqual(7_200_000)
  expect((await post('/faults/clock', [['hours', 'soon']])).status).toBe(400)
  await post('/faults/clock', [['hours', '']])
  expect(server.world.nowMs() - at).toBeLessThan(60_000)
})

test('a page of another site cannot post here', async () => {
  expect((await post('/faults/limits', [['on', 'on']], { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('links made for QuickBooks’ own pages lead to the ones here', async () => {
  for (const [from, to] of [['/app/invoice?txnId=12', '/documents/Invoice/12'], ['/app/item?itemId=7', '/items/7'], ['/app/journal?txnId=5', '/documents/JournalEntry/5'], ['/app/homepage', '/']]) {
    expect((await fetch(server.origin + from, { redirect: 'manual' })).headers.get('location')).toBe(to)
  }
})
