import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue, typedCost } from '../domain/costing.ts'
import { checkDocumentDate } from '../domain/dates.ts'
import { referenceOf } from '../domain/document.ts'
import { stockQuantity, type TypedInRefusal, type Units } from '../domain/receipt-line.ts'
import { confirmReceipt as postReceipt } from '../ledger/receipts.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { askedBy, refuseArchived } from './product-archive.ts'

type Draft = Parameters<CommandHandler<'receipt.save_draft'>>[1]

type ReceiptLineRow = readonly [
  receiptId: number,
  lineNo: number,
  productId: number,
  quantity: number,
  typedUnit: string | null,
  typedUnitSize: number | null,
  unitCost: number | null,
  lineTotal: number | null,
  costToBeConfirmed: 0 | 1,
  lotNumber: string | null,
  supplierLot: string | null,
  expiresOn: string | null,
]

const statements = perConnection((db) => ({
  number: db.prepare<[number], { number: number | null }>('SELECT number FROM receipt WHERE receipt_id = ?'),
  supplier: db.prepare<[number], number>('SELECT supplier_id FROM supplier WHERE supplier_id = ?').pluck(),
  product: db.prepare<[number], Units & { sku: string }>(
    'SELECT sku, unit AS stockUnit, purchase_unit AS purchaseUnit, purchase_factor AS size FROM product WHERE product_id = ?',
  ),
  insert: db.prepare<[number, string, string | null]>('INSERT INTO receipt (supplier_id, received_on, as_typed) VALUES (?, ?, ?)'),
  update: db.prepare<[number, string, string | null, number]>('UPDATE receipt SET supplier_id = ?, received_on = ?, as_typed = ? WHERE receipt_id = ?'),
  remove: db.prepare<[number]>('DELETE FROM receipt WHERE receipt_id = ?'),
  products: db.prepare<[number], { productId: number }>('SELECT product_id AS productId FROM receipt_line WHERE receipt_id = ? ORDER BY line_no'),
  removeLines: db.prepare<[number]>('DELETE FROM receipt_line WHERE receipt_id = ?'),
  insertLine: db.prepare<[...ReceiptLineRow]>(
    `INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, typed_unit, typed_unit_size, unit_cost, line_total, cost_to_be_confirmed,
       lot_number, supplier_lot, expires_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
}))

/** Keeps a receipt as a draft: it moves no stock and can be changed or deleted freely. */
export const saveReceiptDraft: CommandHandler<'receipt.save_draft'> = (context, draft) => {
  const { db } = context
  const checked = checkDraft(context, draft)
  if (!checked.ok) return checked
  const { supplierId, receivedOn, lines, asTyped } = draft
  const receiptId = draft.receiptId ?? Number(statements(db).insert.run(supplierId, receivedOn, asTyped).lastInsertRowid)
  if (draft.receiptId !== null) statements(db).update.run(supplierId, receivedOn, asTyped, receiptId)
  statements(db).removeLines.run(receiptId)
  for (const [place, line] of checked.value.entries()) statements(db).insertLine.run(...rowOf(receiptId, place + 1, line))
  context.audit('receipt', receiptId, draft.receiptId === null ? 'drafted' : 'changed', { supplierId, receivedOn, lines, ...(asTyped === null ? {} : { asTyped }) })
  context.changed({ kind: 'receipt', id: receiptId })
  return ok({ receiptId })
}

interface CheckedLine {
  readonly line: Draft['lines'][number]
  /** In the product's own unit. */
  readonly quantity: Quantity
  readonly typedUnit: string | null
  readonly typedUnitSize: Quantity | null
}

function rowOf(receiptId: number, lineNo: number, { line, quantity, typedUnit, typedUnitSize }: CheckedLine): ReceiptLineRow {
  const { productId, cost, costToBeConfirmed, lotNumber, supplierLot, expiresOn } = line
  const [unitCost, lineTotal] = cost.per === 'unit' ? [cost.amount, null] : [null, cost.amount]
  const flag = costToBeConfirmed ? 1 : 0
  return [receiptId, lineNo, productId, quantity, typedUnit, typedUnitSize, unitCost, lineTotal, flag, lotNumber, supplierLot, expiresOn]
}

type DraftRefusal =
  | AppError<'receipt.not_found' | 'receipt.already_confirmed' | 'supplier.not_found' | 'product.not_found' | 'date.invalid'>
  | TypedInRefusal

function checkDraft({ db, today }: CommandContext, draft: Draft): Result<CheckedLine[], DraftRefusal> {
  const locked = draft.receiptId === null ? null : refuseUnlessDraft(db, draft.receiptId)
  if (locked !== null) return err(locked)
  if (statements(db).supplier.get(draft.supplierId) === undefined) return err(appError('supplier.not_found', { supplierId: draft.supplierId }))
  const lines: CheckedLine[] = []
  for (const [place, line] of draft.lines.entries()) {
    const checked = checkLine(db, line, place)
    if (!checked.ok) return checked
    lines.push(checked.value)
  }
  const date = checkDocumentDate('receivedOn', draft.receivedOn, today)
  return date === null ? ok(lines) : err(date)
}

function checkLine(db: Database, line: Draft['lines'][number], place: number): Result<CheckedLine, TypedInRefusal | AppError<'product.not_found'>> {
  const { productId, quantity: typed, unit, cost } = line
  const product = statements(db).product.get(productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const quantity = stockQuantity({ field: `lines.${place}.quantity`, quantity: typed, unit, ...product })
  if (!quantity.ok) return quantity
  const [typedUnit, typedUnitSize] = unit === 'purchase' ? [product.purchaseUnit, product.size] : [null, null]
  const [unitCost, lineTotal] = cost.per === 'unit' ? [cost.amount, null] : [null, cost.amount]
  if (receivedValue(quantity.value, typedCost(unitCost, lineTotal, typedUnitSize)) === null) {
    return err(appError('amount.too_large', { field: `lines.${place}.cost.amount` }))
  }
  return ok({ line, quantity: quantity.value, typedUnit, typedUnitSize })
}

function refuseUnlessDraft(db: Database, receiptId: number): AppError<'receipt.not_found' | 'receipt.already_confirmed'> | null {
  const receipt = statements(db).number.get(receiptId)
  if (receipt === undefined) return appError('receipt.not_found', { receiptId })
  return receipt.number === null ? null : appError('receipt.already_confirmed', { reference: referenceOf('receipt', receipt.number) })
}

/** Deletes a draft. A confirmed receipt is voided instead. */
export const deleteReceiptDraft: CommandHandler<'receipt.delete_draft'> = (context, { receiptId }) => {
  const { db } = context
  const refusal = refuseUnlessDraft(db, receiptId)
  if (refusal !== null) return err(refusal)
  statements(db).removeLines.run(receiptId)
  statements(db).remove.run(receiptId)
  context.audit('receipt', receiptId, 'deleted', {})
  context.changed({ kind: 'receipt', id: receiptId })
  return ok({})
}

/** Takes a draft into stock; from then on it is locked. */
export const confirmReceipt: CommandHandler<'receipt.confirm'> = (context, { receiptId }) => {
  const { db, today, commandId, at } = context
  const locked = refuseUnlessDraft(db, receiptId)
  const archived = locked ?? refuseArchived(db, askedBy('lines', statements(db).products.all(receiptId)))
  if (archived !== null) return err(archived)
  const confirmed = postReceipt(db, { receiptId, today }, { commandId, recordedAt: at })
  if (!confirmed.ok) return confirmed
  const { postingId, reference, lotIds, plan } = confirmed.value
  context.audit('receipt', receiptId, 'confirmed', { reference, postingId })
  context.changed({ kind: 'receipt', id: receiptId })
  context.changed({ kind: 'stock' })
  const lots = plan.posting.newLots.map(({ number }, place) => ({ lotId: lotIds[place] ?? 0, number }))
  return ok({ receiptId, postingId, reference, value: plan.value, lots })
}

/** Takes a confirmed receipt back while its lots are whole. */
export const voidReceipt: CommandHandler<'receipt.void'> = (context, { receiptId }) => {
  const { db, today, commandId, at } = context
  const receipt = statements(db).number.get(receiptId)
  if (receipt === undefined) return err(appError('receipt.not_found', { receiptId }))
  const reversed = reverseDocument(db, { document: { kind: 'receipt', id: receiptId }, today }, { commandId, recordedAt: at })
  if (!reversed.ok) return reversed
  const reference = referenceOf('receipt', receipt.number ?? receiptId)
  context.audit('receipt', receiptId, 'voided', { reference, postingId: reversed.value.postingId })
  context.changed({ kind: 'receipt', id: receiptId })
  context.changed({ kind: 'stock' })
  return ok({ receiptId, postingId: reversed.value.postingId, reference })
}
