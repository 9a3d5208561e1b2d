import { shareOf } from '../../shared/units/apportion.ts'
import type { DocumentRef } from './document.ts'
import type { DisplacedReturn, HeldDraw } from './held-draw.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { OnHand, ShortageCounter } from './posting.ts'
import type { Sheet } from './sheet.ts'

/** What is open of a shortage: quantity above zero, and what was booked for it. */
export interface OpenShortage extends OnHand {
  readonly shortageId: number
  readonly productId: number
  readonly document: DocumentRef
  readonly counter: ShortageCounter
}

/**
 * Settles a shortage from the FIFO lots as far as they reach: each draw takes its part of what was booked, and the
 * difference to its true cost goes where the booked cost went.
 */
export function settleShortage(sheet: Sheet, { shortageId, productId, document, counter, quantity, value }: OpenShortage): void {
  let open = { quantity, value }
  for (const part of sheet.draw(productId, quantity, document).parts) {
    const booked = shareOf(open.value, part.quantity, open.quantity)
    sheet.settle(shortageId, productId, part.quantity, booked, document)
    sheet.settledBy({ place: part.place, shortageId, booked })
    sheet.book(counter, part.value - booked, document)
    open = { quantity: open.quantity - part.quantity, value: open.value - booked }
  }
}

/** What a lot gives to one open shortage: what was booked for that, and what it truly costs. */
export interface SettledPart {
  readonly quantity: Quantity
  readonly booked: Money
  readonly value: Money
}

/**
 * What a lot that is about to be made gives to the shortages that wait for it, the oldest first: by the rule of
 * `settleShortage`, as there is no other stock while something is missing. One part for each shortage, of nothing where
 * the lot does not reach.
 */
export function shareOut(lot: OnHand, open: readonly OnHand[]): SettledPart[] {
  let left = lot
  return open.map((short) => {
    const quantity = Math.min(left.quantity, short.quantity)
    if (quantity === 0) return { quantity, booked: 0, value: 0 }
    const value = shareOf(left.value, quantity, left.quantity)
    left = { quantity: left.quantity - quantity, value: left.value - value }
    return { quantity, booked: shareOf(short.value, quantity, short.quantity), value }
  })
}

/** A draw that settled a shortage, as it stands now. */
export interface Settled {
  readonly draw: HeldDraw
  readonly shortageId: number
  readonly counter: ShortageCounter
  /** What it settled at first, and what was booked for that. */
  readonly settledQuantity: Quantity
  readonly booked: Money
}

/**
 * A settlement gives way: its goods go back into their lot and the shortage opens again at the cost booked before. Returns
 * that stood on the draw are told, to be applied again.
 */
export function undoSettlement(sheet: Sheet, { draw, shortageId, counter, settledQuantity, booked }: Settled): DisplacedReturn[] {
  const { document, lotId, entryId, productId, quantity, value, returned } = draw
  const reopened = shareOf(booked, quantity, settledQuantity)
  sheet.move(lotId, quantity, value, document, entryId)
  sheet.settle(shortageId, productId, 0 - quantity, 0 - reopened, document)
  sheet.book(counter, reopened - value, document)
  return returned.map((back) => {
    sheet.move(lotId, 0 - back.quantity, 0 - back.value, back.document, entryId)
    sheet.book('cost_of_goods_sold', back.value, back.document)
    return { document: back.document, productId, quantity: back.quantity, saleId: document.id }
  })
}
