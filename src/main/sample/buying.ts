import type { DraftOf } from '../../shared/contract/registry.ts'
import { one } from '../../shared/units/decimal.ts'
import { formatMoney } from '../../shared/units/money.ts'
import { daysAfter } from '../../shared/units/calendar.ts'
import { sampleProducts, type SampleProduct } from '../practice/sample-catalogue.ts'
import type { Dice } from './dice.ts'
import { amount, figure, productOf, sizeOf, type Day, type Order, type SampleShop } from './shop.ts'

/** Days before the last one on which these suppliers still deliver; later their shelves run low. */
const lateSuppliers: Readonly<Record<string, number>> = { PPC: 35, CHL: 30, CES: 40, BGS: 30 }

/** Orders what runs low, takes in what arrives, and puts right what was guessed. */
export function buyFor(shop: SampleShop, day: Day): void {
  shop.desk.actAs(shop.people.office)
  order(shop, day)
  const { memory } = shop
  const arriving = memory.orders.filter(({ due }) => due <= day.place)
  memory.orders = memory.orders.filter(({ due }) => due > day.place)
  for (const delivery of arriving) receive(shop, day, delivery)
  const known = memory.lateCosts.filter(({ due }) => due <= day.place)
  memory.lateCosts = memory.lateCosts.filter(({ due }) => due > day.place)
  for (const { receiptId, lineNo, unitCost } of known) {
    shop.desk.does('receipt.correct_cost', { receiptId, lineNo, cost: { per: 'unit', amount: unitCost } })
  }
}

/** One order per supplier for everything at or near its reorder point that is not on its way. */
function order({ stock, memory }: SampleShop, { place, left, dice }: Day): void {
  const onItsWay = new Set(memory.orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  const wanted = new Map<string, { sku: string; units: number }[]>()
  for (const product of sampleProducts) {
    const { sku, supplier, reorderPoint } = product
    if (supplier === null || reorderPoint === null || onItsWay.has(sku) || left <= (lateSuppliers[supplier] ?? 3)) continue
    const low = figure(reorderPoint)
    if (stock.onHand(sku) > 1.15 * low) continue
    const units = Math.max(1, Math.ceil((2.4 * low - stock.onHand(sku)) / sizeOf(product)))
    wanted.set(supplier, [...(wanted.get(supplier) ?? []), { sku, units }])
  }
  for (const [supplier, lines] of wanted) memory.orders.push({ due: place + dice.int(2, 6), supplier, lines })
}

function receive(shop: SampleShop, day: Day, delivery: Order): void {
  const { desk, memory, supplierId } = shop
  const typed = delivery.lines.map(({ sku, units }) => lineOf(shop, day, productOf(sku), units))
  const draft = { receiptId: null, supplierId: supplierId(delivery.supplier), receivedOn: desk.today(), lines: typed.map(({ line }) => line) }
  const { receiptId } = desk.does('receipt.save_draft', draft)
  // Now and then a slip is booked twice, and one of the two is taken back.
  const twice = day.dice.chance(2)
  const { lots } = desk.does('receipt.confirm', { receiptId })
  if (twice) {
    const again = desk.does('receipt.save_draft', draft)
    desk.does('receipt.confirm', { receiptId: again.receiptId })
    desk.does('receipt.void', { receiptId: again.receiptId })
  }
  typed.forEach(({ product, quantity, trueCost, guessed }, at) => {
    const lot = lots[at]
    if (lot !== undefined) memory.newestLot.set(product.sku, { lotId: lot.lotId, quantity })
    shop.stock.move(product.sku, quantity)
    // A guess is mostly settled when the bill comes; freight that nobody knew of comes later still.
    if (guessed || day.dice.chance(5)) {
      memory.lateCosts.push({ due: day.place + day.dice.int(6, 20), receiptId, lineNo: at + 1, unitCost: trueCost })
    }
  })
  if (day.dice.chance(1)) miscounted(shop, receiptId, typed[0])
}

interface TypedLine {
  readonly product: SampleProduct
  readonly units: number
  /** Millionths of the product's own unit. */
  readonly quantity: number
  readonly line: DraftOf<'command', 'receipt.save_draft'>['lines'][number]
  readonly guessed: boolean
  /** What one of what it is bought by turns out to cost. */
  readonly trueCost: string
}

function lineOf({ desk, productId }: SampleShop, { place, dice }: Day, product: SampleProduct, units: number): TypedLine {
  const size = sizeOf(product)
  // Steel and most else grows a little dearer over the year, and no two deliveries cost quite the same.
  const cents = (millionths: number, percent: number) => Math.round((millionths * percent) / 1_000_000) * 10_000
  const listed = (amount(product.unitCost) * size) / one
  const cost = cents(listed, 97 + Math.floor(place / 60) + dice.int(-3, 3))
  const guessed = dice.chance(7)
  return {
    product,
    units,
    quantity: units * size,
    guessed,
    trueCost: formatMoney(cents(cost, guessed ? dice.int(98, 107) : dice.int(103, 107)), 6),
    line: {
      productId: productId(product.sku),
      quantity: String(units),
      unit: product.purchase === null ? 'stock' : 'purchase',
      cost: { per: 'unit', amount: formatMoney(cost, 6) },
      costToBeConfirmed: guessed,
      lotNumber: null,
      supplierLot: supplierLotOf(product, dice),
      expiresOn: expiryOf(product, desk.today()),
    },
  }
}

/** Heats of steel, batches of powder and spools of wire come with numbers of their own. */
function supplierLotOf({ supplier }: SampleProduct, dice: Dice): string | null {
  const number = dice.int(10_000, 99_999)
  switch (supplier) {
    case 'NSS':
    case 'HTB':
      return `HEAT ${number}`
    case 'PPC':
      return `BATCH ${number}`
    case 'SWS':
      return `W${number}`
    default:
      return null
  }
}

/** Powder and glue do not keep. */
function expiryOf({ supplier }: SampleProduct, receivedOn: string): string | null {
  if (supplier === 'PPC') return daysAfter(receivedOn, 120)
  return supplier === 'BGS' ? daysAfter(receivedOn, 365) : null
}

/** The first line of a delivery that was one short when somebody looked again. */
function miscounted({ desk, stock, memory }: SampleShop, receiptId: number, first: TypedLine | undefined): void {
  if (first === undefined || first.units < 2) return
  const { product, units, quantity, line } = first
  desk.does('receipt.correct_quantity', { receiptId, lineNo: 1, quantity: String(units - 1), unit: line.unit ?? 'stock', reason: 'miscounted_on_entry' })
  const less = quantity / units
  stock.move(product.sku, -less)
  const lot = memory.newestLot.get(product.sku)
  if (lot !== undefined) memory.newestLot.set(product.sku, { ...lot, quantity: quantity - less })
}
