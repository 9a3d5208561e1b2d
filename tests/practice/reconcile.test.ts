import { afterEach, beforeEach, expect, test } from 'vitest'
import { runQuery } from '../../src/main/queries/run.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { valueOf } from '../support/database.ts'
import { ownApi } from '../support/own-api.ts'
import { accountsOfItems, adjustItems, day, openPlateAndBox, receivePlates, rowsOf, statesOf, type PlateAndBox } from './plate-and-box.ts'
import { openSyncDesk, type SyncDesk } from './sync-desk.ts'

/** Comparing with the practice company, over HTTP, after people changed things there. */
let desk: SyncDesk
let api: Awaited<ReturnType<typeof ownApi>>
let shop: PlateAndBox

const rows = <T>(sql: string, ...values: (string | number)[]) => rowsOf<T>(desk, sql, ...values)
const states = () => statesOf(desk)
const context = () => ({ db: desk.ledger.db, today: () => day })
const found = () => valueOf(runQuery(context(), 'reconcile.documents', { left: false, limit: 50, offset: 0 })).findings
const items = () =>
  valueOf(runQuery(context(), 'reconcile.items', { limit: 50, offset: 0, apartOnly: false })).items.map(({ product, here, there, difference, reasons, unexplained, perhaps }) => {
    expect(reasons.reduce((sum, { quantity }) => sum + quantity, unexplained)).toBe(difference)
    return [product.sku, here / 1e6, there / 1e6, ...reasons.map(({ reason, quantity }) => `${reason} ${quantity / 1e6}`), ...(unexplained === 0 ? [] : [`unexplained ${unexplained / 1e6}`]), ...perhaps.map(({ why, quantity }) => (quantity === null ? why : `${why} ${quantity / 1e6}`))]
  })

interface Adjustment {
  readonly Id: string
  readonly SyncToken: string
  readonly DocNumber: string
  readonly Line: readonly { readonly ItemAdjustmentLineDetail: { readonly QtyDiff: number } }[]
}
async function there(): Promise<Adjustment[]> {
  const answer = await api.ask('select * from InventoryAdjustment orderby Id')
  return (answer['QueryResponse']?.['InventoryAdjustment'] ?? []) as Adjustment[]
}

const receive = (quantity: string) => receivePlates(desk, shop, quantity, '3')

/** Asks for the comparison as the page does. */
async function compare(): Promise<void> {
  valueOf(desk.sync.run(['items', 'documents']))
  const { lastRuns } = await desk.settled()
  expect(lastRuns.find(({ kind }) => kind === 'documents')?.summary).toMatchObject({ problem: null, cancelled: false })
}
const arrived = () => desk.until(() => states().every((state) => state.endsWith('accepted')))

beforeEach(async () => {
  desk = await openSyncDesk()
  await desk.connect()
  api = await ownApi(desk.origin)
  shop = openPlateAndBox(desk, 'Box', [])
  await adjustItems(desk, api, shop)
})
afterEach(() => desk.close())

test('everything there as sent: nothing is found, and quantities are equal', async () => {
  receive('10.5')
  desk.command('build.execute', { productId: shop.box, quantity: '2', businessDate: day })
  await arrived()
  await compare()
  expect([found(), items()]).toEqual([[], [['BOX', 2, 2], ['PLATE', 6.5, 6.5]]])
  expect(valueOf(runQuery(context(), 'reconcile.get', {}))).toMatchObject({ compared: { documents: 2 }, itemsApart: 0, values: [{ name: 'Inventory Asset', here: 31_500_000 }] })
  // Nothing moved since: nothing is written but the run itself.
  const told = rows('SELECT * FROM company_document')
  await compare()
  expect(rows('SELECT * FROM company_document')).toEqual(told)
})

test('changed, deleted and doubled there, and what waits here: each is named, and together they are the whole difference', async () => {
  receive('10')
  receive('4')
  receive('1')
  await arrived()
  await compare()
  const [first, second, third] = await there()
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were sent')
  await api.make('inventoryadjustment', { ...first, Line: first.Line.map((one) => ({ ...one, ItemAdjustmentLineDetail: { ...one.ItemAdjustmentLineDetail, QtyDiff: 7 } })) })
  await api.make('inventoryadjustment?operation=delete', { Id: second.Id, SyncToken: second.SyncToken })
  const { Id: _id, SyncToken: _token, ...copy } = third
  await api.make('inventoryadjustment', { ...copy, DocNumber: 'COPY' })
  desk.command('export.pause', { paused: true })
  receive('2')
  await compare()
  expect(found().map(({ state, docNumber, export: mine }) => `${docNumber} ${state} ${mine?.document.reference ?? ''}`)).toEqual(['COPY twice PSB-R-00003', 'PSB-R-00002 deleted PSB-R-00002', 'PSB-R-00001 changed PSB-R-00001'])
  expect(items()).toContainEqual(['PLATE', 17, 9, 'waiting 2', 'changed_there 3', 'not_there 4', 'twice_there -1'])
  // What is not there any more is sent again.
  desk.command('export.send_anew', { exportIds: found().flatMap(({ state, export: mine }) => (state === 'deleted' && mine !== null ? [mine.exportId] : [])) })
  desk.command('export.pause', { paused: false })
  await arrived()
  await compare()
  expect(found().map(({ docNumber, state }) => `${docNumber} ${state}`)).toEqual(['COPY twice', 'PSB-R-00001 changed'])
  expect(items()).toContainEqual(['PLATE', 17, 15, 'changed_there 3', 'twice_there -1'])
  expect(verifyBooks(desk.ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('sales that wait here explain what they took there; what cannot be known is named and not taken off', async () => {
  receive('10')
  desk.command('build.execute', { productId: shop.box, quantity: '3', businessDate: day })
  await arrived()
  const item = (sku: string) => rows<{ id: string }>('SELECT external_id AS id FROM accounting_item WHERE sku = ?', sku)[0]?.id
  const { Id: lid } = (await api.make('item', { Name: 'LID', Sku: 'LID', Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 5, InvStartDate: '2026-01-01', ...accountsOfItems(desk), PurchaseCost: 1 }))['Item'] as unknown as { Id: string }
  const { Id: customer } = (await api.make('customer', { DisplayName: 'Harbor Works' }))['Customer'] as unknown as { Id: string }
  const sells = (ids: readonly (readonly [string | undefined, number])[]) => ({
    TxnDate: day,
    CustomerRef: { value: customer },
    Line: ids.map(([value, Qty]) => ({ Amount: Qty * 9, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value }, Qty } })),
  })
  // One waits whole for an item nobody knows; one sells a raw material, which is nothing to sales here.
  await api.make('invoice', sells([[item('BOX'), 2], [lid, 1]]))
  await api.make('invoice', sells([[item('PLATE'), 1]]))
  await compare()
  expect(items()).toEqual([['BOX', 3, 1, 'unexplained 2', 'sales_not_pulled'], ['PLATE', 4, 3, 'unexplained 1', 'not_a_finished_good']])

  desk.command('company.set_feature', { feature: 'sales', on: true })
  desk.command('sales.connect', { startsOn: '2026-03-01' })
  valueOf(desk.sync.run(['sales']))
  await desk.settled()
  await compare()
  expect(items()).toEqual([['BOX', 3, 1, 'sales_waiting 2'], ['PLATE', 4, 3, 'unexplained 1', 'not_a_finished_good']])

  // Said to be entered by hand, and never entered.
  desk.command('accounting.set_export_mode', { type: 'receipts', mode: 'manual' })
  receive('4')
  const exportId = rows<{ id: number }>("SELECT max(export_id) AS id FROM export_document WHERE state = 'waiting'")[0]?.id ?? 0
  desk.command('export.mark_done_by_hand', { exportIds: [exportId], reason: 'Entered by the bookkeeper' })
  expect(items()[1]).toEqual(['PLATE', 8, 3, 'unexplained 5', 'done_by_hand 4', 'not_a_finished_good'])
})

test('books that were restored give out no number again that QuickBooks has, nor send one that waits under it', async () => {
  receive('10')
  receive('4')
  await arrived()
  // The books of before the second delivery know nothing of it; the first that is received next counts on from the same number.
  desk.command('export.pause', { paused: true })
  desk.ledger.db.exec(`UPDATE export_document SET marker = '00000000-0000-4000-8000-0000000fffff', external_id = NULL, sync_token = NULL, accepted_at = NULL, request_id = NULL, body = NULL, state = 'waiting'
    WHERE doc_number = 'PSB-R-00002'; DELETE FROM export_attempt WHERE export_id = 2; UPDATE export_line SET item = NULL WHERE export_id = 2; UPDATE export_document SET offset_account = NULL WHERE export_id = 2`)
  await compare()
  expect(found().map(({ docNumber, state }) => `${docNumber} ${state}`)).toEqual(['PSB-R-00002 stranger'])
  expect(states()).toEqual(['PSB-R-00001 accepted', 'PSB-R-00002-2 waiting'])
  desk.command('export.pause', { paused: false })
  await arrived()
  expect((await there()).map(({ DocNumber }) => DocNumber)).toEqual(['PSB-R-00001', 'PSB-R-00002', 'PSB-R-00002-2'])
  expect(verifyBooks(desk.ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('a backup restored in the middle: what was sent after it is adopted, and nothing is there twice', async () => {
  desk.command('export.pause', { paused: true })
  receive('10')
  // The books as a backup of this moment has them, kept beside.
  const waiting = rows<{ json: string }>('SELECT json_array(state, request_id, body, external_id, accepted_at) AS json FROM export_document')
  desk.command('export.pause', { paused: false })
  await arrived()
  expect((await there()).length).toBe(1)
  // The restore: this export waits again, and exporting is paused until a person says otherwise.
  expect(waiting).toEqual([{ json: '["waiting",null,null,null,null]' }])
  desk.ledger.db.exec(`UPDATE export_document SET state = 'waiting', request_id = NULL, body = NULL, external_id = NULL, sync_token = NULL, accepted_at = NULL;
    UPDATE export_line SET item = NULL; UPDATE export_document SET offset_account = NULL; DELETE FROM export_attempt`)
  desk.command('export.pause', { paused: true })
  await compare()
  const [one] = found()
  expect([one?.state, one?.docNumber]).toEqual(['adoptable', 'PSB-R-00001'])
  expect(items()).toContainEqual(['PLATE', 10, 10, 'waiting 10', 'unknown_here -10'])
  desk.command('export.adopt', { exportId: one?.export?.exportId ?? 0, externalId: one?.externalId ?? '' })
  desk.command('export.pause', { paused: false })
  await compare()
  expect([states(), (await there()).length, found(), items()]).toEqual([['PSB-R-00001 accepted'], 1, [], [['BOX', 0, 0], ['PLATE', 10, 10]]])
})

test('a backup the program made and restored: exporting is paused, what is there is found and adopted, nothing is there twice, and no number is given out again', async () => {
  receive('10')
  await arrived()
  desk.command('export.pause', { paused: true })
  receive('4')
  const backup = desk.backUp()
  desk.command('export.pause', { paused: false })
  receive('6')
  await arrived()
  expect((await there()).map(({ DocNumber }) => DocNumber)).toEqual(['PSB-R-00001', 'PSB-R-00002', 'PSB-R-00003'])

  desk.restore(backup)
  expect(states()).toEqual(['PSB-R-00001 accepted', 'PSB-R-00002 waiting'])
  await desk.connect()
  expect(valueOf(runQuery(context(), 'reconcile.get', {})).paused).toBe('restored')
  // The books count on from the day of the backup, so what is received now has a number that QuickBooks knows.
  receive('5')
  expect(states()).toContain('PSB-R-00003 waiting')
  await compare()
  expect(found().map(({ docNumber, state }) => `${docNumber} ${state}`)).toEqual(['PSB-R-00002 adoptable', 'PSB-R-00003 stranger'])
  expect(states()).toEqual(['PSB-R-00001 accepted', 'PSB-R-00002 needs', 'PSB-R-00003-2 waiting'])
  expect((await there()).length).toBe(3)

  const [adoptable] = found()
  desk.command('export.adopt', { exportId: adoptable?.export?.exportId ?? 0, externalId: adoptable?.externalId ?? '' })
  expect((await there()).length).toBe(3)
  desk.command('export.pause', { paused: false })
  await arrived()
  await compare()
  expect((await there()).map(({ DocNumber }) => DocNumber)).toEqual(['PSB-R-00001', 'PSB-R-00002', 'PSB-R-00003', 'PSB-R-00003-2'])
  // What was received after the backup and is in no books any more is named, and explains the rest.
  expect(found().map(({ docNumber, state }) => `${docNumber} ${state}`)).toEqual(['PSB-R-00003 stranger'])
  expect(items()).toContainEqual(['PLATE', 19, 25, 'unknown_here -6'])
  expect(verifyBooks(desk.ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
})
