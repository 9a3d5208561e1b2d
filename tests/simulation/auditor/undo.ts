import type { Books, DocumentKey, Lot } from './books.ts'
import { lotOf, Refused } from './stock.ts'

/** What stands on a lot: every draw still held but settlements, and what adjustments added to it. */
function standingOn(books: Books, lot: number, except: DocumentKey): DocumentKey[] {
  const draws = books.draws.filter((draw) => draw.lot === lot && draw.quantity > 0n && draw.settles === null)
  const additions = books.additions.filter((addition) => addition.lot === lot && addition.quantity > 0n && addition.document !== except)
  return [...draws, ...additions].map(({ document }) => document)
}

/** Documents in the way, and which of them must be undone before which: what stands on goods before what made them. */
interface InTheWay {
  readonly documents: Set<DocumentKey>
  readonly order: [first: DocumentKey, then: DocumentKey][]
}

/** Everything that stands on the lots, to any depth. */
function follow(books: Books, lots: readonly number[], except: DocumentKey, found: InTheWay): void {
  for (const lot of lots) {
    const { maker } = lotOf(books, lot)
    for (const document of standingOn(books, lot, except)) {
      if (found.documents.has(maker)) found.order.push([document, maker])
      if (found.documents.has(document)) continue
      found.documents.add(document)
      follow(books, lotsOf(books, document), document, found)
    }
  }
}

/** Lots that must be whole for the document to be undone. A return may be voided whatever became of its lot. */
function lotsOf(books: Books, document: DocumentKey): number[] {
  if (document.startsWith('sale')) return []
  return books.lots.filter((made) => made.maker === document && !made.voided).map((made) => made.n)
}

function refuseInTheWay(books: Books, { documents, order }: InTheWay): void {
  if (documents.size === 0) return
  throw new Refused('document.in_the_way', {
    documents: [...documents].map((document) => named(books, document)),
    order: order.map((pair) => pair.map((document) => named(books, document))),
  })
}

/** One of the documents that took from a lot: how much it holds, and what stands on what it made. */
export interface Taker {
  readonly document: string
  readonly quantity: bigint
  readonly above: readonly string[]
}

/**
 * Refuses when an addition is not there any more. As many takers as must be undone until it is there again are in the way,
 * with what stands on them; where several would do, the books do not say which.
 */
export function refuseUnlessThere(books: Books, lotNumber: number, quantity: bigint): void {
  const held = books.draws.filter((draw) => draw.lot === lotNumber && draw.quantity > 0n)
  const settled = held.reduce((sum, draw) => (draw.settles !== null ? sum + draw.quantity : sum), 0n)
  const lacking = quantity - lotOf(books, lotNumber).quantity - settled
  if (lacking <= 0n) return
  const takers = new Map<DocumentKey, bigint>()
  for (const draw of held) if (draw.settles === null) takers.set(draw.document, (takers.get(draw.document) ?? 0n) + draw.quantity)
  const order: string[][] = []
  const of = [...takers].map(([document, taken]): Taker => {
    const found: InTheWay = { documents: new Set([document]), order: [] }
    follow(books, lotsOf(books, document), document, found)
    order.push(...found.order.map((pair) => pair.map((one) => named(books, one))))
    found.documents.delete(document)
    return { document: named(books, document), quantity: taken, above: [...found.documents].map((one) => named(books, one)) }
  })
  throw new Refused('document.in_the_way', { lacking, of, order })
}

/** A document as the program names it, such as `build 7`. */
function named(books: Books, document: DocumentKey): string {
  const all = [...books.receipts, ...books.builds, ...books.adjustments, ...books.sales]
  const found = all.find(({ key }) => key === document)
  if (found === undefined) throw new Error(`no document ${document}`)
  return `${document.split(' ')[0]} ${found.id}`
}

/** Refuses unless the lots are whole. */
export function refuseUnlessWhole(books: Books, lots: readonly Lot[], except: DocumentKey): void {
  const found: InTheWay = { documents: new Set(), order: [] }
  follow(books, lots.map(({ n }) => n), except, found)
  refuseInTheWay(books, found)
  for (const { n } of lots) {
    const lot = lotOf(books, n)
    const settled = books.draws.reduce((sum, draw) => (draw.lot === n && draw.settles !== null ? sum + draw.quantity : sum), 0n)
    if (lot.quantity + settled !== lot.made) throw new Error(`lot ${n} is not whole and nothing stands on it`)
  }
}
