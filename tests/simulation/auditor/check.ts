import type { Account, Books } from './books.ts'
import { heldBy, openLots } from './stock.ts'
import { costOf } from './sales.ts'

/** Looks at the auditor's own books: value is never made or lost, and every account is what its documents say. Throws otherwise. */
export function checkBooks(books: Books): void {
  const sumOf = (account: Account) => books.accounts.get(account) ?? 0n
  let all = 0n
  for (const value of books.accounts.values()) all += value
  same('all accounts', all, 0n)
  same('lots', sumOf('lots'), total(books.lots))
  same('shortage', sumOf('shortage'), -total(books.shortages))
  same('cost of goods sold', sumOf('cogs'), books.sales.reduce((sum, sale) => sum + costOf(books, sale), 0n))
  const inReview = books.builds.filter(({ state }) => state === 'review')
  same('work in process', sumOf('work_in_process'), inReview.reduce((sum, { key }) => sum + total(heldBy(books, key)), 0n))
  const rejected = books.builds.filter(({ state }) => state === 'rejected')
  const broken = books.adjustments.filter(({ account }) => account === 'waste')
  same('waste', sumOf('waste'), [...rejected, ...broken].reduce((sum, { key }) => sum + total(heldBy(books, key)), 0n))
  for (const lot of books.lots) {
    if (lot.quantity < 0n || lot.value < 0n || (lot.quantity === 0n && lot.value !== 0n)) {
      throw new Error(`lot ${lot.number}: ${lot.quantity} worth ${lot.value}`)
    }
    if (lot.voided) same(`voided lot ${lot.number}`, lot.quantity, 0n)
  }
  for (const held of [...books.draws, ...books.shortages, ...books.parts, ...books.returnLots]) {
    if (held.quantity < 0n || held.value < 0n) throw new Error(`something is held below zero: ${held.quantity} worth ${held.value}`)
    if (held.quantity === 0n) same('what is held of nothing', held.value, 0n)
  }
  for (const { id } of books.products) {
    const short = books.shortages.some(({ productId, quantity }) => productId === id && quantity > 0n)
    if (short && openLots(books, id).length > 0) throw new Error(`product ${id} has stock beside an open shortage`)
  }
  for (const { id } of books.products) {
    const own = books.plans.filter((plan) => plan.auto && plan.state === 'planned' && plan.productId === id)
    if (own.length > (books.autoBuilds ? 1 : 0)) throw new Error(`the program has ${own.length} plans of its own of product ${id}`)
  }
  for (const build of books.builds) {
    if (build.state === 'reversed' && heldBy(books, build.key).length > 0) throw new Error(`${build.key} was reversed and holds goods`)
  }
}

function total(held: readonly { readonly value: bigint }[]): bigint {
  return held.reduce((sum, { value }) => sum + value, 0n)
}

function same(what: string, found: bigint, expected: bigint): void {
  if (found !== expected) throw new Error(`${what}: ${found} instead of ${expected}`)
}
