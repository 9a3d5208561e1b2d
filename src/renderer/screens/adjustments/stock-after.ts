import { multiplyMillionths, shareOf, sumInRange } from '../../../shared/units/apportion.ts'
import { divideHalfUp, isInRange, parseMillionths } from '../../../shared/units/decimal.ts'
import type { Money } from '../../../shared/units/money.ts'
import type { Quantity } from '../../../shared/units/quantity.ts'

/** How an adjustment is typed: what comes in or goes out, or what there is. */
export type TypedChange =
  /** A blank unit cost is the current one. */
  | { readonly by: 'add'; readonly quantity: string; readonly unitCost: string }
  | { readonly by: 'remove'; readonly quantity: string }
  | { readonly by: 'count'; readonly counted: string }
  /** Below zero takes away. */
  | { readonly by: 'signed'; readonly quantity: string }

export interface StockNow {
  readonly quantity: Quantity
  readonly value: Money
}

export interface StockAfter {
  /** What the adjustment moves; below zero where stock goes away. */
  readonly moved: Quantity
  readonly quantity: Quantity
  /** `null` where the ledger alone knows what it costs, or where it cannot be. */
  readonly value: Money | null
}

const read = (text: string) => {
  const parsed = parseMillionths(text, { decimalsMax: 6, negative: 'allowed' })
  return parsed.ok ? parsed.value : null
}

/** What would be there after an adjustment, by the ledger's own rule; `null` while what is typed is no figure. */
export function stockAfter(change: TypedChange, now: StockNow): StockAfter | null {
  const typed = read(change.by === 'count' ? change.counted : change.quantity)
  if (typed === null) return null
  const moved = change.by === 'count' ? typed - now.quantity : change.by === 'remove' ? 0 - typed : typed
  const quantity = now.quantity + moved
  if (!isInRange(moved) || !isInRange(quantity)) return null
  const cost = moved === 0 ? 0 : moved < 0 ? removedValue(moved, now) : addedValue(moved, now, change.by === 'add' ? change.unitCost : '')
  return { moved, quantity, value: cost === null ? null : sumInRange([now.value, cost]) }
}

function removedValue(moved: Quantity, now: StockNow): Money | null {
  return 0 - moved > now.quantity ? null : 0 - shareOf(now.value, 0 - moved, now.quantity)
}

function addedValue(moved: Quantity, now: StockNow, unitCost: string): Money | null {
  if (unitCost.trim() !== '') {
    const cost = read(unitCost)
    return cost === null || cost < 0 ? null : multiplyMillionths(moved, cost)
  }
  if (now.quantity <= 0) return null
  const value = Number(divideHalfUp(BigInt(now.value) * BigInt(moved), BigInt(now.quantity)))
  return isInRange(value) ? value : null
}
