import { one } from '../../shared/units/decimal.ts'
import { formatQuantity } from '../../shared/units/quantity.ts'
import { sampleProducts } from '../practice/sample-catalogue.ts'
import { sizeOf, type Day, type SampleShop } from './shop.ts'

const bought = sampleProducts.filter(({ supplier }) => supplier !== null)

/** Every few weeks somebody counts a shelf: a little is missing or broken, and now and then something turns up. */
export function countOn(shop: SampleShop, { place, dice }: Day): void {
  if (place % 9 !== 4) return
  const { desk, stock, memory, people, productId } = shop
  desk.actAs(people.cutting)
  const product = dice.pick(bought)
  const lot = memory.newestLot.get(product.sku)
  // As much on the shelf as the newest lot brought: it is untouched, as older ones are used first.
  if (lot !== undefined && stock.onHand(product.sku) >= lot.quantity) {
    const missing = Math.max(1, Math.round((lot.quantity * dice.int(1, 3)) / 100 / one)) * one
    const reason = dice.pick(['count', 'count', 'breakage', 'loss'] as const)
    const change = { by: 'signed', quantity: formatQuantity(-missing) } as const
    const { adjustmentId } = desk.does('lot.adjust', { lotId: lot.lotId, change, reason, businessDate: desk.today(), notes: 'Shelf count' })
    if (dice.chance(10)) {
      desk.does('adjustment.reverse', { adjustmentId })
      return
    }
    stock.move(product.sku, -missing)
    memory.newestLot.set(product.sku, { ...lot, quantity: lot.quantity - missing })
    return
  }
  // What turns up belongs to no lot; a lot it is from now on.
  const found = product.purchase === null ? 2 * one : Math.round(sizeOf(product) / 8 / one) * one
  if (found === 0) return
  desk.does('stock.find', {
    productId: productId(product.sku),
    quantity: formatQuantity(found),
    unitCost: null,
    reason: 'count',
    businessDate: desk.today(),
    notes: 'Found behind the rack',
  })
  memory.newestLot.delete(product.sku)
  stock.move(product.sku, found)
}
