import { divideHalfUp, formatMillionths } from '../../shared/units/decimal.ts'
import { centsJson, priced, quantityJson, scaled } from './amounts.ts'
import { holdingOf } from './bookkeeping.ts'
import { makeChance } from './chance.ts'
import type { SeedOptions } from './company-parts.ts'
import type { World } from './entity.ts'
import { JsonNumber, numberAt, type Json, type JsonObject } from './json.ts'
import { sampleBundle, sampleCustomers, sampleProducts, sampleServices, sampleSuppliers, type SampleProduct } from './sample-catalogue.ts'
import { seedSales } from './seed-sales.ts'
import type { StoredObject } from './store.ts'
import { daysAgo, made, seededDays, type Shop } from './seeding.ts'
import { quantityOf } from './valuation.ts'

/** Fills a company with what the sample shop buys, makes and sells, and with a year of its documents. */
export function seedShop(world: World, { seed, items, stock = null }: SeedOptions): void {
  const began = daysAgo(world, seededDays)
  const account = (name: string): JsonObject => {
    const row = world.store.statement("select id from object where type = 'Account' and json_extract(body, '$.Name') = ? collate nocase").get(name) as { id: string }
    return { value: row.id }
  }
  const vendors = new Map(
    sampleSuppliers.map(({ code, name, email, phone }) => [
      code,
      made(began, 'Vendor', { DisplayName: name, CompanyName: name, PrimaryEmailAddr: { Address: email }, PrimaryPhone: { FreeFormNumber: phone } }),
    ]),
  )
  const customers = sampleCustomers.map(({ name, email }) => made(began, 'Customer', { DisplayName: name, CompanyName: name, PrimaryEmailAddr: { Address: email } }))
  const shop: Shop = { world, chance: makeChance(seed), account, items: seedItems(began, account), customers, vendors }
  for (let days = seededDays - 1; days >= 0; days -= 1) aDay(shop, days)
  seedSales.ending(shop)
  if (stock !== null) seedCount(shop, stock)
  for (let count = shop.items.size; count < items; count += 1) seedSpare(began, account, count)
}

function aDay(shop: Shop, days: number): void {
  const world = daysAgo(shop.world, days)
  if (days % 28 === 27) for (const [code, vendor] of shop.vendors) seedBill(shop, world, code, vendor)
  if (days % 28 === 20) seedProduction(shop, world)
  seedSales.ofADay(shop, world)
}

const categories: Readonly<Record<SampleProduct['kind'], string>> = {
  raw_material: 'Raw materials',
  component: 'Hardware and parts',
  sub_assembly: 'Sub-assemblies',
  finished_good: 'Finished goods',
}

function seedItems(world: World, account: Shop['account']): Map<string, StoredObject> {
  const parents = new Map(Object.entries(categories).map(([kind, name]) => [kind, made(world, 'Item', { Name: name, Type: 'Category' })]))
  const items = new Map<string, StoredObject>()
  for (const product of sampleProducts) {
    const parent = parents.get(product.kind)
    const body = {
      Name: product.name,
      Sku: product.sku,
      ...(parent === undefined ? {} : { SubItem: true, ParentRef: { value: parent.id } }),
      Description: product.name,
      UnitPrice: new JsonNumber(product.price ?? '0'),
      PurchaseCost: new JsonNumber(product.unitCost),
      IncomeAccountRef: account('Sales of Product Income'),
      ExpenseAccountRef: account('Cost of Goods Sold'),
    }
    items.set(product.sku, made(world, 'Item', product.accounting === 'inventory' ? counted(world, account, body, openingOf(product)) : { ...body, Type: 'NonInventory' }))
  }
  for (const { sku, name, price } of sampleServices) {
    items.set(sku, made(world, 'Item', { Name: name, Sku: sku, Type: 'Service', UnitPrice: new JsonNumber(price), IncomeAccountRef: account('Fabrication Services') }))
  }
  const parts = sampleBundle.items.map(({ sku, quantity }) => ({ ItemRef: { value: items.get(sku)?.id ?? '' }, Qty: new JsonNumber(quantity) }))
  items.set(sampleBundle.sku, made(world, 'Item', { Name: sampleBundle.name.replaceAll(':', ','), Sku: sampleBundle.sku, Type: 'Group', PrintGroupedItems: true, ItemGroupDetail: { ItemGroupLine: parts } }))
  seedOddItems(world, account)
  return items
}

/** What is found in every real list: a SKU twice, none at all, and one that was given up. */
function seedOddItems(world: World, account: Shop['account']): void {
  const income = { IncomeAccountRef: account('Sales of Product Income') }
  made(world, 'Item', { Name: 'Shelf bracket 12 in (old drawing)', Sku: 'BKT-SHF', Type: 'NonInventory', ...income })
  made(world, 'Item', { Name: 'Shop rags', Type: 'NonInventory', ExpenseAccountRef: account('Shop Supplies') })
  const body = { Name: 'Wall enclosure 12 × 10 × 6, gray', Sku: 'ENC-1210-GRY', ...income, ExpenseAccountRef: account('Cost of Goods Sold') }
  made(world, 'Item', { ...counted(world, account, body, '0'), Active: false })
}

function seedSpare(world: World, account: Shop['account'], count: number): void {
  const digits = String(count).padStart(5, '0')
  const body = {
    Name: `Spare part ${digits}`,
    Sku: `SP-${digits}`,
    PurchaseCost: new JsonNumber(`${1 + (count % 40)}.25`),
    IncomeAccountRef: account('Sales of Product Income'),
    ExpenseAccountRef: account('Cost of Goods Sold'),
  }
  made(world, 'Item', counted(world, account, body, '0'))
}

function counted(world: World, account: Shop['account'], body: JsonObject, opening: string): JsonObject {
  return { ...body, Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: new JsonNumber(opening), InvStartDate: world.today(), AssetAccountRef: account('Inventory Asset') }
}

/** What lay there when the books were begun: two reorder points of what is bought, some of what is made. */
function openingOf({ reorderPoint, kind }: SampleProduct): string {
  if (reorderPoint !== null) return String(2 * Number(reorderPoint))
  return kind === 'finished_good' ? '24' : '12'
}

/** A count of everything, as shops do it once a year: what differs is adjusted. */
function seedCount({ world, items, account }: Shop, stock: Readonly<Record<string, string>>): void {
  const lines = sampleProducts.flatMap(({ sku, accounting }): Json[] => {
    const item = items.get(sku)
    const counted = scaled(stock[sku] ?? '', 6)
    if (item === undefined || counted === null || accounting !== 'inventory') return []
    const difference = counted - quantityOf(holdingOf(world.store, item.id))
    return difference === 0 ? [] : [{ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: { value: item.id }, QtyDiff: quantityJson(difference) } }]
  })
  if (lines.length === 0) return
  made(daysAgo(world, 0), 'InventoryAdjustment', { AdjustAccountRef: account('Cost of Goods Sold'), PrivateNote: 'Yearly count', Line: lines })
}

/** A delivery of some of what that vendor sells, at about its usual cost. */
function seedBill({ chance, items }: Shop, world: World, code: string, vendor: StoredObject): void {
  const lines = sampleProducts
    .filter(({ supplier }) => supplier === code)
    .filter(() => chance.below(3) > 0)
    .map((product): Json => {
      const item = items.get(product.sku)
      const quantity = (scaled(product.purchase?.factor ?? '10', 6) ?? 0) * (2 + chance.below(4))
      // Between four percent less and six more than usual.
      const price = formatMillionths(Number(divideHalfUp(BigInt(scaled(product.unitCost, 6) ?? 0) * BigInt(96 + chance.below(11)), 100n)), 2, 6)
      return {
        Amount: centsJson(priced(price, quantity) ?? 0),
        DetailType: 'ItemBasedExpenseLineDetail',
        ItemBasedExpenseLineDetail: { ItemRef: { value: item?.id ?? '' }, Qty: quantityJson(quantity), UnitPrice: new JsonNumber(price) },
      }
    })
  if (lines.length > 0) made(world, 'Bill', { VendorRef: { value: vendor.id }, DocNumber: `${code}-${world.today().replaceAll('-', '')}`, Line: lines })
}

/** What was made in a month, counted by hand as the shop did it until now: goods come in, a part of what is bought goes. */
function seedProduction({ chance, items, account }: Shop, world: World): void {
  const lines = sampleProducts.flatMap((product): Json[] => {
    const item = items.get(product.sku)
    if (item === undefined || product.accounting !== 'inventory') return []
    const held = Math.max(0, quantityOf(holdingOf(world.store, item.id)))
    const price = numberAt(item.body, 'UnitPrice') ?? '0'
    const made = product.kind === 'finished_good' ? (Number(price) < 20 ? 24 : 3) + chance.below(6) : 0
    const used = product.kind === 'finished_good' ? 0 : Math.floor((held / 1_000_000) * (chance.below(20) / 100))
    const difference = made - used
    return difference === 0 ? [] : [{ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: { value: item.id }, QtyDiff: quantityJson(difference * 1_000_000) } }]
  })
  made(world, 'InventoryAdjustment', { AdjustAccountRef: account('Cost of Goods Sold'), PrivateNote: `Counted production of ${world.today().slice(0, 7)}`, Line: lines })
}
