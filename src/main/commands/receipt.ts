import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue } from '../domain/costing.ts'
import { checkDocumentDate } from '../domain/dates.ts'
import { referenceOf } from '../domain/document.ts'
import { confirmReceipt as postReceipt } from '../ledger/receipts.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandContext, CommandHandler } from './context.ts'

type Draft = Parameters<CommandHandler<'receipt.save_draft'>>[1]

const statements = perConnection((db) => ({
  number: db.prepare<[number], { number: number | null }>('SELECT number FROM receipt WHERE receipt_id = ?'),
  supplier: db.prepare<[number], number>('SELECT supplier_id FROM supplier WHERE supplier_id = ?').pluck(),
  product: db.prepare<[number], number>('SELECT product_id FROM product WHERE product_id = ?').pluck(),
  insert: db.prepare<[number, string]>('INSERT INTO receipt (supplier_id, received_on) VALUES (?, ?)'),
  update: db.prepare<[number, string, number]>('UPDATE receipt SET supplier_id = ?, received_on = ? WHERE receipt_id = ?'),
  remove: db.prepare<[number]>('DELETE FROM receipt WHERE receipt_id = ?'),
  removeLines: db.prepare<[number]>('DELETE FROM receipt_line WHERE receipt_id = ?'),
  insertLine: db.prepare<[number, number, number, number, number | null, number | null, string | null, string | null, string | null]>(
    `INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, unit_cost, line_total, lot_number, supplier_lot, expires_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
}))

/** Keeps a receipt as a draft: it moves no stock and can be changed or deleted freely. */
export const saveReceiptDraft: CommandHandler<'receipt.save_draft'> = (context, draft) => {
  const { db } = context
  const refusal = checkDraft(context, draft)
  if (refusal !== null) return err(refusal)
  const { supplierId, receivedOn, lines } = draft
  const receiptId = draft.receiptId ?? Number(statements(db).insert.run(supplierId, receivedOn).lastInsertRowid)
  if (draft.receiptId !== null) statements(db).update.run(supplierId, receivedOn, receiptId)
  statements(db).removeLines.run(receiptId)
  for (const [place, { productId, quantity, cost, lotNumber, supplierLot, expiresOn }] of lines.entries()) {
    const [unitCost, lineTotal] = cost.per === 'unit' ? [cost.amount, null] : [null, cost.amount]
    statements(db).insertLine.run(receiptId, place + 1, productId, quantity, unitCost, lineTotal, lotNumber, supplierLot, expiresOn)
  }
  context.audit('receipt', receiptId, draft.receiptId === null ? 'drafted' : 'changed', { supplierId, receivedOn, lines })
  context.changed({ kind: 'receipt', id: receiptId })
  return ok({ receiptId })
}

type DraftRefusal = AppError<
  'receipt.not_found' | 'receipt.already_confirmed' | 'supplier.not_found' | 'product.not_found' | 'date.invalid' | 'amount.too_large'
>

function checkDraft({ db, today }: CommandContext, draft: Draft): DraftRefusal | null {
  const locked = draft.receiptId === null ? null : refuseUnlessDraft(db, draft.receiptId)
  if (locked !== null) return locked
  if (statements(db).supplier.get(draft.supplierId) === undefined) return appError('supplier.not_found', { supplierId: draft.supplierId })
  for (const [place, { productId, quantity, cost }] of draft.lines.entries()) {
    if (statements(db).product.get(productId) === undefined) return appError('product.not_found', { productId })
    const typed = cost.per === 'unit' ? { unitCost: cost.amount } : { lineTotal: cost.amount }
    if (receivedValue(quantity, typed) === null) return appError('amount.too_large', { field: `lines.${place}.cost.amount` })
  }
  return checkDocumentDate('receivedOn', draft.receivedOn, today)
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
