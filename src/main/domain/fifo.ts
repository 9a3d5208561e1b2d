import { shareOf } from '../../shared/units/apportion.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { LotAfter } from './posting.ts'

/** What a lot holds now: a quantity above zero, and what all of it is worth together. */
export interface OpenLot {
  readonly lotId: number
  readonly remaining: Quantity
  readonly value: Money
}

/** What is taken from one lot. */
export interface Draw {
  readonly lotId: number
  readonly quantity: Quantity
  readonly value: Money
  readonly after: LotAfter
}

export interface Drawn {
  readonly draws: readonly Draw[]
  /** What the lots did not have. */
  readonly missing: Quantity
}

/**
 * Takes a quantity (≥ 0) from lots given in FIFO order. Part of a lot takes its share of the lot's value, rounded once;
 * the rest takes all that is left, so an empty lot is worth 0. This is the only place where lots are chosen.
 */
export function drawFifo(lots: Iterable<OpenLot>, quantity: Quantity): Drawn {
  const draws: Draw[] = []
  let missing = quantity
  for (const { lotId, remaining, value } of lots) {
    if (missing === 0) break
    const taken = Math.min(missing, remaining)
    const worth = shareOf(value, taken, remaining)
    draws.push({ lotId, quantity: taken, value: worth, after: { lotId, remaining: remaining - taken, value: value - worth } })
    missing -= taken
  }
  return { draws, missing }
}
