import { err, ok, type Result } from '../result.ts'
import { isInRange, one } from './decimal.ts'
import type { Quantity } from './quantity.ts'

/** A way to type quantities of a product: steel that is used by the inch comes by the sheet. */
export interface PurchaseUnit {
  readonly name: string
  /** How much of the product's own unit one of it is, in millionths. */
  readonly size: Quantity
}

/**
 * What a quantity typed in purchase units is in the product's own unit, exactly. `not_exact` when it is no whole number of
 * millionths, `too_large` when the ledger cannot keep it.
 */
export function fromPurchaseUnit(typed: Quantity, size: Quantity): Result<Quantity, 'not_exact' | 'too_large'> {
  const product = BigInt(typed) * BigInt(size)
  if (product % BigInt(one) !== 0n) return err('not_exact')
  const quantity = Number(product / BigInt(one))
  return isInRange(quantity) ? ok(quantity) : err('too_large')
}

/** What a quantity in the product's own unit is in purchase units; `null` when that is no whole number of millionths. */
export function toPurchaseUnit(quantity: Quantity, size: Quantity): Quantity | null {
  const product = BigInt(quantity) * BigInt(one)
  if (product % BigInt(size) !== 0n) return null
  const typed = Number(product / BigInt(size))
  return isInRange(typed) ? typed : null
}
