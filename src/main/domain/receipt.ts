import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { receivedValue, type TypedCost } from './costing.ts'
import { checkDay, checkDocumentDate } from './dates.ts'
import { isReservedLotNumber, lotCountMax, lotNumberOf, lotNumberPrefix } from './lot-number.ts'
import { boundary, onHandAfter, type OnHand, type PlannedLot, type PlannedPosting } from './posting.ts'

export interface ReceivedLine {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly onHand: OnHand
  readonly quantity: Quantity
  readonly cost: TypedCost
  /** `null`: made from the supplier's code and the day. */
  readonly lotNumber: string | null
  readonly supplierLot: string | null
  readonly expiresOn: BusinessDate | null
}

/** A receipt about to be confirmed, with what the ledger knows about its lot numbers. */
export interface ReceiptRequest {
  readonly supplierCode: string
  readonly receivedOn: BusinessDate
  readonly today: BusinessDate
  readonly lines: readonly ReceivedLine[]
  /** Whether a lot of the product that is not voided has this number. */
  readonly isNumberInUse: (productId: number, number: string) => boolean
  /** Every number ever given that starts as this supplier's numbers of this day do. */
  readonly numbersOfDay: readonly string[]
}

export interface PlannedReceipt {
  /** What the supplier delivered is worth in all. */
  readonly value: Money
  readonly posting: PlannedPosting
}

export type ReceiptRefusal = AppError<
  | 'date.invalid'
  | 'receipt.no_lines'
  | 'quantity.invalid'
  | 'money.invalid'
  | 'amount.too_large'
  | 'lot.number_in_use'
  | 'lot.number_reserved'
>

/**
 * Decides the posting that takes a delivery into stock: one lot per line. Refuses a day that is none or lies ahead, a
 * receipt without lines, a quantity that is not above zero, a cost below zero, a lot number in use or reserved, and
 * amounts out of range. Fields are named `lines.<place from 0>.<field>`.
 */
export function planReceipt(request: ReceiptRequest): Result<PlannedReceipt, ReceiptRefusal> {
  const refusal = checkDocumentDate('receivedOn', request.receivedOn, request.today) ?? checkLines(request)
  if (refusal !== null) return err(refusal)
  const lots = planLots(request)
  if (!lots.ok) return lots
  const value = sumInRange(lots.value.map((lot) => lot.value))
  const before = new Map(request.lines.map(({ productId, onHand }) => [productId, onHand]))
  const productsAfter = onHandAfter(before, lots.value)
  if (value === null || productsAfter === null) return err(appError('amount.too_large', { field: 'lines' }))
  const posting: PlannedPosting = {
    kind: 'receipt',
    businessDate: request.receivedOn,
    reversesPostingId: null,
    entries: boundary('supplier', 0 - value),
    newLots: lots.value,
    voidedLotIds: [],
    lotsAfter: [],
    productsAfter,
  }
  return ok({ value, posting })
}

function checkLines({ lines }: ReceiptRequest): ReceiptRefusal | null {
  if (lines.length === 0) return appError('receipt.no_lines', { field: 'lines' })
  for (const [place, { quantity, cost, expiresOn }] of lines.entries()) {
    const field = (name: string) => `lines.${place}.${name}`
    if (quantity <= 0) return appError('quantity.invalid', { field: field('quantity'), problem: 'not_positive' })
    const [costField, amount] = 'lineTotal' in cost ? ['lineTotal', cost.lineTotal] : ['unitCost', cost.unitCost]
    if (amount < 0) return appError('money.invalid', { field: field(costField), problem: 'negative' })
    const dateRefusal = expiresOn === null ? null : checkDay(field('expiresOn'), expiresOn)
    if (dateRefusal !== null) return dateRefusal
  }
  return null
}

function planLots(request: ReceiptRequest): Result<PlannedLot[], ReceiptRefusal> {
  const numbers = numberLots(request)
  if (!numbers.ok) return numbers
  const lots: PlannedLot[] = []
  for (const [place, line] of request.lines.entries()) {
    const value = receivedValue(line.quantity, line.cost)
    const number = numbers.value[place]
    if (value === null) return err(appError('amount.too_large', { field: `lines.${place}.unitCost` }))
    if (number === undefined) throw new Error(`line ${place} got no lot number`)
    const { productId, quantity, supplierLot, expiresOn, lineNo } = line
    lots.push({ productId, number, quantity, value, receivedOn: request.receivedOn, supplierLot, expiresOn, lineNo })
  }
  return ok(lots)
}

/** Numbers typed by hand stand as they are; the others count on from the largest of the supplier's day. */
function numberLots({ supplierCode, receivedOn, lines, isNumberInUse, numbersOfDay }: ReceiptRequest): Result<string[], ReceiptRefusal> {
  const taken = new Set<string>()
  const typed = lines.flatMap(({ lotNumber }) => lotNumber ?? [])
  const prefix = lotNumberPrefix(supplierCode, receivedOn)
  let count = Math.max(lotCountMax(prefix, numbersOfDay), lotCountMax(prefix, typed))
  const numbers: string[] = []
  for (const [place, { productId, sku, lotNumber }] of lines.entries()) {
    const field = `lines.${place}.lotNumber`
    if (lotNumber !== null && isReservedLotNumber(lotNumber)) return err(appError('lot.number_reserved', { field, number: lotNumber }))
    const number = lotNumber ?? lotNumberOf(prefix, ++count)
    const key = JSON.stringify([productId, number])
    if (taken.has(key) || isNumberInUse(productId, number)) return err(appError('lot.number_in_use', { field, number, sku }))
    taken.add(key)
    numbers.push(number)
  }
  return ok(numbers)
}
