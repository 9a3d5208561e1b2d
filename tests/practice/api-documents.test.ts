import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../src/main/practice/content.ts'
import { realPorts } from '../../src/main/practice/ports.ts'
import { startPractice, type PracticeServer } from '../../src/main/practice/server.ts'
import { apiOf, control, logIn, type Api } from './practice.ts'

let server: PracticeServer
let api: Api
const ids: Record<string, string> = {}

beforeAll(async () => {
  server = await startPractice({ file: ':memory:', port: 0, content, ports: realPorts(), seed: { seed: 3, empty: false, items: 0 }, control: true, limits: false })
  api = apiOf(server.origin, (await logIn(server.origin)).access_token)
  const id = async (entity: string, where: string) => (await api.query(`select * from ${entity} where ${where}`)).json.QueryResponse[entity][0].Id as string
  ids['plate'] = await id('Item', "Sku = 'PLT-HR25'")
  ids['rack'] = await id('Item', "Sku = 'RCK-24U'")
  ids['service'] = await id('Item', "Sku = 'SVC-CUT'")
  ids['bundle'] = await id('Item', "Sku = 'KIT-RACK'")
  ids['cogs'] = await id('Account', "Name = 'Cost of Goods Sold'")
  ids['labor'] = await id('Account', "Name = 'Direct Labor'")
  ids['conversion'] = await id('Account', "Name = 'Conversion Clearing'")
  ids['payable'] = await id('Account', "AccountType = 'Accounts Payable'")
  ids['clearing'] = await id('Account', "Name = 'Goods Received Not Billed'")
  ids['vendor'] = await id('Vendor', "DisplayName = 'Northline Steel Supply'")
  ids['customer'] = await id('Customer', "DisplayName = 'Mesa Brewing Equipment'")
})
afterAll(() => server.stop())

const ref = (name: string) => ({ value: ids[name] ?? '' })
const onHand = async (name: string): Promise<number> => (await api.get(`item/${ids[name] ?? ''}`)).json.Item.QtyOnHand
const today = () => server.world.today()
const fault = (told: { json: { Fault: { Error: [{ code: string }] } } }) => told.json.Fault.Error[0].code

test('a build as the program sends it: an adjustment and a journal', async () => {
  const [plate, rack] = [await onHand('plate'), await onHand('rack')]
  const line = (name: string, quantity: number) => ({ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: ref(name), QtyDiff: quantity } })
  const note = 'Build 42 [PSB:01890000-0000-7000-8000-000000000042]'
  const sent = await api.post('inventoryadjustment', { TxnDate: today(), DocNumber: 'PSB-B-00042', PrivateNote: note, AdjustAccountRef: ref('cogs'), Line: [line('plate', -2.5), line('rack', 1)] }, { requestid: 'a-42' })
  expect([sent.status, sent.json.InventoryAdjustment]).toMatchObject([200, { DocNumber: 'PSB-B-00042', PrivateNote: note }])
  expect([await onHand('plate'), await onHand('rack')]).toEqual([plate - 2.5, rack + 1])
  const side = (posting: string, account: string) => ({ Amount: 12.34, Description: 'Labor', DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: posting, AccountRef: ref(account) } })
  const journal = await api.post('journalentry', { TxnDate: today(), DocNumber: 'PSB-B-00042-C', PrivateNote: note, Line: [side('Debit', 'cogs'), side('Credit', 'conversion')] }, { requestid: 'j-42' })
  expect(journal.status).toBe(200)
  expect((await api.query("select * from JournalEntry where DocNumber = 'PSB-B-00042-C'")).json.QueryResponse.JournalEntry).toMatchObject([{ Id: journal.json.JournalEntry.Id, PrivateNote: note }])
})

test('a receipt’s journal on payables carries the vendor, and is refused without one', async () => {
  const side = (posting: string, account: string, more = {}) => ({ Amount: 50, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: posting, AccountRef: ref(account), ...more } })
  const vendor = { Entity: { Type: 'Vendor', EntityRef: ref('vendor') } }
  expect((await api.post('journalentry', { TxnDate: today(), Line: [side('Debit', 'clearing'), side('Credit', 'payable', vendor)] })).status).toBe(200)
  expect(fault(await api.post('journalentry', { TxnDate: today(), Line: [side('Debit', 'clearing'), side('Credit', 'payable')] }))).toBe('6000')
})

test('refusals reach the caller as Faults, and nothing of them stays', async () => {
  const before = await onHand('plate')
  const adjust = (more: object) => api.post('inventoryadjustment', { TxnDate: today(), AdjustAccountRef: ref('cogs'), Line: [{ ItemAdjustmentLineDetail: { ItemRef: ref('plate'), QtyDiff: 1 } }], ...more })
  expect(fault(await adjust({ TxnDate: '2001-01-01' }))).toBe('6270')
  await control(server.origin, 'POST', 'faults', { name: 'closed_books', date: '2999-12-31', times: null })
  expect(fault(await adjust({}))).toBe('6200')
  await control(server.origin, 'DELETE', 'faults')
  await control(server.origin, 'POST', 'faults', { name: 'no_inventory_plan', times: null })
  expect(fault(await adjust({}))).toBe('5030')
  expect((await api.query('select * from Preferences')).json.QueryResponse.Preferences[0].ProductAndServicesPrefs.QuantityOnHand).toBe(false)
  await control(server.origin, 'DELETE', 'faults')
  expect(await onHand('plate')).toBe(before)
})

test('an invoice with everything that integrations stumble over is taken and told as it was sent', async () => {
  const rack = await onHand('rack')
  const sold = (amount: number, detail: object) => ({ Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: detail })
  const sent = await api.post('invoice', {
    TxnDate: today(),
    CustomerRef: ref('customer'),
    GlobalTaxCalculation: 'TaxInclusive',
    Line: [
      sold(-55, { ItemRef: ref('service'), UnitPrice: -54.9999384, Qty: 1 }),
      sold(110, { ItemRef: ref('service'), UnitPrice: 109.9998768, Qty: 1 }),
      sold(100, { ItemRef: ref('service'), UnitPrice: 100, Qty: null }),
      sold(20, {}),
      sold(15, { ItemRef: { value: 'SHIPPING_ITEM_ID' } }),
      { Amount: 0, DetailType: 'GroupLineDetail', GroupLineDetail: { GroupItemRef: ref('bundle'), Quantity: 2 } },
      { DetailType: 'DescriptionOnly', Description: 'Thank you', DescriptionLineDetail: {} },
      { Amount: 5, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } },
    ],
    TxnTaxDetail: { TotalTax: 12.5 },
  })
  expect(sent.status).toBe(200)
  const { Line, TotalAmt } = sent.json.Invoice
  expect(sent.text).toContain('-54.9999384')
  expect(Line[2].SalesItemLineDetail.Qty).toBeNull()
  expect(Line[3].SalesItemLineDetail).not.toHaveProperty('ItemRef')
  expect(Line[5]).toMatchObject({ Amount: 0, GroupLineDetail: { Quantity: 2, Line: [{ Id: '1', SalesItemLineDetail: { Qty: 2 } }, { Id: '2', SalesItemLineDetail: { Qty: 8 } }] } })
  const parts = Line[5].GroupLineDetail.Line.reduce((sum: number, { Amount }: { Amount: number }) => sum + Amount, 0)
  expect(TotalAmt).toBeCloseTo(-55 + 110 + 100 + 20 + 15 + parts - 5 + 12.5, 2)
  expect(await onHand('rack')).toBe(rack - 2)
})

test('a foreign sale without a rate takes the company’s, and loses it with its currency', async () => {
  const line = { Amount: 100, SalesItemLineDetail: { ItemRef: ref('service'), Qty: 1 } }
  const { Invoice } = (await api.post('invoice', { TxnDate: today(), CustomerRef: ref('customer'), CurrencyRef: { value: 'CAD' }, Line: [line] })).json
  expect(Invoice).toMatchObject({ ExchangeRate: 0.73, HomeTotalAmt: 73 })
  const edited = (await api.post('invoice', { Id: Invoice.Id, SyncToken: '0', sparse: true, CurrencyRef: { value: 'USD' } })).json.Invoice
  expect(edited).not.toHaveProperty('ExchangeRate')
  expect(edited).not.toHaveProperty('HomeTotalAmt')
})
