import type { Result } from '../result.ts'
import { formatMillionths, parseMillionths, type NumberProblem } from './decimal.ts'

/** An amount of a product, in integer millionths of its unit. Plain numbers fit; a `Money` does not. */
export type Quantity = number & { readonly unit?: 'quantity' }

/** Decimals of a quantity on a receipt, a build or a count. */
export const quantityDecimalsMax = 6
/** Decimals of a component's quantity per unit built. */
export const bomQuantityDecimalsMax = 4

/** Reads a quantity that is not below zero, with at most `decimalsMax` decimals. */
export function parseQuantity(text: string, decimalsMax: number = quantityDecimalsMax): Result<Quantity, NumberProblem> {
  return parseMillionths(text, { decimalsMax, negative: 'refused' })
}

/** Writes a quantity as plain decimal text, without zeros at its end unless `decimalsMin` asks for them. */
export function formatQuantity(quantity: Quantity, decimalsMin = 0): string {
  return formatMillionths(quantity, decimalsMin, quantityDecimalsMax)
}
