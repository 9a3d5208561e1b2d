import { isInRange } from '../../shared/units/decimal.ts'

/** Half of each figure's bits: SQLite refuses a sum beyond 2^63 on the way as well as at the end, and sums of halves stay far from it. */
const half = 2 ** 27

/** SQL for the sum of a column of whole millionths, in two columns that `sumOfHalves` puts together. */
export function sumInHalves(column: string): string {
  return `coalesce(sum((${column}) / ${half}), 0), coalesce(sum((${column}) % ${half}), 0)`
}

/** SQL for one figure as the halves it is kept in. */
export function halvesOf(figure: string, high: string, low: string): string {
  return `(${figure}) / ${half} AS ${high}, (${figure}) % ${half} AS ${low}`
}

/** The sum; `null` when it is more than the ledger keeps. */
export function sumOfHalves(high: number, low: number): number | null {
  // A power of two times a whole number loses nothing, and a sum within the range is exact; beyond it stays beyond.
  const sum = high * half + low
  return isInRange(sum) ? sum : null
}
