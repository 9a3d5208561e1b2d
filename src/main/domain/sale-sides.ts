import type { ReadSaleLine } from '../../shared/contract/sale-document.ts'
import { isInRange } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/** A line as the ledger keeps it: never less than nothing of a product. */
export interface SideLine {
  readonly productId: number
  readonly quantity: Quantity
  readonly revenue: Money
}

/** What a document moves its own way, and what the other: taken back on an invoice, sold on a credit memo. */
export interface Sides {
  readonly own: readonly SideLine[]
  readonly counter: readonly SideLine[]
}

/**
 * The two sides of a document's lines. A product with a line below zero is one line of what is left of it, in the place of
 * its first; where less than nothing is left, that much goes the other way, and so does its revenue. `null` when a sum is
 * more than can be kept.
 */
export function sidesOf(lines: readonly ReadSaleLine[]): Sides | null {
  const below = new Set(lines.filter(({ quantity }) => quantity < 0).map(({ productId }) => productId))
  const own: SideLine[] = []
  const counter: SideLine[] = []
  const netted = new Set<number>()
  for (const { productId, quantity, revenue } of lines) {
    if (!below.has(productId)) own.push({ productId, quantity, revenue })
    if (!below.has(productId) || netted.has(productId)) continue
    netted.add(productId)
    const all = lines.filter((line) => line.productId === productId)
    const left = all.reduce((sum, line) => sum + line.quantity, 0)
    const paid = all.reduce((sum, line) => sum + line.revenue, 0)
    if (!isInRange(left) || !isInRange(paid)) return null
    if (left < 0) counter.push({ productId, quantity: 0 - left, revenue: 0 - paid })
    else if (left > 0 || paid !== 0) own.push({ productId, quantity: left, revenue: paid })
  }
  return { own, counter }
}
