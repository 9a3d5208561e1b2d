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
