import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { multiplyMillionths, proportion } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import { bringIn, type Intake } from './pool.ts'
import type { BoundaryAccount, OnHand, PlannedPosting } from './posting.ts'
import type { Sheet } from './sheet.ts'

/** How an adjustment was typed. */
export type AdjustmentChange = { readonly by: Quantity } | { readonly counted: Quantity }

export type AdjustmentRefusal = AppError<'adjustment.more_than_there_is' | 'adjustment.changes_nothing' | 'amount.too_large'>

/** What was broken or lost is waste; a miscount is a mere correction. */
export function accountOfReason(reason: string): BoundaryAccount {
  return ['breakage', 'loss', 'breakage_or_loss'].includes(reason) ? 'waste' : 'adjustment'
}

/** The refusal of a breakage or loss in a lot that adds to it; `null` when it may stand. */
export function checkLoss(quantity: Quantity, reason: string): AppError<'adjustment.loss_must_be_negative'> | null {
  return quantity > 0 && accountOfReason(reason) === 'waste' ? appError('adjustment.loss_must_be_negative', { field: 'change.quantity' }) : null
}

/** The signed quantity an adjustment moves. Refuses one that moves nothing, and taking more than there is. */
export function adjustedQuantity(change: AdjustmentChange, there: { readonly sku: string; readonly quantity: Quantity }): Result<Quantity, AdjustmentRefusal> {
  const quantity = 'by' in change ? change.by : change.counted - there.quantity
  const field = 'by' in change ? 'change.quantity' : 'change.counted'
  if (quantity === 0) return err(appError('adjustment.changes_nothing', { field }))
  if (quantity < 0 - there.quantity) {
    return err(appError('adjustment.more_than_there_is', { field, sku: there.sku, quantity: 0 - quantity, onHand: there.quantity }))
  }
  return Number.isSafeInteger(quantity) ? ok(quantity) : err(appError('amount.too_large', { field }))
}

/** What a lot gains when it is counted up: its own cost, or when it is empty what it was made with. */
export function valueOfMore(quantity: Quantity, now: OnHand, made: OnHand): Money | null {
  if (now.quantity > 0) return proportion(now.value, quantity, now.quantity)
  return made.quantity > 0 ? proportion(made.value, quantity, made.quantity) : 0
}

/** What stock that is brought in is worth: at the unit cost typed, else at what the product costs now. */
export function valueOfFound(sheet: Sheet, productId: number, quantity: Quantity, unitCost: Money | null): Money | null {
  return unitCost === null ? sheet.costOf(productId, quantity).value : multiplyMillionths(quantity, unitCost)
}

export interface StockAdded {
  readonly kind: 'opening' | 'found' | 'adjustment'
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  readonly value: Money
  readonly businessDate: BusinessDate
  readonly intake: Intake
  readonly account: BoundaryAccount
}

/** Stock that was there before, was found, or joins a pool. `null` when an amount cannot be kept. */
export function planAddition(sheet: Sheet, added: StockAdded): PlannedPosting | null {
  const { kind, document, productId, quantity, value, businessDate, intake, account } = added
  bringIn(sheet, intake, { productId, quantity, value, receivedOn: businessDate }, document)
  sheet.book(account, 0 - value, document)
  return sheet.close({ kind, businessDate, reversesPostingId: null })
}

export interface StockRemoved {
  readonly document: DocumentRef
  readonly lotId: number
  /** Above zero; it is there. */
  readonly quantity: Quantity
  readonly businessDate: BusinessDate
  readonly account: BoundaryAccount
}

/** Takes stock away at its lot's cost. `null` when an amount cannot be kept. */
export function planRemoval(sheet: Sheet, { document, lotId, quantity, businessDate, account }: StockRemoved): { value: Money; posting: PlannedPosting } | null {
  const value = sheet.take(lotId, quantity, document, null)
  sheet.book(account, value, document)
  const posting = sheet.close({ kind: 'adjustment', businessDate, reversesPostingId: null })
  return posting === null ? null : { value, posting }
}
