import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { buildCost, receivedValue, type BuildCostKind, type CostPerUnit, type TypedCost } from './costing.ts'
import type { Account, OnHand } from './posting.ts'
import type { BuildStatus } from './quality.ts'

/** What must hold of the books at all times, in the order in which *Check my books* reports. */
export const invariantNames = [
  'postings_without_gaps',
  'chain',
  'posting_sums_to_zero',
  'document_sums_to_zero',
  'follows_its_own',
  'returned_within_drawn',
  'lot_is_sum_of_entries',
  'lot_within_what_was_made',
  'product_is_sum_of_lots',
  'received_lot_is_its_line',
  'finished_lot_is_draws_and_cost_lines',
  'work_in_process_is_draws_in_review',
  'cost_of_goods_sold_is_sales_and_returns',
  'sale_moved_what_it_says',
  'sale_figures_are_sums',
  'shortage_is_sum_of_open_ones',
  'no_open_lot_beside_open_shortage',
  'reversed_document_carries_nothing',
  'numbers_without_gaps',
  'events_have_exports',
  'commands_chained',
  'rows_are_as_written',
  'search_text_is_folded_anew',
  'listed_as_numbered',
  'nothing_missing_since_backups',
  'backups_are_as_made',
] as const
export type InvariantName = (typeof invariantNames)[number]

/** Where the books and their recomputation part, and how. */
export interface Difference {
  /** Such as `posting 17` or `lot 4`. */
  readonly place: string
  readonly expected: string
  readonly found: string
}

/** `null` when both are the same. */
export function differ(place: string, expected: string | number | null, found: string | number | null): Difference | null {
  return expected === found ? null : { place, expected: String(expected), found: String(found) }
}

export interface CheckedEntry {
  readonly entryId: number
  readonly account: Account
  readonly lotId: number | null
  readonly quantity: Quantity
  readonly value: Money
  readonly document: string
}

export function postingSumsToZero(place: string, entries: readonly CheckedEntry[]): Difference | null {
  return differ(place, 0, sumOfValues(entries))
}

/** Exact as long as it matters: a float's sum is, while it stays within 53 bits, and beyond that BigInt adds up. */
function sumOfValues(entries: readonly CheckedEntry[]): number {
  let sum = 0
  for (const { value } of entries) {
    sum += value
    if (!Number.isSafeInteger(sum)) return Number(entries.reduce((exact, entry) => exact + BigInt(entry.value), 0n))
  }
  return sum
}

/** What a posting moves on behalf of a document sums to zero too: no document's value hides in another's. */
export function documentsSumToZero(place: string, entries: readonly CheckedEntry[]): Difference | null {
  const [first] = entries
  // Most postings move one document.
  if (entries.every(({ document }) => document === first?.document)) return first === undefined ? null : differ(`${first.document} in ${place}`, 0, sumOfValues(entries))
  const sums = new Map<string, bigint>()
  for (const { document, value } of entries) sums.set(document, (sums.get(document) ?? 0n) + BigInt(value))
  for (const [document, sum] of sums) {
    if (sum !== 0n) return differ(`${document} in ${place}`, 0, Number(sum))
  }
  return null
}

/**
 * An entry changes only what an earlier entry of the same document moved on the same account and lot; a return changes a
 * sale's draw besides.
 */
export function followsItsOwn(entry: CheckedEntry, origin: CheckedEntry | undefined): Difference | null {
  const place = `entry ${entry.entryId}`
  if (origin === undefined || origin.entryId >= entry.entryId) return { place, expected: 'an earlier entry', found: 'none' }
  const isReturn = origin.account === 'lot' && origin.quantity < 0 && origin.document.startsWith('sale ') && entry.document.startsWith('sale ')
  const movedBy = ({ account, lotId, document }: CheckedEntry) => `${account} ${lotId} of ${isReturn ? 'a sale' : document}`
  return differ(place, movedBy(origin), movedBy(entry))
}

export interface CheckedLotBalance extends OnHand {
  readonly lotId: number
  readonly productId: number
  readonly receivedOn: string
}

export interface CheckedLot {
  readonly lotId: number
  readonly productId: number
  readonly receivedOn: string
}

/** What the balance says is what the lot's entries sum to, under the lot's own product and day. */
export function lotIsSumOfEntries(lot: CheckedLot, balance: CheckedLotBalance | undefined, entries: OnHand): Difference | null {
  const place = `lot ${lot.lotId}`
  if (balance === undefined) return { place, expected: amounts(entries), found: 'no balance' }
  return (
    differ(place, lot.productId, balance.productId) ?? differ(place, lot.receivedOn, balance.receivedOn) ?? differInAmounts(place, entries, balance)
  )
}

/** A lot holds nothing below zero, never more than it was made with, and is worth nothing when it is empty. */
export function lotWithinWhatWasMade(lotId: number, madeQuantity: Quantity, { quantity, value }: OnHand): Difference | null {
  const holds = quantity >= 0 && value >= 0 && quantity <= madeQuantity && (quantity > 0 || value === 0)
  return holds ? null : { place: `lot ${lotId}`, expected: `0 to ${madeQuantity}, worth 0 when empty`, found: `quantity ${quantity}, value ${value}` }
}

/** What the product's balance says is what its lots' entries sum to, less what is short of it. */
export function productIsSumOfLots(productId: number, lots: OnHand, balance: OnHand | undefined): Difference | null {
  const place = `product ${productId}`
  return balance === undefined ? { place, expected: amounts(lots), found: 'no balance' } : differInAmounts(place, lots, balance)
}

function differInAmounts(place: string, expected: OnHand, found: OnHand): Difference | null {
  const same = expected.quantity === found.quantity && expected.value === found.value
  return same ? null : { place, expected: amounts(expected), found: amounts(found) }
}

function amounts({ quantity, value }: OnHand): string {
  return `quantity ${quantity}, value ${value}`
}

/** A lot as its posting made it: its identity, and what its first entry put in. */
export interface MadeLotRow {
  readonly productId: number
  readonly madeQuantity: Quantity
  readonly lineNo: number | null
  readonly quantity: Quantity
  readonly value: Money
}

export interface ReceiptLineRow {
  readonly lineNo: number
  readonly productId: number
  readonly quantity: Quantity
  readonly cost: TypedCost
}

/** A confirmed receipt made one lot per line, of the line's product and quantity, at the line's cost. */
export function receivedLotsAreTheirLines(place: string, lines: readonly ReceiptLineRow[], lots: readonly MadeLotRow[]): Difference | null {
  // A unit of no size is nothing that was ever typed.
  const worth = (quantity: Quantity, cost: TypedCost) => ('unitSize' in cost && cost.unitSize === 0 ? null : receivedValue(quantity, cost))
  const expected = lines.map(({ lineNo, productId, quantity, cost }) => [lineNo, productId, quantity, quantity, worth(quantity, cost)])
  const found = lots.map(({ lineNo, productId, madeQuantity, quantity, value }) => [lineNo, productId, madeQuantity, quantity, value])
  return differ(place, JSON.stringify(expected), JSON.stringify(found))
}

export interface BuildRow {
  readonly productId: number
  readonly quantity: Quantity
  readonly costLines: readonly { readonly kind: BuildCostKind; readonly value: Money; readonly cost: CostPerUnit }[]
}

/** What a build has on each kind of account now. */
export interface BuildHoldings {
  readonly status: BuildStatus | null
  /** What its draws carry. */
  readonly drawn: Money
  /** What it carries of the goods it made. */
  readonly made: Money
  readonly inProcess: Money
  readonly wasted: Money
  readonly booked: Readonly<Record<BuildCostKind, Money>>
}

/** What its cost lines are worth for all units. */
export function costLinesOwed({ costLines, quantity }: BuildRow): Record<BuildCostKind, Money> {
  const owed: Record<BuildCostKind, Money> = { labor: 0, overhead: 0, other: 0 }
  for (const { kind, cost } of costLines) owed[kind] += buildCost(cost, quantity) ?? Number.NaN
  return owed
}

/** A finished build's goods are worth its draws and its cost lines; any other build has neither goods nor cost lines booked. */
export function finishedLotIsDrawsAndCostLines(place: string, { status, drawn, made, booked }: BuildHoldings, owed: Record<BuildCostKind, Money>): Difference | null {
  const finished = status === 'done' || status === 'approved'
  const expected = finished ? [drawn + owed.labor + owed.overhead + owed.other, owed] : [0, { labor: 0, overhead: 0, other: 0 }]
  return differ(place, JSON.stringify(expected), JSON.stringify([made, booked]))
}

/** What is in process is what the draws of a build in review carry; what is wasted, those of a rejected one. */
export function inProcessIsDrawsInReview(place: string, { status, drawn, inProcess, wasted }: BuildHoldings): Difference | null {
  const expected = [status === 'in_review' ? drawn : 0, status === 'rejected' ? drawn : 0]
  return differ(place, JSON.stringify(expected), JSON.stringify([inProcess, wasted]))
}

/** Each cost line is its cost × units, rounded once. */
export function linesAreRounded(place: string, { quantity, costLines }: BuildRow): Difference | null {
  const expected = costLines.map(({ cost }) => buildCost(cost, quantity))
  return differ(place, JSON.stringify(expected), JSON.stringify(costLines.map(({ value }) => value)))
}

/** Document numbers count from 1 without gaps. */
export function numbersWithoutGaps(place: string, numbers: { readonly count: number; readonly smallest: number | null; readonly largest: number | null }): Difference | null {
  const { count, smallest, largest } = numbers
  const expected = count === 0 ? 'none' : `1 to ${count}`
  return differ(place, expected, count === 0 && largest === null ? 'none' : `${smallest} to ${largest}`)
}
