import { divideHalfUp, isInRange } from './decimal.ts'

/**
 * The part's share of a value: `value × part ÷ whole`, rounded once, half up. The last part takes all that is left, so
 * shares drawn one after another always sum to the value. Throws unless 0 ≤ part ≤ whole and whole > 0.
 */
export function shareOf(value: number, part: number, whole: number): number {
  if (!(part >= 0 && part <= whole && whole > 0)) throw new RangeError(`no share of ${part} in ${whole}`)
  if (part === whole) return value
  return Number(divideHalfUp(BigInt(value) * BigInt(part), BigInt(whole)))
}

/**
 * Splits a total (≥ 0) by weights (≥ 0, not all 0) into whole parts that sum to it exactly: each gets its share rounded
 * down, and what is left goes one by one to the largest remainders, ties to the earlier place.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total < 0 || weightSum <= 0n || weights.some((weight) => weight < 0)) throw new RangeError('nothing to apportion by')
  const shares = weights.map((weight, place) => {
    const product = BigInt(total) * BigInt(weight)
    return { place, share: Number(product / weightSum), remainder: product % weightSum }
  })
  const left = Number(BigInt(total) - shares.reduce((sum, { share }) => sum + BigInt(share), 0n))
  const byRemainder = shares.toSorted((a, b) => (a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1))
  const lucky = new Set(byRemainder.slice(0, left).map(({ place }) => place))
  return shares.map(({ place, share }) => (lucky.has(place) ? share + 1 : share))
}

/** `a × b`, both in millionths, as millionths rounded once, half up; `null` when the ledger cannot keep it. */
export function multiplyMillionths(a: number, b: number): number | null {
  return narrowed(divideHalfUp(BigInt(a) * BigInt(b), 1_000_000n))
}

/** `a × b × c`, all in millionths, as millionths rounded once, half up; `null` when the ledger cannot keep it. */
export function multiplyMillionths3(a: number, b: number, c: number): number | null {
  return narrowed(divideHalfUp(BigInt(a) * BigInt(b) * BigInt(c), 1_000_000_000_000n))
}

/** `value × part ÷ whole`, rounded once, half up; `null` when the ledger cannot keep it. The part may be more than the whole. */
export function proportion(value: number, part: number, whole: number): number | null {
  return narrowed(divideHalfUp(BigInt(value) * BigInt(part), BigInt(whole)))
}

/** The sum; `null` when it, or a sum on the way, leaves the range the ledger keeps. */
export function sumInRange(amounts: Iterable<number>): number | null {
  let sum = 0
  for (const amount of amounts) {
    sum += amount
    if (!isInRange(sum)) return null
  }
  return sum
}

function narrowed(amount: bigint): number | null {
  const narrow = Number(amount)
  return isInRange(narrow) ? narrow : null
}
