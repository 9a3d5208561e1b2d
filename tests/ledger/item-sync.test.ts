import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { syncItems, type ItemSyncParts } from '../../src/main/sync/item-sync.ts'
import type { InputOf, NameOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { connect } from '../support/items.ts'
import { plain, qty, today } from '../support/door.ts'
import { testEnvironment } from '../support/ports.ts'
import { itemShelf, type ItemShelf, type ShelfItem } from '../support/quickbooks/item-shelf.ts'

let ledger: TestLedger
let shelf: ItemShelf
let cable: AbortController

beforeEach(() => {
  ledger = testLedger()
  shelf = itemShelf()
  cable = new AbortController()
})
afterEach(() => ledger.close())

const environment = testEnvironment(today)
const run = <N extends NameOf<'command'>>(name: N, input: InputOf<'command', N>) =>
  execute({ db: ledger.db, environment, onCommitted: () => {} }, name, randomUUID(), input)
const done = <N extends NameOf<'command'>>(name: N, input: InputOf<'command', N>) => valueOf(run(name, input)) as OutputOf<'command', N>

const sync = (more: Partial<ItemSyncParts> = {}) =>
  syncItems({
    db: ledger.db,
    client: shelf.client,
    kinds: ['inventory', 'service', 'bundle'],
    clock: environment.clock,
    issue: (name, input) => run(name, input) as never,
    pause: async () => {},
    onProgress: () => {},
    signal: cable.signal,
    ...more,
  })

const item = (id: number, facts: Partial<ShelfItem> = {}): ShelfItem => ({ Id: String(id), Name: `Item ${id}`, Type: 'Inventory', QtyOnHand: id, ...facts })
const many = (count: number) => Array.from({ length: count }, (_, place) => item(place + 1))
const mirrored = () =>
  ledger.db.prepare<[], { id: string; name: string; active: number; quantity: number | null }>(
    'SELECT external_id AS id, name, active, quantity_on_hand AS quantity FROM accounting_item ORDER BY CAST(external_id AS INTEGER)',
  ).all()
const active = () => mirrored().filter((row) => row.active === 1).map(({ id }) => Number(id))
const soundBooks = () => expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
/** Rows written to the mirror since the last look. */
const writes = () => ledger.db.prepare('SELECT group_concat(seal) FROM accounting_item ORDER BY accounting_item_id').pluck().get()

const nothing = { created: 0, updated: 0, deactivated: 0, skipped: 0, unread: 0, changed: 0, counted: 0, listed: [], listedCount: 0, belowZero: [], problem: null, cancelled: false }

describe('the mirror', () => {
  test('takes the active items of the kinds asked for, and tells what it did', async () => {
    shelf.items = [item(1), item(2, { Type: 'Service' }), item(3, { Type: 'Group' }), item(4, { Type: 'NonInventory' }), item(5, { Active: false, Name: 'Item 5 (deleted)' })]
    expect(await sync()).toEqual({ ...nothing, created: 3, skipped: 1 })
    expect(active()).toEqual([1, 2, 3])
    expect(mirrored().map(({ quantity }) => quantity)).toEqual([qty('1'), null, null])
    soundBooks()
  })

  test('what did not change is not written again, however often it is told', async () => {
    shelf.items = many(30)
    await sync()
    const before = writes()
    shelf.now = '2026-02-01T04:00:00-08:00'
    expect(await sync()).toEqual(nothing)
    expect(writes()).toBe(before)
  })

  test('follows changes, what becomes inactive, what is gone and what comes back', async () => {
    shelf.items = many(4)
    await sync()
    shelf.items = [item(1, { Name: 'Renamed', SyncToken: '1' }), item(2, { QtyOnHand: 7.25 }), item(3, { Active: false, Name: 'Item 3 (deleted)' })]
    expect(await sync()).toEqual({ ...nothing, updated: 2, deactivated: 2 })
    expect(mirrored()).toEqual([
      { id: '1', name: 'Renamed', active: 1, quantity: qty('1') },
      { id: '2', name: 'Item 2', active: 1, quantity: qty('7.25') },
      { id: '3', name: 'Item 3 (deleted)', active: 0, quantity: qty('3') },
      { id: '4', name: 'Item 4', active: 0, quantity: qty('4') },
    ])
    shelf.items = many(4)
    expect(await sync()).toEqual({ ...nothing, updated: 4 })
    expect(active()).toEqual([1, 2, 3, 4])
    soundBooks()
  })

  test('a kind that is not asked for any more stays as it is', async () => {
    shelf.items = [item(1), item(2, { Type: 'Service' })]
    await sync()
    shelf.items = [item(1)]
    expect(await sync({ kinds: ['inventory'] })).toEqual(nothing)
    expect(active()).toEqual([1, 2])
  })

  test('an item that makes no sense takes none of the others with it', async () => {
    shelf.items = [item(1), { ...item(2), QtyOnHand: 1e30 }, item(3)]
    expect(await sync()).toEqual({ ...nothing, created: 2, unread: 1 })
    expect(active()).toEqual([1, 3])
  })

  test('pages are read one after the other, with progress, and the window has its turn between them', async () => {
    shelf.items = many(2_500)
    const told: number[] = []
    let pauses = 0
    const summary = await sync({
      onProgress: (count) => told.push(count),
      pause: async () => {
        pauses += 1
        expect(ledger.db.inTransaction).toBe(false)
      },
    })
    expect(summary).toEqual({ ...nothing, created: 2_500 })
    expect(told.length).toBeGreaterThanOrEqual(3)
    expect(told.at(-1)).toBe(2_500)
    expect(pauses).toBeGreaterThan(10)
    expect(shelf.asked.length).toBe(5)
    soundBooks()
  })

  test.each([
    ['an item that came', (items: readonly ShelfItem[]) => [item(9_000), ...items]],
    ['an item that went', (items: readonly ShelfItem[]) => items.slice(1)],
    ['many that went', (items: readonly ShelfItem[]) => items.slice(15)],
  ])('%s while pages are read makes no other get lost', async (_what, shift) => {
    shelf.items = many(2_100)
    shelf.before = (answered) => {
      if (answered === 1) shelf.items = shift(shelf.items)
    }
    const summary = await sync({ kinds: ['inventory'] })
    expect(summary.problem).toBeNull()
    const all = new Set(active())
    for (const { Id } of shelf.items) expect(all.has(Number(Id)) || Id === '9000').toBe(true)
    await sync({ kinds: ['inventory'] })
    expect(active()).toEqual(shelf.items.map(({ Id }) => Number(Id)).toSorted((a, b) => a - b))
  })
})

describe('when it is interrupted', () => {
  test('the cable pulled between two pages leaves whole pages, and the next run goes on', async () => {
    shelf.items = many(2_100)
    shelf.before = (answered) => {
      if (answered >= 1) throw new TypeError('fetch failed', { cause: Object.assign(new Error('ENETUNREACH'), { code: 'ENETUNREACH' }) })
    }
    const summary = await sync()
    expect(summary).toMatchObject({ created: 1_000, problem: { code: 'connection.offline' }, cancelled: false })
    expect(active().length).toBe(1_000)
    soundBooks()
    expect(lastRun()).toMatchObject({ ended: 1, summary: { created: 1_000, problem: { code: 'connection.offline' } } })
    shelf.before = () => {}
    expect(await sync()).toEqual({ ...nothing, created: 1_100 })
    expect(active().length).toBe(2_100)
    expect(lastRun()).toMatchObject({ ended: 1, summary: { created: 1_100, problem: null } })
  })

  test('what an interrupted run had not seen is not gone', async () => {
    shelf.items = many(1_500)
    await sync()
    shelf.before = (answered) => {
      if (answered > 4) throw new TypeError('fetch failed', { cause: Object.assign(new Error('ENETUNREACH'), { code: 'ENETUNREACH' }) })
    }
    expect((await sync()).problem).not.toBeNull()
    expect(active().length).toBe(1_500)
  })

  test('a person can stop it, and what was read stays', async () => {
    shelf.items = many(2_100)
    const summary = await sync({ onProgress: () => cable.abort() })
    expect(summary).toMatchObject({ created: 1_000, problem: null, cancelled: true })
    expect(active().length).toBe(1_000)
    expect(lastRun()).toMatchObject({ ended: 1, summary: { cancelled: true } })
    soundBooks()
  })

  test('a ledger that was closed meanwhile is not touched', async () => {
    shelf.items = many(2_100)
    await sync({
      onProgress: () => {
        cable.abort()
        ledger.db.close()
      },
    })
    expect(ledger.db.open).toBe(false)
  })

  const lastRun = () => {
    const row = ledger.db.prepare<[], { ended: number; json: string }>('SELECT ended_at IS NOT NULL AS ended, summary_json AS json FROM sync_run ORDER BY sync_run_id DESC LIMIT 1').get()
    return { ended: row?.ended, summary: JSON.parse(row?.json ?? 'null') as unknown }
  }
})

describe('linked products', () => {
  const product = (sku: string) => done('product.create', { ...plain, sku, name: sku, kind: 'component', unitCost: null, purchase: null, supplierId: null, barcodes: [] }).productId
  const itemId = (externalId: number) => ledger.db.prepare<[string], number>('SELECT accounting_item_id FROM accounting_item WHERE external_id = ?').pluck().get(String(externalId)) ?? 0
  const link = (externalId: number, productId: number) => done('item.link', { accountingItemId: itemId(externalId), productId })
  const skus = () => ledger.db.prepare('SELECT sku FROM product ORDER BY product_id').pluck().all()
  const onHand = () => ledger.db.prepare('SELECT quantity FROM product_balance ORDER BY product_id').pluck().all()
  const receivingOff = () => done('company.set_receiving', { receiving: false })

  test('say what QuickBooks says of them', async () => {
    connect(ledger.db)
    shelf.items = [item(1, { Name: 'Hex bolt', Sku: '00012', PurchaseCost: 0.35 })]
    await sync()
    link(1, product('BOLT'))
    expect(await sync()).toEqual({ ...nothing, changed: 1 })
    expect(ledger.db.prepare('SELECT sku, name, unit_cost AS unitCost FROM product').get()).toEqual({ sku: '00012', name: 'Hex bolt', unitCost: qty('0.35') })
    expect(await sync()).toEqual(nothing)
  })

  test('a SKU in use is listed and not applied; one that another gives up is taken over in the same run', async () => {
    connect(ledger.db)
    shelf.items = [item(1, { Sku: 'B' }), item(2, { Sku: 'C' }), item(3, { Sku: 'HELD' })]
    await sync()
    const [a, b, c, held] = [product('A'), product('B'), product('X'), product('HELD')]
    link(1, a)
    link(2, b)
    link(3, c)
    const listed = [{ accountingItemId: itemId(3), productId: c, item: 'Item 3', why: 'sku_in_use', sku: 'HELD' }]
    expect(await sync()).toEqual({ ...nothing, changed: 3, listed, listedCount: 1 })
    expect(skus()).toEqual(['B', 'C', 'X', 'HELD'])
    expect(held).toBe(4)
    expect(await sync()).toEqual({ ...nothing, listed, listedCount: 1 })
  })

  test('with receiving off have the stock QuickBooks has; below zero is nothing, and told', async () => {
    receivingOff()
    connect(ledger.db)
    shelf.items = [item(1, { Sku: 'A', QtyOnHand: 12, PurchaseCost: 2 }), item(2, { Sku: 'B', QtyOnHand: -3 })]
    await sync()
    const [a, b] = [product('A'), product('B')]
    link(1, a)
    link(2, b)
    expect(await sync()).toMatchObject({ counted: 1, belowZero: [{ productId: b, sku: 'B' }] })
    expect(onHand()).toEqual([qty('12'), 0])
    expect(await sync()).toMatchObject({ counted: 0, changed: 0, created: 0, updated: 0 })
    shelf.items = [item(1, { Sku: 'A', QtyOnHand: 7.5, PurchaseCost: 2 }), item(2, { Sku: 'B', QtyOnHand: 4 })]
    expect(await sync()).toMatchObject({ counted: 2, belowZero: [] })
    expect(onHand()).toEqual([qty('7.5'), qty('4')])
    soundBooks()
  })

  test('with receiving on keep their own stock', async () => {
    connect(ledger.db)
    shelf.items = [item(1, { Sku: 'A', QtyOnHand: 12 })]
    await sync()
    link(1, product('A'))
    expect(await sync()).toMatchObject({ counted: 0 })
    expect(onHand()).toEqual([0])
  })

  test('stay as they are in Partsemble only, where items are there to be linked', async () => {
    connect(ledger.db, 'partsemble')
    shelf.items = [item(1, { Sku: '00012', QtyOnHand: 12 })]
    expect(await sync()).toMatchObject({ created: 1 })
    link(1, product('BOLT'))
    expect(await sync()).toEqual(nothing)
    expect(skus()).toEqual(['BOLT'])
  })

  test('a count that the ledger cannot keep is listed, and the others are posted', async () => {
    receivingOff()
    connect(ledger.db)
    shelf.items = [item(1, { Sku: 'A' }), item(2, { Sku: 'B', QtyOnHand: 9_000_000_000, PurchaseCost: 9_000_000_000 }), item(3, { Sku: 'C' })]
    await sync()
    for (const [id, sku] of [[1, 'A'], [2, 'B'], [3, 'C']] as const) link(id, product(sku))
    const summary = await sync()
    expect(summary).toMatchObject({ counted: 2, listed: [{ why: 'count_refused', sku: 'B' }] })
    expect(onHand()).toEqual([qty('1'), 0, qty('3')])
  })

  test('many of them follow in few commands, while each takes a moment', async () => {
    receivingOff()
    connect(ledger.db)
    shelf.items = many(60).map((one) => ({ ...one, Sku: `S-${one.Id}`, Name: `Name ${one.Id}` }))
    await sync()
    for (const { Id } of shelf.items) link(Number(Id), product(`P-${Id}`))
    const before = ledger.db.prepare('SELECT count(*) FROM command_log').pluck().get() as number
    const clock = { ...environment.clock, monotonicMs: () => 0 }
    expect(await sync({ clock })).toMatchObject({ changed: 60, counted: 60, listed: [] })
    expect((ledger.db.prepare('SELECT count(*) FROM command_log').pluck().get() as number) - before).toBe(6)
    soundBooks()
  })
})
