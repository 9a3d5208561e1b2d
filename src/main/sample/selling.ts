import { one } from '../../shared/units/decimal.ts'
import { formatMoney } from '../../shared/units/money.ts'
import { sampleCustomers, sampleProducts, type SampleProduct } from '../practice/sample-catalogue.ts'
import { amount, type Day, type SampleShop } from './shop.ts'

const goods = sampleProducts.filter(({ price }) => price !== null)
/** How many of one a customer takes, at most; of what is not named, two. */
const atMost: Readonly<Record<string, number>> = { 'BKT-90': 24, 'BKT-SHF': 24, 'SHF-19': 8, 'ENC-1612-GRY': 4, 'ENC-1612-BLK': 3 }

/** The day's sales, mostly of what is on the shelf, and now and then something that comes back. */
export function sellOn(shop: SampleShop, day: Day): void {
  const { dice } = day
  shop.desk.actAs(shop.people.office)
  const count = dice.pick([1, 1, 2, 2, 3, 4])
  for (let sale = 0; sale < count; sale += 1) sell(shop, day)
  if (dice.chance(5)) takeBack(shop, day)
}

interface Line {
  readonly product: SampleProduct
  readonly units: number
  /** For all of them. */
  readonly revenue: number
}

function sell(shop: SampleShop, { dice }: Day): void {
  const { desk, stock, memory, productId } = shop
  const customer = dice.pick(sampleCustomers).name
  // More is seldom ordered than there is; then the customer waits for the rest.
  const generous = dice.chance(6)
  const lines: Line[] = []
  for (let wanted = dice.pick([1, 1, 2, 3]); wanted > 0; wanted -= 1) {
    const product = dice.pick(goods)
    const asked = dice.int(1, atMost[product.sku] ?? 2)
    const there = Math.max(0, Math.floor(stock.onHand(product.sku) / one))
    const units = generous ? asked : Math.min(asked, there)
    if (units === 0 || lines.some((line) => line.product === product)) continue
    lines.push({ product, units, revenue: revenueOf(product, units, dice.pick([0, 0, 0, 5, 8])) })
  }
  if (lines.length === 0) return
  memory.documents += 1
  const reference = `PO ${memory.documents}`
  const typed = lines.map(({ product, units, revenue }) => ({ productId: productId(product.sku), quantity: String(units), revenue: formatMoney(revenue) }))
  const content = { reference, customer, saleDate: desk.today(), lines: typed, notes: '' }
  const { saleId } = desk.does('sale.record', content)
  if (dice.chance(2)) {
    desk.does('sale.void', { saleId })
    return
  }
  const first = lines[0]
  if (dice.chance(2) && first !== undefined && first.units > 1) {
    desk.does('sale.edit', { saleId, ...content, lines: typed.map((line, at) => (at === 0 ? { ...line, quantity: String(first.units - 1) } : line)) })
    stock.move(first.product.sku, one)
  }
  for (const { product, units, revenue } of lines) {
    stock.move(product.sku, -units * one)
    memory.soldLately.push({ customer, reference, sku: product.sku, revenueOfOne: formatMoney(Math.round(revenue / units / 10_000) * 10_000) })
  }
}

/** Price × units less so many percent, to the cent. Millionths. */
function revenueOf({ price }: SampleProduct, units: number, discount: number): number {
  return Math.round((amount(price ?? '0') * units * (100 - discount)) / 100 / 10_000) * 10_000
}

/** One of what was sold lately comes back; sometimes only the price is given back. */
function takeBack({ desk, stock, memory, productId }: SampleShop, { dice }: Day): void {
  const recent = memory.soldLately.slice(-12)
  if (recent.length === 0) return
  const { customer, reference, sku, revenueOfOne } = dice.pick(recent)
  memory.soldLately = memory.soldLately.filter((sold) => sold.reference !== reference)
  const priceOnly = dice.chance(25)
  desk.does('return.record', {
    reference: reference.replace('PO', 'CM'),
    customer,
    returnDate: desk.today(),
    lines: [{ productId: productId(sku), quantity: '1', revenue: revenueOfOne }],
    treatment: priceOnly ? 'price_only' : null,
    notes: priceOnly ? 'Scratched in transit, kept at a lower price' : 'Ordered one too many',
  })
  if (!priceOnly) stock.move(sku, one)
}
