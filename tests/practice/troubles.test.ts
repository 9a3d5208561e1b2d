import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { realPorts } from '../../src/main/practice/ports.ts'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { troubleKinds } from '../../src/main/practice/troubles.ts'
import { apiOf, control, logIn, postToken, startToyPractice, type Api, type Told, type Tokens } from './practice.ts'

describe('what can be made to go wrong', () => {
  let server: PracticeServer
  let api: Api
  let tokens: Tokens
  beforeAll(async () => {
    server = await startToyPractice()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    await control(server.origin, 'POST', 'reset', {})
    await control(server.origin, 'POST', 'limits', { on: false })
    tokens = await logIn(server.origin)
    api = apiOf(server.origin, tokens.access_token)
  })

  const trouble = (name: string, more: object = {}) => control(server.origin, 'POST', 'faults', { name, on: 'JournalEntry', ...more })
  const create = (requestid = 'r1', number = 'PSB-1') => api.post('journalentry', { DocNumber: number }, { requestid })
  const count = async () => (await api.query('select count(*) from JournalEntry')).json.QueryResponse.totalCount as number
  const dropped = async (call: Promise<Told>) => call.then(() => 'answered', () => 'dropped')
  const error = (told: Told) => [told.status, told.json.Fault.Error[0].code]

  it('forgets a request id, so that sending again makes a second document', async () => {
    await trouble('ignore_request_id', { operation: 'create', times: 2 })
    await create()
    await create()
    expect(await count()).toBe(2)
  })

  it('does what was asked and drops the answer; the same request id then brings it', async () => {
    await trouble('drop_answer', { operation: 'create' })
    expect(await dropped(create())).toBe('dropped')
    expect(await count()).toBe(1)
    expect((await create()).json.JournalEntry).toMatchObject({ Id: '1', DocNumber: 'PSB-1' })
    expect(await count()).toBe(1)
  })

  it('drops the connection and does nothing', async () => {
    await trouble('reset_before_commit', { operation: 'create' })
    expect(await dropped(create())).toBe('dropped')
    expect(await count()).toBe(0)
  })

  it('drops the connection and does it later by its own clock, refusing the id meanwhile', async () => {
    await control(server.origin, 'POST', 'clock', { set: '2026-06-01T12:00:00Z' })
    api = apiOf(server.origin, (await logIn(server.origin)).access_token)
    await trouble('commit_later', { operation: 'create', seconds: 100 })
    expect(await dropped(create())).toBe('dropped')
    await control(server.origin, 'POST', 'clock', { advanceSeconds: 99 })
    expect(await count()).toBe(0)
    expect(error(await create())).toEqual([400, '600'])
    await control(server.origin, 'POST', 'clock', { advanceSeconds: 30 })
    expect(await count()).toBe(1)
    const again = await create()
    // It bears the moment at which it was done, not the one at which somebody looked.
    expect(again.json.JournalEntry.MetaData.CreateTime).toBe('2026-06-01T05:01:40-07:00')
    expect(await count()).toBe(1)
  })

  it('answers a Fault with HTTP 200', async () => {
    await trouble('fault_in_200', { code: '6000', message: 'No' })
    const told = await create()
    expect(error(told)).toEqual([200, '6000'])
    expect(await count()).toBe(0)
  })

  it('throttles with XML', async () => {
    await trouble('throttle')
    const told = await create()
    expect(told.status).toBe(429)
    expect(told.headers.get('content-type')).toContain('xml')
    expect(told.text).toContain('<Error code="3001">')
    expect(told.headers.get('intuit_tid')).not.toBeNull()
  })

  it('breaks down before and after doing what was asked', async () => {
    await trouble('server_error', { operation: 'create' })
    expect((await create()).status).toBe(500)
    expect(await count()).toBe(0)
    await trouble('server_error', { operation: 'create', status: 503, committed: true })
    expect((await create()).status).toBe(503)
    expect(await count()).toBe(1)
  })

  it('answers late', async () => {
    await trouble('slow', { seconds: 0.3 })
    const began = performance.now()
    expect((await create()).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(290)
  })

  it('begins an answer that never ends', async () => {
    await trouble('endless', { operation: 'create' })
    const answer = await fetch(`${server.origin}/v3/company/9130000000000000001/journalentry?minorversion=75`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.access_token}` },
      body: '{"DocNumber":"1"}',
    })
    const reader = answer.body?.getReader()
    let bytes = 0
    while (bytes < 10_000) bytes += (await reader?.read())?.value?.length ?? 10_000
    await reader?.cancel()
    expect(bytes).toBeGreaterThanOrEqual(10_000)
    expect(await count()).toBe(1)
  })

  it('breaks off in the middle of an answer, after doing what was asked', async () => {
    await trouble('cut_answer', { operation: 'create' })
    expect(await dropped(create())).toBe('dropped')
    expect(await count()).toBe(1)
  })

  it('answers a page that is not JSON', async () => {
    await trouble('not_json', { operation: 'create' })
    const told = await create()
    expect([told.status, told.text.slice(0, 6)]).toEqual([200, '<html>'])
    expect(await count()).toBe(1)
  })

  it('lets the access token end now, with the lower-case fault', async () => {
    await trouble('expire_token')
    const told = await create()
    expect([told.status, told.json.fault.error[0].code, told.json.fault.type]).toEqual([401, '3200', 'AUTHENTICATION'])
    expect((await postToken(server.origin, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(200)
  })

  it('refuses every refresh token from now on', async () => {
    await trouble('refuse_refresh')
    const answer = await postToken(server.origin, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' })
    expect((await create()).status).toBe(200)
  })

  it('drops the answer to a refresh whose new token is then the only good one', async () => {
    await control(server.origin, 'POST', 'faults', { name: 'drop_answer', on: 'token' })
    const refresh = () => postToken(server.origin, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
    expect(await refresh().then(() => 'answered', () => 'dropped')).toBe('dropped')
    expect((await refresh()).status).toBe(400)
  })

  it.each([
    ['before_start_date', '6270'],
    ['inactive_item', '610'],
    ['inactive_account', '610'],
  ])('refuses by %s', async (name, expected) => {
    await trouble(name, { operation: 'create' })
    expect(error(await create())).toEqual([400, expected])
    expect((await create('r2')).status).toBe(200)
  })

  it('refuses with any Fault one likes', async () => {
    await trouble('refuse', { code: '6140', message: 'Duplicate Document Number Error', status: 400 })
    expect(error(await create())).toEqual([400, '6140'])
  })

  it.each([
    ['closed_books', { date: '2026-01-31' }, { closedThrough: '2026-01-31' }],
    ['no_inventory_plan', {}, { plan: 'Essentials' }],
    ['outside_us', {}, { country: 'CA' }],
    ['other_currency', { currency: 'EUR' }, { currency: 'EUR' }],
  ])('holds for the whole company until it is taken away: %s', async (name, options, expected) => {
    const before = server.world.company()
    const added = await trouble(name, options)
    await create()
    expect(server.world.company()).toMatchObject(expected)
    await control(server.origin, 'DELETE', `faults/${added.json.id}`)
    expect(server.world.company()).toEqual(before)
  })

  it('shifts the rows behind an object that is touched between two pages', async () => {
    await control(server.origin, 'POST', 'clock', { set: '2026-06-01T12:00:00Z' })
    api = apiOf(server.origin, (await logIn(server.origin)).access_token)
    for (const number of ['1', '2', '3', '4']) {
      await create(`r${number}`, number)
      await control(server.origin, 'POST', 'clock', { advanceSeconds: 1 })
    }
    await trouble('shifting_pages')
    const page = async (from: number) =>
      (await api.query(`select * from JournalEntry orderby MetaData.LastUpdatedTime startposition ${from} maxresults 2`)).json.QueryResponse.JournalEntry.map((each: { DocNumber: string }) => each.DocNumber)
    expect([await page(1), await page(3)]).toEqual([['1', '2'], ['4', '1']])
  })

  it('happens as often as it was asked for, and to what it was asked for', async () => {
    await trouble('server_error', { times: 2, operation: 'create' })
    expect((await api.post('vendor', { DisplayName: 'A' })).status).toBe(200)
    expect([(await create('a')).status, (await create('b')).status, (await create('c')).status]).toEqual([500, 500, 200])
    await control(server.origin, 'POST', 'faults', { name: 'server_error', on: '/v3/company/9130000000000000001/vendor' })
    expect([(await create('d')).status, (await api.post('vendor', {})).status]).toEqual([200, 500])
  })

  it('happens by chance, and the same number makes the same chance', async () => {
    const run = async (seed: number) => {
      await control(server.origin, 'DELETE', 'faults')
      await trouble('server_error', { probability: 0.4, seed, operation: 'read' })
      const statuses: number[] = []
      for (let at = 0; at < 40; at += 1) statuses.push((await api.get('journalentry/1')).status)
      return statuses
    }
    await create()
    const first = await run(7)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
    const failed = first.filter((status) => status === 500).length
    expect(failed).toBeGreaterThan(5)
    expect(failed).toBeLessThan(30)
  })

  it('names what it knows when it is asked for something else', async () => {
    const told = await control(server.origin, 'POST', 'faults', { name: 'earthquake' })
    expect(told.status).toBe(400)
    for (const name of Object.keys(troubleKinds)) expect(told.json.problem).toContain(name)
  })

  it('stands in the papers, each kind by its name', () => {
    const papers = readFileSync(path.resolve(import.meta.dirname, '../../docs/practice-company.md'), 'utf8')
    expect(Object.keys(troubleKinds).filter((name) => !papers.includes(`\`${name}\``))).toEqual([])
  })

  it('lets ten requests a second and five hundred a minute through when limits are on, and throttles the rest', async () => {
    let nowMs = 0
    const limited = await startToyPractice({ limits: true, ports: { ...realPorts(), monotonicMs: () => nowMs } })
    try {
      const caller = apiOf(limited.origin, (await logIn(limited.origin)).access_token)
      const passed = async (count: number) => {
        let through = 0
        for (let at = 0; at < count; at += 1) through += (await caller.query('select count(*) from Vendor')).status === 200 ? 1 : 0
        return through
      }
      expect(await passed(14)).toBe(10)
      let through = 10
      for (nowMs = 1000; nowMs < 59_000; nowMs += 1000) through += await passed(10)
      expect(through).toBe(500)
      nowMs = 61_500
      expect(await passed(14)).toBe(10)
    } finally {
      await limited.stop()
    }
  })

  it('counts what was asked, by entity and by what it does', async () => {
    await control(server.origin, 'DELETE', 'requests')
    await create()
    await api.query('select * from Vendor')
    await api.query('select count(*) from Vendor')
    const { json } = await control(server.origin, 'GET', 'requests')
    expect(json).toMatchObject({
      total: 3,
      byEntity: { JournalEntry: 1, Vendor: 2 },
      byOperation: { 'create JournalEntry': 1, 'query Vendor': 2 },
      byPath: { '/v3/company/9130000000000000001/journalentry': 1, '/v3/company/9130000000000000001/query': 2 },
    })
  })

  it('answers nobody who came by another name', async () => {
    const { request } = await import('node:http')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${server.origin}/practice/faults`, { headers: { host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject).end()
    })
    expect(status).toBe(421)
  })
})
