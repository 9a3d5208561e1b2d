import { createRequire } from 'node:module'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { content } from '../../src/main/practice/content.ts'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { practiceClient, practiceRealm } from '../../src/main/practice/world.ts'
import { logIn, startToyPractice } from './practice.ts'

// Its own types name what it answers loosely; what matters here is that it gets along, so each answer is looked into.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any

const QuickBooks: Loose = createRequire(import.meta.url)('node-quickbooks')

/** A client of QuickBooks Online that others wrote against the real one. */
describe('node-quickbooks against the practice company', () => {
  let server: PracticeServer
  let client: Loose
  const before = { endpoint: QuickBooks.V3_ENDPOINT_BASE_URL, token: QuickBooks.TOKEN_URL, revoke: QuickBooks.REVOKE_URL }
  beforeAll(async () => {
    server = await startToyPractice({ content })
    QuickBooks.V3_ENDPOINT_BASE_URL = `${server.origin}/v3/company/`
    QuickBooks.TOKEN_URL = `${server.origin}/oauth2/v1/tokens/bearer`
    QuickBooks.REVOKE_URL = `${server.origin}/v2/oauth2/tokens/revoke`
  })
  afterAll(async () => {
    QuickBooks.V3_ENDPOINT_BASE_URL = before.endpoint
    QuickBooks.TOKEN_URL = before.token
    QuickBooks.REVOKE_URL = before.revoke
    await server.stop()
  })
  beforeEach(async () => {
    const { access_token, refresh_token } = await logIn(server.origin)
    client = new QuickBooks(practiceClient.id, practiceClient.secret, access_token, false, practiceRealm, true, false, 75, '2.0', refresh_token)
  })

  /** Calls a method and brings what its callback is given, or the Fault. */
  const call = (method: string, ...args: unknown[]): Promise<Loose> =>
    new Promise((resolve, reject) => client[method](...args, (error: Loose, answer: Loose) => (error ? reject(error.response?.data ?? error) : resolve(answer))))
  const fault = (error: Loose) => error.Fault.Error[0].code as string

  it('reads the company and its preferences', async () => {
    expect(await call('getCompanyInfo', practiceRealm)).toMatchObject({ CompanyName: 'Ridgeline Metalworks (practice)', Country: 'US' })
    expect((await call('getPreferences')).ProductAndServicesPrefs.QuantityOnHand).toBe(true)
  })

  it('finds accounts, items and vendors, by condition, by count and all of them page by page', async () => {
    const cogs = (await call('findAccounts', { AccountType: 'Cost of Goods Sold' })).QueryResponse.Account
    expect(cogs.length).toBeGreaterThan(0)
    expect(cogs.every((each: Loose) => each.AccountType === 'Cost of Goods Sold')).toBe(true)
    const { totalCount } = (await call('findItems', [{ count: true }, { field: 'Active', value: [true, false], operator: 'IN' }])).QueryResponse
    const all = (await call('findItems', [{ field: 'fetchAll', value: true }, { field: 'limit', value: 10 }, { field: 'Active', value: [true, false], operator: 'IN' }])).QueryResponse.Item
    expect(all).toHaveLength(totalCount)
    expect(totalCount).toBeGreaterThan(20)
    const [vendor] = (await call('findVendors', [{ field: 'DisplayName', value: '%', operator: 'LIKE' }, { field: 'asc', value: 'DisplayName' }])).QueryResponse.Vendor
    expect(await call('getVendor', vendor.Id)).toEqual(vendor)
    expect((await call('findVendors', { DisplayName: "Nobody's" })).QueryResponse).toEqual({})
  })

  it('makes a journal entry once for a request id, changes, reads and deletes it', async () => {
    const [debit, credit] = (await call('findAccounts', [{ field: 'AccountType', value: ['Cost of Goods Sold', 'Expense'], operator: 'IN' }])).QueryResponse.Account
    const line = (PostingType: string, AccountRef: object) => ({ Amount: 7.5, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef } })
    const body = () => ({ requestId: 'from-others-1', DocNumber: 'OTH-1', Line: [line('Debit', { value: debit.Id }), line('Credit', { value: credit.Id })] })
    const made = await call('createJournalEntry', body())
    expect(await call('createJournalEntry', body())).toEqual(made)
    expect((await call('findJournalEntries', { DocNumber: 'OTH-1' })).QueryResponse.JournalEntry).toEqual([made])
    const changed = await call('updateJournalEntry', { Id: made.Id, SyncToken: made.SyncToken, PrivateNote: 'seen' })
    expect(changed).toMatchObject({ PrivateNote: 'seen', SyncToken: '1', DocNumber: 'OTH-1' })
    expect(changed.Line).toEqual(made.Line)
    expect(await call('updateJournalEntry', { Id: made.Id, SyncToken: '0', PrivateNote: 'late' }).catch(fault)).toBe('5010')
    expect((await call('deleteJournalEntry', made.Id)).JournalEntry).toMatchObject({ Id: made.Id, status: 'Deleted' })
    expect(await call('getJournalEntry', made.Id).catch(fault)).toBe('610')
  })

  it('sells, voids and finds the change in the change log', async () => {
    const [item] = (await call('findItems', { Type: 'Service' })).QueryResponse.Item
    const [customer] = (await call('findCustomers', { limit: 1 })).QueryResponse.Customer
    const made = await call('createInvoice', {
      CustomerRef: { value: customer.Id },
      Line: [{ Amount: 30, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item.Id }, Qty: 2, UnitPrice: 15 } }],
    })
    expect(made).toMatchObject({ TotalAmt: 30, Balance: 30 })
    const { Invoice: voided } = await call('voidInvoice', { Id: made.Id, SyncToken: made.SyncToken })
    expect(voided.TotalAmt).toBe(0)
    expect(voided.PrivateNote).toMatch(/^Voided/)
    const log = await call('changeDataCapture', ['Invoice'], new Date(Date.now() - 60_000))
    const changed = log.CDCResponse[0].QueryResponse[0].Invoice.find((each: Loose) => each.Id === made.Id)
    expect(changed.SyncToken).toBe(voided.SyncToken)
  })

  it('sends a batch', async () => {
    const answer = await call('batch', [
      { bId: '1', operation: 'create', Vendor: { DisplayName: 'From a batch' } },
      { bId: '2', Query: "select * from Vendor where DisplayName = 'From a batch'" },
    ])
    expect(answer.BatchItemResponse[0].Vendor.DisplayName).toBe('From a batch')
    expect(answer.BatchItemResponse[1].QueryResponse.Vendor).toHaveLength(1)
  })

  it('renews its token and gives it back', async () => {
    const old = client.refreshToken as string
    await new Promise((resolve, reject) => client.refreshAccessToken((error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer))))
    expect(client.refreshToken).not.toBe(old)
    expect((await call('findAccounts', {})).QueryResponse.Account.length).toBeGreaterThan(0)
    const token = client.token as string
    await new Promise((resolve, reject) => client.revokeAccess(true, (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer))))
    client.token = token
    client.realmId = practiceRealm
    expect((await call('findAccounts', {}).catch((error: Loose) => error)).fault.error[0].code).toBe('3200')
  })
})
