import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { content } from '../../src/main/practice/content.ts'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { apiOf, control, logIn, startToyPractice, type Api, type Told } from './practice.ts'

const code = (told: Told) => [told.status, told.json.Fault?.Error[0].code]

describe('a company of another kind', () => {
  let server: PracticeServer
  let api: Api
  let expense: string
  let item: string
  beforeAll(async () => {
    server = await startToyPractice({ content })
    api = apiOf(server.origin, (await logIn(server.origin)).access_token)
    expense = (await api.query("select * from Account where AccountType = 'Expense' maxresults 1")).json.QueryResponse.Account[0].Id
    item = (await api.query("select * from Item where Type = 'Inventory' maxresults 1")).json.QueryResponse.Item[0].Id
  })
  afterAll(() => server.stop())
  afterEach(() => control(server.origin, 'DELETE', 'faults'))

  const pretend = (name: string, more: object = {}) => control(server.origin, 'POST', 'faults', { name, ...more })
  const adjust = (minorversion = '75') =>
    api.post(
      'inventoryadjustment',
      { AdjustAccountRef: { value: expense }, Line: [{ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: { value: item }, QtyDiff: 1 } }] },
      { minorversion },
    )
  const countAdjustments = () => api.query('select count(*) from InventoryAdjustment')
  const journal = (TxnDate: string) =>
    api.post('journalentry', {
      TxnDate,
      Line: ['Debit', 'Credit'].map((PostingType) => ({ Amount: 1, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: { value: expense } } })),
    })
  const companyInfo = async () => (await api.get('companyinfo/9130000000000000001')).json.CompanyInfo
  const preferences = async () => (await api.get('preferences')).json.Preferences

  it('as it usually is takes adjustments and journals', async () => {
    expect((await adjust()).status).toBe(200)
    expect((await journal('2026-01-10')).status).toBe(200)
    expect((await countAdjustments()).json.QueryResponse.totalCount).toBeGreaterThan(0)
  })

  it('does not know adjustments by an old minor version, in no way of asking', async () => {
    expect((await adjust('69')).status).toBe(400)
    expect((await api.get('query', { query: 'select * from InventoryAdjustment', minorversion: '69' })).status).toBe(400)
    expect((await api.get('cdc', { entities: 'InventoryAdjustment', changedSince: new Date().toISOString(), minorversion: '69' })).status).toBe(400)
    const batch = await api.post('batch', { BatchItemRequest: [{ bId: '1', Query: 'select * from InventoryAdjustment' }] }, { minorversion: '69' })
    expect(batch.json.BatchItemResponse[0].Fault.Error[0].code).toBe('500')
  })

  it('on a plan without inventory has no adjustments, and says so in its preferences and its plan', async () => {
    await pretend('no_inventory_plan')
    expect([code(await adjust()), code(await countAdjustments())]).toEqual([[400, '5030'], [400, '5030']])
    expect((await preferences()).ProductAndServicesPrefs.QuantityOnHand).toBe(false)
    expect((await companyInfo()).NameValue).toContainEqual({ Name: 'OfferingSku', Value: 'QuickBooks Online Essentials' })
    expect((await journal('2026-01-10')).status).toBe(200)
  })

  it('outside the US has no adjustments, whatever its plan', async () => {
    await pretend('outside_us', { country: 'CA' })
    expect(code(await adjust())).toEqual([400, '5030'])
    expect((await companyInfo()).Country).toBe('CA')
  })

  it('with another currency says so', async () => {
    await pretend('other_currency', { currency: 'CAD' })
    expect((await preferences()).CurrencyPrefs.HomeCurrency.value).toBe('CAD')
  })

  it('is what it is told to be, and refuses what no company is', async () => {
    const tell = (change: object) => control(server.origin, 'POST', 'company', change)
    expect((await tell({ plan: 'Advanced', refuseDuplicateNumbers: true })).json).toMatchObject({ plan: 'Advanced', refuseDuplicateNumbers: true, country: 'US' })
    expect((await companyInfo()).NameValue).toContainEqual({ Name: 'OfferingSku', Value: 'QuickBooks Online Advanced' })
    for (const wrong of [{ plan: 'Gold' }, { closedThrough: 'yesterday' }, { realmId: '1' }, { voidedQuantity: 1 }]) expect((await tell(wrong)).status).toBe(400)
    expect((await tell({ plan: 'Plus', refuseDuplicateNumbers: false })).status).toBe(200)
  })

  it('with closed books takes nothing up to that day', async () => {
    await pretend('closed_books', { date: '2026-01-31' })
    expect((await preferences()).AccountingInfoPrefs.BookCloseDate).toBe('2026-01-31')
    expect((await journal('2026-01-31')).json.Fault.Error[0].code).toMatch(/^62[01]0$/)
    expect((await journal('2026-02-01')).status).toBe(200)
  })
})
