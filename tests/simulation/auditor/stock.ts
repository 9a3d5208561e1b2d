import type { Account, Addition, Books, DocumentKey, Draw, Lot, Product } from './books.ts'
import { least, shareOf, times } from './exact.ts'

/** A refusal: thrown, because the auditor works on a copy of its books that is dropped then. */
export class Refused extends Error {
  readonly code: string
  readonly data: unknown
  constructor(code: string, data: unknown = null) {
    super(code)
    this.code = code
    this.data = data
  }
}

export function tick(books: Books): number {
  books.clock += 1
  return books.clock
}

/** Value leaves one account and enters another. */
export function move(books: Books, from: Account, to: Account, value: bigint): void {
  books.accounts.set(from, (books.accounts.get(from) ?? 0n) - value)
  books.accounts.set(to, (books.accounts.get(to) ?? 0n) + value)
}

export function productOf(books: Books, productId: number): Product {
  const product = books.products.find(({ id }) => id === productId)
  if (product === undefined) throw new Refused('product.not_found', { productId })
  return product
}

export function lotOf(books: Books, n: number): Lot {
  const lot = books.lots.find((one) => one.n === n)
  if (lot === undefined) throw new Error(`no lot ${n}`)
  return lot
}

export function drawOf(books: Books, n: number): Draw {
  const draw = books.draws.find((one) => one.n === n)
  if (draw === undefined) throw new Error(`no draw ${n}`)
  return draw
}

/** What is in the product's lots. */
export function stockOf(books: Books, productId: number): { quantity: bigint; value: bigint } {
  let [quantity, value] = [0n, 0n]
  for (const lot of books.lots) {
    if (lot.productId !== productId) continue
    quantity += lot.quantity
    value += lot.value
  }
  return { quantity, value }
}

/** Lots less open shortages. */
export function onHandOf(books: Books, productId: number): bigint {
  let quantity = stockOf(books, productId).quantity
  for (const shortage of books.shortages) if (shortage.productId === productId) quantity -= shortage.quantity
  return quantity
}

/** Remembers each product's average while there is stock to have one. Called between postings. */
export function noteAverages(books: Books): void {
  for (const product of books.products) {
    const stock = stockOf(books, product.id)
    if (stock.quantity > 0n) product.lastAverage = stock
  }
}

/** What a quantity costs by the weighted average of the stock; else the last known one; else the product's unit cost. */
export function averageCost(books: Books, productId: number, quantity: bigint): bigint {
  const product = productOf(books, productId)
  const stock = stockOf(books, productId)
  if (stock.quantity > 0n) return shareOf(stock.value, quantity, stock.quantity)
  if (product.lastAverage !== null) return shareOf(product.lastAverage.value, quantity, product.lastAverage.quantity)
  return times(product.unitCost, quantity)
}

/** Lots with stock, in the order in which they are drawn: received date, then sequence. */
export function openLots(books: Books, productId: number): Lot[] {
  const open = books.lots.filter((lot) => lot.productId === productId && lot.quantity > 0n)
  return open.toSorted((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : a.n - b.n))
}

/** Moves quantity and value on a lot; no account is moved here. */
export function change(books: Books, lot: Lot, quantity: bigint, value: bigint): void {
  lot.quantity += quantity
  lot.value += value
  lot.touched = tick(books)
  lot.beforeLateCost = null
}

/** Takes part of a lot, or all that is left. The value goes to `to`. */
export function drawFrom(books: Books, document: DocumentKey, lot: Lot, quantity: bigint, to: Account, settles: Draw['settles'] = null): Draw {
  const value = shareOf(lot.value, quantity, lot.quantity)
  change(books, lot, -quantity, -value)
  move(books, 'lots', to, value)
  const draw: Draw = { n: tick(books), document, lot: lot.n, productId: lot.productId, quantity, value, settles, to }
  books.draws.push(draw)
  return draw
}

/** Draws lots in order until there is enough or nothing left; answers what is missing. */
export function drawFifo(books: Books, document: DocumentKey, productId: number, quantity: bigint, to: Account): { draws: Draw[]; missing: bigint } {
  const draws: Draw[] = []
  let missing = quantity
  for (const lot of openLots(books, productId)) {
    if (missing === 0n) break
    const draw = drawFrom(books, document, lot, least(missing, lot.quantity), to)
    missing -= draw.quantity
    draws.push(draw)
  }
  return { draws, missing }
}

/** Puts part of a draw back into its lot at the value it carries now; answers that value. */
export function giveBack(books: Books, draw: Draw, quantity: bigint, from: Account): bigint {
  const lot = lotOf(books, draw.lot)
  const value = shareOf(draw.value, quantity, draw.quantity)
  draw.quantity -= quantity
  draw.value -= value
  change(books, lot, quantity, value)
  move(books, from, 'lots', value)
  return value
}

/** The draws a document still holds, oldest first. */
export function heldBy(books: Books, document: DocumentKey): Draw[] {
  return books.draws.filter((draw) => draw.document === document && draw.quantity > 0n)
}

/** Empties and voids a lot: its document takes back what it carries, and what the lot is worth beside that is an adjustment. */
export function takeWhole(books: Books, lot: Lot, carried: bigint, to: Account): void {
  move(books, 'lots', to, lot.value)
  move(books, 'adjustment', to, carried - lot.value)
  change(books, lot, -lot.quantity, -lot.value)
  lot.voided = true
}

export interface NewLot {
  readonly productId: number
  readonly number: string
  readonly receivedOn: string
  readonly maker: DocumentKey
  readonly quantity: bigint
  readonly value: bigint
  readonly from: Account
}

export function refuseTaken(books: Books, productId: number, number: string): void {
  const taken = books.lots.some((lot) => lot.productId === productId && !lot.voided && lot.number === number)
  if (taken) throw new Refused('lot.number_in_use', { number })
}

/** Makes a lot whose value comes from `from`. */
export function makeLot(books: Books, made: NewLot, pool = false): Lot {
  const { productId, number, receivedOn, maker, quantity, value, from } = made
  refuseTaken(books, productId, number)
  keep(value)
  const lot: Lot = { n: tick(books), productId, number, receivedOn, maker, pool, made: quantity, quantity, value, voided: false, touched: books.clock, beforeLateCost: null }
  books.lots.push(lot)
  move(books, from, 'lots', value)
  return lot
}

/** Puts goods into a lot that is there already. */
export function addTo(books: Books, document: DocumentKey, lot: Lot, quantity: bigint, value: bigint, from: Account): Addition {
  change(books, lot, quantity, value)
  move(books, from, 'lots', value)
  const addition: Addition = { n: tick(books), document, lot: lot.n, quantity, value }
  books.additions.push(addition)
  return addition
}

/** The product's pool, made when the first goods come in. */
export function poolOf(books: Books, productId: number): Lot | undefined {
  return books.lots.find((lot) => lot.productId === productId && lot.pool)
}

/** Adds goods to the product's pool. */
export function addToPool(books: Books, document: DocumentKey, goods: { productId: number; quantity: bigint; value: bigint; date: string }, from: Account): Addition {
  const number = `LEGACY-${productOf(books, goods.productId).sku}`
  const pool =
    poolOf(books, goods.productId) ??
    makeLot(books, { productId: goods.productId, number, receivedOn: goods.date, maker: 'pool', quantity: 0n, value: 0n, from }, true)
  return addTo(books, document, pool, goods.quantity, goods.value, from)
}

const mostKept = 9_007_199_254_740_991n

/** Refuses an amount beyond what the ledger keeps exactly. */
export function keep(amount: bigint): bigint {
  if (amount > mostKept || amount < -mostKept) throw new Refused('amount.too_large')
  return amount
}

export function checkDate(books: Books, field: string, date: string): void {
  if (date > books.today) throw new Refused('date.invalid', { field, problem: 'in_future' })
}
