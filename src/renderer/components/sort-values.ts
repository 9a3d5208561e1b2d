// Numbers inside a text count as numbers: LOT-2 comes before LOT-10, and 00012 before A.
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The order of two cells of one column, both texts or both numbers. */
export function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b))
}

/** `12` and `00012` count the same, yet are two: their characters decide, so that the rows of one stay together. */
function compareTexts(a: string, b: string): number {
  const order = collator.compare(a, b)
  return order !== 0 || a === b ? order : a < b ? -1 : 1
}
