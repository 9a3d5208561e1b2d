import { describe, expect, test } from 'vitest'
import { areas } from './areas.ts'
import { openDoor, qty, today } from '../support/door.ts'
import type { DraftOf } from '../../src/shared/contract/registry.ts'
import type { ImportKind } from '../../src/shared/imports.ts'
import { valueOf } from '../support/database.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'

const { db, run, done, ask, refused, actAs, stock, unmet } = openDoor()

type Cells = DraftOf<'command', 'file.import'>['rows'][number]['cells']

/** A file as decided: its first row of data is row 2. */
function file(kind: ImportKind, rows: readonly Cells[], more: Partial<DraftOf<'command', 'file.import'>> = {}): DraftOf<'command', 'file.import'> {
  return { kind, fileName: `${kind}.csv`, decimal: '.', dateOrder: 'mdy', defaults: {}, rows: rows.map((cells, at) => ({ row: at + 2, cells })), columns: [], ...more }
}

const part = (sku: string, more: Cells = {}): Cells => ({ sku, name: `Part ${sku}`, kind: 'Component', unit: 'ea', ...more })
const made = (sku: string, more: Cells = {}): Cells => part(sku, { kind: 'Finished good', ...more })

/** Everything that says how much there is and what it is worth. */
const balances = () => db().prepare('SELECT sku, quantity, value FROM product_balance JOIN product USING (product_id) WHERE quantity <> 0 OR value <> 0 ORDER BY sku').all()
const sound = () => expect(verifyBooks(db(), {}).checks.filter(({ difference }) => difference !== null)).toEqual([])

/** What is wrong with each row, as `row field code`. */
async function wrong(input: DraftOf<'command', 'file.import'>): Promise<string[]> {
  const error = (await refused('file.import', input)) as { code: string; data: { rows: { row: number; problems: { field: string; code: string }[] }[] } }
  expect(error.code).toBe('file.rows_rejected')
  return error.data.rows.flatMap(({ row, problems }) => problems.map(({ field, code }) => `${row} ${field} ${code}`))
}

describe('products', () => {
  test('come in with their stock, the same file again changes nothing, and an undo leaves the books as they were', async () => {
    await done('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
    const rows = [
      part('00012', { quantity: '1,240.5', unitCost: '$0.035', supplier: 'acme', barcodes: '4006381333931; X-1', reorderPoint: '100', purchaseUnit: 'bag', purchaseFactor: '100' }),
      part('1E10'),
      made('3-4', { notes: 'sold by the pair' }),
    ]
    const before = balances()
    const imported = await done('file.import', file('products', rows))
    expect(imported).toMatchObject({ made: 3, changed: 0, unchanged: 0, opened: 1 })
    expect(await stock()).toMatchObject({ '00012': [qty('1240.5'), qty('43.4175')] })
    const { products } = await ask('product.list', { search: '4006381333931', kinds: [], limit: 10, offset: 0 })
    expect(products.map(({ sku }) => sku)).toEqual(['00012'])
    expect(await refused('file.import', file('products', rows))).toMatchObject({ code: 'file.changes_nothing' })
    sound()
    expect(await done('file.undo_import', { importId: imported.importId })).toEqual({ kind: 'products', removed: 3, restored: 0, closed: 1 })
    expect(balances()).toEqual(before)
    expect((await ask('product.list', { search: '', kinds: [], limit: 10, offset: 0 })).products).toEqual([])
    // The SKU is free again, though its stock stays in the history.
    await done('file.import', file('products', rows))
    sound()
  })

  test('that are there change where the file says something else, and an undo brings back what they said', async () => {
    const { productId } = await done('product.create', { sku: 'A', name: 'Old', kind: 'component', unit: 'ea', unitCost: '1', reorderPoint: null, notes: 'kept', barcodes: ['B-1'] })
    const rows: Cells[] = [{ sku: 'A', name: 'New', unitCost: '2', notes: '', barcodes: 'B-2' }, part('B')]
    const { importId } = await done('file.import', file('products', rows))
    expect((await ask('product.get', { productId })).product).toMatchObject({ name: 'New', unitCost: qty('2'), notes: 'kept', barcodes: ['B-2'] })
    await done('file.undo_import', { importId })
    expect((await ask('product.get', { productId })).product).toMatchObject({ name: 'Old', unitCost: qty('1'), notes: 'kept', barcodes: ['B-1'] })
    expect(await refused('file.undo_import', { importId })).toMatchObject({ code: 'file.import_not_found' })
    sound()
  })

  test('are refused by row and column', async () => {
    await done('product.create', { sku: 'GONE', name: 'Gone', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '', barcodes: ['TAKEN'] })
    const { products } = await ask('product.list', { search: '', kinds: [], limit: 10, offset: 0 })
    await done('product.archive', { productId: products[0]!.productId })
    const rows: Cells[] = [
      {},
      part('A', { kind: 'Widget', unitCost: 'free', quantity: '-1', reorderPoint: '1.1234567' }),
      part('B', { name: 'x'.repeat(201), supplier: 'Nobody', purchaseUnit: 'box' }),
      part('B'),
      part('GONE'),
      part('C', { barcodes: 'TAKEN' }),
      part('D', { barcodes: 'NEW' }),
      part('E', { barcodes: 'NEW; OTHER' }),
      part('F', { quantity: '9000000', unitCost: '9000000' }),
    ]
    expect(await wrong(file('products', rows))).toEqual([
      '2 sku missing', '2 name missing', '2 kind missing', '2 unit missing',
      '3 kind not_one_of', '3 unitCost not_a_number', '3 quantity negative', '3 reorderPoint too_many_decimals',
      '4 name too_long', '4 purchaseUnit needs_other', '4 supplier supplier_unknown',
      '5 sku twice', '6 sku archived', '7 barcodes barcode_in_use', '9 barcodes barcode_twice', '10 quantity too_much',
    ])
  })

  test('keep kind and unit once stock was counted in them, and keep their stock once it moved', async () => {
    await done('file.import', file('products', [part('A', { quantity: '5', unitCost: '1' })]))
    expect(await wrong(file('products', [{ sku: 'A', unit: 'kg', kind: 'Raw material' }]))).toEqual(['2 kind fixed_by_history', '2 unit fixed_by_history'])
    await done('file.import', file('products', [{ sku: 'A', name: 'Renamed', quantity: '9' }]))
    expect(await stock()).toMatchObject({ A: [qty('5'), qty('5')] })
  })

  test('that something uses since stay, with all of the import', async () => {
    const { importId } = await done('file.import', file('products', [part('A', { quantity: '5', unitCost: '1' }), part('B'), made('C')]))
    await done('file.import', file('boms', [{ product: 'C', component: 'A', quantity: '1' }]))
    const error = await refused('file.undo_import', { importId })
    expect(error).toMatchObject({ code: 'file.import_used', data: { count: 2, subjects: [{ name: 'A', by: 'bom' }, { name: 'C', by: 'bom' }] } })
    expect(await stock()).toMatchObject({ A: [qty('5'), qty('5')] })
  })
})

describe('opening stock', () => {
  test('comes in once for each product, worth what the file says', async () => {
    await done('file.import', file('products', [part('A', { unitCost: '2' }), part('B'), part('C')]))
    const rows: Cells[] = [{ sku: 'A', quantity: '3' }, { sku: 'B', quantity: '4', value: '10', date: '1/15/2026' }, { sku: 'C', quantity: '2', unitCost: '1.5', value: '3.00' }]
    const { importId, opened } = await done('file.import', file('stock', rows))
    expect(opened).toBe(3)
    expect(await stock()).toMatchObject({ A: [qty('3'), qty('6')], B: [qty('4'), qty('10')], C: [qty('2'), qty('3')] })
    expect(await refused('file.import', file('stock', rows))).toMatchObject({ code: 'file.changes_nothing' })
    expect(await wrong(file('stock', [{ sku: 'A', quantity: '4' }]))).toEqual(['2 quantity opened_already'])
    await done('file.undo_import', { importId })
    expect(balances()).toEqual([])
    sound()
    // Taken back, it may come in anew.
    await done('file.import', file('stock', rows))
    sound()
  })

  test('is refused by row and column', async () => {
    await done('file.import', file('products', [part('A'), part('B')]))
    const rows: Cells[] = [
      { sku: 'NEW', quantity: '1' },
      { sku: 'A', quantity: '0', date: '2027-01-01' },
      { sku: 'B', quantity: '2', unitCost: '1', value: '5', date: '31 Jan' },
      { sku: 'B', quantity: '2' },
    ]
    expect(await wrong(file('stock', rows))).toEqual(['2 sku sku_unknown', '3 quantity not_positive', '3 date in_future', '4 value cost_and_value_differ', '4 date not_a_date', '5 sku twice'])
  })

  test('that together comes to more than the books keep is refused', async () => {
    await done('file.import', file('products', [part('A')]))
    await done('company.set_receiving', { receiving: false })
    const { products } = await ask('product.list', { search: 'A', kinds: [], limit: 1, offset: 0 })
    await done('stock.adjust', { productId: products[0]!.productId, change: { by: 'add', quantity: '9000', unitCost: '900000' }, reason: 'received', businessDate: today, notes: '' })
    expect(await refused('file.import', file('stock', [{ sku: 'A', quantity: '9000', unitCost: '900000' }]))).toMatchObject({ code: 'amount.too_large' })
  })
})

describe('suppliers', () => {
  test('come in, change, and go again', async () => {
    const rows: Cells[] = [{ name: 'Acme Metals', email: 'a@b.example' }, { name: 'Böhm', code: 'bom', phone: '555' }]
    const { importId } = await done('file.import', file('suppliers', rows))
    const list = async () => (await ask('supplier.list', { search: '', limit: 10, offset: 0 })).suppliers.map(({ name, code, phone }) => `${name} ${code} ${phone}`.trim())
    expect(await list()).toEqual(['Acme Metals ACM', 'Böhm BOM 555'])
    expect(await refused('file.import', file('suppliers', rows))).toMatchObject({ code: 'file.changes_nothing' })
    const second = await done('file.import', file('suppliers', [{ name: 'Bohm Ltd', code: 'BOM', phone: '556' }]))
    expect(await list()).toEqual(['Acme Metals ACM', 'Bohm Ltd BOM 556'])
    await done('file.undo_import', { importId: second.importId })
    expect(await list()).toEqual(['Acme Metals ACM', 'Böhm BOM 555'])
    await done('file.undo_import', { importId })
    expect(await list()).toEqual([])
    sound()
  })

  test('are refused by row and column, and stay while a product names them', async () => {
    const { importId } = await done('file.import', file('suppliers', [{ name: 'Acme' }]))
    await done('file.import', file('products', [part('A', { supplier: 'ACM' })]))
    expect(await refused('file.undo_import', { importId })).toMatchObject({ code: 'file.import_used', data: { subjects: [{ what: 'supplier', name: 'Acme', by: 'product' }] } })
    expect(await wrong(file('suppliers', [{ name: '' }, { name: 'B', code: 'B1', email: 'nobody' }, { name: 'C' }, { name: 'c' }]))).toEqual(['2 name missing', '3 code not_a_code', '3 email not_an_email', '5 name twice'])
  })
})

describe('recipes', () => {
  const shop = () => done('file.import', file('products', [part('BOLT'), part('PLATE'), made('FRAME', { kind: 'Sub-assembly' }), made('BOX'), part('OLD')]))
  const recipe: Cells[] = [
    { product: 'BOX', component: 'FRAME', quantity: '1' },
    { product: 'FRAME', component: 'PLATE', quantity: '2.5' },
    { product: 'BOX', component: 'BOLT', quantity: '4', optional: 'yes' },
    { product: 'BOX', costKind: 'labor', costName: 'Assembly', costRate: '30', costQuantity: '0.5' },
  ]
  const bomOf = async (sku: string) => {
    const { products } = await ask('product.list', { search: sku, kinds: [], limit: 10, offset: 0 })
    return (await ask('bom.get', { productId: products.find((product) => product.sku === sku)!.productId })).bom
  }

  test('come in whole, move no stock, and give way to what was there before', async () => {
    await shop()
    const { importId, made: recipes } = await done('file.import', file('boms', recipe))
    expect(recipes).toBe(2)
    expect(await bomOf('BOX')).toMatchObject({ version: 1, components: [{ quantityPerUnit: qty('1') }, { quantityPerUnit: qty('4'), optional: true }], costLines: [{ name: 'Assembly' }] })
    expect(balances()).toEqual([])
    expect(await refused('file.import', file('boms', recipe))).toMatchObject({ code: 'file.changes_nothing' })
    // Without columns of costs, costs stay.
    const second = await done('file.import', file('boms', [{ product: 'BOX', component: 'FRAME', quantity: '2' }]))
    expect(await bomOf('BOX')).toMatchObject({ version: 2, components: [{ quantityPerUnit: qty('2') }], costLines: [{ name: 'Assembly' }] })
    expect(await refused('file.undo_import', { importId })).toMatchObject({ code: 'file.import_used', data: { subjects: [{ what: 'bom', name: 'BOX', by: 'changed' }] } })
    await done('file.undo_import', { importId: second.importId })
    expect(await bomOf('BOX')).toMatchObject({ version: 1 })
    await done('file.undo_import', { importId })
    expect(await bomOf('BOX')).toBeNull()
    sound()
  })

  test('that lead back to themselves across the file are refused, with the way round', async () => {
    await shop()
    await done('file.import', file('boms', [{ product: 'FRAME', component: 'PLATE', quantity: '1' }]))
    const error = await refused('file.import', file('boms', [{ product: 'BOX', component: 'FRAME', quantity: '1' }, { product: 'FRAME', component: 'BOX', quantity: '1' }]))
    expect(error).toMatchObject({ data: { rows: [{ row: 2, problems: [{ code: 'circle', data: { path: ['BOX', 'FRAME', 'BOX'] } }] }, { row: 3, problems: [{ code: 'circle' }] }] } })
    // A recipe of the file takes the place of the one in the books: then there is no circle.
    await done('file.import', file('boms', [{ product: 'FRAME', component: 'BOLT', quantity: '1' }, { product: 'BOX', component: 'FRAME', quantity: '1' }]))
    await done('file.import', file('boms', [{ product: 'BOX', component: 'BOLT', quantity: '1' }, { product: 'FRAME', component: 'BOX', quantity: '1' }]))
    sound()
  })

  test('are refused by row and column, each product whole', async () => {
    await shop()
    const rows: Cells[] = [
      { product: 'BOX', component: 'BOLT', quantity: '1' },
      { product: 'BOX', component: 'NONE', quantity: '1.00001' },
      { product: 'BOX', component: 'BOLT', quantity: '2' },
      { product: 'BOLT', component: 'PLATE', quantity: '1' },
      { product: 'FRAME', costKind: 'rent', costName: '', costRate: '3' },
    ]
    expect(await wrong(file('boms', rows))).toEqual([
      '2 product other_row',
      '3 component sku_unknown', '3 quantity too_many_decimals', '4 component component_twice', '5 product not_built',
      '6 costKind not_one_of', '6 costName missing', '6 costRate needs_other',
    ])
  })
})

test('who may not adjust stock or write recipes does not do so by a file', async () => {
  await done('file.import', file('products', [part('A'), made('C')]))
  const { importId } = await done('file.import', file('stock', [{ sku: 'A', quantity: '1' }]))
  await done('person.create', { name: 'Olga', role: 'admin' })
  const { personId } = await done('person.create', { name: 'Ben', role: 'builder' })
  await done('company.set_permission', { role: 'builder', permission: 'catalogue', allowed: true })
  await done('company.set_permission', { role: 'builder', permission: 'stock', allowed: false })
  actAs(personId)
  expect(await refused('file.import', file('boms', [{ product: 'C', component: 'A', quantity: '1' }]))).toMatchObject({ code: 'permission.denied', data: { permission: 'boms' } })
  expect(await refused('file.import', file('products', [part('B', { quantity: '1' })]))).toMatchObject({ code: 'permission.denied', data: { permission: 'stock' } })
  expect(await refused('file.undo_import', { importId })).toMatchObject({ code: 'permission.denied', data: { permission: 'stock' } })
  await done('file.import', file('products', [part('B')]))
})

test('figures and days are read as the file writes them, and its columns are remembered', async () => {
  const columns = [{ header: 'Artikel', field: 'sku' as const }, { header: 'Menge', field: 'quantity' as const }]
  await done('file.import', file('products', [part('A', { quantity: '1.240,5', unitCost: '0,10 €' })], { decimal: ',', columns }))
  expect(await stock()).toMatchObject({ A: [qty('1240.5'), qty('124.05')] })
  expect(db().prepare('SELECT kind, headers_json, fields_json FROM import_mapping').raw().all()).toEqual([['products', '["artikel","menge"]', '["sku","quantity"]']])
  expect((await ask('file.imports', { limit: 10, offset: 0 })).imports).toMatchObject([{ kind: 'products', fileName: 'products.csv', made: 1, opened: 1, undone: false, by: null }])
  expect(valueOf(await run('file.import', file('products', [part('B', { kind: '', unit: '' })], { defaults: { kind: 'Raw material', unit: 'kg' } })))).toMatchObject({ made: 1 })
  expect(today).toBe('2026-01-31')
})

test('every refusal of these commands is met above', () => {
  expect(unmet(areas.files)).toEqual([])
})
