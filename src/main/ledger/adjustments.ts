import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import {
  accountOfReason,
  adjustedQuantity,
  checkLoss,
  planAddition,
  planRemoval,
  valueOfFound,
  valueOfMore,
  type AdjustmentChange,
  type AdjustmentRefusal,
} from '../domain/adjustment.ts'
import { receivedValue, type TypedCost } from '../domain/costing.ts'
import { checkDocumentDate } from '../domain/dates.ts'
import { referenceOf } from '../domain/document.ts'
import { foundLotNumber, openingLotNumber } from '../domain/lot-number.ts'
import type { Intake } from '../domain/pool.ts'
import type { BoundaryAccount, PlannedPosting, PostingKind } from '../domain/posting.ts'
import { openSheet, type Sheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentRow, nextAdjustment, writeAdjustment, type AdjustmentRow } from './adjustment-documents.ts'
import { append, type Stamp } from './append.ts'
import { madeOf } from './carry.ts'
import { companySettings } from './company.ts'
import { poolIntake, poolOf } from './pools.ts'
import { entryMark, settleSince } from './shortages.ts'
import { lotNow, stockOf } from './stock.ts'

const statements = perConnection((db) => ({
  sku: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
  numberInUse: db.prepare<[number, string], number>('SELECT 1 FROM lot WHERE product_id = ? AND number = ? AND voided_by_posting_id IS NULL').pluck(),
  foundCount: db.prepare<[], number>("SELECT count(*) FROM adjustment WHERE kind = 'found'").pluck(),
  lot: db.prepare<[number], { productId: number; number: string; voided: number | null }>(
    'SELECT product_id AS productId, number, voided_by_posting_id AS voided FROM lot WHERE lot_id = ?',
  ),
}))

/** What every adjustment says besides what it moves. */
export interface AdjustmentHead {
  readonly businessDate: BusinessDate
  readonly notes: string
  readonly today: BusinessDate
}

export interface PostedAdjustment {
  readonly adjustmentId: number
  readonly postingId: number
  readonly reference: string
  readonly quantity: Quantity
  readonly value: Money
}

type CommonRefusal = AppError<'product.not_found' | 'date.invalid' | 'amount.too_large'>
const tooLarge = (field: string | null) => appError('amount.too_large', { field })

/** Takes in stock that was there before the books: an opening lot, or into the pool while receiving is off. */
export function openStock(
  db: Database,
  input: AdjustmentHead & { readonly productId: number; readonly quantity: Quantity; readonly cost: TypedCost },
  stamp: Stamp,
): Result<PostedAdjustment, CommonRefusal | AppError<'lot.number_in_use'>> {
  const { productId, quantity, cost } = input
  const sku = statements(db).sku.get(productId)
  if (sku === undefined) return err(appError('product.not_found', { productId }))
  const dateRefusal = checkDocumentDate('businessDate', input.businessDate, input.today)
  if (dateRefusal !== null) return err(dateRefusal)
  const number = openingLotNumber(sku)
  const intake = companySettings(db).receiving ? ({ to: 'lot', number } as const) : poolIntake(db, productId, sku)
  if (intake.to === 'lot' && statements(db).numberInUse.get(productId, intake.number) !== undefined) {
    return err(appError('lot.number_in_use', { field: 'productId', number: intake.number, sku }))
  }
  const value = receivedValue(quantity, cost)
  if (value === null) return err(tooLarge('cost.amount'))
  return bringStockIn(db, { ...input, kind: 'opening', value, intake, reason: 'opening', account: 'opening' }, stamp)
}

/** Stock that turned up and belongs to no lot becomes a found lot. */
export function findStock(
  db: Database,
  input: AdjustmentHead & { readonly productId: number; readonly quantity: Quantity; readonly unitCost: Money | null; readonly reason: string },
  stamp: Stamp,
): Result<PostedAdjustment, CommonRefusal | AppError<'adjustment.receiving_off'>> {
  const { productId, quantity, unitCost } = input
  if (!companySettings(db).receiving) return err(appError('adjustment.receiving_off', {}))
  if (statements(db).sku.get(productId) === undefined) return err(appError('product.not_found', { productId }))
  const dateRefusal = checkDocumentDate('businessDate', input.businessDate, input.today)
  if (dateRefusal !== null) return err(dateRefusal)
  const value = valueOfFound(openSheet(stockOf(db)), productId, quantity, unitCost)
  if (value === null) return err(tooLarge('unitCost'))
  const intake: Intake = { to: 'lot', number: foundLotNumber((statements(db).foundCount.get() ?? 0) + 1) }
  return bringStockIn(db, { ...input, kind: 'found', value, intake, account: 'adjustment' }, stamp)
}

interface StockIn extends AdjustmentHead {
  readonly kind: 'opening' | 'found' | 'stock'
  readonly productId: number
  readonly quantity: Quantity
  readonly value: Money
  readonly intake: Intake
  readonly reason: string
  readonly account: BoundaryAccount
}

function bringStockIn(db: Database, input: StockIn, stamp: Stamp): Result<PostedAdjustment, AppError<'amount.too_large'>> {
  const { kind, productId, quantity, value, intake, reason, account } = input
  const posted: PostingKind & ('opening' | 'found' | 'adjustment') = kind === 'stock' ? 'adjustment' : kind
  return post(db, input, { kind, productId, lotId: null, quantity, reason }, stamp, (sheet, document) => {
    const posting = planAddition(sheet, { kind: posted, document, productId, quantity, value, businessDate: input.businessDate, intake, account })
    return posting === null ? null : { posting, value }
  })
}

/** Receiving off: adds to a product's pool, takes from it, or sets it to what was counted. */
export function adjustStock(
  db: Database,
  input: AdjustmentHead & { readonly productId: number; readonly change: AdjustmentChange; readonly unitCost: Money | null; readonly reason: string },
  stamp: Stamp,
): Result<PostedAdjustment, CommonRefusal | AdjustmentRefusal | AppError<'adjustment.receiving_on'>> {
  const { productId, change, unitCost, reason } = input
  if (companySettings(db).receiving) return err(appError('adjustment.receiving_on', {}))
  const sku = statements(db).sku.get(productId)
  if (sku === undefined) return err(appError('product.not_found', { productId }))
  const poolLotId = poolOf(db, productId)
  const there = poolLotId === undefined ? 0 : lotNow(db, poolLotId).quantity
  const quantity = adjustedQuantity(change, { sku, quantity: there })
  if (!quantity.ok) return quantity
  const dateRefusal = checkDocumentDate('businessDate', input.businessDate, input.today)
  if (dateRefusal !== null) return err(dateRefusal)
  if (quantity.value < 0 && poolLotId !== undefined) return removeStock(db, input, { kind: 'stock', productId, lotId: poolLotId, quantity: quantity.value, reason }, stamp)
  const value = valueOfFound(openSheet(stockOf(db)), productId, quantity.value, unitCost)
  if (value === null) return err(tooLarge('change.unitCost'))
  const intake = poolIntake(db, productId, sku)
  return bringStockIn(db, { ...input, kind: 'stock', quantity: quantity.value, value, intake, account: 'adjustment' }, stamp)
}

/** Receiving on: changes what is in one lot, or sets it to what was counted. More of it costs what it costs already. */
export function adjustLot(
  db: Database,
  input: AdjustmentHead & { readonly lotId: number; readonly change: AdjustmentChange; readonly reason: string },
  stamp: Stamp,
): Result<PostedAdjustment, AdjustmentRefusal | AppError<'date.invalid' | 'lot.not_found' | 'lot.is_voided' | 'adjustment.receiving_off' | 'adjustment.loss_must_be_negative'>> {
  const { lotId, change, reason } = input
  if (!companySettings(db).receiving) return err(appError('adjustment.receiving_off', {}))
  const lot = statements(db).lot.get(lotId)
  if (lot === undefined) return err(appError('lot.not_found', { lotId }))
  if (lot.voided !== null) return err(appError('lot.is_voided', { number: lot.number }))
  const { productId } = lot
  const now = lotNow(db, lotId)
  const adjusted = adjustedQuantity(change, { sku: statements(db).sku.get(productId) ?? '', quantity: now.quantity })
  if (!adjusted.ok) return adjusted
  const quantity = adjusted.value
  const refusal = checkLoss(quantity, reason)
  if (refusal !== null) return err(refusal)
  const dateRefusal = checkDocumentDate('businessDate', input.businessDate, input.today)
  if (dateRefusal !== null) return err(dateRefusal)
  if (quantity < 0) return removeStock(db, input, { kind: 'lot', productId, lotId, quantity, reason }, stamp)
  const value = valueOfMore(quantity, now, madeOf(db, lotId))
  if (value === null) return err(tooLarge('change.quantity'))
  return post(db, input, { kind: 'lot', productId, lotId, quantity, reason }, stamp, (sheet, document) => {
    const added = { kind: 'adjustment', document, productId, quantity, value, businessDate: input.businessDate, intake: { to: 'pool', lotId }, account: 'adjustment' } as const
    const posting = planAddition(sheet, added)
    return posting === null ? null : { posting, value }
  })
}

type Moved = Pick<AdjustmentRow, 'kind' | 'productId' | 'lotId' | 'quantity' | 'reason'>

function removeStock(db: Database, input: AdjustmentHead, moved: Moved & { readonly lotId: number }, stamp: Stamp) {
  return post(db, input, moved, stamp, (sheet, document) => {
    const account = accountOfReason(moved.reason)
    const planned = planRemoval(sheet, { document, lotId: moved.lotId, quantity: 0 - moved.quantity, businessDate: input.businessDate, account })
    return planned === null ? null : { posting: planned.posting, value: 0 - planned.value }
  })
}

type Plan = (sheet: Sheet, document: { readonly kind: 'adjustment'; readonly id: number }) => { readonly posting: PlannedPosting; readonly value: Money } | null

/** Numbers, posts and keeps an adjustment, and settles what its stock allows. */
function post(db: Database, head: AdjustmentHead, moved: Moved, stamp: Stamp, plan: Plan): Result<PostedAdjustment, AppError<'amount.too_large'>> {
  const { businessDate, notes, today } = head
  const mark = entryMark(db)
  const next = nextAdjustment(db)
  const document = { kind: 'adjustment', id: next.adjustmentId } as const
  const planned = plan(openSheet(stockOf(db)), document)
  if (planned === null) return err(tooLarge('change.quantity'))
  const row: AdjustmentRow = { ...next, ...moved, value: planned.value, businessDate, notes }
  const { postingId } = append(db, planned.posting, document, [adjustmentRow(row)], stamp)
  writeAdjustment(db, row, postingId)
  if (!settleSince(db, mark, today, stamp)) return err(tooLarge(null))
  return ok({ adjustmentId: next.adjustmentId, postingId, reference: referenceOf('adjustment', next.number), quantity: moved.quantity, value: planned.value })
}
