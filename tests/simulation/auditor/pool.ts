import type { Account, Books, DocumentKey } from './books.ts'
import { change, lotOf, move } from './stock.ts'
import { shareOf } from './exact.ts'
import { refuseUnlessThere } from './undo.ts'
import { giveWay, type Homeless } from './shortages.ts'

/**
 * Takes what a document put into a pool, or counted up in a lot, out again. If nothing left it since, at what it was worth;
 * otherwise at the average of now, and the difference goes to adjustment. Refused if it is not there.
 */
export function takeOut(books: Books, document: DocumentKey, to: Account): Homeless[] {
  const homeless: Homeless[] = []
  for (const addition of books.additions.filter((one) => one.document === document && one.quantity > 0n)) {
    const lot = lotOf(books, addition.lot)
    const { quantity, value: cameIn } = addition
    refuseUnlessThere(books, lot.n, quantity)
    homeless.push(...giveWay(books, lot.n, quantity))
    const left = books.draws.some((draw) => draw.lot === lot.n && draw.n > addition.n && draw.quantity > 0n)
    const possible = lot.quantity === quantity ? lot.value === cameIn : cameIn <= lot.value
    const value = !left && possible ? cameIn : shareOf(lot.value, quantity, lot.quantity)
    change(books, lot, -quantity, -value)
    move(books, 'lots', to, value)
    move(books, 'adjustment', to, cameIn - value)
    addition.quantity = 0n
    addition.value = 0n
  }
  return homeless
}
