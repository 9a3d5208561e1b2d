import { shareOf } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import { stillOut, type HeldDraw } from './held-draw.ts'
import type { OnHand } from './posting.ts'
import { drawForSale, openShort, type Demand } from './sale.ts'
import type { Sheet } from './sheet.ts'

/** Goods that come back. */
export interface GoodsBack {
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  readonly returnedOn: BusinessDate
  /** Draws of that customer's sales that are still out, in the order in which they are given back. */
  readonly draws: Iterable<HeldDraw>
  /** The number of the lot that takes what none of them had. */
  readonly lotNumber: string
}

/**
 * Puts goods back into the lots they were drawn from, at what they cost; what none of the draws had goes into a return lot
 * at the product's weighted average. Returns false when that average is more than can be kept.
 */
export function takeBack(sheet: Sheet, { document, productId, quantity, returnedOn, draws, lotNumber }: GoodsBack): boolean {
  let left = quantity
  const parts: { draw: HeldDraw; quantity: Quantity; worth: Money }[] = []
  for (const draw of draws) {
    if (left === 0) break
    const out = stillOut(draw)
    const part = Math.min(left, out.quantity)
    if (part > 0) parts.push({ draw, quantity: part, worth: shareOf(out.value, part, out.quantity) })
    left -= part
  }
  // The average of the stock as it stood before anything came back.
  const value = left > 0 ? sheet.costOf(productId, left).value : 0
  if (value === null) return false
  for (const { draw, quantity: part, worth } of parts) {
    sheet.move(draw.lotId, part, worth, document, draw.entryId)
    sheet.book('cost_of_goods_sold', 0 - worth, document)
  }
  if (left === 0) return true
  sheet.make({ productId, number: lotNumber, quantity: left, value, receivedOn: returnedOn, supplierLot: null, expiresOn: null, lineNo: null })
  sheet.book('cost_of_goods_sold', 0 - value, document)
  return true
}

/** What a return gave back, by where it went, oldest first. */
export type GivenBack = GivenToDraw | GivenToLot

/** To the lot of a sale's draw. */
export interface GivenToDraw extends OnHand {
  readonly to: 'draw'
  readonly draw: HeldDraw
  readonly saleOn: BusinessDate
}

/** To a lot of the return's own. */
export interface GivenToLot extends OnHand {
  readonly to: 'lot'
  readonly lotId: number
  readonly entryId: number
  /** Whether nothing else holds a draw on it. */
  readonly untouched: boolean
}

export interface ReturnUndo {
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  readonly returnedOn: BusinessDate
  readonly given: readonly GivenBack[]
}

/**
 * Takes part of a return back, what came last first: the sale draws that quantity again, from the lot it had gone back to
 * and then FIFO, short if need be. What is left of a return lot leaves it; what had gone from it is owed by the return
 * itself, as a shortage that the next stock settles, and every difference in cost goes to *adjustment*. Returns false when
 * an amount cannot be kept.
 */
export function undoReturn(sheet: Sheet, { document, productId, quantity, returnedOn, given }: ReturnUndo): boolean {
  let left = quantity
  let gone = 0
  const elsewhere: Demand[] = []
  for (const part of given.toReversed()) {
    const taken = Math.min(left, part.quantity)
    if (taken === 0) continue
    left -= taken
    if (part.to === 'lot') gone += leaveReturnLot(sheet, document, part, taken)
    else elsewhere.push({ document: part.draw.document, productId, quantity: drawAgain(sheet, document, part, taken), saleOn: part.saleOn })
  }
  if (left > 0) throw new Error(`return ${document.id} gave back ${left} less than it is to lose`)
  // Every part had its old lot first; FIFO could have emptied one that another part goes back to.
  if (!elsewhere.every((demand) => demand.quantity === 0 || drawForSale(sheet, demand))) return false
  if (gone === 0) return true
  const cost = sheet.costOf(productId, gone)
  return openShort(sheet, { document, productId, quantity: gone, saleOn: returnedOn }, cost, 'adjustment')
}

/** The sale draws again from the lot its goods had gone back to. Returns what that lot no longer has; the sale lets go of it. */
function drawAgain(sheet: Sheet, document: DocumentRef, { draw, quantity, value }: GivenToDraw, taken: Quantity): Quantity {
  const worth = shareOf(value, taken, quantity)
  const now = sheet.lot(draw.lotId)
  const there = Math.min(taken, now.quantity)
  const worthThere = shareOf(worth, there, taken)
  const cost = there === 0 ? 0 : shareOf(now.value, there, now.quantity)
  sheet.move(draw.lotId, 0 - there, 0 - worthThere, document, draw.entryId)
  sheet.move(draw.lotId, 0, worthThere - cost, draw.document, draw.entryId)
  sheet.move(draw.lotId, there - taken, worthThere - worth, document, draw.entryId)
  sheet.move(draw.lotId, taken - there, worth - worthThere, draw.document, draw.entryId)
  sheet.book('cost_of_goods_sold', worth, document)
  sheet.book('cost_of_goods_sold', cost - worth, draw.document)
  return taken - there
}

/**
 * What is left of a return lot leaves it at its cost now. What had gone from it stays with the return, apart from what it
 * can still lose, as goods it owes. Returns how much that is.
 */
function leaveReturnLot(sheet: Sheet, document: DocumentRef, { lotId, entryId, quantity, value, untouched }: GivenToLot, taken: Quantity): Quantity {
  const now = sheet.lot(lotId)
  const there = Math.min(taken, now.quantity)
  const gone = taken - there
  const worth = shareOf(value, taken, quantity)
  const worthThere = shareOf(worth, there, taken)
  const cost = there === 0 ? 0 : shareOf(now.value, there, now.quantity)
  sheet.move(lotId, 0 - there, 0 - worthThere, document, entryId)
  sheet.move(lotId, 0, worthThere - cost, document, null)
  sheet.move(lotId, 0 - gone, worthThere - worth, document, entryId)
  sheet.move(lotId, gone, worth - worthThere, document, null)
  sheet.book('cost_of_goods_sold', worth, document)
  sheet.book('adjustment', cost - worth, document)
  if (untouched && there === quantity) sheet.voidLot(lotId)
  return gone
}
