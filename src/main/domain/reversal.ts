import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import { bookDifference, takeOutAddition, type Addition } from './pool.ts'
import type { BoundaryAccount, PlannedPosting, PostingKind } from './posting.ts'
import type { Sheet } from './sheet.ts'

/** What a document carries on an account now: all it moved there, less what was taken back, at the value it has today. */
export type Carried = CarriedOnLot | CarriedElsewhere

export interface CarriedOnLot {
  readonly account: 'lot'
  readonly lotId: number
  readonly productId: number
  /** The entry that first moved it. */
  readonly entryId: number
  /** Below zero for a draw, above for what the document made or added. */
  readonly quantity: Quantity
  readonly value: Money
}

export interface CarriedElsewhere {
  readonly account: BoundaryAccount | 'work_in_process'
  readonly value: Money
}

/** A lot that a document made, as it is now. */
export interface MadeLot {
  readonly lotId: number
  /** What the document put into it, corrections included. */
  readonly madeQuantity: Quantity
  readonly remaining: Quantity
  /** Whether anything else holds a draw on it, or added to it; settlements have given way by then. */
  readonly held: boolean
}

/** Whether all the lot was made with is in it, and nothing stands on it. */
export function isWhole(lot: MadeLot): boolean {
  return lot.remaining === lot.madeQuantity && !lot.held
}

/** A document that holds a draw on a lot. */
export interface Holder extends DocumentRef {
  /** The newest posting by which it holds the draw. */
  readonly postingId: number
}

/** The way from lots to what used them, looked up as needed. */
export interface UseGraph {
  /** Documents that hold a draw on the lot now. */
  readonly holdersOf: (lotId: number) => readonly Holder[]
  /** Lots the document made that are not voided. */
  readonly lotsMadeBy: (document: DocumentRef) => readonly number[]
}

/**
 * Every document that stands on one of the lots, to any depth, in the order in which to undo them: what was posted last
 * comes first, as nothing can draw on a lot before the lot is made.
 */
export function documentsInTheWay(lotIds: readonly number[], graph: UseGraph): Holder[] {
  const found = new Map<string, Holder>()
  const open = [...lotIds]
  for (let lotId = open.pop(); lotId !== undefined; lotId = open.pop()) {
    for (const holder of graph.holdersOf(lotId)) {
      const key = `${holder.kind} ${holder.id}`
      const before = found.get(key)
      if (before === undefined) open.push(...graph.lotsMadeBy(holder))
      if (before === undefined || holder.postingId > before.postingId) found.set(key, holder)
    }
  }
  return [...found.values()].toSorted((a, b) => b.postingId - a.postingId)
}

/** A document about to be taken back. Its own lots are whole, and what it added elsewhere is still there. */
export interface ReversalRequest {
  readonly kind: PostingKind
  readonly document: DocumentRef
  readonly postingId: number
  readonly businessDate: BusinessDate
  /** All that it carries but its additions. */
  readonly carried: readonly Carried[]
  readonly madeLots: readonly MadeLot[]
  readonly additions: readonly Addition[]
  /** What goes on in work in process: the components of a build whose approval is taken back. */
  readonly inProcess: Money
  /** The adjustment that takes the difference, should an average make one. */
  readonly adjustment: DocumentRef
}

export interface PlannedReversal {
  /** `null` when an amount cannot be kept. */
  readonly posting: PlannedPosting | null
  /** Differences that a pool's average made, one per addition that has one. */
  readonly differences: readonly { readonly lotId: number; readonly value: Money }[]
}

/**
 * Decides the posting that takes back what a document carries now: afterwards it carries nothing on any account, each lot
 * has its quantity back at the carried value, and the lots it made are voided. Throws when a lot it made is not whole.
 */
export function planReversal(sheet: Sheet, request: ReversalRequest): PlannedReversal {
  const { kind, document, postingId, businessDate, carried, madeLots, additions, inProcess, adjustment } = request
  if (!madeLots.every(isWhole)) throw new Error('a lot that was used cannot be taken back')
  for (const held of carried) {
    if (held.account === 'lot') sheet.move(held.lotId, 0 - held.quantity, 0 - held.value, document, held.entryId)
    else sheet.book(held.account, 0 - held.value, document)
  }
  sheet.book('work_in_process', inProcess, document)
  const differences: { lotId: number; value: Money }[] = []
  for (const addition of additions) {
    const value = takeOutAddition(sheet, addition, document)
    if (value === 0) continue
    bookDifference(sheet, addition.lotId, value, adjustment)
    differences.push({ lotId: addition.lotId, value })
  }
  for (const { lotId } of madeLots) {
    // What an earlier average left in the lot belongs to nobody once the lot is gone.
    const { value } = sheet.lot(lotId)
    if (value !== 0) {
      bookDifference(sheet, lotId, value, adjustment)
      differences.push({ lotId, value })
    }
    sheet.voidLot(lotId)
  }
  return { posting: sheet.close({ kind, businessDate, reversesPostingId: postingId }), differences }
}
