import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { AccountRole } from '../../src/shared/accounting.ts'
import { line, plain } from '../support/door.ts'
import { ownApi } from '../support/own-api.ts'
import { noNetwork, openSyncDesk, type SyncDesk } from './sync-desk.ts'

/** Nobody asks for anything to be sent here: what people book, a cable and a start are all there is. */
let desk: SyncDesk
let api: Awaited<ReturnType<typeof ownApi>>
let plate: number
let box: number
const day = '2026-03-16'

const all = (sql: string) => desk.ledger.db.prepare<[], string>(sql).pluck().all()
const idOf = (table: string, column: string, value: string) => desk.ledger.db.prepare<[string], number>(`SELECT ${table}_id FROM ${table} WHERE ${column} = ?`).pluck().get(value) ?? 0
const waiting = () => all("SELECT doc_number || ' ' || state FROM export_document WHERE state NOT IN ('accepted', 'withdrawn', 'nothing_to_send') ORDER BY export_id")
const there = async <T>(entity: string) => ((await api.ask(`select * from ${entity} maxresults 1000`))['QueryResponse']?.[entity] ?? []) as T[]

const receive = (quantity: string) => {
  const { receiptId } = desk.command('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: day, lines: [line(plate, quantity, 'unit', '3.333')] })
  desk.command('receipt.confirm', { receiptId })
}
const build = (quantity: string) => desk.command('build.execute', { productId: box, quantity, businessDate: day }).buildId
const accepted = () => all("SELECT doc_number FROM export_document WHERE state = 'accepted' ORDER BY doc_number")
/** All of these arrive, and nothing is left to wait. */
async function arrive(...numbers: string[]): Promise<void> {
  await expect.poll(waiting, { timeout: 60_000, interval: 20 }).toEqual([])
  expect(accepted()).toEqual(expect.arrayContaining(numbers))
}
const pullCable = () => {
  desk.cable = noNetwork
}
const plugIn = () => {
  desk.cable = () => {}
}

beforeEach(async () => {
  desk = await openSyncDesk({ hurry: 50 })
  await desk.connect()
  api = await ownApi(desk.origin)
  await openShop()
})
afterEach(() => desk.close())

/** Plates are received, boxes are built of two; items are kept in QuickBooks, and everything goes out by itself. */
async function openShop(): Promise<void> {
  const account = (name: string) => ({ value: all(`SELECT external_id FROM accounting_account WHERE name = '${name}'`)[0] })
  const accounts = { AssetAccountRef: account('Inventory Asset'), IncomeAccountRef: account('Sales of Product Income'), ExpenseAccountRef: account('Cost of Goods Sold') }
  for (const Sku of ['PLATE', 'BOX']) await api.make('item', { Name: Sku, Sku, Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 0, InvStartDate: '2026-01-01', PurchaseCost: 3, ...accounts })
  desk.sync.opened()
  desk.sync.run(['items'])
  await expect.poll(() => all('SELECT sku FROM accounting_item ORDER BY sku'), { timeout: 30_000 }).toEqual(['BOX', 'PLATE'])
  desk.command('accounting.choose_source', { source: 'sync' })
  desk.command('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
  plate = desk.command('product.create', { ...plain, sku: 'PLATE', name: 'Plate', kind: 'raw_material' }).productId
  box = desk.command('product.create', { ...plain, sku: 'BOX', name: 'Box', kind: 'finished_good' }).productId
  desk.command('bom.save', { productId: box, components: [{ productId: plate, quantityPerUnit: '2', optional: false }], costLines: [] })
  for (const [productId, sku] of [[plate, 'PLATE'], [box, 'BOX']] as const) desk.command('item.link', { productId, accountingItemId: idOf('accounting_item', 'sku', sku) })
  const roles: Partial<Record<AccountRole, string>> = {
    cogs: 'Cost of Goods Sold',
    receiving: 'Goods Received Not Billed',
    receiving_debit: 'Raw Materials',
    receiving_credit: 'Goods Received Not Billed',
    build_debit: 'Finished Goods',
    build_credit: 'Raw Materials',
    waste: 'Scrap and Waste',
  }
  for (const [role, name] of Object.entries(roles)) desk.command('accounting.set_account', { role: role as AccountRole, accountingAccountId: idOf('accounting_account', 'name', name) })
  desk.command('accounting.set_export_from', { date: '2026-03-01' })
  for (const type of ['builds', 'receipts'] as const) desk.command('accounting.set_export_mode', { type, mode: 'auto' })
}

/** Each document there once and nothing besides; quantities of items as here. */
async function expectAllThereOnce(): Promise<void> {
  const found = [...(await there<{ Id: string }>('InventoryAdjustment')).map(({ Id }) => `inventory_adjustment ${Id}`), ...(await there<{ Id: string }>('JournalEntry')).map(({ Id }) => `journal_entry ${Id}`)]
  expect(found.toSorted()).toEqual(all("SELECT kind || ' ' || external_id FROM export_document WHERE state = 'accepted'").toSorted())
  expect(verifyBooks(desk.ledger.db).ok).toBe(true)
}
const quantitiesThere = async () => Object.fromEntries((await there<{ Sku: string; QtyOnHand: number }>('Item')).map(({ Sku, QtyOnHand }) => [Sku, QtyOnHand]))

test('what is booked goes out by itself: at once, when the cable is back, at the next start, and when somebody chooses it', async () => {
  // At once.
  receive('20')
  await arrive('PSB-R-00001')
  expect(await quantitiesThere()).toMatchObject({ PLATE: 20, BOX: 0 })

  // With the cable out nothing gets lost, and all of it is there when it is back.
  pullCable()
  receive('10')
  desk.command('company.set_review', { review: true })
  const [good, bad] = [build('2'), build('3')]
  desk.command('build.approve', { buildId: good })
  desk.command('build.reject', { buildId: bad, reason: 'quality_defect', recovery: { kind: 'partial', recovered: [{ productId: plate, quantity: '4' }] }, notes: '' })
  desk.command('company.set_review', { review: false })
  desk.command('lot.adjust', { lotId: 2, change: { by: 'signed', quantity: '-1' }, reason: 'breakage', businessDate: day, notes: '' })
  await expect.poll(() => desk.sync.status().online.state).toBe('offline')
  expect(waiting()).toEqual(['PSB-R-00002 waiting', 'PSB-B-00001 waiting', 'PSB-B-00002-W waiting', 'PSB-A-00001 waiting'])
  plugIn()
  await arrive('PSB-R-00002', 'PSB-B-00001', 'PSB-B-00002-W', 'PSB-A-00001')
  expect(await quantitiesThere()).toMatchObject({ PLATE: 23, BOX: 2 })

  // The program ends and starts again while the cable is out, and what was sent under other choices is taken back.
  pullCable()
  desk.command('accounting.choose_source', { source: 'partsemble' })
  desk.command('build.reverse', { buildId: good })
  receive('5')
  desk.end()
  desk.start()
  await expect.poll(() => desk.sync.status().online.state).toBe('offline')
  expect(waiting()).toEqual(['PSB-B-00001-X waiting', 'PSB-R-00003 waiting'])
  plugIn()
  await arrive('PSB-B-00001-X', 'PSB-R-00003')
  expect(await quantitiesThere()).toMatchObject({ PLATE: 27, BOX: 0 })

  // It starts with something to send.
  pullCable()
  build('1')
  desk.end()
  plugIn()
  desk.start()
  await arrive('PSB-B-00003')

  // An answer is lost, and the program ends before it is known what came of it.
  await desk.trouble({ name: 'drop_answer', on: 'JournalEntry', operation: 'create', times: 1 })
  receive('1')
  await expect.poll(waiting).toEqual(['PSB-R-00004 unknown'])
  desk.end()
  desk.start()
  await arrive('PSB-R-00004')

  // By hand: it waits for somebody to choose it, and for nothing else.
  desk.command('accounting.set_export_mode', { type: 'receipts', mode: 'manual' })
  receive('2')
  expect(waiting()).toEqual(['PSB-R-00005 waiting'])
  desk.command('export.send', { exportIds: [Number(all("SELECT export_id FROM export_document WHERE doc_number = 'PSB-R-00005'")[0])] })
  await arrive('PSB-R-00005')
  await expectAllThereOnce()
})
