/** Amounts are BigInt millionths. This file is the auditor's own arithmetic, written apart from the program's. */

export const ONE = 1_000_000n

/** Nearest whole number; a half goes away from zero. */
export function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new Error('divide by something above zero')
  const negative = dividend < 0n
  const size = negative ? -dividend : dividend
  let quotient = size / divisor
  if ((size % divisor) * 2n >= divisor) quotient += 1n
  return negative ? -quotient : quotient
}

/** What a part of something is worth; all of it is worth everything. */
export function shareOf(value: bigint, part: bigint, whole: bigint): bigint {
  return part === whole ? value : roundedQuotient(value * part, whole)
}

/** Price times quantity, rounded once. */
export function times(a: bigint, b: bigint): bigint {
  return roundedQuotient(a * b, ONE)
}

/** Largest remainder: whole shares that sum to the total; ties go to the earlier place. */
export function largestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum === 0n) throw new Error('nothing to share by')
  const shares = weights.map((weight) => (total * weight) / sum)
  const remainders = weights.map((weight, place) => ({ place, rest: (total * weight) % sum }))
  let left = total - shares.reduce((a, b) => a + b, 0n)
  const byRemainder = remainders.toSorted((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.place - b.place))
  for (const { place } of byRemainder) {
    if (left === 0n) break
    shares[place] = (shares[place] ?? 0n) + 1n
    left -= 1n
  }
  return shares
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
