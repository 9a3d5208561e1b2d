import { multiplyMillionths, sumInRange } from '../../shared/units/apportion.ts'
import { one } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { buildCost, type CostPerUnit } from './costing.ts'

/** What counts towards the cost of one unit: required components and cost lines. */
export interface CostedRecipe {
  readonly required: readonly { readonly productId: number; readonly quantityPerUnit: Quantity }[]
  readonly costLines: readonly CostPerUnit[]
}

export interface CostedProduct {
  /** One unit at its stock's average, else its own unit cost; `null` when neither is known. */
  readonly ownCost: Money | null
  /** Its active BOM; `null` when it has none. */
  readonly recipe: CostedRecipe | null
}

/**
 * - `direct`: each component at what it costs today, and a sub-assembly at what its stock cost.
 * - `recursive`: each sub-assembly at the cost of building it, down to what is bought.
 */
export type CostWay = 'direct' | 'recursive'

export interface RolledCosts {
  /** One unit today: its stock's average, else its unit cost, else building it; `null` when none is known or can be kept. */
  now(productId: number): Money | null
  /** One unit built from its active BOM all the way down; of what has no BOM the same as `now`. */
  built(productId: number): Money | null
  /** One unit of a recipe, whether or not it is in force; `null` when a cost is not known or cannot be kept. */
  ofRecipe(recipe: CostedRecipe, way: CostWay): Money | null
  /** The products for want of whose cost a recipe has none, each once; empty when its cost is known, or too large to keep. */
  missingIn(recipe: CostedRecipe, way: CostWay): readonly number[]
}

/**
 * Costs rolled up over the BOMs, each product's once, however many ways lead to it. Every line is rounded half up once;
 * sums are exact. The BOMs hold no circle, so each way down ends.
 */
export function rolledCosts(productOf: (productId: number) => CostedProduct): RolledCosts {
  const products = remembered(productOf)
  const now = remembered((productId: number): Money | null => {
    const { ownCost, recipe } = products(productId)
    return ownCost ?? (recipe === null ? null : sumOf(recipe, now))
  })
  const built = remembered((productId: number): Money | null => {
    const { ownCost, recipe } = products(productId)
    return recipe === null ? ownCost : sumOf(recipe, built)
  })
  const costBy = (way: CostWay) => (way === 'direct' ? now : built)

  function missingIn(recipe: CostedRecipe, way: CostWay): readonly number[] {
    const missing = new Set<number>()
    const seen = new Set<number>()
    const look = ({ required }: CostedRecipe) => {
      for (const { productId } of required) {
        if (seen.has(productId)) continue
        seen.add(productId)
        if (costBy(way)(productId) !== null) continue
        const below = products(productId).recipe
        // What has a BOM lacks a cost because something in it does.
        if (below === null) missing.add(productId)
        else look(below)
      }
    }
    look(recipe)
    return [...missing]
  }

  return { now, built, ofRecipe: (recipe, way) => sumOf(recipe, costBy(way)), missingIn }
}

function sumOf({ required, costLines }: CostedRecipe, costOf: (productId: number) => Money | null): Money | null {
  const amounts: Money[] = []
  for (const { productId, quantityPerUnit } of required) {
    const cost = costOf(productId)
    const amount = cost === null ? null : multiplyMillionths(cost, quantityPerUnit)
    if (amount === null) return null
    amounts.push(amount)
  }
  for (const line of costLines) {
    const amount = buildCost(line, one)
    if (amount === null) return null
    amounts.push(amount)
  }
  return sumInRange(amounts)
}

function remembered<T>(find: (productId: number) => T): (productId: number) => T {
  const known = new Map<number, T>()
  return (productId) => {
    const before = known.get(productId)
    if (before !== undefined) return before
    const found = find(productId)
    known.set(productId, found)
    return found
  }
}
