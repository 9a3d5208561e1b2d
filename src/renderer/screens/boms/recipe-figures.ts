import { multiplyMillionths, sumInRange } from '../../../shared/units/apportion.ts'
import { parseMoney, type Money } from '../../../shared/units/money.ts'
import { bomQuantityDecimalsMax, parseQuantity, type Quantity } from '../../../shared/units/quantity.ts'
import type { ComponentDraft, CostDraft, RecipeDraft } from './recipe-draft.ts'

/** What a component costs and what there is of it now. */
export interface ComponentFacts {
  /** `null` when no cost is known. */
  readonly unitCost: Money | null
  /** At the cost of building it, where it is built. */
  readonly builtCost: Money | null
  readonly onHand: Quantity
  /** What planned builds hold of it. */
  readonly held: Quantity
}

export interface RecipeFigures {
  /** What each row adds per unit built, by its key; `null` while the row is not complete, or when it is too large to say. */
  readonly rowCosts: ReadonlyMap<string, Money | null>
  /** How many components have a product and a quantity. */
  readonly completeRows: number
  /** Required components and cost lines per unit built, as far as they are typed; `null` while a cost is not known, or too large to say. */
  readonly estimatedCost: Money | null
  /** The same with each sub-assembly at the cost of building it. */
  readonly recursiveCost: Money | null
  /** Keys of the required rows whose cost nobody knows. */
  readonly withoutCost: readonly string[]
  /** Whole units today's stock allows, less what planned builds hold; `null` while nothing required limits it. */
  readonly buildableMax: number | null
  /** The key of the row that sets that limit. */
  readonly limitedBy: string | null
}

/** What a recipe comes to while it is typed, by the rules the ledger goes by. */
export function recipeFigures({ components, costLines }: RecipeDraft, factsOf: (productId: number) => ComponentFacts | undefined): RecipeFigures {
  const rowCosts = new Map<string, Money | null>()
  const counted: (Money | null)[] = []
  const countedBuilt: (Money | null)[] = []
  const withoutCost: string[] = []
  let completeRows = 0
  let limit: { readonly count: number; readonly key: string } | null = null
  for (const row of components) {
    const typed = typedComponent(row, factsOf)
    rowCosts.set(row.key, typed === null ? null : typed.cost)
    if (typed !== null) completeRows += 1
    if (typed === null || row.optional) continue
    counted.push(typed.cost)
    countedBuilt.push(typed.builtCost)
    if (limit === null || typed.buildable < limit.count) limit = { count: typed.buildable, key: row.key }
    if (typed.cost === null) withoutCost.push(row.key)
  }
  for (const line of costLines) {
    const value = costLineValue(line)
    rowCosts.set(line.key, value === 'incomplete' ? null : value)
    if (value === 'incomplete') continue
    counted.push(value)
    countedBuilt.push(value)
  }
  return {
    rowCosts,
    completeRows,
    withoutCost,
    estimatedCost: sumKnown(counted),
    recursiveCost: sumKnown(countedBuilt),
    buildableMax: limit?.count ?? null,
    limitedBy: limit?.key ?? null,
  }
}

function sumKnown(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null)
  return known.length < amounts.length ? null : sumInRange(known)
}

function typedComponent({ product, quantity }: ComponentDraft, factsOf: (productId: number) => ComponentFacts | undefined) {
  const perUnit = parseQuantity(quantity, bomQuantityDecimalsMax)
  const facts = product === null ? undefined : factsOf(product.productId)
  if (!perUnit.ok || perUnit.value === 0 || facts === undefined) return null
  const { unitCost, builtCost, onHand, held } = facts
  const free = onHand - held
  // Less the remainder the division is exact.
  const buildable = free <= 0 ? 0 : (free - (free % perUnit.value)) / perUnit.value
  const times = (cost: Money | null) => (cost === null ? null : multiplyMillionths(cost, perUnit.value))
  return { cost: times(unitCost), builtCost: times(builtCost), buildable }
}

function costLineValue({ by, amount, rate, quantity }: CostDraft): Money | null | 'incomplete' {
  if (by === 'amount') {
    const fixed = parseMoney(amount)
    return fixed.ok ? fixed.value : 'incomplete'
  }
  const [perQuantity, times] = [parseMoney(rate), parseQuantity(quantity)]
  return perQuantity.ok && times.ok ? multiplyMillionths(perQuantity.value, times.value) : 'incomplete'
}
