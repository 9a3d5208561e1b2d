import { shareOf } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import { stillOut, type DisplacedReturn, type HeldDraw } from './held-draw.ts'
import type { ShortageCounter } from './posting.ts'
import type { OpenShortage } from './settlement.ts'
import type { Sheet } from './sheet.ts'

/** A quantity of a product that leaves by a sale, or by a return that consumes like one. */
export interface Demand {
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  readonly saleOn: BusinessDate
}

/**
 * Draws FIFO what there is and opens a shortage for the rest, at the product's average as its stock stood before. Draws are
 * the document's, per product: two lines of one product draw together. Returns false when the cost is more than can be kept.
 */
export function drawForSale(sheet: Sheet, { document, productId, quantity, saleOn }: Demand): boolean {
  const { quantity: there } = sheet.held(productId)
  const short = Math.max(0, quantity - there)
  // Asked before the draw, as drawing leaves nothing to average.
  const cost = short > 0 ? sheet.costOf(productId, short) : null
  const drawn = sheet.draw(productId, quantity, document)
  sheet.book('cost_of_goods_sold', drawn.value, document)
  if (drawn.missing !== short) throw new Error(`product ${productId} holds ${there}, of which ${drawn.missing} could not be drawn`)
  return cost === null || openShort(sheet, { document, productId, quantity: short, saleOn }, cost, 'cost_of_goods_sold')
}

/** Opens a shortage at a cost known; its value goes to the counter account. Returns false when that cannot be kept. */
export function openShort(sheet: Sheet, demand: Demand, { value, basis }: ReturnType<Sheet['costOf']>, counter: ShortageCounter): boolean {
  if (value === null) return false
  const { document, productId, quantity, saleOn } = demand
  sheet.openShortage({ productId, quantity, value, saleOn, basis, counter }, document)
  sheet.book(counter, value, document)
  return true
}

/** What a sale holds of one product: its draws and open shortages, oldest first. */
export interface SaleHoldings {
  readonly draws: readonly HeldDraw[]
  readonly shortages: readonly OpenShortage[]
}

/**
 * Gives back part of what a sale holds of a product: open shortage first, then what is still out of its last draws. Where
 * the sale falls below what was returned of it, the newest returns on its last draws lose that part, which is told.
 */
export function giveBack(sheet: Sheet, document: DocumentRef, quantity: Quantity, { draws, shortages }: SaleHoldings): DisplacedReturn[] {
  let left = quantity
  for (const { shortageId, productId, quantity: open, value, counter } of shortages.toReversed()) {
    const part = Math.min(left, open)
    if (part === 0) continue
    const worth = shareOf(value, part, open)
    sheet.settle(shortageId, productId, part, worth, document)
    sheet.book(counter, 0 - worth, document)
    left -= part
  }
  for (const draw of draws.toReversed()) {
    const out = stillOut(draw)
    const part = Math.min(left, out.quantity)
    if (part === 0) continue
    const worth = shareOf(out.value, part, out.quantity)
    sheet.move(draw.lotId, part, worth, document, draw.entryId)
    sheet.book('cost_of_goods_sold', 0 - worth, document)
    left -= part
  }
  return displaceReturns(sheet, document, left, draws)
}

/** The goods are back in their lot already; the sale takes over what the return gave back. */
function displaceReturns(sheet: Sheet, document: DocumentRef, quantity: Quantity, draws: readonly HeldDraw[]): DisplacedReturn[] {
  const displaced: DisplacedReturn[] = []
  let left = quantity
  for (const draw of draws.toReversed()) {
    for (const back of draw.returned.toReversed()) {
      const part = Math.min(left, back.quantity)
      if (part === 0) continue
      const worth = shareOf(back.value, part, back.quantity)
      sheet.move(draw.lotId, part, worth, document, draw.entryId)
      sheet.move(draw.lotId, 0 - part, 0 - worth, back.document, draw.entryId)
      sheet.book('cost_of_goods_sold', 0 - worth, document)
      sheet.book('cost_of_goods_sold', worth, back.document)
      displaced.push({ document: back.document, productId: draw.productId, quantity: part, saleId: document.id })
      left -= part
    }
  }
  if (left > 0) throw new Error(`${document.kind} ${document.id} holds ${left} less than it is to give back`)
  return displaced
}
