import { isInRange } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/** Why a count that the accounting company told was posted; such an adjustment is never sent back to it. */
export const countReason = 'quickbooks_count'

/** What stock ought to be by the accounting company's quantity. */
export interface ItemCount {
  readonly counted: Quantity
  /** The sum was below zero, which stock cannot be: it counts as nothing there. */
  readonly belowZero: boolean
}

/**
 * Receiving off: stock is the accounting company's quantity and every movement recorded here that it had not accepted
 * when it told it. `null` when the sum is more than the ledger keeps.
 *
 * @param told what it told, millionths, may be below zero
 * @param pending sum of those movements, millionths
 */
export function countFrom(told: Quantity, pending: Quantity): ItemCount | null {
  const sum = told + pending
  if (!isInRange(sum)) return null
  return sum < 0 ? { counted: 0, belowZero: true } : { counted: sum, belowZero: false }
}

/** Why stock here and the quantity there differ. */
export const differenceReasons = ['waiting', 'lots', 'below_zero', 'not_counted', 'source'] as const
export type DifferenceReason = (typeof differenceReasons)[number]

export interface Compared {
  /** Here less there, millionths; 0 when both say the same. */
  readonly difference: Quantity
  /** `null` where they agree. */
  readonly reason: DifferenceReason | null
}

/**
 * Stock of a linked product beside the quantity its item has there, and why they differ:
 * `waiting` for what is still on its way there and nothing else, `lots` because stock is kept in lots here, `below_zero`
 * because what was told comes to less than nothing, `source` because the catalogue lives here, else `not_counted` yet.
 */
export function compareQuantities(
  { onHand, told, pending }: { readonly onHand: Quantity; readonly told: Quantity; readonly pending: Quantity },
  { receiving, sync }: { readonly receiving: boolean; readonly sync: boolean },
): Compared {
  const difference = onHand - told
  if (difference === 0) return { difference, reason: null }
  if (difference === pending) return { difference, reason: 'waiting' }
  if (!sync) return { difference, reason: 'source' }
  if (receiving) return { difference, reason: 'lots' }
  return { difference, reason: told + pending < 0 && onHand === 0 ? 'below_zero' : 'not_counted' }
}
