import type { Quantity } from '../../shared/units/quantity.ts'

export interface StockedComponent {
  /** Above zero. */
  readonly quantityPerUnit: Quantity
  readonly optional: boolean
  /** Below zero while a shortage is open. */
  readonly onHand: Quantity
}

/**
 * How many whole units the stock allows, at one level: the smallest stock ÷ quantity over the required components,
 * rounded down. A plain count; `null` when no component is required, so that stock sets no limit.
 */
export function buildableMax(components: readonly StockedComponent[]): number | null {
  const counts = components
    .filter(({ optional }) => !optional)
    // Less the remainder, the division is exact; a bare quotient could round up to a unit that is not there.
    .map(({ quantityPerUnit, onHand }) => (onHand <= 0 ? 0 : (onHand - (onHand % quantityPerUnit)) / quantityPerUnit))
  return counts.length === 0 ? null : Math.min(...counts)
}
