import { foldText } from './fold-text.ts'

/** As many digits as a SKU or a lot number may have. */
const digitsMax = 60

/**
 * A text as lists sort it, compared character by character: numbers in it count as numbers, so that `BOLT-2` comes before
 * `BOLT-10`, and neither capitals, accents nor zeros in front of a number count. Before each number stands how many digits it has.
 * Kept beside what it is made of (`sku_order`, `number_order`, `reference_order`), and lent to SQL as `natural_order`.
 */
export function naturalOrder(text: string): string {
  return foldText(text).replaceAll(/[0-9]+/g, counted)
}

/**
 * What `naturalOrder` of a text begins with when the text begins with this one, in their order. A number at the end may go on, and
 * is a larger one then: `M1` begins `M1`, `M10` to `M19`, `M100`. Some that begin so are of texts that do not: `M01` with `M1`.
 */
export function naturalStarts(text: string): readonly string[] {
  const folded = foldText(text)
  const run = /[0-9]+$/.exec(folded)?.[0] ?? ''
  const before = naturalOrder(folded.slice(0, folded.length - run.length))
  if (run === '') return [before]
  const digits = withoutZeros(run)
  return Array.from({ length: digitsMax - digits.length + 1 }, (_, more) => before + mark(digits.length + more) + digits)
}

const withoutZeros = (run: string) => run.replace(/^0+/, '')
const mark = (digits: number) => (digits < 90 ? String(digits).padStart(2, '0') : `9${String(digits).padStart(9, '0')}`)

function counted(run: string): string {
  const digits = withoutZeros(run)
  return mark(digits.length) + digits
}
