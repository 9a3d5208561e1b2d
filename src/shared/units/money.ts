import type { Result } from '../result.ts'
import { formatMillionths, parseMillionths, type NumberProblem } from './decimal.ts'

/** An amount of the company's currency, in integer millionths. Plain numbers fit; a `Quantity` does not. */
export type Money = number & { readonly unit?: 'money' }

/** Decimals of a unit cost, a line total or a rate. */
export const moneyDecimalsMax = 6

/** Reads an amount that is not below zero. */
export function parseMoney(text: string): Result<Money, NumberProblem> {
  return parseMillionths(text, { decimalsMax: moneyDecimalsMax, negative: 'refused' })
}

/** Writes an amount as plain decimal text: cents for totals, up to six decimals for unit costs. */
export function formatMoney(amount: Money, decimalsMax: 2 | 4 | 6 = 2): string {
  return formatMillionths(amount, 2, decimalsMax)
}
