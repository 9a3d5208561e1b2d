import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { multiplyMillionths, sumInRange } from '../../../shared/units/apportion.ts'
import { formatMillionths, one } from '../../../shared/units/decimal.ts'
import { parseMoney, type Money } from '../../../shared/units/money.ts'
import { formatQuantity, parseQuantity } from '../../../shared/units/quantity.ts'

type Details = OutputOf<'query', 'sale.get'>
export type Treatment = NonNullable<Details['treatment']>

export interface LineProduct {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  /** As it was when it was chosen; not known of a line that was recorded before. */
  readonly onHand?: number
}

/** One finished good as it is typed. Its key stays while lines come and go. */
export interface LineDraft {
  readonly key: string
  readonly product: LineProduct | null
  readonly quantity: string
  readonly price: string
  /** What the price is for: one unit, or all of the line. */
  readonly per: 'unit' | 'line'
}

export interface SaleDraft {
  readonly customer: string
  readonly saleDate: string
  readonly reference: string
  /** Of a return; `null` takes the company's choice. */
  readonly treatment: Treatment | null
  readonly notes: string
  /** Said of a new sale; of one that is recorded, its page says it. */
  readonly alsoInQuickbooks: boolean
  readonly lines: readonly LineDraft[]
}

export type NewKey = () => string

const emptyLine = (newKey: NewKey): LineDraft => ({ key: newKey(), product: null, quantity: '', price: '', per: 'unit' })

/** A sale nobody has typed in yet. */
export function blankSale(saleDate: string, newKey: NewKey): SaleDraft {
  return { customer: '', saleDate, reference: '', treatment: null, notes: '', alsoInQuickbooks: false, lines: [emptyLine(newKey)] }
}

/** A recorded sale or return as it would be typed. */
export function draftOf({ sale, typedReference, treatment, notes, alsoInQuickbooks, lines }: Details, newKey: NewKey): SaleDraft {
  const typed = lines.map(({ product, quantity, revenue }): LineDraft => {
    return { key: newKey(), product, quantity: formatQuantity(Math.abs(quantity)), ...typedPrice(Math.abs(quantity), Math.abs(revenue)) }
  })
  return { customer: sale.customer, saleDate: sale.saleDate, reference: typedReference, treatment, notes, alsoInQuickbooks, lines: withEmptyLine(typed, newKey) }
}

/** A revenue as a price for one unit where that is exact, else for the line. */
function typedPrice(quantity: number, revenue: Money): Pick<LineDraft, 'price' | 'per'> {
  const [all, by] = [BigInt(revenue) * BigInt(one), BigInt(quantity)]
  const exact = by > 0n && all % by === 0n && all / by <= BigInt(Number.MAX_SAFE_INTEGER)
  return { price: formatMillionths(exact ? Number(all / by) : revenue, 2, 6), per: exact ? 'unit' : 'line' }
}

export function isEmptyLine({ product, quantity, price }: LineDraft): boolean {
  return product === null && quantity.trim() === '' && price.trim() === ''
}

/** The lines with one empty line at the end to go on typing in. */
export function withEmptyLine(lines: readonly LineDraft[], newKey: NewKey): readonly LineDraft[] {
  const last = lines.at(-1)
  return last && isEmptyLine(last) ? lines : [...lines, emptyLine(newKey)]
}

/** What a line brings: quantity × price rounded once. `null` while it is not complete, or when it is too large to say. */
export function lineRevenue({ quantity, price, per }: LineDraft): Money | null {
  const [count, amount] = [parseQuantity(quantity), parseMoney(price)]
  if (!count.ok || !amount.ok) return null
  return per === 'line' ? amount.value : multiplyMillionths(count.value, amount.value)
}

/** Whether the price of all units is rounded to be kept: the product has more decimals than money has. */
export function isRounded({ quantity, price, per }: LineDraft): boolean {
  const [count, amount] = [parseQuantity(quantity), parseMoney(price)]
  return per === 'unit' && count.ok && amount.ok && (BigInt(count.value) * BigInt(amount.value)) % BigInt(one) !== 0n
}

/** What of each line is more than was on hand when its product was chosen, once the lines before it have theirs; 0 where that is not known. */
export function shortOfLines(lines: readonly LineDraft[]): number[] {
  const taken = new Map<number, number>()
  return lines.map(({ product, quantity }) => {
    const count = parseQuantity(quantity)
    // A line that was recorded before has its goods already.
    if (!count.ok || product?.onHand === undefined) return 0
    const before = taken.get(product.productId) ?? 0
    taken.set(product.productId, before + count.value)
    return Math.max(0, count.value - Math.max(0, product.onHand - before))
  })
}

export interface SaleTotals {
  readonly lines: number
  /** Lines whose revenue cannot be told yet. */
  readonly incomplete: number
  /** What the complete lines bring; `null` when it is too large to say. */
  readonly revenue: Money | null
}

export function saleTotals(lines: readonly LineDraft[]): SaleTotals {
  const revenues = lines.filter((line) => !isEmptyLine(line)).map(lineRevenue)
  const known = revenues.filter((revenue) => revenue !== null)
  return { lines: revenues.length, incomplete: revenues.length - known.length, revenue: sumInRange(known) }
}

/** The lines that say something, as the commands take them, and which line on the screen each of them is. */
export interface SentLines {
  readonly lines: DraftOf<'command', 'sale.record'>['lines']
  readonly lineKeys: readonly string[]
}

export function linesToSend({ lines }: SaleDraft): SentLines {
  const said = lines.filter((line) => !isEmptyLine(line))
  // Without any line an empty one is sent, so that the refusal lands beside its fields.
  const filled = said.length === 0 ? lines.slice(0, 1) : said
  return {
    // Without a product it is sent all the same, so that the refusal lands beside the field.
    lines: filled.map((line) => ({ productId: line.product?.productId ?? 0, quantity: line.quantity, revenue: revenueText(line) })),
    lineKeys: filled.map(({ key }) => key),
  }
}

/** The revenue as text; what was typed as it is while it is no price, so that what is wrong with it is told. */
function revenueText(line: LineDraft): string {
  const revenue = lineRevenue(line)
  if (revenue !== null) return formatMillionths(revenue, 0, 6)
  const price = parseMoney(line.price)
  // With a price that is right it is the quantity that is wrong, unless both together are too much.
  return price.ok && !parseQuantity(line.quantity).ok ? '0' : price.ok ? '99999999999999' : line.price
}
