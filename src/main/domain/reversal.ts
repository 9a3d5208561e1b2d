import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import { onHandAfter, type BoundaryAccount, type LotAfter, type OnHand, type PlannedEntry, type PlannedPosting } from './posting.ts'

/** What a document carries on an account now: all it moved there, less what was taken back, at the value it has today. */
export type Carried = CarriedOnLot | CarriedOnBoundary

export interface CarriedOnLot {
  readonly account: 'lot'
  readonly lotId: number
  readonly productId: number
  /** The entry that first moved it. */
  readonly entryId: number
  /** Below zero for a draw, above for what the document made. */
  readonly quantity: Quantity
  readonly value: Money
}

export interface CarriedOnBoundary {
  readonly account: BoundaryAccount
  readonly value: Money
}

/** A lot the document made, as it is now. */
export interface MadeLot {
  readonly lotId: number
  readonly madeQuantity: Quantity
  readonly remaining: Quantity
}

/** Whether all the lot was made with is in it, so that nothing stands on it. */
export function isWhole(lot: MadeLot): boolean {
  return lot.remaining === lot.madeQuantity
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

/** A document about to be taken back; the lots it made are whole. */
export interface ReversalRequest {
  readonly postingId: number
  readonly businessDate: BusinessDate
  readonly carried: readonly Carried[]
  readonly madeLots: readonly MadeLot[]
  /** Every lot it carries something on, its own too. */
  readonly lots: ReadonlyMap<number, OnHand>
  readonly products: ReadonlyMap<number, OnHand>
}

/**
 * Decides the posting that takes back what a document carries now: afterwards it carries nothing on any account, each lot
 * has its quantity back at the carried value, and the lots it made are voided. Throws when a lot it made is not whole.
 */
export function planReversal(request: ReversalRequest): PlannedPosting {
  if (!request.madeLots.every(isWhole)) throw new Error('a lot that was used cannot be taken back')
  const entries: PlannedEntry[] = request.carried.map((held) =>
    held.account === 'lot'
      ? {
          account: 'lot',
          lotId: held.lotId,
          productId: held.productId,
          quantity: 0 - held.quantity,
          value: 0 - held.value,
          followsEntryId: held.entryId,
        }
      : { account: held.account, value: 0 - held.value },
  )
  const lotEntries = entries.filter((entry) => entry.account === 'lot')
  const productsAfter = onHandAfter(request.products, lotEntries)
  if (productsAfter === null) throw new Error('taking back leaves the range of exact amounts')
  return {
    kind: 'reversal',
    businessDate: request.businessDate,
    reversesPostingId: request.postingId,
    entries,
    newLots: [],
    voidedLotIds: request.madeLots.map(({ lotId }) => lotId),
    lotsAfter: lotsAfter(request.lots, lotEntries),
    productsAfter,
  }
}

function lotsAfter(
  before: ReadonlyMap<number, OnHand>,
  movements: readonly { readonly lotId: number; readonly quantity: Quantity; readonly value: Money }[],
): LotAfter[] {
  const after = new Map<number, LotAfter>()
  for (const { lotId, quantity, value } of movements) {
    const loaded = before.get(lotId)
    if (loaded === undefined) throw new Error(`lot ${lotId} was not loaded`)
    const now = after.get(lotId) ?? { lotId, remaining: loaded.quantity, value: loaded.value }
    after.set(lotId, { lotId, remaining: now.remaining + quantity, value: now.value + value })
  }
  return [...after.values()]
}
