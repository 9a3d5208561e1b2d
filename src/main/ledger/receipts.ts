import { appError, type AppError } from '../../shared/errors.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { referenceOf } from '../domain/document.ts'
import { lotNumberPrefix } from '../domain/lot-number.ts'
import { typedCost } from '../domain/costing.ts'
import { planReceipt, type PlannedReceipt, type ReceiptRefusal, type ReceiptRequest, type ReceivedLine } from '../domain/receipt.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Appended, type Stamp } from './append.ts'
import { companySettings } from './company.ts'
import { documentRowsOf } from './document-rows.ts'
import { entryMark, settleSince } from './shortages.ts'

interface ReceiptRow {
  readonly number: number | null
  readonly supplierCode: string
  readonly receivedOn: BusinessDate
  readonly asTyped: string | null
}

interface LineRow extends Omit<ReceivedLine, 'cost' | 'onHand'> {
  readonly unitCost: Money | null
  readonly lineTotal: Money | null
  readonly unitSize: Quantity | null
  readonly onHandQuantity: number
  readonly onHandValue: number
}

const statements = perConnection((db) => ({
  receipt: db.prepare<[number], ReceiptRow>(
    'SELECT r.number, s.code AS supplierCode, r.received_on AS receivedOn, r.as_typed AS asTyped FROM receipt r JOIN supplier s USING (supplier_id) WHERE r.receipt_id = +?',
  ),
  lines: db.prepare<[number], LineRow>(
    `SELECT l.line_no AS lineNo, l.product_id AS productId, p.sku, l.quantity, l.unit_cost AS unitCost, l.line_total AS lineTotal,
       l.typed_unit_size AS unitSize, l.lot_number AS lotNumber, l.supplier_lot AS supplierLot, l.expires_on AS expiresOn,
       b.quantity AS onHandQuantity, b.value AS onHandValue
     FROM receipt_line l JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
     WHERE l.receipt_id = +? ORDER BY l.line_no`,
  ),
  numberInUse: db
    .prepare<[number, string], number>('SELECT 1 FROM lot WHERE product_id = ? AND number = ? AND voided_by_posting_id IS NULL')
    .pluck(),
  // Digits sort before the colon, so the range is the prefix followed by a digit; that of the orders holds it, and has the index.
  numbersOfDay: db
    .prepare<[{ prefix: string; order: string }], string>(
      "SELECT number FROM lot WHERE number_order > @order AND number_order < @order || ':' AND number > @prefix AND number < @prefix || ':'",
    )
    .pluck(),
  nextNumber: db.prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM receipt').pluck(),
  confirm: db.prepare<[number, number, number]>('UPDATE receipt SET number = ?, posting_id = ? WHERE receipt_id = ?'),
}))

export type PreviewReceiptRefusal = ReceiptRefusal | AppError<'receipt.not_found' | 'receipt.already_confirmed' | 'receipt.not_finished' | 'receipt.receiving_off'>

/** What confirming the draft would do: its lots with their numbers, and its value. Changes nothing. */
export function previewReceipt(db: Database, receiptId: number, today: BusinessDate): Result<PlannedReceipt, PreviewReceiptRefusal> {
  const receipt = statements(db).receipt.get(receiptId)
  if (receipt === undefined) return err(appError('receipt.not_found', { receiptId }))
  if (receipt.number !== null) return err(appError('receipt.already_confirmed', { reference: referenceOf('receipt', receipt.number) }))
  if (!companySettings(db).receiving) return err(appError('receipt.receiving_off', {}))
  if (receipt.asTyped !== null) return err(appError('receipt.not_finished', { field: 'lines' }))
  return planReceipt(loadRequest(db, receiptId, receipt, today))
}

export interface ConfirmedReceipt extends Appended {
  readonly receiptId: number
  readonly number: number
  readonly reference: string
  readonly plan: PlannedReceipt
}

/** Takes a draft into stock: posts it, gives it its number, and locks it. Runs inside the caller's transaction. */
export function confirmReceipt(
  db: Database,
  input: { readonly receiptId: number; readonly today: BusinessDate },
  stamp: Stamp,
): Result<ConfirmedReceipt, PreviewReceiptRefusal> {
  const { receiptId, today } = input
  const plan = previewReceipt(db, receiptId, today)
  if (!plan.ok) return plan
  const mark = entryMark(db)
  const number = statements(db).nextNumber.get() ?? 1
  const rows = documentRowsOf(db, 'receipt', receiptId, number)
  const appended = append(db, plan.value.posting, { kind: 'receipt', id: receiptId }, rows, stamp)
  statements(db).confirm.run(number, appended.postingId, receiptId)
  if (!settleSince(db, mark, today, stamp)) return err(appError('amount.too_large', { field: null }))
  return ok({ ...appended, receiptId, number, reference: referenceOf('receipt', number), plan: plan.value })
}

function loadRequest(db: Database, receiptId: number, { supplierCode, receivedOn }: ReceiptRow, today: BusinessDate): ReceiptRequest {
  const { lines, numberInUse, numbersOfDay } = statements(db)
  const prefix = lotNumberPrefix(supplierCode, receivedOn)
  return {
    supplierCode,
    receivedOn,
    today,
    lines: lines.all(receiptId).map(({ unitCost, lineTotal, unitSize, onHandQuantity, onHandValue, ...line }) => ({
      ...line,
      cost: typedCost(unitCost, lineTotal, unitSize),
      onHand: { quantity: onHandQuantity, value: onHandValue },
    })),
    isNumberInUse: (productId, number) => numberInUse.get(productId, number) !== undefined,
    numbersOfDay: numbersOfDay.all({ prefix, order: naturalOrder(prefix) }),
  }
}
