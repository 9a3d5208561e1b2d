import { z } from 'zod'
import { command, query } from './define.ts'
import { dateTyped, id, money, moneyTyped, page, quantity, quantityTyped } from './figures.ts'

/** As typed: per unit or for the whole line. */
export const costTyped = z.discriminatedUnion('per', [
  z.strictObject({ per: z.literal('unit'), amount: moneyTyped }),
  z.strictObject({ per: z.literal('line'), amount: moneyTyped }),
])

const optional = (max: number) => z.string().trim().min(1).max(max).nullable()

export const receiptLineTyped = z.strictObject({
  productId: id,
  quantity: quantityTyped,
  cost: costTyped,
  /** `null`: made from supplier code and date. */
  lotNumber: optional(60),
  supplierLot: optional(60),
  expiresOn: dateTyped.nullable(),
})

/** Keeps a draft; `receiptId` null makes one. A draft may have no lines yet and moves no stock. */
export const receiptSaveDraft = command({
  name: 'receipt.save_draft',
  version: 1,
  input: z.strictObject({ receiptId: id.nullable(), supplierId: id, receivedOn: dateTyped, lines: z.array(receiptLineTyped).max(500) }),
  output: z.strictObject({ receiptId: id }),
  errors: ['receipt.not_found', 'receipt.already_confirmed', 'supplier.not_found', 'product.not_found', 'date.invalid', 'amount.too_large'],
})

export const receiptDeleteDraft = command({
  name: 'receipt.delete_draft',
  version: 1,
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({}),
  errors: ['receipt.not_found', 'receipt.already_confirmed'],
})

export const receiptConfirm = command({
  name: 'receipt.confirm',
  version: 1,
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({ receiptId: id, postingId: id, reference: z.string(), value: money, lots: z.array(z.strictObject({ lotId: id, number: z.string() })) }),
  errors: [
    'receipt.not_found',
    'receipt.already_confirmed',
    'receipt.no_lines',
    'receipt.receiving_off',
    'lot.number_in_use',
    'lot.number_reserved',
    'date.invalid',
    'quantity.invalid',
    'money.invalid',
    'amount.too_large',
  ],
})

/** Takes a confirmed receipt back while its lots are whole. */
export const receiptVoid = command({
  name: 'receipt.void',
  version: 1,
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({ receiptId: id, postingId: id, reference: z.string() }),
  errors: ['receipt.not_found', 'document.not_posted', 'document.already_reversed', 'document.in_the_way', 'amount.too_large'],
})

export const receiptStatus = z.enum(['draft', 'confirmed', 'voided'])

export const receiptRow = z.strictObject({
  receiptId: id,
  /** `null` for a draft: numbers are given at confirmation. */
  reference: z.string().nullable(),
  status: receiptStatus,
  supplier: z.strictObject({ supplierId: id, code: z.string(), name: z.string() }),
  receivedOn: z.string(),
  lineCount: z.int(),
  value: money,
})
export type ReceiptRow = z.infer<typeof receiptRow>

export const receiptList = query({
  name: 'receipt.list',
  version: 1,
  /** Drafts first, then newest first. `search` matches reference, supplier and lot numbers. */
  input: z.strictObject({ search: z.string().trim().max(120), status: receiptStatus.nullable(), ...page }),
  output: z.strictObject({ receipts: z.array(receiptRow), total: z.int() }),
  errors: [],
})

export const receiptGet = query({
  name: 'receipt.get',
  version: 1,
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({
    receipt: receiptRow,
    postingId: id.nullable(),
    voidedByPostingId: id.nullable(),
    lines: z.array(
      z.strictObject({
        lineNo: z.int(),
        product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
        quantity,
        cost: z.strictObject({ per: z.enum(['unit', 'line']), amount: money }),
        value: money,
        lotNumber: z.string().nullable(),
        supplierLot: z.string().nullable(),
        expiresOn: z.string().nullable(),
        /** The lot it became; `null` for a draft. */
        lot: z.strictObject({ lotId: id, number: z.string(), remaining: quantity, value: money }).nullable(),
      }),
    ),
  }),
  errors: ['receipt.not_found'],
})
