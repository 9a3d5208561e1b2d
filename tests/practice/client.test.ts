import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Outside } from '../../src/main/environment.ts'
import { addressesOf, type Addresses } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../../src/main/quickbooks/client.ts'
import { parseJson, writeJson } from '../../src/main/quickbooks/json.ts'
import { beginLogin } from '../../src/main/quickbooks/login.ts'
import { tokenService } from '../../src/main/quickbooks/oauth.ts'
import { tokenKeeper, type TokenKeeper } from '../../src/main/quickbooks/tokens.ts'
import { appError } from '../../src/shared/errors.ts'
import { err, ok } from '../../src/shared/result.ts'
import { realClock, realTimers, testKeychain, testOutside, type TestKeychain } from '../support/ports.ts'
import { control, decide } from './practice.ts'

/** Sixty times as fast as the clock on the wall, so that a minute of peace takes a second. */
const hurry = 60
function hurriedOutside(keychain: TestKeychain): Outside {
  return {
    ...testOutside({ keychain }),
    http: { fetch: (url, init) => fetch(url, init) },
    clock: { ...realClock, monotonicMs: () => performance.now() * hurry },
    ids: { uuid: () => crypto.randomUUID() },
    timers: { after: (ms, run) => realTimers.after(ms / hurry, run) },
  }
}

const keys = { clientId: 'practice-client', clientSecret: 'practice-secret' }
let folder: string
let child: ChildProcess
let origin: string
let addresses: Addresses

async function startCompany(): Promise<void> {
  child = spawn(process.execPath, [path.join(import.meta.dirname, 'toy-main.ts'), path.join(folder, 'practice.db')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string]
  origin = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`
  addresses = addressesOf('practice', origin)
}

async function killCompany(): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-client-'))
  await startCompany()
})

beforeEach(async () => {
  await control(origin, 'DELETE', 'faults')
  await control(origin, 'POST', 'reset', {})
})

afterAll(async () => {
  await killCompany()
  rmSync(folder, { recursive: true, force: true })
})

interface Connected {
  readonly outside: Outside
  readonly keychain: TestKeychain
  readonly keeper: TokenKeeper
  readonly client: QuickbooksClient
}

/** Logs in as a person does: the page, *Connect*, back to this PC, and the code becomes a permission. */
async function connect(keychain = testKeychain()): Promise<Connected> {
  const outside = hurriedOutside(keychain)
  const service = tokenService({ ...outside, addresses, keys })
  const keeper = tokenKeeper({ ...outside, service, name: 'tokens' })
  const begun = await beginLogin({ ...outside, timers: realTimers, addresses, clientId: keys.clientId, redirect: { kind: 'loopback' }, ports: [0] })
  if (!begun.ok) throw new Error(begun.error.code)
  expect((await fetch(begun.value.authorizeUrl)).status).toBe(200)
  const asked = Object.fromEntries(new URL(begun.value.authorizeUrl).searchParams)
  const page = await fetch(await decide(origin, 'connect', asked))
  expect(page.url).toMatch(/^http:\/\/localhost:\d+\/done$/)
  const done = await begun.value.finished
  if (!done.ok) throw new Error(done.error.code)
  const tokens = await service.exchange(done.value.code, done.value.redirectUri)
  if (!tokens.ok) throw new Error(tokens.error.code)
  expect(keeper.keep(tokens.value)).toEqual(ok(null))
  // The same code a second time is worth nothing.
  expect(await service.exchange(done.value.code, done.value.redirectUri)).toEqual(err(appError('connection.login_used', {})))
  return { outside, keychain, keeper, client: clientOf(outside, keeper, done.value.realmId) }
}

function clientOf(outside: Outside, keeper: TokenKeeper, realmId: string): QuickbooksClient {
  const { accessToken, refused } = keeper
  return quickbooksClient({ ...outside, addresses, realmId, accessToken, refused })
}

const trouble = async (name: string, more: object = {}) => expect((await control(origin, 'POST', 'faults', { name, ...more })).status).toBe(200)
const journal = (number: string, amount = '12.10') =>
  `{"DocNumber":"${number}","TxnDate":"2026-06-01","Line":[{"Amount":${amount},"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Debit","AccountRef":{"value":"1"}}}]}`

async function vendorNames(client: QuickbooksClient, rowsPerPage: number): Promise<string[]> {
  const names: string[] = []
  for await (const page of client.query('Vendor', { rowsPerPage, active: 'all' })) {
    if (!page.ok) throw new Error(page.error.code)
    names.push(...page.value.rows.map((row) => String(row['DisplayName'])))
  }
  return names
}

describe('with the practice company in a process of its own', () => {
  test('a person logs in, lists and documents go back and forth digit by digit', async () => {
    const { client } = await connect()
    for (let n = 1; n <= 7; n += 1) expect((await client.create('Vendor', `{"DisplayName":"Vendor ${n}"}`, { requestId: `v${n}` })).outcome).toBe('accepted')
    expect(await client.count('Vendor')).toEqual(ok(7))
    expect((await vendorNames(client, 3)).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `Vendor ${n}`))
    const made = await client.create('JournalEntry', journal('PSB-1', '12.10'), { requestId: 'j1' })
    expect(made).toMatchObject({ outcome: 'accepted', row: { DocNumber: 'PSB-1' } })
    const read = await client.read('JournalEntry', made.outcome === 'accepted' ? made.id : '')
    const line = read.ok && read.value !== null ? read.value['Line'] : null
    expect(writeJson(line ?? null)).toContain('"Amount":12.10')
    expect(parseJson(writeJson(line ?? null)).ok).toBe(true)
    expect(await client.read('JournalEntry', '999')).toEqual(ok(null))
    const changes = await client.cdc(['JournalEntry', 'Vendor'], new Date(Date.now() - 86_400_000).toISOString())
    expect(changes.ok && [changes.value.rows['JournalEntry']?.length, changes.value.rows['Vendor']?.length, changes.value.capped]).toEqual([1, 7, false])
  })

  test('pages that move while they are read lose nobody', async () => {
    const { client } = await connect()
    for (let n = 1; n <= 12; n += 1) await client.create('Vendor', `{"DisplayName":"Vendor ${n}"}`, { requestId: `v${n}` })
    await trouble('shifting_pages', { on: 'Vendor', times: 2 })
    expect(new Set(await vendorNames(client, 4)).size).toBe(12)
  })

  test('a permission that ends in the middle is renewed, and the renewed one is kept', async () => {
    const { client, keychain } = await connect()
    const before = keychain.kept.get('tokens')
    await trouble('expire_token')
    expect(await client.count('Vendor')).toEqual(ok(0))
    expect(keychain.kept.get('tokens')).not.toBe(before)
    await trouble('expire_token')
    await trouble('refuse_refresh')
    expect(await client.count('Vendor')).toEqual(err(appError('connection.reconnect', { reason: 'refused' })))
    // Known now: neither the company nor the token service is asked again.
    await control(origin, 'DELETE', 'requests')
    expect(await client.count('Vendor')).toEqual(err(appError('connection.reconnect', { reason: 'refused' })))
    expect((await control(origin, 'GET', 'requests')).json.total).toBe(0)
  })

  test('after a restart the kept permission is good, and an older copy of it is not', async () => {
    const { outside, keychain } = await connect()
    const older = testKeychain(new Map(keychain.kept))
    const restarted = (kept: TestKeychain) => {
      const keeper = tokenKeeper({ ...outside, keychain: kept, service: tokenService({ ...outside, addresses, keys }), name: 'tokens' })
      return clientOf(outside, keeper, '9130000000000000001').count('Vendor')
    }
    expect(await restarted(keychain)).toEqual(ok(0))
    expect(await restarted(older)).toEqual(err(appError('connection.reconnect', { reason: 'refused' })))
    expect(await restarted(keychain)).toEqual(ok(0))
  })

  test('a goodbye ends the permission there', async () => {
    const { outside, keeper, keychain } = await connect()
    const older = testKeychain(new Map(keychain.kept))
    expect(await keeper.forget()).toEqual(ok(null))
    const service = tokenService({ ...outside, addresses, keys })
    expect(await tokenKeeper({ ...outside, keychain: older, service, name: 'tokens' }).accessToken()).toMatchObject({ error: { code: 'connection.reconnect' } })
  })

  test('a no in the browser, and keys that are not the app’s', async () => {
    const outside = hurriedOutside(testKeychain())
    const begun = await beginLogin({ ...outside, timers: realTimers, addresses, clientId: keys.clientId, redirect: { kind: 'loopback' }, ports: [0] })
    if (!begun.ok) throw new Error(begun.error.code)
    const page = await fetch(await decide(origin, 'cancel', Object.fromEntries(new URL(begun.value.authorizeUrl).searchParams)))
    expect(page.url).toMatch(/\/declined$/)
    expect(await begun.value.finished).toEqual(err(appError('connection.login_denied', {})))
    const service = tokenService({ ...outside, addresses, keys: { ...keys, clientSecret: 'another' } })
    expect(await service.refresh('x')).toEqual(err(appError('connection.keys_refused', {})))
  })

  test('an answer that was dropped is unknown, and the same request id brings it', async () => {
    const { client } = await connect()
    await trouble('drop_answer', { on: 'JournalEntry', operation: 'create' })
    expect(await client.create('JournalEntry', journal('PSB-2'), { requestId: 'j2' })).toMatchObject({ outcome: 'unknown' })
    expect(await client.count('JournalEntry')).toEqual(ok(1))
    expect(await client.create('JournalEntry', journal('PSB-2'), { requestId: 'j2' })).toMatchObject({ outcome: 'accepted' })
    expect(await client.count('JournalEntry')).toEqual(ok(1))
  })

  test.each([
    ['cut_answer', 'unknown', {}],
    ['not_json', 'unknown', {}],
    ['endless', 'unknown', {}],
    ['server_error', 'unknown', {}],
    ['reset_before_commit', 'unknown', {}],
    ['commit_later', 'unknown', { seconds: 100 }],
    ['throttle', 'not_sent', {}],
    ['fault_in_200', 'refused', { code: '6210' }],
    ['before_start_date', 'refused', {}],
    ['inactive_account', 'refused', {}],
  ])('a document that meets %s is %s', async (name, outcome, options) => {
    const { client } = await connect()
    await trouble(name, { on: 'JournalEntry', operation: 'create', ...options })
    expect((await client.create('JournalEntry', journal('PSB-3'), { requestId: 'j3' })).outcome).toBe(outcome)
  })

  test.each(['cut_answer', 'not_json', 'server_error', 'reset_before_commit', 'drop_answer', 'throttle', 'endless'])('a question that meets %s once is answered all the same', async (name) => {
    const { client } = await connect()
    await trouble(name, { on: 'Vendor', operation: 'query' })
    expect(await client.count('Vendor')).toEqual(ok(0))
  })

  test('the real limits are kept: nobody is told to wait', async () => {
    const { outside, keeper } = await connect()
    await control(origin, 'POST', 'limits', { on: true })
    const { accessToken, refused } = keeper
    const client = quickbooksClient({ ...outside, clock: realClock, timers: realTimers, addresses, realmId: '9130000000000000001', accessToken, refused })
    const counted = await Promise.all(Array.from({ length: 25 }, () => client.count('Vendor')))
    await control(origin, 'POST', 'limits', { on: false })
    expect(new Set(counted.map(({ ok: answered }) => answered))).toEqual(new Set([true]))
    expect((outside as ReturnType<typeof testOutside>).logged.filter(({ facts }) => JSON.stringify(facts).includes('throttled'))).toEqual([])
  })

  test('the company is killed in the middle, and comes back with what it had', async () => {
    const { client, outside, keeper } = await connect()
    await client.create('Vendor', '{"DisplayName":"Kept"}', { requestId: 'v1' })
    await trouble('slow', { on: 'JournalEntry', operation: 'create', seconds: 30 })
    const sending = client.create('JournalEntry', journal('PSB-4'), { requestId: 'j4' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await killCompany()
    expect(await sending).toMatchObject({ outcome: 'unknown' })
    expect(await client.create('JournalEntry', journal('PSB-4'), { requestId: 'j4' })).toMatchObject({ outcome: 'not_sent', error: { code: 'connection.offline' } })
    expect(await client.count('Vendor')).toMatchObject({ error: { code: 'connection.offline' } })
    await startCompany()
    expect(await clientOf(outside, keeper, '9130000000000000001').count('Vendor')).toEqual(ok(1))
  })
})
