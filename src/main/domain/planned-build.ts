import { multiplyMillionths, proportion } from '../../shared/units/apportion.ts'
import { one } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/** A component of a planned build, for all units that are still to be built. */
export interface PlannedLine {
  readonly lineNo: number
  readonly productId: number
  /** As the BOM said; `null` of what was added by hand. */
  readonly quantityPerUnit: Quantity | null
  /** 0 of what is left out. */
  readonly quantity: Quantity
  readonly optional: boolean
  /** Set by hand: no longer the quantity per unit times the units. */
  readonly modified: boolean
}

/** What some of the planned units ask for of a line, rounded once; `null` when the ledger cannot keep it. */
export function askedFor(line: PlannedLine, units: Quantity, planned: Quantity): Quantity | null {
  if (!line.modified && line.quantityPerUnit !== null) return multiplyMillionths(line.quantityPerUnit, units)
  return units === planned ? line.quantity : proportion(line.quantity, units, planned)
}

/** What a modified line gives up to a build of some of its units; `null` of a line that follows the BOM. */
export function givenUp(line: PlannedLine, units: Quantity, planned: Quantity): Quantity | null {
  if (!line.modified) return null
  return units >= planned ? line.quantity : (proportion(line.quantity, units, planned) ?? 0)
}

/** Lines for another number of units: those not modified follow, the others stay. `null` when the ledger cannot keep one. */
export function rescaled(lines: readonly PlannedLine[], units: Quantity): PlannedLine[] | null {
  const scaled: PlannedLine[] = []
  for (const line of lines) {
    const quantity = line.modified || line.quantityPerUnit === null ? line.quantity : multiplyMillionths(line.quantityPerUnit, units)
    if (quantity === null) return null
    scaled.push({ ...line, quantity })
  }
  return scaled
}

/** What is left of the lines once so many of the planned units were built. */
export function linesLeft(lines: readonly PlannedLine[], units: Quantity, planned: Quantity): PlannedLine[] {
  const left = Math.max(0, planned - units)
  const without = lines.map((line) => ({ ...line, quantity: line.quantity - (givenUp(line, units, planned) ?? 0) }))
  // Fewer units cannot come to more than all of them did.
  return rescaled(without, left) ?? without
}

/** The lines with units put back, and with what modified ones gave up for them. `null` when the ledger cannot keep one. */
export function linesPutBack(lines: readonly PlannedLine[], planned: Quantity, gaveUp: ReadonlyMap<number, Quantity>): PlannedLine[] | null {
  const back = lines.map((line) => (line.modified ? { ...line, quantity: line.quantity + (gaveUp.get(line.productId) ?? 0) } : line))
  return back.every(({ quantity }) => Number.isSafeInteger(quantity)) ? rescaled(back, planned) : null
}

/**
 * A line set by hand: `null` is what the BOM says. A line that says what the BOM says is not modified. Answers `null` for
 * a line that is no more: one added by hand, set back.
 */
export function lineSet(line: PlannedLine, quantity: Quantity | null, units: Quantity): PlannedLine | null {
  const { quantityPerUnit } = line
  if (quantityPerUnit === null) return quantity === null || quantity === 0 ? null : { ...line, quantity, modified: true }
  const asked = multiplyMillionths(quantityPerUnit, units)
  return quantity === null || quantity === asked ? { ...line, quantity: asked ?? 0, modified: false } : { ...line, quantity, modified: true }
}

/** What one unit takes of a quantity for all units, for display and never 0. */
export function perUnitShare(quantity: Quantity, units: Quantity): Quantity {
  return Math.max(1, proportion(quantity, one, units) ?? Number.MAX_SAFE_INTEGER)
}

/** Positions in the queue stand so far apart that most moves touch one row. */
export const queueStep = 1_048_576

/** A position between two others, `null` being the end of the queue; `null` when there is no room left. */
export function positionBetween(after: number | null, before: number | null): number | null {
  if (before === null) return after === null ? 0 : after + queueStep
  if (after === null) return before - queueStep
  const middle = after + Math.floor((before - after) / 2)
  return middle > after && middle < before ? middle : null
}
