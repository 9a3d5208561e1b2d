import type { BusinessDate } from '../../shared/units/business-date.ts'
import { isInRange } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { BuildCostKind } from './costing.ts'
import type { DocumentRef } from './document.ts'

/** Accounts at the edge of the ledger: value comes in from them or leaves to them. */
export type BoundaryAccount = BuildCostKind | 'supplier' | 'opening' | 'cost_of_goods_sold' | 'waste' | 'adjustment'
export type Account = BoundaryAccount | 'lot' | 'work_in_process' | 'shortage'

/** What happened. The window has a sentence for each. */
export const postingKinds = [
  'receipt',
  'receipt_quantity',
  'late_cost',
  'receipt_voided',
  'build',
  'build_to_review',
  'build_approved',
  'approval_undone',
  'build_rejected',
  'rejection_undone',
  'build_reversed',
  'opening',
  'found',
  'adjustment',
  'adjustment_reversed',
  'sale',
  'sale_edited',
  'sale_voided',
  'return',
  'return_edited',
  'return_voided',
  'return_moved',
  'settlement',
  'settlement_undone',
] as const
export type PostingKind = (typeof postingKinds)[number]

/** Postings after which their document carries nothing on any account. */
export const takingBack: ReadonlySet<string> = new Set<PostingKind>(['receipt_voided', 'build_reversed', 'adjustment_reversed'])

/** A movement on an account. Below zero, quantity or value leaves it. Without a document it belongs to the posting's own. */
export type PlannedEntry = LotEntry | ShortageEntry | BoundaryEntry

export interface LotEntry {
  readonly account: 'lot'
  readonly lotId: number
  readonly productId: number
  readonly quantity: Quantity
  readonly value: Money
  /** The entry whose movement this one changes or takes back; `null` for a movement of its own. */
  readonly followsEntryId: number | null
  readonly document?: DocumentRef
}

/** Below zero opens a shortage, above settles it. */
export interface ShortageEntry {
  readonly account: 'shortage'
  readonly productId: number
  readonly quantity: Quantity
  readonly value: Money
  readonly followsEntryId: number | null
  readonly document?: DocumentRef
}

export interface BoundaryEntry {
  readonly account: BoundaryAccount | 'work_in_process'
  readonly value: Money
  readonly document?: DocumentRef
}

/** Where the cost of a shortage comes from: the stock's average, its last known one, the product's unit cost, or nothing known. */
export type CostBasis = 'stock' | 'last_known' | 'unit_cost' | 'none'
export type ShortageCounter = 'cost_of_goods_sold' | 'adjustment'

/** A shortage that the posting opens. */
export interface PlannedShortage {
  /** Place among the planned entries of the one that opens it. */
  readonly place: number
  readonly basis: CostBasis
  readonly counter: ShortageCounter
  readonly saleOn: BusinessDate
}

/** A draw that settles a shortage. */
export interface PlannedSettlement {
  /** Place among the planned entries of the draw. */
  readonly place: number
  readonly shortageId: number
  /** What had been booked for what it settles. */
  readonly booked: Money
}

/** A lot that the posting makes, with all that it holds at first. */
export interface PlannedLot {
  readonly productId: number
  readonly number: string
  readonly quantity: Quantity
  readonly value: Money
  readonly receivedOn: BusinessDate
  readonly supplierLot: string | null
  readonly expiresOn: BusinessDate | null
  /** The line of the document that makes it; `null` for a build. */
  readonly lineNo: number | null
}

export interface LotAfter {
  readonly lotId: number
  readonly remaining: Quantity
  readonly value: Money
}

/** A quantity and what it is worth. On hand of a product is its lots less its open shortage; its value is that of the lots alone. */
export interface OnHand {
  readonly quantity: Quantity
  readonly value: Money
}

export interface ProductAfter extends OnHand {
  readonly productId: number
}

/** One stock event, decided but not written. */
export interface PlannedPosting {
  readonly kind: PostingKind
  readonly businessDate: BusinessDate
  readonly reversesPostingId: number | null
  readonly entries: readonly PlannedEntry[]
  readonly newLots: readonly PlannedLot[]
  /** Lots that are no more: what made them was taken back. */
  readonly voidedLotIds: readonly number[]
  readonly shortages?: readonly PlannedShortage[]
  readonly settlements?: readonly PlannedSettlement[]
  /** What every touched balance must read afterwards; the ledger compares before it commits. */
  readonly lotsAfter: readonly LotAfter[]
  readonly productsAfter: readonly ProductAfter[]
}

/** Throws unless the posting's value sums to exactly zero: anything else is a defect of the rule that planned it. */
export function assertBalanced(posting: Pick<PlannedPosting, 'kind' | 'entries' | 'newLots'>): void {
  // On the way the sum may leave the range that plain numbers keep exactly; what left it is carried over.
  let [sum, carried] = [0, 0n]
  const add = ({ value }: { readonly value: Money }) => {
    const next = sum + value
    if (!isInRange(next)) carried += BigInt(sum)
    sum = isInRange(next) ? next : value
  }
  posting.entries.forEach(add)
  posting.newLots.forEach(add)
  const exact = carried + BigInt(sum)
  if (exact !== 0n) throw new Error(`a ${posting.kind} posting sums to ${exact} and not to 0`)
}

/** An entry on a boundary account, or nothing when there is nothing to move. */
export function boundary(account: BoundaryAccount, value: Money): BoundaryEntry[] {
  return value === 0 ? [] : [{ account, value }]
}

/**
 * On hand after movements, one row per product in the order first met; `null` when a quantity or value leaves the range
 * the ledger keeps. Throws for a product whose balance was not loaded.
 */
export function onHandAfter(
  before: ReadonlyMap<number, OnHand>,
  movements: Iterable<{ readonly productId: number; readonly quantity: Quantity; readonly value: Money }>,
): ProductAfter[] | null {
  const after = new Map<number, OnHand>()
  for (const { productId, quantity, value } of movements) {
    const now = after.get(productId) ?? before.get(productId)
    if (now === undefined) throw new Error(`the balance of product ${productId} was not loaded`)
    after.set(productId, { quantity: now.quantity + quantity, value: now.value + value })
  }
  const rows = [...after].map(([productId, onHand]) => ({ productId, ...onHand }))
  return rows.every(({ quantity, value }) => isInRange(quantity) && isInRange(value)) ? rows : null
}
