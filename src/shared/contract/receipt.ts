import { z } from 'zod'
import { exportFilter, exportSummary } from '../exports.ts'
import { command, query } from './define.ts'
import { dateTyped, id, money, moneyTyped, quantity, quantityTyped, sortedPage, wholeList, written } from './figures.ts'

/** As typed: per unit or for the whole line. */
export const costTyped = z.discriminatedUnion('per', [
  z.strictObject({ per: z.literal('unit'), amount: moneyTyped }),
  z.strictObject({ per: z.literal('line'), amount: moneyTyped }),
])

/** The product's own unit, or the one it is bought in. */
export const unitTyped = z.enum(['stock', 'purchase'])

const optional = (max: number) => z.string().trim().min(1).max(max).nullable()

export const receiptLineTyped = z.strictObject({
  productId: id,
  quantity: quantityTyped,
  /** What the quantity and a cost per unit are in: the product's own unit, or its purchase unit. */
  unit: unitTyped.default('stock'),
  cost: costTyped,
  /** The cost is a guess: the line is listed until its cost is corrected or confirmed. */
  costToBeConfirmed: z.boolean().default(false),
  /** `null`: made from supplier code and date. */
  lotNumber: optional(60),
  supplierLot: optional(60),
  expiresOn: dateTyped.nullable(),
})

/**
 * Keeps a draft; `receiptId` null makes one. A draft may have no lines yet and moves no stock. Lines that are not finished
 * are kept beside the others as the window typed them (`asTyped`); it is confirmed once there are none.
 */
export const receiptSaveDraft = command({
  name: 'receipt.save_draft',
  version: 1,
  permission: 'receiving',
  input: z.strictObject({
    receiptId: id.nullable(),
    supplierId: id,
    receivedOn: dateTyped,
    lines: z.array(receiptLineTyped).max(500),
    asTyped: z.string().max(200_000).nullable().default(null),
  }),
  output: z.strictObject({ receiptId: id }),
  errors: [
    'receipt.not_found',
    'receipt.already_confirmed',
    'supplier.not_found',
    'product.not_found',
    'product.no_purchase_unit',
    'quantity.not_exact',
    'date.invalid',
    'amount.too_large',
  ],
})

export const receiptDeleteDraft = command({
  name: 'receipt.delete_draft',
  version: 1,
  permission: 'receiving',
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({}),
  errors: ['receipt.not_found', 'receipt.already_confirmed'],
})

export const receiptConfirm = command({
  name: 'receipt.confirm',
  version: 1,
  permission: 'receiving',
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({ receiptId: id, postingId: id, reference: z.string(), value: money, lots: z.array(z.strictObject({ lotId: id, number: z.string() })) }),
  errors: [
    'receipt.not_found',
    'receipt.already_confirmed',
    'receipt.no_lines',
    'receipt.not_finished',
    'receipt.receiving_off',
    'product.archived',
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
  permission: 'receiving',
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({ receiptId: id, postingId: id, reference: z.string() }),
  errors: ['receipt.not_found', 'document.not_posted', 'document.already_reversed', 'document.in_the_way', 'amount.too_large'],
})

const purchaseUnit = z.strictObject({ name: z.string(), size: quantity })
const lineCost = z.strictObject({ per: z.enum(['unit', 'line']), amount: money })
export const quantityReason = z.enum(['count', 'miscounted_on_entry'])

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
  /** Confirmed lines whose cost is still a guess. */
  costsToBeConfirmed: z.int(),
})
export type ReceiptRow = z.infer<typeof receiptRow>

/** In a list, with where its exports stand; `null` where there is nothing to export, or nowhere to. */
export const listedReceipt = z.strictObject({ ...receiptRow.shape, exported: exportSummary.nullable() })
export type ListedReceipt = z.infer<typeof listedReceipt>

export const receiptList = query({
  name: 'receipt.list',
  version: 1,
  /** Drafts first, then newest first. Each word of `search` is in reference, supplier, lot numbers or products. */
  input: z.strictObject({
    search: z.string().trim().max(120),
    status: receiptStatus.nullable(),
    /** Only those with a cost that is still to be confirmed. */
    costToBeConfirmed: z.boolean().default(false),
    /** By where their exports stand; `null`: any. */
    exported: exportFilter.nullable().default(null),
    /** Those of one supplier alone. */
    supplierId: id.nullable().default(null),
    ...sortedPage(['reference', 'supplier', 'receivedOn', 'status', 'lines', 'value'], { descending: true }),
  }),
  output: z.strictObject({
    receipts: z.array(listedReceipt),
    ...wholeList,
    /** Receipts with a cost to be confirmed, whatever else is asked for. */
    costsToBeConfirmed: z.int(),
  }),
  errors: [],
})

/** What a line says of its cost, and whether that is a guess. */
const costSaid = z.strictObject({ cost: lineCost, toBeConfirmed: z.boolean() })

export const receiptGet = query({
  name: 'receipt.get',
  version: 1,
  input: z.strictObject({ receiptId: id }),
  output: z.strictObject({
    receipt: receiptRow,
    postingId: id.nullable(),
    voidedByPostingId: id.nullable(),
    /** `null` of a draft. */
    confirmed: written.nullable(),
    voided: written.nullable(),
    /** A draft's lines as they were typed, when some of them are not finished. */
    asTyped: z.string().nullable(),
    lines: z.array(
      z.strictObject({
        lineNo: z.int(),
        product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
        /** The unit the line was typed in when it is not the product's own; a cost per unit is for one of it. */
        typedIn: purchaseUnit.nullable(),
        /** As it says today: every correction counts. In the product's own unit. */
        quantity,
        cost: lineCost,
        value: money,
        /** Whether its cost is still a guess. */
        costToBeConfirmed: z.boolean(),
        /** What it said when it was confirmed. */
        asConfirmed: z.strictObject({ quantity, cost: lineCost, value: money }),
        lotNumber: z.string().nullable(),
        supplierLot: z.string().nullable(),
        expiresOn: z.string().nullable(),
        /** The lot it became; `null` for a draft. */
        lot: z.strictObject({ lotId: id, number: z.string(), remaining: quantity, value: money }).nullable(),
      }),
    ),
    /** What was corrected since it was confirmed, oldest first. */
    corrections: z.array(
      z.strictObject({
        postingId: id,
        lineNo: z.int(),
        businessDate: z.string(),
        recordedAt: z.string(),
        by: z.string().nullable(),
        change: z.discriminatedUnion('of', [
          z.strictObject({ of: z.literal('cost'), before: costSaid, after: costSaid }),
          z.strictObject({ of: z.literal('quantity'), before: quantity, after: quantity, reason: quantityReason }),
        ]),
        /** By how much the line's value changed. */
        difference: money,
      }),
    ),
  }),
  errors: ['receipt.not_found'],
})

/** What helps to type a line: the unit the product is bought in, and what was paid for it last. */
export const receiptLineHints = query({
  name: 'receipt.line_hints',
  version: 1,
  input: z.strictObject({ productId: id, supplierId: id.nullable() }),
  output: z.strictObject({
    purchaseUnit: purchaseUnit.nullable(),
    /** From this supplier, else from any; `value` was paid for `quantity`. `null` when it was never received. */
    lastPaid: z
      .strictObject({
        receiptId: id,
        reference: z.string(),
        receivedOn: z.string(),
        supplier: z.string(),
        fromThisSupplier: z.boolean(),
        quantity,
        value: money,
      })
      .nullable(),
  }),
  errors: ['product.not_found'],
})
