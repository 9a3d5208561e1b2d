import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { apiOf, control, logIn, startToyPractice, type Api, type Told } from './practice.ts'

const code = (told: Told) => [told.status, told.json.Fault?.Error[0].code]
const names = (told: Told, entity = 'Vendor') => (told.json.QueryResponse[entity] ?? []).map((each: { DisplayName?: string; DocNumber?: string }) => each.DisplayName ?? each.DocNumber)

describe('the API of the practice company', () => {
  let server: PracticeServer
  let api: Api
  beforeAll(async () => {
    server = await startToyPractice()
    api = apiOf(server.origin, (await logIn(server.origin)).access_token)
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    await control(server.origin, 'POST', 'reset', {})
    await control(server.origin, 'POST', 'clock', { set: '2026-03-08T09:00:00Z' })
    api = apiOf(server.origin, (await logIn(server.origin)).access_token)
  })
  const make = async (name: string, more: object = {}) => (await api.post('vendor', { DisplayName: name, ...more })).json.Vendor
  const wait = (seconds: number) => control(server.origin, 'POST', 'clock', { advanceSeconds: seconds })

  describe('writing', () => {
    it('counts ids in text, stamps an object to the second in Pacific time, and tells its own time to the millisecond', async () => {
      const made = await api.post('vendor', { DisplayName: 'Steel Supply' })
      expect(made.json).toEqual({
        Vendor: {
          Active: true,
          DisplayName: 'Steel Supply',
          domain: 'QBO',
          sparse: false,
          Id: '1',
          SyncToken: '0',
          MetaData: { CreateTime: '2026-03-08T01:00:00-08:00', LastUpdatedTime: '2026-03-08T01:00:00-08:00' },
        },
        time: '2026-03-08T01:00:00.000-08:00',
      })
      expect(made.headers.get('intuit_tid')).toMatch(/^1-\w{20,}/)
      // An hour and a half later the clocks have gone forward.
      await wait(5400)
      api = apiOf(server.origin, (await logIn(server.origin)).access_token)
      expect((await make('Bolt House')).MetaData.CreateTime).toBe('2026-03-08T03:30:00-07:00')
    })

    it('keeps every digit of a number as it was sent', async () => {
      const made = await api.post('journalentry', '{"Line":[{"Amount":12.10},{"Amount":9007199254740993.5},{"Amount":1E-7}]}')
      expect(made.text).toContain('[{"Amount":12.10},{"Amount":9007199254740993.5},{"Amount":1E-7}]')
      expect((await api.query('select * from JournalEntry')).text).toContain('"Amount":9007199254740993.5')
    })

    it('reads an object by its id, and refuses one there is not', async () => {
      await make('Steel Supply')
      expect((await api.get('vendor/1')).json.Vendor.DisplayName).toBe('Steel Supply')
      expect(code(await api.get('vendor/7'))).toEqual([400, '610'])
    })

    it('changes what a sparse update names, and replaces all of it in a full one', async () => {
      await make('Steel Supply', { PrintOnCheckName: 'S', CompanyName: 'Steel' })
      const sparse = await api.post('vendor', { Id: '1', SyncToken: '0', sparse: true, CompanyName: 'Steel Co' })
      expect(sparse.json.Vendor).toMatchObject({ DisplayName: 'Steel Supply', PrintOnCheckName: 'S', CompanyName: 'Steel Co', SyncToken: '1' })
      const full = await api.post('vendor', { Id: '1', SyncToken: '1', DisplayName: 'Steel' }, { operation: 'update' })
      expect(full.json.Vendor).toMatchObject({ DisplayName: 'Steel', SyncToken: '2' })
      expect(full.json.Vendor).not.toHaveProperty('CompanyName')
    })

    it('refuses a change made on an older version, and leaves the object as it was', async () => {
      await make('Steel Supply')
      await api.post('vendor', { Id: '1', SyncToken: '0', sparse: true, CompanyName: 'A' })
      expect(code(await api.post('vendor', { Id: '1', SyncToken: '0', sparse: true, CompanyName: 'B' }))).toEqual([400, '5010'])
      expect((await api.get('vendor/1')).json.Vendor.CompanyName).toBe('A')
    })

    it('voids a document, which stays, and deletes one, which shows nowhere but in the change log', async () => {
      for (const number of ['V', 'D']) await api.post('journalentry', { DocNumber: number })
      const voided = await api.post('journalentry', { Id: '1', SyncToken: '0' }, { operation: 'void' })
      expect(voided.json.JournalEntry).toMatchObject({ PrivateNote: 'Voided', TotalAmt: 0, SyncToken: '1' })
      const deleted = await api.post('journalentry', { Id: '2', SyncToken: '0' }, { operation: 'delete' })
      expect(deleted.json.JournalEntry).toEqual({ status: 'Deleted', domain: 'QBO', Id: '2' })
      expect(names(await api.query('select * from JournalEntry'), 'JournalEntry')).toEqual(['V'])
      expect(code(await api.get('journalentry/2'))).toEqual([400, '610'])
      const log = await api.get('cdc', { entities: 'JournalEntry', changedSince: '2026-03-01T00:00:00Z' })
      expect(log.json.CDCResponse[0].QueryResponse[0].JournalEntry.map(({ Id, status }: { Id: string; status?: string }) => [Id, status])).toEqual([
        ['1', undefined],
        ['2', 'Deleted'],
      ])
    })

    it('does not delete what is on a list of names', async () => {
      await make('Steel Supply')
      expect(code(await api.post('vendor', { Id: '1', SyncToken: '0' }, { operation: 'delete' }))).toEqual([400, '500'])
    })

    it('refuses a body that is no JSON', async () => {
      expect(code(await api.post('vendor', '{"DisplayName":'))).toEqual([400, '2010'])
    })

    it.each([
      ['an unknown field', '{"DisplayName":"A","Colour":"red"}', 'Vendor.Colour'],
      ['an unknown field below', '{"PrimaryPhone":{"Number":"1"}}', 'Vendor.PrimaryPhone.Number'],
      ['a number where a text belongs', '{"DisplayName":12}', 'Vendor.DisplayName'],
      ['a text where a number belongs', '{"Balance":"much"}', 'Vendor.Balance'],
      ['a text where yes or no belongs', '{"Active":"true"}', 'Vendor.Active'],
      ['a list where one belongs', '{"CurrencyRef":[{"value":"USD"}]}', 'Vendor.CurrencyRef'],
    ])('refuses %s by its path', async (_what, body, path) => {
      const told = await api.post('vendor', body)
      expect(code(told)).toEqual([400, '2010'])
      expect(told.json.Fault.Error[0].element).toBe(path)
    })

    it('refuses a kind of posting that there is not, and takes a number in quotes', async () => {
      const line = (PostingType: string, Amount: string) => ({ Line: [{ Amount, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType } }] })
      expect((await api.post('journalentry', line('Sideways', '1'))).json.Fault.Error[0].element).toBe('JournalEntry.Line[0].JournalEntryLineDetail.PostingType')
      expect((await api.post('journalentry', line('Debit', '12.10'))).status).toBe(200)
    })

    it('knows inventory adjustments from minor version 70 on, and tells only a date of when they were made', async () => {
      const body = { TxnDate: '2026-03-08' }
      expect((await api.post('inventoryadjustment', body, { minorversion: '69' })).json.Fault).toBeDefined()
      expect((await api.post('inventoryadjustment', body, { minorversion: '70' })).json.InventoryAdjustment.MetaData).toEqual({ LastUpdatedTime: '2026-03-08' })
      expect((await api.query("select * from InventoryAdjustment where MetaData.CreateTime >= '2026-03-08T08:59:00Z'")).json.QueryResponse.InventoryAdjustment).toHaveLength(1)
      expect(code(await api.query("select * from InventoryAdjustment where DocNumber = 'X'"))).toEqual([400, '4001'])
    })

    it('answers up to thirty things in one batch, each by itself', async () => {
      const items = [
        { bId: 'a', operation: 'create', Vendor: { DisplayName: 'One' } },
        { bId: 'b', operation: 'update', Vendor: { Id: '1', SyncToken: '5', DisplayName: 'Two' } },
        { bId: 'c', Query: 'select * from Vendor' },
        { bId: 'd', operation: 'create', Elephant: {} },
      ]
      const { json } = await api.post('batch', { BatchItemRequest: items })
      expect(json.BatchItemResponse.map((each: { bId: string }) => each.bId)).toEqual(['a', 'b', 'c', 'd'])
      expect(json.BatchItemResponse[0].Vendor.Id).toBe('1')
      expect(json.BatchItemResponse[1].Fault.Error[0].code).toBe('5010')
      expect(json.BatchItemResponse[2].QueryResponse.Vendor).toHaveLength(1)
      expect(json.BatchItemResponse[3].Fault.type).toBe('ValidationFault')
      const many = Array.from({ length: 31 }, (_each, at) => ({ bId: String(at), Query: 'select * from Vendor' }))
      expect((await api.post('batch', { BatchItemRequest: many })).status).toBe(400)
    })
  })

  describe('a request id', () => {
    it('brings the first answer again, byte for byte, and even when the body is another', async () => {
      const first = await api.post('journalentry', { DocNumber: '1' }, { requestid: 'r1' })
      await wait(60)
      const again = await api.post('journalentry', { DocNumber: '1' }, { requestid: 'r1' })
      const other = await api.post('journalentry', { DocNumber: '2' }, { requestid: 'r1' })
      expect([again.text, other.text]).toEqual([first.text, first.text])
      expect((await api.query('select count(*) from JournalEntry')).json.QueryResponse.totalCount).toBe(1)
    })

    it('brings a refusal again too, although it would be done by now', async () => {
      const body = { Id: '1', SyncToken: '0', sparse: true, CompanyName: 'Steel' }
      expect(code(await api.post('vendor', body, { requestid: 'r2' }))).toEqual([400, '610'])
      await make('Steel Supply')
      expect(code(await api.post('vendor', body, { requestid: 'r2' }))).toEqual([400, '610'])
      expect((await api.post('vendor', body, { requestid: 'r3' })).status).toBe(200)
    })

    it('does not keep the answer to a query', async () => {
      const ask = () => api.post('query', 'select count(*) from Vendor', { requestid: 'q1' })
      expect((await ask()).json.QueryResponse.totalCount).toBe(0)
      await make('Steel Supply')
      expect((await ask()).json.QueryResponse.totalCount).toBe(1)
    })
  })

  describe('a query', () => {
    beforeEach(async () => {
      for (const [at, name] of ['Alpha', 'Beta', 'Gamma', "O'Hara"].entries()) {
        await make(name, { Balance: at * 10 })
        await wait(60)
      }
      await api.post('vendor', { Id: '2', SyncToken: '0', sparse: true, Active: false })
    })

    it.each([
      ["select * from Vendor where DisplayName = 'Gamma'", ['Gamma']],
      ["SELECT * FROM vendor WHERE displayname LIKE '%a'", ['Alpha', 'Gamma', "O'Hara"]],
      [String.raw`select * from Vendor where DisplayName = 'O\'Hara'`, ["O'Hara"]],
      ["select * from Vendor where Id IN ('1', '4')", ['Alpha', "O'Hara"]],
      ["select * from Vendor where Balance > '5' and Balance <= '20'", ['Gamma']],
      ['select * from Vendor where Active = false', ['Beta']],
      ['select * from Vendor where Active IN (true, false)', ['Alpha', 'Beta', 'Gamma', "O'Hara"]],
      ['select * from Vendor orderby DisplayName desc', ["O'Hara", 'Gamma', 'Alpha']],
      ['select * from Vendor order by Balance DESC startposition 2 maxresults 1', ['Gamma']],
      ["select * from Vendor where MetaData.LastUpdatedTime > '2026-03-08T09:01:59Z' orderby MetaData.LastUpdatedTime", ['Gamma', "O'Hara"]],
      ["select * from Vendor where MetaData.CreateTime < '2026-03-08T01:01:00-08:00'", ['Alpha']],
      ["select * from Vendor where Active in (true,false) and MetaData.LastUpdatedTime >= '2026-03-08T09:03:00Z' orderby MetaData.LastUpdatedTime asc", ["O'Hara", 'Beta']],
    ])('%s', async (text, expected) => {
      expect(names(await api.query(text))).toEqual(expected)
    })

    it('says where its page begins and how long it is, and nothing at all when it is empty', async () => {
      const page = (await api.query('select * from Vendor startposition 3 maxresults 5')).json
      expect(page.QueryResponse).toMatchObject({ startPosition: 3, maxResults: 1 })
      expect((await api.query("select * from Vendor where DisplayName = 'nobody'")).text).toBe('{"QueryResponse":{},"time":"2026-03-08T01:04:00.000-08:00"}')
    })

    it('counts, hiding what is inactive', async () => {
      expect((await api.query('select count(*) from Vendor')).json.QueryResponse).toEqual({ totalCount: 3 })
      expect((await api.query('select count(*) from Vendor where Active IN (true,false)')).json.QueryResponse).toEqual({ totalCount: 4 })
    })

    it('is answered by POST as well', async () => {
      expect(names(await api.post('query', "select * from Vendor where DisplayName = 'Alpha'"))).toEqual(['Alpha'])
    })

    it('shows only the fields that were named', async () => {
      const [first] = (await api.query('select DisplayName from Vendor maxresults 1')).json.QueryResponse.Vendor
      expect(Object.keys(first).toSorted()).toEqual(['DisplayName', 'domain', 'sparse'])
    })

    it.each([
      ['an unknown field', "select * from Vendor where Colour = 'red'", '4001'],
      ['OR', "select * from Vendor where Id = '1' or Id = '2'", '4000'],
      ['an unknown entity', 'select * from Elephant', '4000'],
      ['more than a thousand rows', 'select * from Vendor maxresults 1001', '4000'],
      ['a text that is not closed', "select * from Vendor where DisplayName = 'A", '4000'],
      ['an ending that is none of it', 'select * from Vendor maxresults 10 please', '4000'],
      ['no query at all', '', '4000'],
      ['an injection', "select * from Vendor where Id = '1'; drop table object", '4000'],
    ])('refuses %s', async (_what, text, expected) => {
      expect(code(await api.query(text))).toEqual([400, expected])
    })
  })

  describe('the change log', () => {
    it('tells each entity in its turn, what changed with all of it, and nothing where nothing did', async () => {
      await make('Steel Supply')
      await wait(60)
      await api.post('vendor', { Id: '1', SyncToken: '0', sparse: true, Active: false })
      const { json } = await api.get('cdc', { entities: 'JournalEntry,Vendor', changedSince: '2026-03-08T01:00:30-08:00' })
      expect(json.CDCResponse[0].QueryResponse).toEqual([{}, { Vendor: [expect.objectContaining({ Id: '1', Active: false })], startPosition: 1, maxResults: 1, totalCount: 1 }])
    })

    it('goes no further back than thirty days', async () => {
      const since = (day: string) => api.get('cdc', { entities: 'Vendor', changedSince: day })
      expect((await since('2026-02-06T10:00:00Z')).status).toBe(200)
      expect((await since('2026-02-06T08:00:00Z')).status).toBe(400)
      expect((await since('yesterday')).status).toBe(400)
    })

    it('stops after a thousand objects of all entities together', async () => {
      for (let sent = 0; sent < 1020; sent += 30) {
        const items = Array.from({ length: 30 }, (_each, at) => ({ bId: String(at), operation: 'create', Vendor: { DisplayName: `V${sent + at}` } }))
        await api.post('batch', { BatchItemRequest: items })
      }
      await api.post('journalentry', { DocNumber: 'late' })
      const { json } = await api.get('cdc', { entities: 'Vendor,JournalEntry', changedSince: '2026-03-08T00:00:00Z' })
      expect(json.CDCResponse[0].QueryResponse.map((each: { Vendor?: unknown[] }) => each.Vendor?.length ?? 0)).toEqual([1000, 0])
    })
  })
})
