import { apportion, proportion, sumInRange } from '../../shared/units/apportion.ts'
import { isInRange } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { DocumentRef } from './document.ts'
import { stillOut, type HeldDraw } from './held-draw.ts'
import type { BoundaryAccount, OnHand } from './posting.ts'
import type { LotNow, Sheet } from './sheet.ts'

/** A draw with what it was worth before the late costs that came last on its lot. */
export interface CostedDraw extends HeldDraw {
  readonly before: Money
  /** The same of each return on it, in their order. */
  readonly returnedBefore: readonly Money[]
}

/** A lot with all that holds a part of it. */
export interface CostedLot extends LotNow {
  /** What made it, and the entry by which it did. */
  readonly maker: DocumentRef
  readonly madeEntryId: number
  /** What its content was worth before the late costs that came last; nothing else happened to it since. */
  readonly before: Money
  /** Oldest first, those given back too. */
  readonly draws: readonly CostedDraw[]
}

/** Where the value of a draw lies now: in the lot its build made, in work in process, or on a boundary account. */
export type Destination = { readonly lotId: number } | { readonly account: BoundaryAccount | 'work_in_process' }

/** The way of the goods, looked up as needed. */
export interface CostGraph {
  readonly lot: (lotId: number) => CostedLot
  readonly destinationOf: (draw: HeldDraw) => Destination
}

/** A value that a late cost moves: of what is in a lot, or of what a document holds. */
export interface CostMove {
  readonly of: { readonly lotId: number } | { readonly document: DocumentRef; readonly at: BoundaryAccount | 'work_in_process' | 'lot' }
  readonly difference: Money
}

/**
 * Lets a change of a lot's cost follow the goods: its new total is shared anew by quantity over what is in it and every
 * draw still held, and each build passes its difference on. Lots are taken oldest first, as no lot holds goods of a younger
 * one, so each is shared once. Returns what moves; `null` when an amount cannot be kept.
 */
export function planLateCost(sheet: Sheet, graph: CostGraph, lotId: number, difference: Money): CostMove[] | null {
  const waiting = new Map([[lotId, difference]])
  const moves: CostMove[] = []
  while (waiting.size > 0) {
    const next = Math.min(...waiting.keys())
    const by = waiting.get(next) ?? 0
    waiting.delete(next)
    if (by === 0) continue
    const lot = graph.lot(next)
    const shares = shareAnew(lot, by)
    if (shares === null) return null
    moves.push(...postShares(sheet, graph, lot, by, shares, waiting))
  }
  return moves
}

/** The new value of each holder. */
interface Shares {
  readonly lot: Money
  readonly draws: readonly { readonly own: Money; readonly returned: readonly Money[] }[]
  /** What no holder can take without falling below zero. */
  readonly left: Money
}

function shareAnew(lot: CostedLot, difference: Money): Shares | null {
  const outs = lot.draws.map(stillOut)
  const held = sumInRange([lot.value, ...outs.map((out) => out.value)])
  if (held === null) return null
  const total = held + difference
  const before = lot.draws.reduce((sum, draw) => sum + draw.before - sumOf(draw.returnedBefore), lot.before)
  if (!isInRange(total)) return null
  // Back to the total it came from, with nothing in between: the very same values, not merely a fair share of them.
  if (total === before) {
    return { lot: lot.before, draws: lot.draws.map((draw) => ({ own: draw.before, returned: draw.returnedBefore })), left: 0 }
  }
  const weights = [lot.quantity, ...outs.map(({ quantity }) => quantity)]
  const shared = weights.some((weight) => weight > 0) ? Math.max(total, 0) : 0
  const [inLot = 0, ...drawn] = shared === 0 ? weights.map(() => 0) : apportion(shared, weights)
  const whole = { quantity: weights.reduce((sum, weight) => sum + weight, 0), value: shared }
  const draws = lot.draws.map((draw, place) => shareOfDraw(draw, drawn[place] ?? 0, whole))
  return draws.every((draw) => draw !== null) ? { lot: inLot, draws, left: total - shared } : null
}

/**
 * A draw of which part was returned counts at its own cost, and the returned part at the same cost against it; one that
 * was returned whole shows on both sides what the lot costs now.
 */
function shareOfDraw(draw: CostedDraw, value: Money, whole: OnHand): Shares['draws'][number] | null {
  const out = stillOut(draw)
  const cost = out.quantity > 0 ? { quantity: out.quantity, value } : whole
  if (cost.quantity === 0) return { own: draw.value, returned: draw.returned.map((back) => back.value) }
  const returned = draw.returned.map(({ quantity }) => proportion(cost.value, quantity, cost.quantity))
  if (!returned.every((back) => back !== null)) return null
  const own = value + sumOf(returned)
  return isInRange(own) ? { own, returned } : null
}

function postShares(sheet: Sheet, graph: CostGraph, lot: CostedLot, difference: Money, shares: Shares, waiting: Map<number, Money>): CostMove[] {
  const moves: CostMove[] = [{ of: { lotId: lot.lotId }, difference: shares.lot - lot.value }]
  sheet.move(lot.lotId, 0, difference, lot.maker, lot.madeEntryId)
  const passOn = (draw: HeldDraw, document: DocumentRef, by: Money) => {
    if (by === 0) return
    sheet.move(lot.lotId, 0, 0 - by, document, draw.entryId)
    const destination = graph.destinationOf(draw)
    if ('lotId' in destination) waiting.set(destination.lotId, (waiting.get(destination.lotId) ?? 0) + by)
    else sheet.book(destination.account, by, document)
    moves.push({ of: { document, at: 'lotId' in destination ? 'lot' : destination.account }, difference: by })
  }
  for (const [place, draw] of lot.draws.entries()) {
    const share = shares.draws[place]
    if (share === undefined) throw new Error(`draw ${draw.entryId} got no share`)
    passOn(draw, draw.document, share.own - draw.value)
    for (const [at, back] of draw.returned.entries()) passOn(draw, back.document, back.value - (share.returned[at] ?? 0))
  }
  if (shares.left !== 0) {
    sheet.move(lot.lotId, 0, 0 - shares.left, lot.maker, null)
    sheet.book('adjustment', shares.left, lot.maker)
  }
  return moves.filter((move) => move.difference !== 0)
}

function sumOf(amounts: readonly Money[]): Money {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
