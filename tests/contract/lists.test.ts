import { expect, test } from 'vitest'
import { openDoor, plain } from '../support/door.ts'

const { ask, done, openShop } = openDoor()
const all = { search: '', limit: 50, offset: 0 }

test('every word of a search is found, whatever its case, accents and place', async () => {
  await openShop()
  await done('product.create', { ...plain, sku: 'FOIL-1', name: 'Ångström foil, brown Café', kind: 'component' })
  const found = async (search: string) => (await ask('product.list', { ...all, search, kinds: [] })).products.map(({ sku }) => sku)
  expect(await found('cafe ANGSTROM')).toEqual(['FOIL-1'])
  expect(await found('foil 2')).toEqual([])
  expect(await found('100%')).toEqual([])
  await done('supplier.create', { name: 'Müller Söhne', code: 'MUL', contact: 'Frau Groß', email: '', phone: '', notes: '' })
  expect((await ask('supplier.list', { ...all, search: 'sohne muller' })).suppliers).toMatchObject([{ code: 'MUL' }])
  expect((await ask('supplier.list', { ...all, search: 'frau' })).total).toBe(1)
})

test('lots and receipts are found by number, reference, product and supplier', async () => {
  await openShop()
  const lots = async (search: string) => (await ask('lot.list', { ...all, search, productId: null, status: null })).total
  const receipts = async (search: string) => (await ask('receipt.list', { ...all, search, status: null })).total
  expect(await lots('acme')).toBe(5)
  expect(await lots('acme label')).toBe(1)
  expect(await lots('PSB-R-00001')).toBe(2)
  expect(await lots('acme nobody')).toBe(0)
  expect(await receipts('label')).toBe(1)
  expect(await receipts('acme plate')).toBe(2)
  expect(await receipts('psb-r-00002')).toBe(1)
  expect(await receipts('20260131-001')).toBe(1)
})

test('pages follow one another in the order asked for, and say where a row is', async () => {
  await openShop()
  const page = (offset: number, find: number | null = null) => ask('product.list', { search: '', kinds: [], sort: 'value', descending: true, limit: 2, offset, find })
  const skus = [...(await page(0)).products, ...(await page(2)).products].map(({ sku }) => sku)
  expect(skus).toEqual(['PLATE', 'BOLT', 'LABEL', 'BOX'])
  expect((await page(0, 3)).foundAt).toBe(2)
  expect((await page(0, 99)).foundAt).toBeNull()
})

test('what is kept of an order is forgotten when something is written', async () => {
  await openShop()
  const last = async () => (await ask('product.list', { search: 'a', kinds: [], sort: 'sku', descending: false, limit: 1, offset: 1 })).products[0]?.sku
  expect(await last()).toBe('PLATE')
  await done('product.create', { ...plain, sku: 'LATCH', name: 'LATCH', kind: 'component' })
  expect(await last()).toBe('LATCH')
  expect((await ask('product.list', { ...all, search: 'a', kinds: [] })).total).toBe(3)
})

test('SKUs and lot numbers are listed and picked as people count, page by page and the other way round', async () => {
  await openShop()
  const skus = ['M-2', 'm-02', 'M-9', 'M-10', 'M-10-A', 'M-100', 'N-1']
  const made: number[] = []
  // Equals stay in the order in which they were made.
  for (const sku of ['M-100', 'M-2', 'M-10', 'N-1', 'm-02', 'M-10-A', 'M-9']) {
    const { productId } = await done('product.create', { ...plain, sku, name: 'Screw', kind: 'component' })
    made.push(productId)
    await done('stock.open', { productId, quantity: '1', cost: { per: 'unit', amount: '1' }, businessDate: '2026-01-31', notes: '' })
  }
  const listed = async (descending: boolean) => {
    const pages = []
    for (let offset = 0; offset < skus.length; offset += 2) pages.push(await ask('product.list', { search: 'screw', kinds: [], sort: 'sku', descending, limit: 2, offset }))
    return pages.flatMap(({ products }) => products.map(({ sku }) => sku))
  }
  expect(await listed(false)).toEqual(skus)
  expect(await listed(true)).toEqual(skus.toReversed())
  expect((await ask('product.list', { ...all, search: 'screw', kinds: [], sort: 'sku', descending: false, find: made[0] ?? 0 })).foundAt).toBe(5)
  const lots = async (sort: 'product' | 'number') => (await ask('lot.list', { ...all, search: 'screw', productId: null, status: null, sort, descending: false })).lots
  expect((await lots('product')).map(({ product }) => product.sku)).toEqual(skus)
  expect((await lots('number')).map(({ number }) => number)).toEqual(skus.map((sku) => `OPEN-${sku}`))

  const picked = async (search: string, limit = 50) => (await ask('product.find', { search, kinds: [], limit })).products.map(({ sku }) => sku)
  expect(await picked('m-')).toEqual(skus.slice(0, -1))
  // What begins so comes before what only holds it; the zero in front is part of what was typed.
  expect(await picked('M-1')).toEqual(['M-10', 'M-10-A', 'M-100'])
  expect(await picked('m-1', 2)).toEqual(['M-10', 'M-10-A'])
  expect(await picked('M-0')).toEqual(['m-02'])
  expect(await picked('m-10')).toEqual(['M-10', 'M-10-A', 'M-100'])

  // A SKU that changes takes its place.
  await done('product.update', { ...plain, purchase: null, supplierId: null, barcodes: [], productId: made[3] ?? 0, sku: 'M-3', name: 'Screw', kind: 'component' })
  expect(await listed(false)).toEqual(['M-2', 'm-02', 'M-3', 'M-9', 'M-10', 'M-10-A', 'M-100'])
  expect((await ask('product.find_by_code', { code: 'OPEN-m-02' })).found).toMatchObject({ by: 'lot', product: { sku: 'm-02' } })
})

test('sales are listed by their references as people count', async () => {
  await openShop()
  const box = (await ask('product.find', { search: 'BOX', kinds: [], limit: 1 })).products[0]?.productId ?? 0
  for (const reference of ['INV-1007', 'INV-998', 'inv-0999', '20']) {
    await done('sale.record', { reference, customer: 'Ann', saleDate: '2026-01-31', lines: [{ productId: box, quantity: '1', revenue: '1' }], notes: '' })
  }
  const { sales } = await ask('sale.list', { ...all, sort: 'reference', descending: false })
  expect(sales.map(({ reference }) => reference)).toEqual(['20', 'INV-998', 'inv-0999', 'INV-1007'])
})
