import { z } from 'zod'
import { returnTreatment, saleDocumentState } from './sale-document.ts'
import { command, internalCommand } from './define.ts'
import { id, quantityOrZeroTyped } from './figures.ts'

/** What became of a document. */
export const standing = z.strictObject({
  saleDocumentId: id,
  state: saleDocumentState,
  /** What was done to its sale; `none` where that was as the document says already, or there is none. */
  done: z.enum(['created', 'updated', 'voided', 'restored', 'none']),
  /** The sale or return it is here. */
  saleId: id.nullable(),
})

/**
 * Brings the sale of a document to what the document's newest version says, whatever happened before: the program issues it
 * for each document of its own. A document that has to wait, and one whose sale is right already, are told as refusals, as
 * neither is anything done.
 */
export const saleApplyDocument = internalCommand({
  name: 'sale.apply_document',
  version: 1,
  input: z.strictObject({ saleDocumentId: id }),
  output: standing,
  errors: ['sale.document_not_found', 'sale.document_waits', 'sale.document_is_applied', 'amount.too_large'],
})

/** What a credit memo or refund does with the goods, whatever the company's choice is; `null` goes back to that. Applied at once. */
export const saleSetTreatment = command({
  name: 'sale.set_treatment',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleDocumentId: id, treatment: returnTreatment.nullable() }),
  output: z.strictObject({ ...standing.shape, /** What it was, for going back. */ before: returnTreatment.nullable() }),
  errors: ['sale.document_not_found', 'sale.document_is_no_return', 'amount.too_large'],
})

/**
 * How many a line without a quantity is of; `null` takes that back. Holds while the line stays the same. Applied at once where
 * nothing else is missing.
 */
export const saleSettleQuantity = command({
  name: 'sale.settle_quantity',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleDocumentId: id, /** Where the line stands in its document. */ place: z.string().max(20), quantity: quantityOrZeroTyped.nullable() }),
  output: standing,
  errors: ['sale.document_not_found', 'sale.line_says_quantity', 'amount.too_large'],
})
