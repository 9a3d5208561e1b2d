import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { addressesOf } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../../src/main/quickbooks/client.ts'
import { syncItems, type ItemSyncParts } from '../../src/main/sync/item-sync.ts'
import { ok } from '../../src/shared/result.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { connect } from '../support/items.ts'
import { realClock, realTimers, testOutside } from '../support/ports.ts'
import { startOwnProcess, type OwnProcess } from './own-process.ts'
import { apiOf, control, logIn, type Api } from './practice.ts'

/** More than two pages hold. */
const extraItems = 2_100
/** A pause of a second takes a fiftieth of one. */
const hurry = 50

let folder: string
let company: OwnProcess
let client: QuickbooksClient
let api: Api
let ledger: TestLedger

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-items-'))
  company = await startOwnProcess(path.join(folder, 'practice.db'), ['--items', String(extraItems)])
  let token = (await logIn(company.origin)).access_token
  let renewing: Promise<unknown> | null = null
  const renew = async () => {
    token = (await logIn(company.origin)).access_token
    api = apiOf(company.origin, token)
  }
  api = apiOf(company.origin, token)
  client = quickbooksClient({
    ...testOutside(),
    http: { fetch: (url, init) => fetch(url, init) },
    clock: { ...realClock, monotonicMs: () => performance.now() * hurry },
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

beforeEach(async () => {
  ledger = testLedger()
  connect(ledger.db)
  await control(company.origin, 'DELETE', 'faults')
  await control(company.origin, 'DELETE', 'requests')
})
afterEach(() => ledger.close())

const sync = (more: Partial<ItemSyncParts> = {}) =>
  syncItems({
    db: ledger.db,
    client,
    kinds: ['inventory', 'service', 'bundle'],
    clock: realClock,
    issue: (name, input) => execute({ db: ledger.db, environment: testOutside(), onCommitted: () => {} }, name, crypto.randomUUID(), input) as never,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    onProgress: () => {},
    signal: new AbortController().signal,
    ...more,
  })
const count = (where = '1') => ledger.db.prepare<[], number>(`SELECT count(*) FROM accounting_item WHERE ${where}`).pluck().get() ?? 0
const requests = async () => (await control(company.origin, 'GET', 'requests')).json.total as number
const inTheWay = (name: string, more: object = {}) => control(company.origin, 'POST', 'faults', { name, ...more })
const soundBooks = () => expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])

test('all items of the company are read in as many requests as there are pages, and again without a change', async () => {
  const first = await sync()
  expect(first).toMatchObject({ problem: null, cancelled: false, unread: 0, updated: 0 })
  expect(first.created).toBe(count())
  expect(count("kind = 'inventory'")).toBeGreaterThan(2_000)
  expect(await requests()).toBe(5)
  expect(await sync()).toMatchObject({ created: 0, updated: 0, deactivated: 0, problem: null })
  expect(await requests()).toBe(10)
  soundBooks()
})

describe('what goes wrong on the way', () => {
  test.each([
    ['a token that is good no more', 'expire_token', {}],
    ['a throttled request', 'throttle', { on: 'Item', times: 1 }],
    ['an error on their side', 'server_error', { on: 'Item', times: 2 }],
    ['an answer that comes late', 'slow', { on: 'Item', times: 1, seconds: 1 }],
    ['a connection that is dropped', 'drop_answer', { on: 'Item', times: 1 }],
    ['an answer that breaks off', 'cut_answer', { on: 'Item', times: 1 }],
    ['an answer that is no JSON', 'not_json', { on: 'Item', times: 1 }],
    ['pages that shift', 'shifting_pages', { on: 'Item' }],
  ])('%s: everything is read all the same, and nothing twice', async (_what, name, more) => {
    const { status } = await inTheWay(name, more)
    expect(status).toBeLessThan(300)
    const summary = await sync()
    expect(summary).toMatchObject({ problem: null, cancelled: false, unread: 0 })
    expect(summary.created).toBe(count())
    expect(count('active = 1')).toBe(count())
    soundBooks()
  })

  test('a company that is not there in the middle leaves whole pages, and the next run goes on', async () => {
    let pages = 0
    const pause = async () => {
      pages += 1
      if (pages === 6) await inTheWay('reset_before_commit', { on: 'Item', times: 1000 })
    }
    const summary = await sync({ pause })
    expect(summary.problem).not.toBeNull()
    const before = count()
    expect(before).toBeGreaterThan(0)
    soundBooks()
    await control(company.origin, 'DELETE', 'faults')
    const after = await sync()
    expect(after).toMatchObject({ problem: null, updated: 0, deactivated: 0 })
    expect(before + after.created).toBe(count())
  })
})

test('what becomes inactive there and what changes is told by the next run', async () => {
  await sync()
  const { json } = await api.query("select * from Item where Type = 'Inventory' and Active = true orderby Id startposition 5 maxresults 2")
  const [gone, renamed] = json.QueryResponse.Item as { Id: string; SyncToken: string; Name: string }[]
  await api.post('item', { Id: gone?.Id, SyncToken: gone?.SyncToken, sparse: true, Active: false })
  await api.post('item', { Id: renamed?.Id, SyncToken: renamed?.SyncToken, sparse: true, Name: 'Renamed there' })
  expect(await sync()).toMatchObject({ created: 0, updated: 1, deactivated: 1, problem: null })
  expect(count("name = 'Renamed there' AND active = 1")).toBe(1)
  expect(count('active = 0')).toBe(1)
  soundBooks()
})
