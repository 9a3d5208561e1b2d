import type { Account, Books, DocumentKey, Draw, Lot, Shortage } from './books.ts'
import { averageCost, drawFrom, giveBack, lotOf, move, noteAverages, openLots, tick } from './stock.ts'
import { least, shareOf } from './exact.ts'

/** Opens a shortage at the cost that the average before the line gives. */
export function openShortage(books: Books, shortage: Omit<Shortage, 'n'>): void {
  books.shortages.push({ ...shortage, n: tick(books) })
  move(books, 'shortage', shortage.to, shortage.value)
}

/** Takes from lots in order and leaves the rest open as a shortage. */
export function drawOrShort(books: Books, document: DocumentKey, productId: number, quantity: bigint, to: Account): void {
  const whole = averageCost(books, productId, quantity)
  const stock = openLots(books, productId).reduce((sum, lot) => sum + lot.quantity, 0n)
  const short = quantity > stock ? quantity - stock : 0n
  const cost = short === quantity ? whole : averageCost(books, productId, short)
  let missing = quantity - short
  for (const lot of openLots(books, productId)) {
    if (missing === 0n) break
    missing -= drawFrom(books, document, lot, least(missing, lot.quantity), to).quantity
  }
  if (short > 0n) openShortage(books, { document, productId, to, quantity: short, value: cost })
}

/** Closes part of a shortage because less was sold; answers nothing, the booked cost goes back. */
export function closeShortage(books: Books, shortage: Shortage, quantity: bigint): void {
  const value = shareOf(shortage.value, quantity, shortage.quantity)
  shortage.quantity -= quantity
  shortage.value -= value
  move(books, shortage.to, 'shortage', value)
}

/** Oldest first: by the day of the sale, then by when the shortage came. */
function oldestOpen(books: Books, productId: number): Shortage | undefined {
  const dateOf = (shortage: Shortage) => books.sales.find(({ key }) => key === shortage.document)?.date ?? ''
  const open = books.shortages.filter((shortage) => shortage.productId === productId && shortage.quantity > 0n)
  return open.toSorted((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : a.n - b.n))[0]
}

/** The one run that closes each command: open lots and open shortages of a product never stay side by side. */
export function settle(books: Books): void {
  for (const { id } of books.products) {
    for (let shortage = oldestOpen(books, id); shortage !== undefined; shortage = oldestOpen(books, id)) {
      const lots = openLots(books, id)
      if (lots.length === 0) break
      for (const lot of lots) if (shortage.quantity > 0n) settleFrom(books, shortage, lot)
      noteAverages(books)
    }
  }
}

/** The draw takes its part of what was booked; the difference to its true cost goes where the booked cost went. */
function settleFrom(books: Books, shortage: Shortage, lot: Lot): void {
  const quantity = least(shortage.quantity, lot.quantity)
  const booked = shareOf(shortage.value, quantity, shortage.quantity)
  closeShortage(books, shortage, quantity)
  drawFrom(books, shortage.document, lot, quantity, shortage.to, { shortage: shortage.n, quantity, booked })
}

/**
 * Undoes what a lot gave to settle shortages, newest first: each opens again at the cost booked before. All of them, or until
 * there is enough in the lot again. What was returned of such a draw stands on nothing then and is told.
 */
export function giveWay(books: Books, lot: number, enough: bigint | null = null): Homeless[] {
  const homeless: Homeless[] = []
  const settlements = books.draws.filter((draw) => draw.lot === lot && draw.settles !== null)
  for (const draw of settlements.toSorted((a, b) => b.n - a.n)) {
    if (enough !== null && lotOf(books, lot).quantity >= enough) break
    homeless.push(...reopen(books, draw))
    noteAverages(books)
  }
  return homeless
}

/** A return's goods that lost the draw they were given back against. */
export interface Homeless {
  readonly document: DocumentKey
  readonly productId: number
  readonly quantity: bigint
  /** The sale they were given back against; it does not take them again. */
  readonly sale: DocumentKey
}

/** The sale is short again of all that the draw stood for; what had come back of it lies in the lot already. */
function reopen(books: Books, draw: Draw): Homeless[] {
  const shortage = books.shortages.find(({ n }) => n === draw.settles?.shortage)
  if (shortage === undefined || draw.settles === null) throw new Error('a settlement without its shortage')
  const parts = books.parts.filter((part) => part.draw === draw.n && part.quantity > 0n)
  const quantity = parts.reduce((sum, part) => sum + part.quantity, draw.quantity)
  if (quantity === 0n) return []
  const booked = shareOf(draw.settles.booked, quantity, draw.settles.quantity)
  if (draw.quantity > 0n) giveBack(books, draw, draw.quantity, draw.to)
  shortage.quantity += quantity
  shortage.value += booked
  move(books, 'shortage', draw.to, booked)
  return parts.map((part) => {
    const lost = { document: part.document, productId: draw.productId, quantity: part.quantity, sale: part.sale }
    part.quantity = 0n
    part.value = 0n
    return lost
  })
}
