import { centsJson, priced, quantityJson } from './amounts.ts'
import type { World } from './entity.ts'
import { at, JsonNumber, numberAt, type Json, type JsonObject } from './json.ts'
import { voidObject } from './objects.ts'
import { sampleBundle, sampleProducts } from './sample-catalogue.ts'
import { daysAgo, made, type Shop } from './seeding.ts'
import type { StoredObject } from './store.ts'

const dayMs = 86_400_000
const sold = sampleProducts.filter(({ price }) => price !== null)

/** What is sold on a day, and what is there at the end of the year so that every kind of document can be met. */
export const seedSales = { ofADay, ending }

function ofADay(shop: Shop, world: World): void {
  const { chance, customers } = shop
  // The shop is closed at weekends; 1970 began with a Thursday.
  if ((Math.floor(world.nowMs() / dayMs) + 3) % 7 >= 5) return
  if (chance.below(10) < 6) made(world, 'Invoice', { CustomerRef: ref(chance.pick(customers.slice(0, -1))), Line: linesOf(shop) })
  if (chance.below(10) < 2) made(world, 'SalesReceipt', { CustomerRef: ref(customers.at(-1)), Line: linesOf(shop, 2) })
  if (chance.below(25) === 0) {
    const last = lastInvoice(world)
    if (last !== null) made(world, 'CreditMemo', { CustomerRef: ref(last.customer), PrivateNote: `Returned from ${last.number}`, Line: [last.line] })
  }
}

/** One to four lines; some carry shipping, a service or a discount. */
function linesOf(shop: Shop, most = 4): Json[] {
  const { chance, items } = shop
  const products = Array.from({ length: 1 + chance.below(most) }, () => chance.pick(sold))
  const lines = [...new Set(products)].map(({ sku, price }) => line(items.get(sku), (Number(price) < 20 ? 4 : 1) * (1 + chance.below(3))))
  if (chance.below(8) === 0) lines.push(line(items.get(chance.pick(['SVC-DSN', 'SVC-CUT', 'SVC-INS'])), 1 + chance.below(4)))
  if (chance.below(5) === 0) lines.push(shipping('45'))
  if (chance.below(12) === 0) lines.push(discount(5))
  return lines
}

/** One of each of what a program must be able to read, dated in the last days. */
function ending(shop: Shop): void {
  const { items, customers } = shop
  const [first, second, third] = customers
  made(daysAgo(shop.world, 6), 'Invoice', {
    CustomerRef: ref(first),
    Line: [
      { DetailType: 'GroupLineDetail', Amount: new JsonNumber('0'), GroupLineDetail: { GroupItemRef: { value: items.get(sampleBundle.sku)?.id ?? '' }, Quantity: new JsonNumber('2') } },
      line(items.get('SVC-INS'), 1),
      { DetailType: 'DescriptionOnly', Description: 'Deliver to the loading dock', DescriptionLineDetail: {} },
      shipping('85.50'),
      discount(10),
    ],
    TxnTaxDetail: { TotalTax: new JsonNumber('64.20') },
  })
  const twice = made(daysAgo(shop.world, 4), 'Invoice', { CustomerRef: ref(second), Line: [line(items.get('BKT-90'), 8)] })
  const world = daysAgo(shop.world, 3)
  const entity = world.entity('Invoice')
  const gone = entity === null ? null : voidObject(world, entity, { Id: twice.id, SyncToken: String(twice.syncToken) })
  if (gone !== null && !gone.ok) throw new Error(gone.error.detail)
  made(daysAgo(shop.world, 2), 'Invoice', {
    CustomerRef: ref(third),
    CurrencyRef: { value: 'CAD' },
    ExchangeRate: new JsonNumber('0.7325'),
    Line: [line(items.get('SHF-19'), 2)],
  })
  made(daysAgo(shop.world, 1), 'RefundReceipt', { CustomerRef: ref(customers.at(-1)), Line: [line(items.get('BKT-SHF'), 2)] })
  made(daysAgo(shop.world, 1), 'JournalEntry', {
    DocNumber: 'PAYROLL',
    PrivateNote: 'Wages of the week',
    Line: [journalLine(shop.account('Wages'), 'Debit', '4120.00'), journalLine(shop.account('Checking'), 'Credit', '4120.00')],
  })
}

function line(item: StoredObject | undefined, count: number): Json {
  if (item === undefined) throw new Error('The seed sells an item that is not in the catalogue.')
  const quantity = count * 1_000_000
  return {
    Amount: centsJson(priced(numberAt(item.body, 'UnitPrice') ?? '0', quantity) ?? 0),
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: item.id }, Qty: quantityJson(quantity), UnitPrice: at(item.body, 'UnitPrice') },
  }
}

const shipping = (amount: string): Json => ({
  Amount: new JsonNumber(amount),
  DetailType: 'SalesItemLineDetail',
  SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } },
})

const discount = (percent: number): Json => ({
  DetailType: 'DiscountLineDetail',
  DiscountLineDetail: { PercentBased: true, DiscountPercent: new JsonNumber(String(percent)) },
})

const journalLine = (account: JsonObject, side: 'Debit' | 'Credit', amount: string): Json => ({
  Amount: new JsonNumber(amount),
  DetailType: 'JournalEntryLineDetail',
  JournalEntryLineDetail: { PostingType: side, AccountRef: account },
})

const ref = (object: StoredObject | { readonly id: string } | undefined): JsonObject => ({ value: object?.id ?? '' })

/** One piece of the first counted line of the latest invoice. */
function lastInvoice(world: World): { readonly customer: { readonly id: string }; readonly number: string; readonly line: Json } | null {
  const row = world.store
    .statement(
      `select o.body ->> '$.CustomerRef.value' as customer, o.body ->> '$.DocNumber' as number, l.value ->> '$.SalesItemLineDetail.ItemRef.value' as item,
         l.value ->> '$.SalesItemLineDetail.UnitPrice' as price
       from object o, json_each(o.body, '$.Line') l where o.type = 'Invoice' and l.key = 0 order by o.number desc limit 1`,
    )
    .get() as { customer: string; number: string; item: string; price: number } | undefined
  if (row === undefined) return null
  const item = world.store.find('Item', row.item)
  if (item === null) return null
  return { customer: { id: row.customer }, number: row.number, line: line(item, 1) }
}
