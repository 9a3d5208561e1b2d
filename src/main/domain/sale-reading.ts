import type { ReadSaleLine, SaleDocumentProblem, SkippedSaleLine, SkippedWhy } from '../../shared/contract/sale-document.ts'
import type { Result } from '../../shared/result.ts'
import { divideHalfUp, isInRange } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { listAt, numberAt, textAt, type DocumentJson, type NumberText } from './document-json.ts'
import type { ItemKind } from './item-matching.ts'
import { openLines, type Bundle, type ItemLine, type OtherLine } from './sale-lines.ts'
import { noRate, rateOf, revenueOf, type Rate } from './sale-revenue.ts'

/** What is known here of an item that a line names. */
export interface ItemOfLine {
  readonly accountingItemId: number
  readonly kind: ItemKind
  /** A person said that it is no product. */
  readonly notProduct: boolean
  /** The product it is linked to. */
  readonly product: { readonly productId: number; readonly finishedGood: boolean } | null
}

/** A quantity that a person gave a line without one. It holds while the line is the same. */
export interface SettledQuantity {
  readonly place: string
  readonly externalItemId: string
  /** Text of the line's amount; empty for none. */
  readonly amount: string
  readonly quantity: Quantity
}

/** What a document is read by. */
export interface ReadingParts {
  readonly item: (externalItemId: string) => ItemOfLine | undefined
  readonly settled: readonly SettledQuantity[]
  /** Three letters; `null` while no company was connected. */
  readonly homeCurrency: string | null
  /** A number as integer millionths, and whether it was rounded to them. */
  readonly millionths: (number: NumberText) => Result<{ readonly amount: number; readonly rounded: boolean }, 'too_large'>
}

/** What a document says of goods of ours. With a problem it is not to be applied as a whole. */
export interface SaleReading {
  readonly lines: readonly ReadSaleLine[]
  readonly skipped: readonly SkippedSaleLine[]
  readonly problems: readonly SaleDocumentProblem[]
  /** Lines that a person has to give a quantity. */
  readonly open: readonly Omit<SettledQuantity, 'quantity'>[]
}

export const readNothing: SaleReading = { lines: [], skipped: [], problems: [], open: [] }

const shippingId = 'SHIPPING_ITEM_ID'
const gratuityId = 'GRATUITY_ITEM_ID'

/**
 * Reads what an invoice, sales receipt, credit memo or refund receipt says of finished goods here: which, how many, and
 * what was paid for them. The source of its shapes is Intuit's reference and what its API is seen to answer. A line is what
 * its detail makes it, a bundle is its lines, amounts are net of tax already, and a discount is shared over all that it is
 * taken off: every line but shipping and gratuity.
 */
export function readSaleDocument(json: DocumentJson, parts: ReadingParts): SaleReading {
  const given = listAt(json, 'Line')
  if (given === null) return { ...readNothing, problems: [{ code: 'unreadable' }] }
  const lines = openLines(given)
  const reader = new LineReader(parts)
  const entries = lines.flatMap((line) => reader.entries(line))
  const goods = entries.some((entry) => entry.goods !== null)
  const rate = rateOfDocument(json, parts.homeCurrency)
  if (rate === null && goods) reader.problem({ code: 'rate_unknown', currency: textAt(json, 'CurrencyRef', 'value') })
  const base = entries.map(({ line, amount }) => (isSpecial(line.itemId) ? 0 : amount))
  const discount = reader.discount(lines.filter((line): line is OtherLine => 'why' in line && line.why === 'discount'), base)
  const revenue = discount === null ? null : revenueOf(base, discount, rate ?? noRate)
  if (revenue === null) reader.problem({ code: 'amount_too_large' })
  const read = entries.flatMap((entry, place) => (entry.goods === null ? [] : reader.line(entry.line, entry.goods, revenue?.[place] ?? 0)))
  return { lines: read, skipped: reader.skipped, problems: reader.problems, open: reader.open }
}

const isSpecial = (itemId: string): boolean => itemId === shippingId || itemId === gratuityId

/** The rate to the company's currency; `null` when there should be one and is none. */
function rateOfDocument(json: DocumentJson, home: string | null): Rate | null {
  const currency = textAt(json, 'CurrencyRef', 'value')
  if (currency === '' || home === null || currency === home) return noRate
  const rate = numberAt(json, 'ExchangeRate')
  return rate === null ? null : rateOf(rate.text)
}

interface Goods {
  readonly productId: number
}

interface Entry {
  readonly line: ItemLine
  /** Of the line, in the document's currency. */
  readonly amount: Money
  /** `null` for a line that brings no goods of ours, and still counts for the discount. */
  readonly goods: Goods | null
}

/** The finished good that an item is here; `null` for none. */
function goodsOf(item: ItemOfLine | undefined): Goods | null {
  return item?.product?.finishedGood === true ? { productId: item.product.productId } : null
}

/** Nothing is said where there is none, or nothing but zeros. */
const isNothing = (number: NumberText | null): boolean => number === null || !/^[^eE]*[1-9]/.test(number.text)

/** Reads lines one after another, and keeps what stood in the way. */
class LineReader {
  readonly problems: SaleDocumentProblem[] = []
  readonly skipped: SkippedSaleLine[] = []
  readonly open: Omit<SettledQuantity, 'quantity'>[] = []
  readonly #parts: ReadingParts

  constructor(parts: ReadingParts) {
    this.#parts = parts
  }

  problem(problem: SaleDocumentProblem): void {
    // One item is linked once, however many lines have it.
    const same = (other: SaleDocumentProblem) =>
      other.code === problem.code && 'externalItemId' in problem && 'externalItemId' in other && problem.externalItemId === other.externalItemId
    const once = problem.code === 'item_not_linked' || problem.code === 'item_unknown'
    if (!once || !this.problems.some(same)) this.problems.push(problem)
  }

  /** What a line sells; nothing for one that is neither goods nor services. */
  entries(line: ItemLine | Bundle | OtherLine): Entry[] {
    if ('header' in line) return this.#bundle(line)
    if (!('why' in line)) return [this.#entry(line)]
    this.#leaveOut(line)
    return []
  }

  /** An amount of money; nothing where none is said. */
  #amount(number: NumberText | null): Money {
    return number === null ? 0 : this.#millionths(number).amount
  }

  /**
   * A bundle counts by its lines. Where none of them is goods of ours and the bundle itself is a finished good here, a kit,
   * the bundle is what was sold.
   */
  #bundle({ header, parts }: Bundle): Entry[] {
    const isGoods = ({ itemId }: ItemLine) => goodsOf(this.#parts.item(itemId)) !== null
    if (parts.some(isGoods) || !isGoods(header)) {
      this.#skip(header, 'bundle')
      return parts.map((part) => this.#entry(part))
    }
    for (const part of parts) this.#skip(part, 'part_of_bundle')
    // Its header says 0 where the lines are printed: what was paid for it is what was paid for them.
    const amount = parts.length === 0 ? this.#amount(header.amount) : parts.reduce((sum, part) => sum + this.#amount(part.amount), 0)
    const goods = isNothing(header.quantity) && amount === 0 ? this.#skip(header, 'nothing') : goodsOf(this.#parts.item(header.itemId))
    return [{ line: header, amount, goods }]
  }

  #entry(line: ItemLine): Entry {
    return { line, amount: this.#amount(line.amount), goods: this.#goodsOf(line) }
  }

  /** The product of a line; `null` for a line without a part in the sale, or with a problem. */
  #goodsOf(line: ItemLine): Goods | null {
    if (line.itemId === shippingId) return this.#skip(line, 'shipping')
    if (line.itemId === gratuityId) return this.#skip(line, 'gratuity')
    if (line.itemId === '') return this.#skip(line, 'text')
    if (isNothing(line.quantity) && isNothing(line.amount)) return this.#skip(line, 'nothing')
    const item = this.#parts.item(line.itemId)
    const named = { place: line.place, externalItemId: line.itemId, item: line.item }
    if (item === undefined) return this.#lacks({ code: 'item_unknown', ...named })
    if (item.product !== null) return goodsOf(item) ?? this.#skip(line, 'not_finished_good')
    if (item.notProduct) return this.#skip(line, 'not_product')
    if (item.kind === 'service') return this.#skip(line, 'service')
    if (item.kind === 'bundle' || item.kind === 'category') return this.#skip(line, 'bundle')
    return this.#lacks({ code: 'item_not_linked', ...named, accountingItemId: item.accountingItemId })
  }

  #skip({ place, item, description, amount }: ItemLine, why: SkippedWhy): null {
    this.skipped.push({ place, why, item, description, amount: amount === null ? null : this.#amount(amount) })
    return null
  }

  #leaveOut({ place, why, description, amount }: OtherLine): void {
    this.skipped.push({ place, why, item: '', description, amount: amount === null ? null : this.#amount(amount) })
  }

  /** What is taken off the whole: an amount, or a percentage of all lines; `null` when it cannot be kept. */
  discount(lines: readonly OtherLine[], base: readonly Money[]): Money | null {
    if (lines.length === 0) return 0
    const sum = base.reduce((total, amount) => total + BigInt(amount), 0n)
    const all = lines.reduce((total, { amount, percent }) => {
      if (amount !== null) return total + BigInt(this.#amount(amount))
      const part = rateOf(percent?.text ?? '')
      return part === null ? total : total + divideHalfUp(sum * part.numerator, part.denominator * 100n)
    }, 0n)
    const narrow = Number(all)
    return isInRange(narrow) ? narrow : null
  }

  /** A line of goods; none while its quantity or amount is not known. */
  line(line: ItemLine, { productId }: Goods, revenue: Money): ReadSaleLine[] {
    const { place, itemId: externalItemId, item } = line
    const settled = this.#settledFor(line)
    if (line.quantity === null && settled === undefined) {
      this.open.push({ place, externalItemId, amount: line.amount?.text ?? '' })
      this.#lacks({ code: 'quantity_unknown', place, externalItemId, item, productId, amount: revenue })
      return []
    }
    if (line.amount === null && line.priced) {
      this.#lacks({ code: 'amount_unknown', place, externalItemId, item })
      return []
    }
    const quantity = line.quantity === null ? { amount: settled?.quantity ?? 0, rounded: false } : this.#millionths(line.quantity)
    const amount = line.amount === null ? null : this.#millionths(line.amount)
    const notes = [
      ...(quantity.rounded ? (['quantity_rounded'] as const) : []),
      ...(amount?.rounded === true ? (['amount_rounded'] as const) : []),
      ...(line.quantity === null ? (['quantity_settled'] as const) : []),
    ]
    return [{ place, productId, quantity: quantity.amount, revenue, notes }]
  }

  #settledFor({ place, itemId, amount }: ItemLine): SettledQuantity | undefined {
    return this.#parts.settled.find((one) => one.place === place && one.externalItemId === itemId && one.amount === (amount?.text ?? ''))
  }

  #lacks(problem: SaleDocumentProblem): null {
    this.problem(problem)
    return null
  }

  #millionths(number: NumberText): { readonly amount: number; readonly rounded: boolean } {
    const read = this.#parts.millionths(number)
    if (read.ok) return read.value
    if (!this.problems.some(({ code }) => code === 'amount_too_large')) this.problem({ code: 'amount_too_large' })
    return { amount: 0, rounded: false }
  }
}
