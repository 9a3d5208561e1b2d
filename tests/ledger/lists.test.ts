import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealOf } from '../../src/main/database/seal.ts'
import { accountingChoices, accountingSettings, changeAccountingChoices } from '../../src/main/ledger/accounting.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { addressesOf } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../src/main/quickbooks/client.ts'
import { accountList, vendorList } from '../../src/main/sync/lists.ts'
import { ok } from '../../src/shared/result.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { testOutside } from '../support/ports.ts'

/** The lists of a company against a ledger: what is written, and what is left alone. */
let ledger: TestLedger
let there: Record<string, unknown>[]
/** Called before each answer with how many were given before; what it throws is no answer at all. */
let before: (answered: number) => void
let answered: number
let pauses: number

beforeEach(() => {
  ledger = testLedger()
  there = []
  before = () => {}
  answered = 0
  pauses = 0
})
afterEach(() => ledger.close())

const outside = testOutside({
  http: {
    fetch: async (url) => {
      before(answered)
      answered += 1
      const [, entity = '', start, most] = /from (\w+) where .* startposition (\d+) maxresults (\d+)$/.exec(new URL(url).searchParams.get('query') ?? '') ?? []
      const rows = there.slice(Number(start) - 1, Number(start) - 1 + Number(most))
      return new Response(JSON.stringify({ QueryResponse: rows.length === 0 ? {} : { [entity]: rows }, time: '2026-01-31T04:00:00-08:00' }))
    },
  },
})
const client = quickbooksClient({ ...outside, addresses: addressesOf('sandbox', null), realmId: '913', accessToken: async () => ok('token'), refused: () => {} })

const account = (Id: string, Name = `Account ${Id}`, more: Record<string, unknown> = {}) => ({ Id, Name, AccountType: 'Expense', SyncToken: '0', Active: true, ...more })
const vendor = (Id: string, DisplayName = `Vendor ${Id}`, more: Record<string, unknown> = {}) => ({ Id, DisplayName, SyncToken: '0', Active: true, ...more })

function read(list = accountList, signal = new AbortController().signal) {
  return list({ db: ledger.db, client, clock: outside.clock, signal, onProgress: () => {}, pause: async () => void (pauses += 1) })
}
const rows = (table = 'accounting_account') => ledger.db.prepare<[], unknown[]>(`SELECT external_id, name, active FROM ${table} ORDER BY 1`).raw().all()
const runs = () => ledger.db.prepare<[], { kind: string; summary: string }>('SELECT kind, summary_json AS summary FROM sync_run ORDER BY sync_run_id').all()

test('what is new comes, what changed follows, what is as it was is not written', async () => {
  there = [account('1'), account('2', 'Fees', { AcctNum: '6100', FullyQualifiedName: 'Bank:Fees' }), account('3', 'Old', { Active: false })]
  expect(await read()).toEqual({ created: 2, updated: 0, deactivated: 0, skipped: 0, problem: null, cancelled: false })
  expect(rows()).toEqual([['1', 'Account 1', 1], ['2', 'Fees', 1]])
  const [, fees] = ledger.db.prepare<[], (string | number)[]>('SELECT * FROM accounting_account ORDER BY 1').raw().all()
  expect(fees).toEqual([2, '2', 'Fees', 'Bank:Fees', '6100', 'Expense', '', 1, '0', 0, sealOf(fees?.slice(0, -1) ?? [])])

  there = [account('1'), account('2', 'Bank fees', { SyncToken: '1' })]
  expect(await read()).toMatchObject({ created: 0, updated: 1, deactivated: 0 })
  const writes = ledger.db.prepare('SELECT total_changes()').pluck().get()
  expect(await read()).toMatchObject({ created: 0, updated: 0, deactivated: 0 })
  // The run in the log, with its copy.
  expect(Number(ledger.db.prepare('SELECT total_changes()').pluck().get()) - Number(writes)).toBe(2)
  expect(verifyBooks(ledger.db).ok).toBe(true)
})

test('what is gone there is not active here, and comes back when it is there again', async () => {
  there = [account('1'), account('2')]
  await read()
  there = [account('2')]
  expect(await read()).toMatchObject({ deactivated: 1, updated: 0 })
  expect(rows()).toEqual([['1', 'Account 1', 0], ['2', 'Account 2', 1]])
  expect(await read()).toMatchObject({ deactivated: 0, updated: 0 })
  there = [account('1'), account('2', 'Account 2', { Active: false })]
  expect(await read()).toMatchObject({ updated: 1, deactivated: 1 })
  expect(rows()).toEqual([['1', 'Account 1', 1], ['2', 'Account 2', 0]])
})

test('an account that was deleted is told from one that was made inactive, until it is there again', async () => {
  there = [account('1'), account('2'), account('3', 'Old', { Active: false })]
  await read()
  for (const [role, externalId] of [['cogs', '1'], ['waste', '2']] as const) changeAccountingChoices(ledger.db, { source: 'sync', accounts: { ...accountingChoices(ledger.db).accounts, [role]: externalId } })
  const problems = () => accountingSettings(ledger.db).roles.flatMap(({ role, problem }) => (problem === null ? [] : [`${role} ${problem}`]))
  there = [account('2', 'Account 2', { Active: false })]
  expect(await read()).toMatchObject({ deactivated: 2 })
  expect(problems()).toEqual(['cogs gone', 'waste inactive'])
  // Deleted after it was inactive already.
  there = []
  expect(await read()).toMatchObject({ deactivated: 0, updated: 1 })
  expect(problems()).toEqual(['cogs gone', 'waste gone'])
  expect(await read()).toMatchObject({ deactivated: 0, updated: 0 })
  there = [account('1'), account('2', 'Account 2', { Active: false })]
  await read()
  expect(problems()).toEqual(['waste inactive'])
  expect(verifyBooks(ledger.db).ok).toBe(true)
})

test('while a row cannot be read nothing is called gone, as it may be that one', async () => {
  there = [account('1'), account('2')]
  await read()
  there = [account('1'), { Name: 'Account 2' }]
  expect(await read()).toMatchObject({ skipped: 1, deactivated: 0 })
  expect(rows()).toEqual([['1', 'Account 1', 1], ['2', 'Account 2', 1]])
})

test('a row that cannot be read takes no other with it, and is told', async () => {
  there = [vendor('1'), { DisplayName: 'without an id' }, vendor('3', 'Bolts', { PrimaryEmailAddr: { Address: 'a@example.com' }, PrimaryPhone: { FreeFormNumber: '555' } })]
  expect(await read(vendorList)).toMatchObject({ created: 2, skipped: 1, problem: null })
  expect(ledger.db.prepare("SELECT email, phone FROM accounting_vendor WHERE external_id = '3'").raw().get()).toEqual(['a@example.com', '555'])
})

test('a cable pulled between two pages leaves every row as it was, and the next run does all of it', async () => {
  there = [account('0')]
  await read()
  there = Array.from({ length: 1500 }, (_, n) => account(String(n), n === 0 ? 'Renamed' : `Account ${n}`))
  before = (given) => {
    if (given === 2) throw new TypeError('fetch failed', { cause: Object.assign(new Error('no network'), { code: 'ENETUNREACH', syscall: 'connect' }) })
  }
  expect(await read()).toMatchObject({ created: 0, updated: 0, problem: { code: 'connection.offline' } })
  expect(rows()).toEqual([['0', 'Account 0', 1]])
  before = () => {}
  expect(await read()).toMatchObject({ created: 1499, updated: 1, problem: null })
  expect(runs().map(({ kind }) => kind)).toEqual(['accounts', 'accounts', 'accounts'])
  expect(verifyBooks(ledger.db).ok).toBe(true)
})

test('a long list is written in pieces, and stopped between two of them what was written is right', async () => {
  there = Array.from({ length: 900 }, (_, n) => vendor(String(n)))
  const stopping = new AbortController()
  const summary = await vendorList({
    db: ledger.db,
    client,
    clock: outside.clock,
    signal: stopping.signal,
    onProgress: () => {},
    pause: async () => {
      pauses += 1
      if (pauses === 2) stopping.abort()
    },
  })
  expect(summary).toMatchObject({ created: 500, cancelled: true, problem: null })
  expect(rows('accounting_vendor')).toHaveLength(500)
  expect(verifyBooks(ledger.db).ok).toBe(true)
  expect(await read(vendorList)).toMatchObject({ created: 400, updated: 0, cancelled: false })
})

test('what stands in the way before anything is asked ends the run, and is told with it', async () => {
  const problem = { code: 'accounting.other_currency', data: { name: 'Harbor Boats', bound: 'USD', found: 'CAD' } } as const
  expect(await accountList({ db: ledger.db, client, clock: outside.clock, signal: new AbortController().signal, onProgress: () => {}, pause: async () => {}, before: async () => ({ ok: false, error: problem }) })).toMatchObject({ problem })
  expect(answered).toBe(0)
  expect(JSON.parse(runs()[0]?.summary ?? '')).toMatchObject({ problem })
})

test('a ledger that is closed while the company answers is not touched any more', async () => {
  there = [account('1')]
  const stopping = new AbortController()
  before = () => {
    stopping.abort()
    ledger.db.close()
  }
  expect(await read(accountList, stopping.signal)).toMatchObject({ created: 0, cancelled: true })
})
