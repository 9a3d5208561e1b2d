import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../../src/main/commands/execute.ts'
import { openLedger, type Database } from '../../../src/main/database/open.ts'
import { verifyBooks } from '../../../src/main/ledger/verify.ts'
import { commands } from '../../../src/shared/contract/registry.ts'
import type { ItemRunSummary } from '../../../src/shared/contract/item.ts'
import { startOwnProcess, type OwnProcess } from '../../practice/own-process.ts'
import { apiOf, logIn, type Api } from '../../practice/practice.ts'
import { temporaryFolder, testLedger, valueOf } from '../../support/database.ts'
import { connect } from '../../support/items.ts'
import { testOutside } from '../../support/ports.ts'
import type { Death, LifeScript } from './script.ts'

const childFile = fileURLToPath(new URL('./child.ts', import.meta.url))
/** With those of the sample shop more than one page holds. */
const extraItems = 1_100
const importedCount = 40

const folder = temporaryFolder()
const ledgerFile = (name: string) => join(folder.path, `${name}.db`)
let company: OwnProcess
let token: string
let api: Api

beforeAll(async () => {
  company = await startOwnProcess(join(folder.path, 'practice.db'), ['--items', String(extraItems)])
  token = (await logIn(company.origin)).access_token
  api = apiOf(company.origin, token)
  const empty = testLedger()
  connect(empty.db)
  valueOf(issue(empty.db, 'company.set_receiving', { receiving: false }))
  empty.db.pragma('wal_checkpoint(TRUNCATE)')
  for (const name of ['peaceful', 'killed']) copyFileSync(empty.file, ledgerFile(name))
  empty.close()
})

afterAll(async () => {
  company.child.kill()
  await company.ended
  folder.remove()
})

function issue(db: Database, name: 'company.set_receiving' | 'item.import', input: object) {
  return execute({ db, environment: testOutside(), onCommitted: () => {} }, name, randomUUID(), commands[name].input.parse(input) as never)
}

function open<T>(name: string, look: (db: Database) => T): T {
  const db = valueOf(openLedger(ledgerFile(name), { access: 'read_write' }))
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** One life of the program on this ledger; `null` when it died. */
async function live(name: string, death: Death): Promise<ItemRunSummary | null> {
  const script: LifeScript = { ledgerFile: ledgerFile(name), origin: company.origin, token, death }
  writeFileSync(join(folder.path, 'script.json'), JSON.stringify(script))
  const child = spawn(process.execPath, [childFile, join(folder.path, 'script.json')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [told, words] = ['', '']
  child.stdout.on('data', (text: Buffer) => (told += text.toString()))
  child.stderr.on('data', (text: Buffer) => (words += text.toString()))
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, by) => resolve(by)))
  if (signal === 'SIGKILL') return null
  if (told === '') throw new Error(`the child ended by itself: ${words}`)
  return JSON.parse(told) as ItemRunSummary
}

const inPeace: Death = { at: 'never', nth: 0 }

/** Dies at each of these points, one life after the other, and then lives; returns how often it died. */
async function dieOften(deaths: readonly Death[]): Promise<{ died: number; last: ItemRunSummary | null }> {
  let died = 0
  for (const death of deaths) {
    died += (await live('killed', death)) === null ? 1 : 0
    // Whatever a death left is sound by itself.
    expect(open('killed', (db) => verifyBooks(db).checks.filter(({ difference }) => difference !== null))).toEqual([])
  }
  return { died, last: await live('killed', inPeace) }
}

/** All that reading items leaves, but when and in which order it was: the mirror, products with their stock, and every count. */
const left = (name: string) =>
  open(name, (db) => ({
    items: db.prepare('SELECT external_id, kind, name, sku, active, quantity_on_hand, purchase_cost, sync_token FROM accounting_item ORDER BY external_id').all(),
    products: db
      .prepare(
        `SELECT i.external_id, p.sku, p.name, p.unit_cost, b.quantity, b.value FROM item_link l JOIN accounting_item i USING (accounting_item_id)
           JOIN product p USING (product_id) LEFT JOIN product_balance b USING (product_id) ORDER BY i.external_id`,
      )
      .all(),
    counts: db
      .prepare(
        `SELECT i.external_id, count(*) AS counts FROM adjustment a JOIN item_link l USING (product_id) JOIN accounting_item i USING (accounting_item_id)
         WHERE a.reason = 'quickbooks_count' GROUP BY i.external_id ORDER BY i.external_id`,
      )
      .all(),
    unsound: verifyBooks(db).checks.filter(({ difference }) => difference !== null),
  }))

/** In another order the same rows were found, so their ids differ: products are made of the same items in both. */
function importSome(name: string): void {
  open(name, (db) => {
    const ids = db.prepare<[number], number>("SELECT accounting_item_id FROM accounting_item WHERE name LIKE 'Spare part%' ORDER BY external_id LIMIT ?").pluck().all(importedCount)
    const rows = ids.map((accountingItemId, place) => ({ accountingItemId, as: { to: 'product', sku: `OWN-${place}`, kind: 'component', unit: 'ea', unitCost: '1', quantity: '0' } }))
    valueOf(issue(db, 'item.import', { rows }))
  })
}

/** New names and SKUs for what was imported, and goods for it. */
async function changeThere(): Promise<void> {
  const asked = await api.query("select * from Item where Name LIKE 'Spare part%' orderby Id maxresults 1000")
  const imported = new Set(open('peaceful', (db) => db.prepare<[], string>('SELECT external_id FROM item_link JOIN accounting_item USING (accounting_item_id)').pluck().all()))
  const items = (asked.json.QueryResponse.Item as { Id: string; SyncToken: string; Name: string }[]).filter(({ Id }) => imported.has(Id))
  expect(items).toHaveLength(importedCount)
  for (const [place, { Id, SyncToken, Name }] of items.entries()) {
    expect((await api.post('item', { Id, SyncToken, sparse: true, Name: `${Name} renamed`, Sku: `NEW-${place}` })).status).toBe(200)
  }
  const account = (await api.query("select * from Account where AccountType = 'Cost of Goods Sold'")).json.QueryResponse.Account[0] as { Id: string }
  const Line = items.map(({ Id }, place) => ({ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: { value: Id }, QtyDiff: place + 1 } }))
  const TxnDate = new Date().toISOString().slice(0, 10)
  const made = await api.post('inventoryadjustment', { TxnDate, AdjustAccountRef: { value: account.Id }, Line })
  expect(made.status, made.text).toBe(200)
}

describe('a process that is killed again and again while it reads items', () => {
  test('finds every item, each once', async () => {
    const first = await live('peaceful', inPeace)
    const { died, last } = await dieOften([
      { at: 'before_request', nth: 1 },
      { at: 'row', nth: 1 },
      { at: 'after_request', nth: 1 },
      { at: 'row', nth: 300 },
      { at: 'before_request', nth: 2 },
      { at: 'row', nth: 700 },
      { at: 'after_request', nth: 3 },
    ])
    expect(died).toBe(7)
    expect(last).toMatchObject({ problem: null, updated: 0, deactivated: 0 })
    const peaceful = left('peaceful')
    expect(peaceful.items).toHaveLength(first?.created ?? 0)
    expect(left('killed')).toEqual(peaceful)
  })

  test('brings each linked product to what QuickBooks says, and counts each once', async () => {
    for (const name of ['peaceful', 'killed']) importSome(name)
    await changeThere()
    expect(await live('peaceful', inPeace)).toMatchObject({ updated: importedCount, changed: importedCount, counted: importedCount, problem: null })
    const { died } = await dieOften([
      { at: 'row', nth: 20 },
      { at: 'after_request', nth: 2 },
      { at: 'row', nth: 90 },
      { at: 'row', nth: 150 },
      { at: 'row', nth: 60 },
      { at: 'row', nth: 120 },
      { at: 'row', nth: 30 },
    ])
    expect(died).toBe(7)
    const peaceful = left('peaceful')
    expect(peaceful.counts).toHaveLength(importedCount)
    expect(peaceful.counts).toMatchObject(peaceful.counts.map(() => ({ counts: 1 })))
    expect(peaceful.unsound).toEqual([])
    expect(left('killed')).toEqual(peaceful)
    // Nothing is left to be done.
    expect(await live('killed', inPeace)).toMatchObject({ created: 0, updated: 0, deactivated: 0, changed: 0, counted: 0, problem: null })
  })
})
