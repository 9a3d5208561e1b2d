import { expect, test } from 'vitest'
import { sampleCustomers, sampleProducts, sampleSuppliers } from '../../src/main/practice/sample-catalogue.ts'
import { saleTypes } from '../../src/main/practice/entities/sales.ts'
import { balances, holdingOf } from '../../src/main/practice/bookkeeping.ts'
import { quantityOf } from '../../src/main/practice/valuation.ts'
import { differences, openBooks, type Books } from './books.ts'

const shop = openBooks({ seed: 7, empty: false, items: 0 })

const count = ({ world }: Books, type: string, condition = '1'): number =>
  (world.store.statement(`select count(*) as n from object where type = ? and ${condition}`).get(type) as { n: number }).n

test('the practice company holds what the sample shop buys, makes and sells', () => {
  const skus = shop.world.store.statement("select body ->> '$.Sku' as sku from object where type = 'Item'").all() as { sku: string | null }[]
  expect(skus.map(({ sku }) => sku)).toEqual(expect.arrayContaining(sampleProducts.map(({ sku }) => sku)))
  expect(count(shop, 'Vendor')).toBe(sampleSuppliers.length)
  expect(count(shop, 'Customer')).toBe(sampleCustomers.length)
})

test('every type of item is met, one that is inactive, a SKU that two items have', () => {
  for (const type of ['Inventory', 'NonInventory', 'Service', 'Group', 'Category']) expect(count(shop, 'Item', `body ->> '$.Type' = '${type}'`), type).toBeGreaterThan(0)
  expect(count(shop, 'Item', "active = 0 and body ->> '$.Name' like '% (deleted)'")).toBe(1)
  expect(count(shop, 'Item', "body ->> '$.Sku' = 'BKT-SHF'")).toBe(2)
})

test('a year of sales lies there: every kind, a bundle, a void, a foreign currency, shipping and a discount', () => {
  for (const type of saleTypes) expect(count(shop, type), type).toBeGreaterThan(0)
  expect(count(shop, 'Invoice')).toBeGreaterThan(100)
  expect(count(shop, 'Invoice', "body ->> '$.PrivateNote' like 'Voided%' and body ->> '$.TotalAmt' = 0")).toBe(1)
  for (const found of ['GroupLineDetail', 'SHIPPING_ITEM_ID', 'DiscountLineDetail', 'ExchangeRate', 'DescriptionOnly']) expect(count(shop, 'Invoice', `body like '%${found}%'`), found).toBeGreaterThan(0)
  const first = shop.world.store.statement("select min(body ->> '$.TxnDate') as first, max(body ->> '$.TxnDate') as last from object where type = 'Invoice'").get()
  expect(first).toEqual({ first: expect.stringMatching(/^2025-0[34]/), last: expect.stringMatching(/^2026-03-1/) })
})

test('documents bear the times of their day, so that a cursor finds them in order', () => {
  const times = shop.world.store.statement("select substr(body ->> '$.MetaData.CreateTime', 1, 10) as made, body ->> '$.TxnDate' as day from object where type = 'SalesReceipt'").all() as { made: string; day: string }[]
  expect(times.every(({ made, day }) => made === day)).toBe(true)
})

test('its books are in balance, and its stock account is what its layers are worth', () => {
  expect(differences(shop)).toEqual({ trial: 0, stock: 0 })
  expect(balances(shop.world.store).length).toBeGreaterThan(10)
  expect(Number(shop.balance('Cost of Goods Sold'))).not.toBe(0)
  expect(Number(shop.balance('Sales of Product Income'))).toBeLessThan(0)
})

test('the same seed makes the same company, another seed another', () => {
  const bodies = ({ world }: Books) => world.store.statement('select type, id, body from object order by type, id').all()
  expect(bodies(openBooks({ seed: 7, empty: false, items: 0 }))).toEqual(bodies(shop))
  expect(bodies(openBooks({ seed: 8, empty: false, items: 0 }))).not.toEqual(bodies(shop))
})

test('an empty company has accounts alone, of every type a role may ask for', () => {
  const empty = openBooks()
  expect(empty.world.store.statement('select distinct type from object').all()).toEqual([{ type: 'Account' }])
  for (const type of ['Other Current Asset', 'Other Current Liability', 'Accounts Payable', 'Cost of Goods Sold', 'Expense', 'Other Expense']) {
    expect(count(empty, 'Account', `active = 1 and body ->> '$.AccountType' = '${type}'`), type).toBeGreaterThan(0)
  }
  expect(count(empty, 'Account', "body ->> '$.AcctNum' is null")).toBeGreaterThan(0)
})

test('as many items are made as are asked for', () => {
  expect(count(openBooks({ seed: 1, empty: false, items: 300 }), 'Item')).toBeGreaterThanOrEqual(300)
})

test('a shop that counted its stock finds the same in its books, whole, in part and short', () => {
  const stock = { 'SHT-CR14': '1234.5678', 'GRD-3': '-2', 'RCK-24U': '0', 'PLC-250': '40', 'NO-SUCH': '7' }
  const counted = openBooks({ seed: 7, empty: false, items: 0, stock })
  const held = (sku: string) => {
    const { id } = counted.world.store.statement("select id from object where type = 'Item' and body ->> '$.Sku' = ?").get(sku) as { id: string }
    return quantityOf(holdingOf(counted.world.store, id))
  }
  expect(held('SHT-CR14')).toBe(1_234_567_800)
  expect(held('GRD-3')).toBe(-2_000_000)
  expect(held('RCK-24U')).toBe(0)
  expect(differences(counted)).toEqual({ trial: 0, stock: 0 })
  expect(count(counted, 'InventoryAdjustment', "body ->> '$.PrivateNote' = 'Yearly count'")).toBe(1)
  // What it did not count stays as it was.
  const before = shop.world.store.statement("select id from object where type = 'Item' and body ->> '$.Sku' = 'NUT-25'").get() as { id: string }
  expect(held('NUT-25')).toBe(quantityOf(holdingOf(shop.world.store, before.id)))
})
