import { afterEach, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { line, openDoor, plain, qty, today } from '../support/door.ts'
import { areas } from './areas.ts'

/** What a product is called and found by, and how it leaves the shop. */
const { db, done, ask, refused, openShop, unmet } = openDoor()

afterEach(() => {
  expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

const component = { ...plain, kind: 'component' } as const
const list = { kinds: [], sort: 'sku' as const, descending: false, limit: 50, offset: 0 }
const make = async (sku: string, more: object = {}) => (await done('product.create', { ...component, sku, name: sku, ...more })).productId
const skusFound = async (search: string) => (await ask('product.find', { search, kinds: [], limit: 50 })).products.map(({ sku }) => sku)

test('purchase unit, supplier and barcodes are kept, and what is left out a product does not have', async () => {
  await openShop()
  const steel = { purchase: { unit: 'SHEET', factor: '96.000001' }, supplierId: 1, barcodes: ['4006381333931', ' 0012 ', '0012'] }
  const productId = await make('STEEL', { unit: 'IN', ...steel })
  const { product } = await ask('product.get', { productId })
  expect(product).toMatchObject({
    purchase: { unit: 'SHEET', factor: qty('96.000001') },
    supplier: { supplierId: 1, code: 'ACM', name: 'Acme' },
    barcodes: ['0012', '4006381333931'],
    archived: false,
  })
  const plainId = await make('PLAIN')
  expect((await ask('product.get', { productId: plainId })).product).toMatchObject({ purchase: null, supplier: null, barcodes: [] })
  // Only a way of typing: it may change under stock.
  await done('stock.open', { productId, quantity: '1', cost: { per: 'unit', amount: '1' }, businessDate: today, notes: '' })
  await done('product.update', { ...component, ...steel, productId, sku: 'STEEL', name: 'STEEL', unit: 'IN', purchase: null, barcodes: [] })
  expect((await ask('product.get', { productId })).product).toMatchObject({ purchase: null, barcodes: [], onHand: qty('1') })
})

test('a picker finds by folded words of SKU, name and barcodes, those meant most likely first, and no archived ones', async () => {
  await make('M6', { name: 'Écrou long', barcodes: ['777'] })
  await make('m6-b', { name: 'Bolt M6 long' })
  await make('A-M6', { name: '100% cotton' })
  expect(await skusFound('ecrou')).toEqual(['M6'])
  expect(await skusFound('long ÉC')).toEqual(['M6'])
  expect(await skusFound('m6')).toEqual(['M6', 'm6-b', 'A-M6'])
  expect(await skusFound('77')).toEqual(['M6'])
  expect(await skusFound('0%')).toEqual(['A-M6'])
  expect(await skusFound('_')).toEqual([])
  expect((await ask('product.find', { search: '', kinds: ['finished_good'], limit: 50 })).products).toEqual([])
  expect((await ask('product.find', { search: 'm6', kinds: ['component'], limit: 1 })).products.map(({ sku }) => sku)).toEqual(['M6'])
  await done('product.archive', { productId: 1 })
  expect(await skusFound('m6')).toEqual(['m6-b', 'A-M6'])
  expect((await ask('product.list', { ...list, search: '' })).products.map(({ sku }) => sku)).toEqual(['A-M6', 'm6-b'])
  expect((await ask('product.list', { ...list, search: '', archived: true })).products.map(({ sku, archived }) => [sku, archived])).toEqual([['M6', true]])
})

test('a code is a barcode before it is a SKU, and a SKU before it is a lot', async () => {
  const shop = await openShop()
  const byBarcode = await make('CODED', { barcodes: ['PLATE'] })
  const what = async (code: string) => {
    const { found } = await ask('product.find_by_code', { code })
    return found && [found.by, found.product.productId, found.lot?.number ?? null]
  }
  expect(await what('PLATE')).toEqual(['barcode', byBarcode, null])
  expect(await what('BOLT')).toEqual(['sku', shop.bolt, null])
  expect(await what('bolt')).toBeNull()
  expect(await what('BOL')).toBeNull()
  const [plateLot] = (await ask('product.get', { productId: shop.plate })).lots
  expect(await what(plateLot?.number ?? '')).toEqual(['lot', expect.any(Number), plateLot?.number])
  await done('receipt.void', { receiptId: shop.receipts[0] ?? 0 })
  expect(await what('ACM-20260131-001')).toBeNull()
})

test('a product is used directly and through what it is made into, with the quantity of all levels', async () => {
  const shop = await openShop()
  const crate = await make('CRATE', { kind: 'finished_good' })
  const part = (productId: number, quantityPerUnit: string, optional = false) => ({ productId, quantityPerUnit, optional })
  await done('bom.save', { productId: crate, components: [part(shop.box, '3'), part(shop.plate, '0.5', true)], costLines: [] })
  const { whereUsed } = await ask('product.get', { productId: shop.plate })
  expect(whereUsed.map(({ sku, quantityPerUnit, optional, direct, through }) => [sku, quantityPerUnit, optional, direct, through.map((p) => p.sku)])).toEqual([
    ['BOX', qty('2'), false, true, []],
    ['CRATE', qty('6.5'), false, true, ['BOX']],
  ])
  const label = (await ask('product.get', { productId: shop.label })).whereUsed
  expect(label.map(({ sku, optional, direct }) => [sku, optional, direct])).toEqual([
    ['BOX', true, true],
    ['CRATE', true, false],
  ])
})

test('sales that wait are named on the product they wait for', async () => {
  const shop = await openShop()
  const sold = { reference: 'INV-7', customer: 'Ann', saleDate: today, lines: [{ productId: shop.box, quantity: '3', revenue: '9' }], notes: '' }
  const { saleId } = await done('sale.record', sold)
  const { shortages, product } = await ask('product.get', { productId: shop.box })
  expect(product.onHand).toBe(-qty('3'))
  expect(shortages).toEqual([{ saleId, reference: 'INV-7', customer: 'Ann', saleDate: today, quantity: qty('3'), value: expect.any(Number) }])
  const { rows } = await ask('product.history', { productId: shop.box, beforePostingId: null, limit: 10 })
  expect(rows[0]).toMatchObject({ kind: 'sale', document: { reference: 'INV-7' }, party: 'Ann', quantity: -qty('3'), lots: [] })
})

test('the history names suppliers, products built, lots and reasons', async () => {
  const shop = await openShop()
  await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
  await done('stock.find', { productId: shop.plate, quantity: '1', unitCost: '2', reason: 'count', businessDate: today, notes: '' })
  const { rows } = await ask('product.history', { productId: shop.plate, beforePostingId: null, limit: 10 })
  expect(rows.map(({ kind, party, reason, lots }) => [kind, party, reason, lots.map((lot) => lot.quantity)])).toEqual([
    ['found', '', 'count', [qty('1')]],
    ['build', 'BOX', '', [-qty('5'), -qty('3')]],
    ['receipt', 'Acme', '', [qty('10')]],
    ['receipt', 'Acme', '', [qty('5')]],
  ])
})

test('archiving is refused while an active BOM asks for it, and keeps stock and history', async () => {
  const shop = await openShop()
  expect(await refused('product.archive', { productId: shop.plate })).toEqual({
    code: 'product.used_in_boms',
    data: { sku: 'PLATE', boms: [{ productId: shop.box, sku: 'BOX' }] },
  })
  await done('bom.save', { productId: shop.box, components: [{ productId: shop.bolt, quantityPerUnit: '1', optional: false }], costLines: [] })
  await done('product.archive', { productId: shop.plate })
  expect((await ask('product.get', { productId: shop.plate })).product).toMatchObject({ archived: true, onHand: qty('15') })
  expect(await refused('product.archive', { productId: shop.plate })).toMatchObject({ code: 'product.archived' })
  await done('product.unarchive', { productId: shop.plate })
  expect(await refused('product.unarchive', { productId: shop.plate })).toEqual({ code: 'product.not_archived', data: { productId: shop.plate, sku: 'PLATE' } })
  for (const name of ['product.archive', 'product.unarchive', 'product.delete'] as const) {
    expect(await refused(name, { productId: 99 })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
  }
})

test('only what nothing speaks of is deleted, and its id is not given again', async () => {
  const shop = await openShop()
  const inUse = (productId: number) => refused('product.delete', { productId })
  expect(await inUse(shop.plate)).toEqual({ code: 'product.in_use', data: { productId: shop.plate, sku: 'PLATE', by: 'movement' } })
  expect(await inUse(shop.box)).toMatchObject({ code: 'product.in_use', data: { by: 'bom' } })
  const drafted = await make('DRAFTED')
  await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line(drafted, '1', 'unit', '1')] })
  expect(await inUse(drafted)).toMatchObject({ code: 'product.in_use', data: { by: 'receipt' } })
  const credited = await make('CREDITED', { kind: 'finished_good' })
  const lines = [{ productId: credited, quantity: '1', revenue: '1' }]
  await done('return.record', { reference: '', customer: '', returnDate: today, lines, treatment: 'price_only', notes: '' })
  expect(await inUse(credited)).toMatchObject({ code: 'product.in_use', data: { by: 'sale' } })
  const productId = await make('MISTAKE', { barcodes: ['1'] })
  await done('product.delete', { productId })
  expect((await ask('product.find_by_code', { code: '1' })).found).toBeNull()
  expect(db().prepare('SELECT count(*) FROM product_balance WHERE product_id = ?').pluck().get(productId)).toBe(0)
  expect(await make('MISTAKE', { barcodes: ['1'] })).toBe(productId + 1)
})

test('barcodes are added and removed one by one', async () => {
  const one = await make('ONE', { barcodes: ['1'] })
  const two = await make('TWO')
  expect(await refused('product.add_barcode', { productId: two, barcode: '1' })).toMatchObject({ code: 'product.barcode_in_use', data: { productId: one, heldBy: 'ONE' } })
  await done('product.add_barcode', { productId: two, barcode: ' 22 ' })
  await done('product.add_barcode', { productId: two, barcode: '22' })
  expect((await ask('product.get', { productId: two })).product.barcodes).toEqual(['22'])
  expect(await skusFound('22')).toEqual(['TWO'])
  await done('product.remove_barcode', { productId: two, barcode: '22' })
  expect(await skusFound('22')).toEqual([])
  expect(await refused('product.remove_barcode', { productId: two, barcode: '22' })).toEqual({ code: 'product.no_such_barcode', data: { sku: 'TWO', barcode: '22' } })
  for (const name of ['product.add_barcode', 'product.remove_barcode'] as const) {
    expect(await refused(name, { productId: 99, barcode: '5' })).toMatchObject({ code: 'product.not_found' })
  }
  for (let code = 1; code <= 20; code += 1) await done('product.add_barcode', { productId: two, barcode: `B${code}` })
  expect(await refused('product.add_barcode', { productId: two, barcode: 'B21' })).toEqual({ code: 'product.too_many_barcodes', data: { sku: 'TWO', barcodesMax: 20 } })
})

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.products)).toEqual([])
})
