import type { Account, Adjustment, Books, Lot, ReceiptLine } from './books.ts'
import {
  addTo,
  addToPool,
  averageCost,
  checkDate,
  drawFrom,
  giveBack,
  heldBy,
  keep,
  lotOf,
  makeLot,
  noteAverages,
  poolOf,
  productOf,
  Refused,
  refuseTaken,
  takeWhole,
} from './stock.ts'
import { shareOf, times } from './exact.ts'
import { takeOut } from './pool.ts'
import { costOfBuild } from './builds.ts'
import { returnAgain } from './sales.ts'
import { giveWay } from './shortages.ts'
import { refuseUnlessWhole } from './undo.ts'

export interface Adjusted {
  readonly adjustment: Adjustment
  /** Signed: what came in or went out. */
  readonly quantity: bigint
  readonly value: bigint
}

function write(books: Books, fields: Pick<Adjustment, 'date' | 'what' | 'account'>): Adjustment {
  const number = books.adjustments.length + 1
  const adjustment: Adjustment = { ...fields, key: `adjustment ${number}`, id: 0, number, lot: 0, ownLot: false, value: 0n, state: 'posted' }
  books.adjustments.push(adjustment)
  return adjustment
}

/** Stock from before the books began: an opening lot, or into the pool. */
export function openStock(books: Books, input: { productId: number; quantity: bigint; cost: ReceiptLine['cost']; date: string }): Adjusted {
  const { productId, quantity, cost, date } = input
  const number = `OPEN-${productOf(books, productId).sku}`
  checkDate(books, 'businessDate', date)
  if (books.receiving) refuseTaken(books, productId, number)
  const value = keep(cost.per === 'line' ? cost.amount : times(cost.amount, quantity))
  const adjustment = write(books, { date, what: 'opening', account: 'opening' })
  if (books.receiving) {
    const lot = makeLot(books, { productId, number, receivedOn: date, maker: adjustment.key, quantity, value, from: 'opening' })
    adjustment.lot = lot.n
    adjustment.ownLot = true
    adjustment.value = value
  } else {
    adjustment.lot = addToPool(books, adjustment.key, { productId, quantity, value, date }, 'opening').lot
  }
  return { adjustment, quantity, value }
}

export type PoolChange =
  | { readonly by: 'add'; readonly quantity: bigint; readonly unitCost: bigint | null }
  | { readonly by: 'remove'; readonly quantity: bigint }
  | { readonly by: 'count'; readonly counted: bigint }

export function adjustPool(books: Books, input: { productId: number; change: PoolChange; reason: string; date: string }): Adjusted {
  if (books.receiving) throw new Refused('adjustment.receiving_on')
  const { productId, change, reason, date } = input
  productOf(books, productId)
  const inPool = poolOf(books, productId)?.quantity ?? 0n
  const signed = change.by === 'add' ? change.quantity : change.by === 'remove' ? -change.quantity : change.counted - inPool
  if (signed === 0n) throw new Refused('adjustment.changes_nothing')
  if (-signed > inPool) throw new Refused('adjustment.more_than_there_is', { quantity: -signed, onHand: inPool })
  checkDate(books, 'businessDate', date)
  if (signed < 0n) return removeFrom(books, poolOf(books, productId), -signed, date, reason === 'breakage_or_loss' ? 'waste' : 'adjustment')
  const unitCost = change.by === 'add' ? change.unitCost : null
  const value = unitCost === null ? averageCost(books, productId, signed) : times(unitCost, signed)
  const adjustment = write(books, { date, what: 'add', account: 'adjustment' })
  adjustment.lot = addToPool(books, adjustment.key, { productId, quantity: signed, value, date }, 'adjustment').lot
  return { adjustment, quantity: signed, value }
}

function removeFrom(books: Books, lot: Lot | undefined, quantity: bigint, date: string, account: Account): Adjusted {
  if (lot === undefined) throw new Error('there is nothing to remove from')
  const adjustment = write(books, { date, what: 'remove', account })
  adjustment.lot = lot.n
  const draw = drawFrom(books, adjustment.key, lot, quantity, account)
  return { adjustment, quantity: -quantity, value: -draw.value }
}

export type LotChange = { readonly by: 'signed'; readonly quantity: bigint } | { readonly by: 'count'; readonly counted: bigint }

export function adjustLot(books: Books, input: { lot: number | null; lotId: number; change: LotChange; reason: string; date: string }): Adjusted {
  if (!books.receiving) throw new Refused('adjustment.receiving_off')
  const { change, reason, date } = input
  const lot = books.lots.find(({ n }) => n === input.lot)
  if (lot === undefined) throw new Refused('lot.not_found', { lotId: input.lotId })
  if (lot.voided) throw new Refused('lot.is_voided', { number: lot.number })
  const signed = change.by === 'signed' ? change.quantity : change.counted - lot.quantity
  const loss = reason === 'breakage' || reason === 'loss'
  if (signed === 0n) throw new Refused('adjustment.changes_nothing')
  if (signed > 0n && loss) throw new Refused('adjustment.loss_must_be_negative')
  if (-signed > lot.quantity) throw new Refused('adjustment.more_than_there_is', { quantity: -signed, onHand: lot.quantity })
  checkDate(books, 'businessDate', date)
  if (signed < 0n) return removeFrom(books, lot, -signed, date, loss ? 'waste' : 'adjustment')
  const value = keep(valueOfMore(books, lot, signed))
  const adjustment = write(books, { date, what: 'add', account: 'adjustment' })
  adjustment.lot = lot.n
  addTo(books, adjustment.key, lot, signed, value, 'adjustment')
  return { adjustment, quantity: signed, value }
}

/** Stock that turned up and belongs to no lot becomes a lot of its own. */
export function findStock(books: Books, input: { productId: number; quantity: bigint; unitCost: bigint | null; date: string }): Adjusted {
  if (!books.receiving) throw new Refused('adjustment.receiving_off')
  const { productId, quantity, unitCost, date } = input
  productOf(books, productId)
  checkDate(books, 'businessDate', date)
  const value = unitCost === null ? averageCost(books, productId, quantity) : times(unitCost, quantity)
  const adjustment = write(books, { date, what: 'add', account: 'adjustment' })
  const found = books.lots.filter(({ number }) => /^FOUND-\d+$/.test(number)).length
  const number = `FOUND-${found + 1}`
  adjustment.lot = makeLot(books, { productId, number, receivedOn: date, maker: adjustment.key, quantity, value, from: 'adjustment' }).n
  adjustment.ownLot = true
  adjustment.value = value
  return { adjustment, quantity, value }
}

/** A lot that is counted up gains at its own cost; an empty one at the cost it was made with, as that stands today. */
function valueOfMore(books: Books, lot: Lot, quantity: bigint): bigint {
  const { value, quantity: whole } = lot.quantity > 0n ? lot : madeWith(books, lot)
  return whole === 0n ? 0n : shareOf(value, quantity, whole)
}

function madeWith(books: Books, lot: Lot): { value: bigint; quantity: bigint } {
  const build = books.builds.find((one) => one.lot === lot.n)
  if (build !== undefined) return { value: costOfBuild(books, build), quantity: build.quantity }
  const nothing = { value: 0n, quantity: 0n }
  if (lot.pool) return books.additions.find((one) => one.lot === lot.n) ?? nothing
  const line = books.receipts.flatMap(({ lines }) => lines).find((one) => one.lot === lot.n)
  const adjustment = books.adjustments.find((one) => one.ownLot && one.lot === lot.n)
  const own = books.returnLots.find((one) => one.lot === lot.n)
  return line ?? own ?? (adjustment === undefined ? nothing : { value: adjustment.value, quantity: lot.made })
}

export function reverseAdjustment(books: Books, adjustmentId: number): Adjustment {
  const adjustment = books.adjustments.find(({ id }) => id === adjustmentId)
  if (adjustment === undefined) throw new Refused('adjustment.not_found', { adjustmentId })
  if (adjustment.state === 'reversed') throw new Refused('document.already_reversed')
  for (const draw of heldBy(books, adjustment.key)) giveBack(books, draw, draw.quantity, adjustment.account)
  if (adjustment.ownLot) takeOwnLot(books, adjustment)
  else returnAgain(books, takeOut(books, adjustment.key, adjustment.account))
  adjustment.state = 'reversed'
  return adjustment
}

function takeOwnLot(books: Books, adjustment: Adjustment): void {
  const lot = lotOf(books, adjustment.lot)
  refuseUnlessWhole(books, [lot], adjustment.key)
  const homeless = giveWay(books, lot.n)
  takeWhole(books, lot, adjustment.value, adjustment.account)
  noteAverages(books)
  returnAgain(books, homeless)
}
