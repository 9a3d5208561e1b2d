import { proportion, shareOf } from '../../shared/units/apportion.ts'
import { isInRange, one } from '../../shared/units/decimal.ts'
import { ExactSum } from '../../shared/units/exact-sum.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import { drawFifo, type OpenLot } from './fifo.ts'
import type {
  BoundaryEntry,
  CostBasis,
  OnHand,
  PlannedEntry,
  PlannedLot,
  PlannedPosting,
  PlannedSettlement,
  PlannedShortage,
  ShortageCounter,
} from './posting.ts'

/** A lot as it is now. */
export interface LotNow extends OnHand {
  readonly lotId: number
  readonly productId: number
}

/** What a product costs where its own stock does not say. */
export interface KnownCost {
  /** The stock when it was last above zero; `null` when there never was any. */
  readonly lastStock: OnHand | null
  readonly unitCost: Money
}

/** The ledger as a plan sees it, looked up as needed. */
export interface Stock {
  readonly lot: (lotId: number) => LotNow
  readonly product: (productId: number) => OnHand
  /** What all the product's lots hold. */
  readonly held: (productId: number) => OnHand
  /** What a document has on a boundary account, or in work in process. */
  readonly booked: (account: BoundaryEntry['account'], document: DocumentRef) => Money
  readonly knownCost: (productId: number) => KnownCost
  /** In FIFO order, as many as the quantity reaches. */
  readonly openLots: (productId: number, quantity: Quantity) => readonly OpenLot[]
}

export interface DrawnFromStock {
  readonly value: Money
  readonly missing: Quantity
  /** Of the entries, one per lot drawn. */
  readonly parts: readonly { readonly place: number; readonly lotId: number; readonly quantity: Quantity; readonly value: Money }[]
}

type SheetHead = Pick<PlannedPosting, 'kind' | 'businessDate' | 'reversesPostingId'>

/** A posting while it is being worked out: its entries so far, and the stock as it stands after them. */
export interface Sheet {
  readonly lot: (lotId: number) => LotNow
  readonly held: (productId: number) => OnHand
  /** Moves quantity and value on a lot; what is left of an empty lot must be worth 0. Returns the entry's place. */
  readonly move: (lotId: number, quantity: Quantity, value: Money, document: DocumentRef, followsEntryId: number | null) => number
  /** Takes a quantity that is there at the lot's own cost: its share of the value, or all of it. Returns its value. */
  readonly take: (lotId: number, quantity: Quantity, document: DocumentRef, followsEntryId: number | null) => Money
  /** Draws FIFO what there is. */
  readonly draw: (productId: number, quantity: Quantity, document: DocumentRef) => DrawnFromStock
  readonly book: (account: BoundaryEntry['account'], value: Money, document: DocumentRef) => void
  /** What this sheet booked there so far. */
  readonly booked: (account: BoundaryEntry['account'], document: DocumentRef) => Money
  /** What a quantity that is not there would cost; `value` is null when it is more than can be kept. */
  readonly costOf: (productId: number, quantity: Quantity) => { readonly value: Money | null; readonly basis: CostBasis }
  readonly openShortage: (
    short: { productId: number; quantity: Quantity; value: Money; saleOn: string; basis: CostBasis; counter: ShortageCounter },
    document: DocumentRef,
  ) => void
  /** Settles (above zero) or opens again (below) part of a shortage. */
  readonly settle: (shortageId: number, productId: number, quantity: Quantity, value: Money, document: DocumentRef) => void
  readonly settledBy: (settlement: PlannedSettlement) => void
  readonly make: (lot: PlannedLot) => void
  readonly voidLot: (lotId: number) => void
  /** The posting; `null` when a quantity or value leaves the range the ledger keeps. */
  readonly close: (head: SheetHead) => PlannedPosting | null
}

const keyOf = (document: DocumentRef) => `${document.kind} ${document.id}`

function onceFor<T>(known: Map<number, T>, id: number, ask: (id: number) => T): T {
  const before = known.get(id)
  if (before !== undefined) return before
  const now = ask(id)
  known.set(id, now)
  return now
}

/** Starts a posting on the stock as it is. */
export function openSheet(stock: Stock): Sheet {
  const entries: PlannedEntry[] = []
  const booked = new Map<string, { account: BoundaryEntry['account']; value: Money; document: DocumentRef }>()
  const newLots: PlannedLot[] = []
  const voidedLotIds: number[] = []
  const shortages: PlannedShortage[] = []
  const settlements: PlannedSettlement[] = []
  const lots = new Map<number, LotNow>()
  /** As the ledger has it, each read once: it does not move while a posting is worked out. */
  const read = { lots: new Map<number, LotNow>(), held: new Map<number, OnHand>() }
  /** What left (below zero) or came to a product's lots, and to its on hand, by this sheet. */
  const moved = new Map<number, { readonly quantity: ExactSum; readonly value: ExactSum; readonly short: ExactSum }>()

  const lot = (lotId: number) => lots.get(lotId) ?? onceFor(read.lots, lotId, stock.lot)
  const moveProduct = (productId: number, quantity: Quantity, value: Money, short: Quantity) => {
    const by = moved.get(productId) ?? { quantity: new ExactSum(), value: new ExactSum(), short: new ExactSum() }
    moved.set(productId, by)
    by.quantity.add(quantity)
    by.value.add(value)
    by.short.add(short)
  }
  const held = (productId: number): OnHand => {
    const before = onceFor(read.held, productId, stock.held)
    const by = moved.get(productId)
    return by === undefined ? before : { quantity: before.quantity + by.quantity.total(), value: before.value + by.value.total() }
  }

  const move: Sheet['move'] = (lotId, quantity, value, document, followsEntryId) => {
    if (quantity === 0 && value === 0) return -1
    const now = lot(lotId)
    lots.set(lotId, { ...now, quantity: now.quantity + quantity, value: now.value + value })
    moveProduct(now.productId, quantity, value, 0)
    return entries.push({ account: 'lot', lotId, productId: now.productId, quantity, value, followsEntryId, document }) - 1
  }

  const take: Sheet['take'] = (lotId, quantity, document, followsEntryId) => {
    if (quantity === 0) return 0
    const now = lot(lotId)
    const value = shareOf(now.value, quantity, now.quantity)
    move(lotId, 0 - quantity, 0 - value, document, followsEntryId)
    return value
  }

  const draw: Sheet['draw'] = (productId, quantity, document) => {
    // What this sheet took already still counts in the ledger, so the pick must reach that much further.
    const gone = Math.max(0, 0 - (moved.get(productId)?.quantity.total() ?? 0))
    const open = stock
      .openLots(productId, quantity + gone)
      .map(({ lotId, remaining, value }) => lots.get(lotId) ?? onceFor(read.lots, lotId, () => ({ lotId, productId, quantity: remaining, value })))
      .filter((now) => now.quantity > 0)
      .map(({ lotId, quantity: remaining, value }) => ({ lotId, remaining, value }))
    const { draws, missing } = drawFifo(open, quantity)
    const parts = draws.map((part) => ({
      place: move(part.lotId, 0 - part.quantity, 0 - part.value, document, null),
      lotId: part.lotId,
      quantity: part.quantity,
      value: part.value,
    }))
    return { value: parts.reduce((sum, part) => sum + part.value, 0), missing, parts }
  }

  const costOf: Sheet['costOf'] = (productId, quantity) => {
    const known = stock.knownCost(productId)
    const now = held(productId)
    const before = onceFor(read.held, productId, stock.held)
    if (now.quantity > 0) return { value: proportion(now.value, quantity, now.quantity), basis: 'stock' }
    const last = before.quantity > 0 ? before : known.lastStock
    if (last !== null) return { value: proportion(last.value, quantity, last.quantity), basis: 'last_known' }
    if (known.unitCost > 0) return { value: proportion(known.unitCost, quantity, one), basis: 'unit_cost' }
    return { value: 0, basis: 'none' }
  }

  const shortageEntry = (productId: number, quantity: Quantity, value: Money, followsEntryId: number | null, document: DocumentRef) => {
    moveProduct(productId, 0, 0, quantity)
    return entries.push({ account: 'shortage', productId, quantity, value, followsEntryId, document }) - 1
  }

  return {
    lot,
    held,
    move,
    take,
    draw,
    costOf,
    book: (account, value, document) => {
      const key = `${account} ${keyOf(document)}`
      const before = booked.get(key)
      booked.set(key, { account, document, value: (before?.value ?? 0) + value })
    },
    booked: (account, document) => booked.get(`${account} ${keyOf(document)}`)?.value ?? 0,
    openShortage: ({ productId, quantity, value, saleOn, basis, counter }, document) => {
      shortages.push({ place: shortageEntry(productId, 0 - quantity, 0 - value, null, document), basis, counter, saleOn })
    },
    settle: (shortageId, productId, quantity, value, document) => {
      shortageEntry(productId, quantity, value, shortageId, document)
    },
    settledBy: (settlement) => {
      settlements.push(settlement)
    },
    make: (made) => {
      newLots.push(made)
      moveProduct(made.productId, made.quantity, made.value, 0)
    },
    voidLot: (lotId) => {
      voidedLotIds.push(lotId)
    },
    close: (head) => {
      const lotsAfter = [...lots.values()].map(({ lotId, quantity, value }) => ({ lotId, remaining: quantity, value }))
      const productsMoved = [...moved].map(([productId, by]) => ({ productId, quantity: by.quantity.total(), value: by.value.total(), short: by.short.total() }))
      const productsAfter = productsMoved.map(({ productId, quantity, value, short }) => {
        const before = stock.product(productId)
        return { productId, quantity: before.quantity + (quantity + short), value: before.value + value }
      })
      const boundaries = [...booked.values()].filter(({ value }) => value !== 0)
      const amounts = [
        ...lotsAfter.flatMap((after) => [after.remaining, after.value]),
        ...productsAfter.flatMap((after) => [after.quantity, after.value]),
        ...productsMoved.flatMap((by) => [by.quantity, by.short, by.quantity + by.short, by.value]),
        ...entries.map(({ value }) => value),
        ...boundaries.map(({ account, document, value }) => stock.booked(account, document) + value),
      ]
      if (!amounts.every(isInRange)) return null
      assertNothingBelowZero(lotsAfter)
      return { ...head, entries: [...entries, ...boundaries], newLots, voidedLotIds, shortages, settlements, lotsAfter, productsAfter }
    },
  }
}

function assertNothingBelowZero(lots: readonly { readonly lotId: number; readonly remaining: Quantity; readonly value: Money }[]): void {
  const wrong = lots.find(({ remaining, value }) => remaining < 0 || value < 0 || (remaining === 0 && value !== 0))
  if (wrong !== undefined) throw new Error(`lot ${wrong.lotId} would hold ${wrong.remaining} worth ${wrong.value}`)
}
