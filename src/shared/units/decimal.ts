import { err, ok, type Result } from '../result.ts'

/** What can be wrong with a figure, whether it was typed or sent. */
export const numberProblems = ['empty', 'not_a_number', 'too_many_decimals', 'too_large', 'negative', 'not_positive'] as const
export type NumberProblem = (typeof numberProblems)[number]

/** The largest amount kept exactly, in millionths: 2^53 − 1. */
export const millionthsMax = Number.MAX_SAFE_INTEGER

/** One whole unit, in millionths. */
export const one = 1_000_000

const decimals = 6
const plainDecimal = /^([+-]?)(\d*)(?:\.(\d*))?$/

/** Which figures a field takes. */
export interface DecimalRule {
  /** How many decimals may be other than zero; at most 6. */
  readonly decimalsMax: number
  readonly negative: 'allowed' | 'refused'
}

/**
 * Reads a plain decimal (`-12.5`; a point, no grouping, no exponent) as integer millionths, never through a float.
 * Zeros after the last allowed decimal are harmless and accepted.
 */
export function parseMillionths(text: string, rule: DecimalRule): Result<number, NumberProblem> {
  const usual = usualMillionths(text, '.', rule.decimalsMax)
  if (usual !== null) return ok(usual)
  const trimmed = text.trim()
  if (trimmed === '') return err('empty')
  const match = plainDecimal.exec(trimmed)
  const [sign = '', whole = '', fraction = ''] = match?.slice(1) ?? []
  if (match === null || whole + fraction === '') return err('not_a_number')
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > rule.decimalsMax) return err('too_many_decimals')
  const digits = whole + significant.padEnd(decimals, '0')
  // As many digits as a float counts exactly; whatever is longer is compared before it is narrowed.
  const amount = digits.length <= exactDigits ? Number(digits) : narrowed(BigInt(digits))
  if (amount === null) return err('too_large')
  if (sign === '-' && amount > 0 && rule.negative === 'refused') return err('negative')
  return ok(sign === '-' && amount > 0 ? -amount : amount)
}

/**
 * The figures that most texts are, digits with or without a decimal mark, read as integer millionths; `null` for any other text,
 * which may still be a figure. Asked for every figure of a file, so it goes from character to character.
 */
export function usualMillionths(text: string, mark: '.' | ',', decimalsMax: number): number | null {
  const { length } = text
  if (length === 0 || length > exactDigits) return null
  const markDigit = mark.charCodeAt(0) - zero
  let amount = 0
  let decimalsFrom = length
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (digit >= 0 && digit <= 9) amount = amount * 10 + digit
    else if (digit === markDigit && decimalsFrom === length && at > 0 && at + 1 < length) decimalsFrom = at + 1
    else return null
  }
  const found = length - decimalsFrom
  if (found > decimalsMax) return null
  const millionths = amount * (powersOfTen[decimals - found] ?? 0)
  return Number.isSafeInteger(millionths) ? millionths : null
}

const zero = 0x30
const powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

const exactDigits = 15

function narrowed(amount: bigint): number | null {
  return amount > BigInt(millionthsMax) ? null : Number(amount)
}

/**
 * Writes millionths as plain decimal text with at least `decimalsMin` and at most `decimalsMax` decimals, rounded half up
 * (a half goes away from zero). Locale and grouping are the display's: `Intl.NumberFormat` takes this text exactly.
 */
export function formatMillionths(amount: number, decimalsMin: number, decimalsMax: number): string {
  const rounded = divideHalfUp(BigInt(amount), 10n ** BigInt(decimals - decimalsMax))
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(decimalsMax + 1, '0')
  const whole = digits.slice(0, digits.length - decimalsMax)
  const fraction = digits.slice(digits.length - decimalsMax).replace(/0+$/, '').padEnd(decimalsMin, '0')
  return `${rounded < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** Divides by a positive number; a half goes away from zero, so that −x rounds as x does. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend
  const quotient = (2n * size + divisor) / (2n * divisor)
  return dividend < 0n ? -quotient : quotient
}

/** Whether the ledger can keep it exactly. */
export function isInRange(amount: number): boolean {
  return Number.isSafeInteger(amount)
}
