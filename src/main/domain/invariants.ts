import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { buildCost, receivedValue, type BuildCostKind, type CostPerUnit, type TypedCost } from './costing.ts'
import type { Account, OnHand } from './posting.ts'

/** What must hold of the books at all times, in the order in which *Check my books* reports. */
export const invariantNames = [
  'postings_without_gaps',
  'chain',
  'posting_sums_to_zero',
  'follows_its_own',
  'lot_is_sum_of_entries',
  'lot_within_what_was_made',
  'product_is_sum_of_lots',
  'received_lot_is_its_line',
  'finished_lot_is_draws_and_cost_lines',
  'reversed_document_carries_nothing',
  'numbers_without_gaps',
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
  return differ(place, 0, Number(entries.reduce((sum, { value }) => sum + BigInt(value), 0n)))
}

/** An entry changes only what an earlier entry of the same document moved on the same account and lot. */
export function followsItsOwn(entry: CheckedEntry, origin: CheckedEntry | undefined): Difference | null {
  const place = `entry ${entry.entryId}`
  if (origin === undefined || origin.entryId >= entry.entryId) return { place, expected: 'an earlier entry', found: 'none' }
  const movedBy = ({ account, lotId, document }: CheckedEntry) => `${account} ${lotId} of ${document}`
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
  readonly madeQuantity: Quantity
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

/** What the product's balance says is what its lots' entries sum to. */
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
  const expected = lines.map(({ lineNo, productId, quantity, cost }) => [lineNo, productId, quantity, quantity, receivedValue(quantity, cost)])
  const found = lots.map(({ lineNo, productId, madeQuantity, quantity, value }) => [lineNo, productId, madeQuantity, quantity, value])
  return differ(place, JSON.stringify(expected), JSON.stringify(found))
}

export interface BuildRow {
  readonly productId: number
  readonly quantity: Quantity
  readonly costLines: readonly { readonly kind: BuildCostKind; readonly value: Money; readonly cost: CostPerUnit }[]
}

/** An executed build made one lot, worth what it drew and its cost lines × units, each rounded once. */
export function finishedLotIsDrawsAndCostLines(
  place: string,
  build: BuildRow | undefined,
  entries: readonly CheckedEntry[],
  lots: readonly MadeLotRow[],
): Difference | null {
  if (build === undefined) return { place, expected: 'a build', found: 'none' }
  let drawn = 0
  const booked: Record<BuildCostKind, Money> = { labor: 0, overhead: 0, other: 0 }
  for (const { account, quantity, value } of entries) {
    if (account === 'lot' && quantity < 0) drawn -= value
    else if (account === 'labor' || account === 'overhead' || account === 'other') booked[account] -= value
  }
  const owed: Record<BuildCostKind, Money> = { labor: 0, overhead: 0, other: 0 }
  for (const { kind, cost } of build.costLines) owed[kind] += buildCost(cost, build.quantity) ?? Number.NaN
  const value = drawn + owed.labor + owed.overhead + owed.other
  const expected = [owed, [[build.productId, build.quantity, build.quantity, value]]]
  const found = [booked, lots.map((lot) => [lot.productId, lot.madeQuantity, lot.quantity, lot.value])]
  return differ(place, JSON.stringify(expected), JSON.stringify(found)) ?? linesAreRounded(place, build)
}

function linesAreRounded(place: string, { quantity, costLines }: BuildRow): Difference | null {
  const expected = costLines.map(({ cost }) => buildCost(cost, quantity))
  return differ(place, JSON.stringify(expected), JSON.stringify(costLines.map(({ value }) => value)))
}

/** Document numbers count from 1 without gaps. */
export function numbersWithoutGaps(place: string, numbers: { readonly count: number; readonly smallest: number | null; readonly largest: number | null }): Difference | null {
  const { count, smallest, largest } = numbers
  const expected = count === 0 ? 'none' : `1 to ${count}`
  return differ(place, expected, count === 0 && largest === null ? 'none' : `${smallest} to ${largest}`)
}
