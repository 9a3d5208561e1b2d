import { one } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

export interface StockedComponent {
  /** Above zero. */
  readonly quantityPerUnit: Quantity
  readonly optional: boolean
  /** Below zero while a shortage is open. */
  readonly onHand: Quantity
}

export interface BuildLimit<Component> {
  /** Whole units the stock allows, at one level. */
  readonly count: number
  /** The required component that allows no more; the first of several. */
  readonly by: Component
}

/** How many whole units one component's stock allows. Less the remainder the division is exact; a bare quotient could round up. */
export function unitsAllowed(onHand: Quantity, quantityPerUnit: Quantity): number {
  return onHand <= 0 ? 0 : (onHand - (onHand % quantityPerUnit)) / quantityPerUnit
}

/**
 * How many whole units the stock allows, at one level, and what sets the limit: the smallest stock ÷ quantity over the
 * required components, rounded down. `null` when no component is required, so that stock sets no limit.
 */
export function buildLimit<Component extends StockedComponent>(components: Iterable<Component>): BuildLimit<Component> | null {
  let limit: BuildLimit<Component> | null = null
  for (const by of components) {
    if (by.optional) continue
    const count = unitsAllowed(by.onHand, by.quantityPerUnit)
    if (limit === null || count < limit.count) limit = { count, by }
  }
  return limit
}

/** How many whole units a stock allows where so many units take a quantity (above zero) together. */
export function wholeUnitsOf(stock: Quantity, quantity: Quantity, units: Quantity): number {
  if (stock <= 0) return 0
  const count = (BigInt(stock) * BigInt(units)) / BigInt(quantity) / BigInt(one)
  return count > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(count)
}
