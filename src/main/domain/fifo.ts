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
 * the rest takes all that is left, so an empty lot is worth 0. Lots are chosen in this file and nowhere else.
 */
export function drawFifo(lots: Iterable<OpenLot>, quantity: Quantity): Drawn {
  const draws: Draw[] = []
  let missing = quantity
  for (const lot of lots) {
    if (missing === 0) break
    const draw = drawFrom(lot, Math.min(missing, lot.remaining))
    draws.push(draw)
    missing -= draw.quantity
  }
  return { draws, missing }
}

/** Takes what was chosen by hand from each lot, in the order of the lots; a lot that holds less gives what it has. */
export function drawPicked(lots: Iterable<OpenLot>, picked: ReadonlyMap<number, Quantity>): Draw[] {
  const draws: Draw[] = []
  for (const lot of lots) {
    const quantity = Math.min(picked.get(lot.lotId) ?? 0, lot.remaining)
    if (quantity > 0) draws.push(drawFrom(lot, quantity))
  }
  return draws
}

/** Whether draws are what FIFO would take of the lots for the same quantity. */
export function isFifo(lots: Iterable<OpenLot>, draws: readonly Draw[]): boolean {
  const fifo = drawFifo(lots, draws.reduce((sum, { quantity }) => sum + quantity, 0)).draws
  return fifo.length === draws.length && fifo.every(({ lotId, quantity }, place) => draws[place]?.lotId === lotId && draws[place]?.quantity === quantity)
}

function drawFrom({ lotId, remaining, value }: OpenLot, quantity: Quantity): Draw {
  const worth = shareOf(value, quantity, remaining)
  return { lotId, quantity, value: worth, after: { lotId, remaining: remaining - quantity, value: value - worth } }
}
