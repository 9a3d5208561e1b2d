import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { proportion } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import { isInRange } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import { fromPurchaseUnit } from '../../shared/units/purchase-unit.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { receivedValue, type TypedCost } from './costing.ts'
import type { DocumentRef } from './document.ts'
import type { OnHand, PlannedPosting } from './posting.ts'
import type { Sheet } from './sheet.ts'

/** A confirmed receipt line: what the receipt carries on its lot now. */
export interface ReceivedNow extends OnHand {
  readonly lotId: number
  /** The entry that made the lot. */
  readonly entryId: number
  /** As it was typed last. */
  readonly cost: TypedCost
}

/** By how much the line's value changes at another cost; refuses what cannot be kept. */
export function costDifference(line: OnHand, cost: TypedCost): Result<Money, AppError<'amount.too_large'>> {
  const value = receivedValue(line.quantity, cost)
  const difference = value === null ? null : value - line.value
  return difference !== null && isInRange(difference) ? ok(difference) : err(appError('amount.too_large', { field: 'cost.amount' }))
}

export interface QuantityCorrection {
  readonly document: DocumentRef
  readonly line: ReceivedNow
  readonly sku: string
  readonly quantity: Quantity
  /** What was miscounted on entry was never delivered; what a count finds changed since. */
  readonly reason: 'count' | 'miscounted_on_entry'
  readonly correctedOn: BusinessDate
}

/**
 * Corrects what a line brought. Less leaves the lot at the lot's cost and never touches what was used; more joins it at
 * the line's own cost.
 */
export function planQuantityCorrection(
  sheet: Sheet,
  { document, line, sku, quantity, reason, correctedOn }: QuantityCorrection,
): Result<PlannedPosting, AppError<'correction.changes_nothing' | 'correction.below_used' | 'amount.too_large'>> {
  const by = quantity - line.quantity
  if (by === 0) return err(appError('correction.changes_nothing', { field: 'quantity' }))
  const there = sheet.lot(line.lotId).quantity
  if (by < 0 - there) return err(appError('correction.below_used', { field: 'quantity', sku, used: line.quantity - there }))
  // A unit cost as typed is exact; a total for the line can only be shared.
  const more = by <= 0 ? null : 'unitCost' in line.cost ? receivedValue(by, line.cost) : proportion(line.value, by, line.quantity)
  if (by > 0 && more === null) return err(appError('amount.too_large', { field: 'quantity' }))
  if (more !== null) sheet.move(line.lotId, by, more, document, line.entryId)
  const value = more ?? 0 - sheet.take(line.lotId, 0 - by, document, line.entryId)
  sheet.book(reason === 'count' ? 'adjustment' : 'supplier', 0 - value, document)
  const posting = sheet.close({ kind: 'receipt_quantity', businessDate: correctedOn, reversesPostingId: null })
  return posting === null ? err(appError('amount.too_large', { field: 'quantity' })) : ok(posting)
}

export type TypedInRefusal = AppError<'product.no_purchase_unit' | 'quantity.not_exact' | 'amount.too_large'>

/** The units in which a quantity of a product can be typed. */
export interface Units {
  readonly stockUnit: string
  readonly purchaseUnit: string | null
  /** How much of the stock unit one purchase unit is. */
  readonly size: Quantity | null
}

/** Of a product nobody knows. */
export const noUnits: Units = { stockUnit: '', purchaseUnit: null, size: null }

export interface TypedQuantity extends Units {
  readonly field: string
  readonly sku: string
  readonly quantity: Quantity
  readonly unit: 'stock' | 'purchase'
}

/** A typed quantity in the product's own unit. Refuses a purchase unit that the product has not, and what is not exact in its own. */
export function stockQuantity({ field, sku, quantity, unit, stockUnit, purchaseUnit, size }: TypedQuantity): Result<Quantity, TypedInRefusal> {
  if (unit === 'stock') return ok(quantity)
  if (purchaseUnit === null || size === null) return err(appError('product.no_purchase_unit', { field, sku, unit: stockUnit }))
  const inStock = fromPurchaseUnit(quantity, size)
  if (inStock.ok) return inStock
  return inStock.error === 'too_large' ? err(appError('amount.too_large', { field })) : err(appError('quantity.not_exact', { field, unit: stockUnit, purchaseUnit, size }))
}
