import type { Books, DocumentKey, Part, ReturnLot, Sale, SaleLine, Treatment } from './books.ts'
import {
  averageCost,
  change,
  checkDate,
  drawOf,
  giveBack,
  heldBy,
  lotOf,
  makeLot,
  move,
  noteAverages,
  productOf,
  Refused,
  tick,
} from './stock.ts'
import { least, shareOf } from './exact.ts'
import { closeShortage, drawOrShort, openShortage, type Homeless } from './shortages.ts'

export interface SaleFields {
  readonly reference: string
  readonly customer: string
  readonly date: string
  readonly treatment: Treatment | null
  readonly lines: SaleLine[]
}

export function recordSale(books: Books, kind: 'sale' | 'return', fields: SaleFields): Sale {
  if (!books.receiving) throw new Refused('sale.receiving_off')
  checkFields(books, kind, fields)
  const n = tick(books)
  const treatment = kind === 'return' ? (fields.treatment ?? books.returns) : null
  const sale: Sale = { ...fields, key: `sale ${books.sales.length + 1}`, n, id: 0, kind, treatment, lines: [...fields.lines], state: 'posted' }
  books.sales.push(sale)
  for (const [productId, quantity] of quantitiesOf(fields.lines)) increase(books, sale, productId, quantity)
  return sale
}

export function editSale(books: Books, kind: 'sale' | 'return', saleId: number, fields: SaleFields): Sale {
  const sale = saleOf(books, kind, saleId)
  checkFields(books, kind, fields)
  const treatment = kind === 'return' ? (fields.treatment ?? books.returns) : null
  // Goods that another customer returned, or that are treated otherwise, are no difference of quantity: all of it anew.
  if (kind === 'return' && (treatment !== sale.treatment || fields.customer !== sale.customer)) {
    changeTo(books, sale, new Map())
    sale.treatment = treatment
  }
  Object.assign(sale, { reference: fields.reference, customer: fields.customer, date: fields.date, lines: [...fields.lines] })
  changeTo(books, sale, quantitiesOf(fields.lines))
  return sale
}

export function voidSale(books: Books, kind: 'sale' | 'return', saleId: number): Sale {
  const sale = saleOf(books, kind, saleId)
  sale.state = 'voided'
  changeTo(books, sale, new Map())
  return sale
}

function saleOf(books: Books, kind: 'sale' | 'return', saleId: number): Sale {
  const sale = books.sales.find(({ id }) => id === saleId)
  if (sale === undefined || sale.kind !== kind) throw new Refused('sale.not_found', { saleId })
  if (sale.state === 'voided') throw new Refused('sale.voided')
  return sale
}

function checkFields(books: Books, kind: 'sale' | 'return', { lines, date }: SaleFields): void {
  for (const { productId } of lines) {
    if (productOf(books, productId).kind !== 'finished_good') throw new Refused('sale.not_finished_good')
  }
  checkDate(books, kind === 'sale' ? 'saleDate' : 'returnDate', date)
}

function quantitiesOf(lines: readonly SaleLine[]): Map<number, bigint> {
  const quantities = new Map<number, bigint>()
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0n) + quantity)
  return quantities
}

/** Only the difference moves, per product: less is given back, more is drawn; then what lost its sale is returned again. */
function changeTo(books: Books, sale: Sale, wanted: Map<number, bigint>): void {
  const now = effectOf(books, sale)
  const homeless: Homeless[] = []
  for (const productId of new Set([...wanted.keys(), ...[...now.keys()].toSorted((a, b) => a - b)])) {
    const difference = (wanted.get(productId) ?? 0n) - (now.get(productId) ?? 0n)
    if (difference < 0n) homeless.push(...decrease(books, sale, productId, -difference))
    if (difference > 0n) increase(books, sale, productId, difference)
  }
  noteAverages(books)
  returnAgain(books, homeless)
}

/** What the document moves of each product as it stands: drawn, short, and given back by returns; or what it returned. */
function effectOf(books: Books, sale: Sale): Map<number, bigint> {
  const effect = new Map<number, bigint>()
  const count = (productId: number, quantity: bigint) => {
    if (quantity > 0n) effect.set(productId, (effect.get(productId) ?? 0n) + quantity)
  }
  if (takes(sale)) {
    for (const draw of heldBy(books, sale.key)) if (draw.to === 'cogs') count(draw.productId, draw.quantity)
    for (const shortage of books.shortages) if (shortage.document === sale.key && shortage.to === 'cogs') count(shortage.productId, shortage.quantity)
    for (const part of books.parts) if (part.sale === sale.key) count(drawOf(books, part.draw).productId, part.quantity)
  } else {
    for (const part of books.parts) if (part.document === sale.key) count(drawOf(books, part.draw).productId, part.quantity)
    for (const own of books.returnLots) if (own.document === sale.key) count(own.productId, own.quantity)
  }
  return effect
}

function takes(sale: Sale): boolean {
  return sale.kind === 'sale' || sale.treatment === 'consume_like_a_sale'
}

function increase(books: Books, sale: Sale, productId: number, quantity: bigint): void {
  if (takes(sale)) drawOrShort(books, sale.key, productId, quantity, 'cogs')
  else if (sale.treatment === 'return_to_stock') giveToStock(books, sale, productId, quantity, null)
}

function decrease(books: Books, sale: Sale, productId: number, quantity: bigint): Homeless[] {
  if (takes(sale)) return takeLess(books, sale, productId, quantity)
  undoReturn(books, sale, productId, quantity)
  return []
}

/** Open shortage first, then last draw first, then what was returned already. */
function takeLess(books: Books, sale: Sale, productId: number, quantity: bigint): Homeless[] {
  let left = quantity
  const open = books.shortages.filter((one) => one.document === sale.key && one.to === 'cogs' && one.productId === productId && one.quantity > 0n)
  for (const shortage of open.toSorted((a, b) => b.n - a.n)) {
    const less = least(left, shortage.quantity)
    if (less === 0n) break
    closeShortage(books, shortage, less)
    left -= less
  }
  const held = heldBy(books, sale.key).filter((draw) => draw.productId === productId && draw.to === 'cogs')
  for (const draw of held.toSorted((a, b) => b.n - a.n)) {
    const less = least(left, draw.quantity)
    if (less === 0n) break
    giveBack(books, draw, less, 'cogs')
    left -= less
  }
  const homeless: Homeless[] = []
  const returned = books.parts.filter((part) => part.sale === sale.key && part.quantity > 0n && drawOf(books, part.draw).productId === productId)
  for (const part of returned.toSorted((a, b) => b.draw - a.draw || b.n - a.n)) {
    const less = least(left, part.quantity)
    if (less === 0n) break
    shrink(books, part, less)
    homeless.push({ document: part.document, productId, quantity: less, sale: sale.key })
    left -= less
  }
  if (left !== 0n) throw new Error('a sale gives back more than it took')
  return homeless
}

/** Takes a quantity off what a return gave back; answers what it was worth. No account is moved here. */
function shrink(books: Books, part: Part | ReturnLot, quantity: bigint): bigint {
  const value = shareOf(part.value, quantity, part.quantity)
  part.quantity -= quantity
  part.value -= value
  if ('draw' in part) change(books, lotOf(books, drawOf(books, part.draw).lot), 0n, 0n)
  return value
}

export function returnAgain(books: Books, homeless: readonly Homeless[]): void {
  const merged = new Map<string, Homeless>()
  for (const one of homeless) {
    const key = `${one.document} of ${one.productId} against ${one.sale}`
    merged.set(key, { ...one, quantity: one.quantity + (merged.get(key)?.quantity ?? 0n) })
  }
  for (const { document, productId, quantity, sale } of merged.values()) {
    const memo = books.sales.find(({ key }) => key === document)
    if (memo === undefined) throw new Error(`no document ${document}`)
    giveToStock(books, memo, productId, quantity, sale)
    noteAverages(books)
  }
}

/** Back into the lots that customer's sales drew, latest first, at their cost; what no sale covers becomes a return lot. */
function giveToStock(books: Books, memo: Sale, productId: number, quantity: bigint, except: DocumentKey | null): void {
  let left = quantity
  const before = structuredClone(books)
  const sales = books.sales.filter((one) => one.kind === 'sale' && one.state === 'posted' && one.customer === memo.customer && one.key !== except)
  const latestFirst = sales.toSorted((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : b.n - a.n))
  for (const sale of latestFirst) {
    const held = heldBy(books, sale.key).filter((draw) => draw.productId === productId)
    for (const draw of held.toSorted((a, b) => b.n - a.n)) {
      const part = least(left, draw.quantity)
      if (part === 0n) break
      const value = giveBack(books, draw, part, 'cogs')
      addPart(books, { document: memo.key, sale: sale.key, draw: draw.n, quantity: part, value })
      left -= part
    }
  }
  if (left === 0n) return
  // The average of the stock as it stood before anything came back.
  const value = averageCost(before, productId, left)
  const lot = makeLot(books, {
    productId,
    number: returnLotNumber(books, memo, productId),
    receivedOn: memo.date,
    maker: memo.key,
    quantity: left,
    value,
    from: 'cogs',
  })
  books.returnLots.push({ n: tick(books), document: memo.key, lot: lot.n, productId, quantity: left, value })
}

/** What one return gave back against one draw is one part, as old as its first. */
function addPart(books: Books, added: Omit<Part, 'n'>): void {
  const before = books.parts.find(({ document, draw }) => document === added.document && draw === added.draw)
  if (before === undefined) books.parts.push({ ...added, n: tick(books) })
  else {
    before.quantity += added.quantity
    before.value += added.value
  }
}

/** Named after the return; a second one of the same product counts on. */
function returnLotNumber(books: Books, memo: Sale, productId: number): string {
  const first = `RETURN-${books.sales.indexOf(memo) + 1}`
  for (let count = 1; ; count += 1) {
    const number = count === 1 ? first : `${first}-${count}`
    if (!books.lots.some((lot) => lot.productId === productId && !lot.voided && lot.number === number)) return number
  }
}

/** Newest first: the sale draws again what was given back against it; what went into a return lot leaves it. */
function undoReturn(books: Books, memo: Sale, productId: number, quantity: bigint): void {
  const parts = books.parts.filter((part) => part.document === memo.key && drawOf(books, part.draw).productId === productId)
  const ownLots = books.returnLots.filter((own) => own.document === memo.key && own.productId === productId)
  let [left, gone] = [quantity, 0n]
  const again: { readonly sale: DocumentKey; readonly missing: bigint }[] = []
  for (const back of [...parts, ...ownLots].toSorted((a, b) => b.n - a.n)) {
    const less = least(left, back.quantity)
    if (less === 0n) continue
    left -= less
    if ('draw' in back) again.push({ sale: back.sale, missing: drawAgain(books, back, less) })
    else gone += takeFromReturnLot(books, back, less)
  }
  for (const { sale, missing } of again) if (missing > 0n) drawOrShort(books, sale, productId, missing, 'cogs')
  if (gone === 0n) return
  openShortage(books, { document: memo.key, productId, to: 'adjustment', quantity: gone, value: averageCost(books, productId, gone) })
}

/** The draw holds its goods again as far as they are there, at the cost of the lot now; answers what is missing. */
function drawAgain(books: Books, part: Part, quantity: bigint): bigint {
  const draw = drawOf(books, part.draw)
  const lot = lotOf(books, draw.lot)
  shrink(books, part, quantity)
  const there = least(quantity, lot.quantity)
  if (there > 0n) {
    const value = shareOf(lot.value, there, lot.quantity)
    change(books, lot, -there, -value)
    move(books, 'lots', 'cogs', value)
    draw.quantity += there
    draw.value += value
  }
  return quantity - there
}

/**
 * What is still in the return lot leaves it; what had gone is owed by the return, and the run that closes the command draws
 * it FIFO. The difference in cost is an adjustment.
 */
function takeFromReturnLot(books: Books, own: ReturnLot, quantity: bigint): bigint {
  const lot = lotOf(books, own.lot)
  const carried = shrink(books, own, quantity)
  const there = least(quantity, lot.quantity)
  const worth = there === 0n ? 0n : shareOf(lot.value, there, lot.quantity)
  change(books, lot, -there, -worth)
  move(books, 'lots', 'cogs', worth)
  move(books, 'adjustment', 'cogs', carried - worth)
  const drawn = books.draws.some((draw) => draw.lot === lot.n && draw.quantity > 0n && draw.document !== own.document)
  if (own.quantity === 0n && quantity === there && lot.quantity === 0n && !drawn) lot.voided = true
  return quantity - there
}

/** Cost of goods sold as it stands now; below zero for a return. */
export function costOf(books: Books, sale: Sale): bigint {
  let cost = 0n
  if (takes(sale)) {
    for (const draw of heldBy(books, sale.key)) if (draw.to === 'cogs') cost += draw.value
    for (const shortage of books.shortages) if (shortage.document === sale.key && shortage.to === 'cogs') cost += shortage.value
    for (const part of books.parts) if (part.sale === sale.key) cost += part.value
    return cost
  }
  for (const part of books.parts) if (part.document === sale.key) cost -= part.value
  for (const own of books.returnLots) if (own.document === sale.key) cost -= own.value
  return cost
}

export function shortOf(books: Books, sale: Sale): bigint {
  return books.shortages.reduce((sum, one) => (one.document === sale.key ? sum + one.quantity : sum), 0n)
}
