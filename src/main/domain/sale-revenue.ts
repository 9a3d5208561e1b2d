import { divideHalfUp, isInRange } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'

/** A rate as an exact fraction. */
export interface Rate {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const noRate: Rate = { numerator: 1n, denominator: 1n }

/** A rate from its decimal text; `null` for what is none, or not above zero. */
export function rateOf(text: string): Rate | null {
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const numerator = BigInt(whole + fraction || '0')
  return numerator > 0n ? { numerator, denominator: 10n ** BigInt(fraction.length) } : null
}

/**
 * What each line brings in the company's currency, after a discount of the whole: its amount's share of all that is paid,
 * rounded to the millionth by largest remainder, so that the lines sum to the rounded whole exactly. Lines below zero take
 * their share of the discount too. `null` when one is more than can be kept.
 *
 * @param amounts of the lines, in the document's currency
 * @param discount of the whole, positive
 */
export function revenueOf(amounts: readonly Money[], discount: Money, rate: Rate): Money[] | null {
  if (discount === 0 && rate.numerator === rate.denominator) return amounts.every(isInRange) ? [...amounts] : null
  if (amounts.length === 0) return []
  const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n)
  if (sum === 0n && discount !== 0) return withoutBasis(amounts, discount, rate)
  const whole = rounded(sum - BigInt(discount), rate)
  const shares = sum === 0n ? amounts.map((amount) => ({ size: BigInt(amount) * rate.numerator, of: rate.denominator })) : amounts.map((amount) => ({ size: BigInt(amount) * whole, of: sum }))
  return shared(shares, whole)
}

/** Amounts that come to nothing are no measure of a discount: it is shared by their size, or evenly where there is none. */
function withoutBasis(amounts: readonly Money[], discount: Money, rate: Rate): Money[] | null {
  const full = revenueOf(amounts, 0, rate)
  const sizes = amounts.map((amount) => BigInt(Math.abs(amount)))
  const weights = sizes.some((size) => size > 0n) ? sizes : sizes.map(() => 1n)
  const of = weights.reduce((total, weight) => total + weight, 0n)
  const less = rounded(BigInt(discount), rate)
  const shares = shared(weights.map((weight) => ({ size: weight * less, of })), less)
  if (full === null || shares === null) return null
  return kept(full.map((amount, place) => BigInt(amount) - BigInt(shares[place] ?? 0)))
}

function rounded(amount: bigint, { numerator, denominator }: Rate): bigint {
  return divideHalfUp(amount * numerator, denominator)
}

/** Fractions rounded down, and what is left of the whole one by one to the largest remainders, ties to the earlier place. */
function shared(fractions: readonly { readonly size: bigint; readonly of: bigint }[], whole: bigint): Money[] | null {
  const parts = fractions.map(({ size, of }, place) => {
    const [above, below] = of < 0n ? [-size, -of] : [size, of]
    const remainder = ((above % below) + below) % below
    return { place, share: (above - remainder) / below, remainder }
  })
  const left = Number(whole - parts.reduce((total, { share }) => total + share, 0n))
  const byRemainder = parts.toSorted((a, b) => (a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1))
  const lucky = new Set(byRemainder.slice(0, left).map(({ place }) => place))
  return kept(parts.map(({ place, share }) => (lucky.has(place) ? share + 1n : share)))
}

function kept(amounts: readonly bigint[]): Money[] | null {
  const narrow = amounts.map(Number)
  return narrow.every(isInRange) ? narrow : null
}
