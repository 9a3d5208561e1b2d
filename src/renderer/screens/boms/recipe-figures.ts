import { multiplyMillionths, sumInRange } from '../../../shared/units/apportion.ts'
import { parseMoney, type Money } from '../../../shared/units/money.ts'
import { bomQuantityDecimalsMax, parseQuantity, type Quantity } from '../../../shared/units/quantity.ts'
import type { ComponentDraft, CostDraft, RecipeDraft } from './recipe-draft.ts'

/** What a component costs and what there is of it now. */
export interface ComponentFacts {
  /** `null` when no cost is known. */
  readonly unitCost: Money | null
  readonly onHand: Quantity
}

export interface RecipeFigures {
  /** What each row adds per unit built, by its key; `null` while the row is not complete, or when it is too large to say. */
  readonly rowCosts: ReadonlyMap<string, Money | null>
  /** Required components and cost lines per unit built, as far as they are typed; `null` while a cost is not known, or too large to say. */
  readonly estimatedCost: Money | null
  /** Keys of the required rows whose cost nobody knows. */
  readonly withoutCost: readonly string[]
  /** Whole units today's stock allows; `null` while nothing required limits it. */
  readonly buildableMax: number | null
}

/** What a recipe comes to while it is typed, by the rules the ledger goes by. */
export function recipeFigures({ components, costLines }: RecipeDraft, factsOf: (productId: number) => ComponentFacts | undefined): RecipeFigures {
  const rowCosts = new Map<string, Money | null>()
  const counted: (Money | null)[] = []
  const counts: number[] = []
  const withoutCost: string[] = []
  for (const row of components) {
    const typed = typedComponent(row, factsOf)
    rowCosts.set(row.key, typed === null ? null : typed.cost)
    if (typed === null || row.optional) continue
    counted.push(typed.cost)
    counts.push(typed.buildable)
    if (typed.cost === null) withoutCost.push(row.key)
  }
  for (const line of costLines) {
    const value = costLineValue(line)
    rowCosts.set(line.key, value === 'incomplete' ? null : value)
    if (value !== 'incomplete') counted.push(value)
  }
  const known = counted.filter((amount) => amount !== null)
  return {
    rowCosts,
    withoutCost,
    estimatedCost: known.length < counted.length ? null : sumInRange(known),
    buildableMax: counts.length === 0 ? null : Math.min(...counts),
  }
}

function typedComponent({ product, quantity }: ComponentDraft, factsOf: (productId: number) => ComponentFacts | undefined) {
  const perUnit = parseQuantity(quantity, bomQuantityDecimalsMax)
  const facts = product === null ? undefined : factsOf(product.productId)
  if (!perUnit.ok || perUnit.value === 0 || facts === undefined) return null
  const { unitCost, onHand } = facts
  // Less the remainder the division is exact.
  const buildable = onHand <= 0 ? 0 : (onHand - (onHand % perUnit.value)) / perUnit.value
  return { cost: unitCost === null ? null : multiplyMillionths(unitCost, perUnit.value), buildable }
}

function costLineValue({ by, amount, rate, quantity }: CostDraft): Money | null | 'incomplete' {
  if (by === 'amount') {
    const fixed = parseMoney(amount)
    return fixed.ok ? fixed.value : 'incomplete'
  }
  const [perQuantity, times] = [parseMoney(rate), parseQuantity(quantity)]
  return perQuantity.ok && times.ok ? multiplyMillionths(perQuantity.value, times.value) : 'incomplete'
}
