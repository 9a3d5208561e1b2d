import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { content } from '../../src/main/practice/content.ts'
import { parseJson, writeJson, type JsonObject } from '../../src/main/practice/json.ts'
import { firstBreach } from '../../src/main/practice/schema-check.ts'
import { schemaEnumerations, schemaTypes } from '../../src/main/practice/schema-table.ts'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { apiOf, logIn, startToyPractice, type Api } from './practice.ts'

describe('the table of Intuit’s schema', () => {
  it('names nothing that is not in it', () => {
    const scalars = ['ref', 'id', 'text', 'decimal', 'whole', 'boolean', 'date', 'time', 'any']
    const known = new Set([...scalars, ...Object.keys(schemaTypes), ...Object.keys(schemaEnumerations)])
    const kinds = Object.values(schemaTypes).flatMap(({ is, fields }) => [...(is === null ? [] : [is]), ...fields.split(' ').flatMap((word) => word.split(':').slice(1))])
    expect(kinds.length).toBeGreaterThan(800)
    expect(kinds.map((kind) => kind.replace('[]', '')).filter((kind) => !known.has(kind))).toEqual([])
  })

  it('has every entity of the practice company', () => {
    expect(content.entities.map(({ name }) => name).filter((name) => !(name in schemaTypes))).toEqual([])
  })

  it('tells what is wrong by its path', () => {
    const line = (detail: string) => parseJson(`{"Line":[{"Amount":1},{"ItemAdjustmentLineDetail":${detail}}]}`) as JsonObject
    const breach = (detail: string) => firstBreach('InventoryAdjustment', line(detail))
    expect(breach('{"ItemRef":{"value":"1"},"QtyDiff":-2.5}')).toBeNull()
    expect(breach('{"QtyDif":1}')).toBe('InventoryAdjustment.Line[1].ItemAdjustmentLineDetail.QtyDif')
    expect(breach('{"QtyDiff":"a lot"}')).toBe('InventoryAdjustment.Line[1].ItemAdjustmentLineDetail.QtyDiff')
    expect(breach('{"ItemRef":"1"}')).toBe('InventoryAdjustment.Line[1].ItemAdjustmentLineDetail.ItemRef')
    expect(breach('{"ItemRef":{"id":"1"}}')).toBe('InventoryAdjustment.Line[1].ItemAdjustmentLineDetail.ItemRef.id')
    expect(breach('null')).toBeNull()
  })
})

describe('what the practice company answers', () => {
  let server: PracticeServer
  let api: Api
  beforeAll(async () => {
    server = await startToyPractice({ content })
    api = apiOf(server.origin, (await logIn(server.origin)).access_token)
  })
  afterAll(() => server.stop())

  it.each(content.entities.map(({ name }) => name))('is %s as Intuit’s schema has it', async (name) => {
    const active = content.entities.find((entity) => entity.name === name)?.kind === 'name_list' ? ' where Active IN (true,false)' : ''
    const answer = parseJson((await api.query(`select * from ${name}${active} maxresults 1000`)).text) as { QueryResponse: Record<string, JsonObject[] | undefined> }
    const objects = answer.QueryResponse[name] ?? []
    expect(objects.map((object) => firstBreach(name, object)).filter((breach) => breach !== null)).toEqual([])
  })

  it('is what it was given, digit for digit', async () => {
    const accounts = (await api.query("select * from Account where AccountType = 'Expense' maxresults 2")).json.QueryResponse.Account as { Id: string }[]
    const line = (PostingType: string, at: number) =>
      `{"Amount":1234567.10,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"${PostingType}","AccountRef":{"value":"${accounts[at]?.Id}"}}}`
    const made = await api.post('journalentry', `{"Line":[${line('Debit', 0)},${line('Credit', 1)}]}`)
    expect(made.status).toBe(200)
    expect(writeJson(parseJson(made.text) ?? null)).toBe(made.text)
    expect(made.text.match(/"Amount":1234567\.10?\b/g)).toHaveLength(2)
  })
})
