import { multiplyMillionths, multiplyMillionths3, proportion } from '../../shared/units/apportion.ts'
import { divideHalfUp, one } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/**
 * A cost as it was typed on a receipt line: per unit, or for the whole line. `unitSize` is how much of the product's unit
 * the cost is for where that is not one of it: 96 IN of a cost per SHEET.
 */
export type TypedCost = { readonly unitCost: Money; readonly unitSize?: Quantity } | { readonly lineTotal: Money }

/** A cost as its row keeps it: per unit, of the size given or one, or for the line. */
export function typedCost(unitCost: Money | null, lineTotal: Money | null, unitSize: Quantity | null): TypedCost {
  return lineTotal === null ? { unitCost: unitCost ?? 0, unitSize: unitSize ?? one } : { lineTotal }
}

/** What a received quantity is worth: rounded once; `null` when the ledger cannot keep it. */
export function receivedValue(quantity: Quantity, cost: TypedCost): Money | null {
  return 'lineTotal' in cost ? cost.lineTotal : proportion(cost.unitCost, quantity, cost.unitSize ?? one)
}

export type BuildCostKind = 'labor' | 'overhead' | 'other'

/** A cost per unit built: a fixed amount, or a rate times a quantity (such as hours). */
export type CostPerUnit = { readonly amountPerUnit: Money } | { readonly rate: Money; readonly quantityPerUnit: Quantity }

/** A cost line for all units built: rounded once; `null` when the ledger cannot keep it. */
export function buildCost(cost: CostPerUnit, units: Quantity): Money | null {
  return 'amountPerUnit' in cost
    ? multiplyMillionths(cost.amountPerUnit, units)
    : multiplyMillionths3(cost.rate, cost.quantityPerUnit, units)
}

/** Cost of one unit, for display alone; `null` when there is no quantity to speak of, or it is too large to say. */
export function unitCostOf(value: Money, quantity: Quantity): Money | null {
  if (quantity <= 0) return null
  const cost = Number(divideHalfUp(BigInt(value) * BigInt(one), BigInt(quantity)))
  return Number.isSafeInteger(cost) ? cost : null
}
