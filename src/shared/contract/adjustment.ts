import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { exportFilter, exportSummary } from '../exports.ts'
import { command, query } from './define.ts'
import { dateTyped, id, money, moneyTyped, quantity, quantityOrZeroTyped, quantityTyped, signedQuantityTyped, sortedPage, wholeList, written } from './figures.ts'

const posted = z.strictObject({ adjustmentId: id, postingId: id, reference: z.string(), quantity, value: money })
const notes = z.string().trim().max(2000)

/** Stock that was there before the books began: an opening lot, or into the pool while receiving is off. */
export const stockOpen = command({
  name: 'stock.open',
  version: 1,
  permission: 'stock',
  input: z.strictObject({
    productId: id,
    quantity: quantityTyped,
    cost: z.discriminatedUnion('per', [
      z.strictObject({ per: z.literal('unit'), amount: moneyTyped }),
      z.strictObject({ per: z.literal('line'), amount: moneyTyped }),
    ]),
    businessDate: dateTyped,
    notes,
  }),
  output: posted,
  errors: ['product.not_found', 'date.invalid', 'amount.too_large', 'lot.number_in_use'],
})

/** Receiving off: adds to or removes from a product's pool, or sets it to what was counted. */
export const stockAdjust = command({
  name: 'stock.adjust',
  version: 1,
  permission: 'stock',
  input: z.strictObject({
    productId: id,
    change: z.discriminatedUnion('by', [
      /** `unitCost` null takes the current one. */
      z.strictObject({ by: z.literal('add'), quantity: quantityTyped, unitCost: moneyTyped.nullable() }),
      z.strictObject({ by: z.literal('remove'), quantity: quantityTyped }),
      z.strictObject({ by: z.literal('count'), counted: quantityOrZeroTyped }),
    ]),
    reason: z.enum(['received', 'count', 'breakage_or_loss', 'other']),
    businessDate: dateTyped,
    notes,
  }),
  output: posted,
  errors: ['product.not_found', 'date.invalid', 'amount.too_large', 'adjustment.receiving_on', 'adjustment.more_than_there_is', 'adjustment.changes_nothing'],
})

/** Receiving on: changes what is in one lot, or sets it to what was counted. */
export const lotAdjust = command({
  name: 'lot.adjust',
  version: 1,
  permission: 'stock',
  input: z.strictObject({
    lotId: id,
    change: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('signed'), quantity: signedQuantityTyped }),
      z.strictObject({ by: z.literal('count'), counted: quantityOrZeroTyped }),
    ]),
    reason: z.enum(['count', 'breakage', 'loss', 'other']),
    businessDate: dateTyped,
    notes,
  }),
  output: posted,
  errors: [
    'lot.not_found',
    'lot.is_voided',
    'date.invalid',
    'amount.too_large',
    'adjustment.receiving_off',
    'adjustment.more_than_there_is',
    'adjustment.changes_nothing',
    'adjustment.loss_must_be_negative',
  ],
})

/** Receiving on: stock that turned up and belongs to no lot becomes a found lot, `FOUND-<n>`. */
export const stockFind = command({
  name: 'stock.find',
  version: 1,
  permission: 'stock',
  input: z.strictObject({
    productId: id,
    quantity: quantityTyped,
    /** `null` takes the current one. */
    unitCost: moneyTyped.nullable(),
    reason: z.enum(['count', 'other']),
    businessDate: dateTyped,
    notes,
  }),
  output: posted,
  errors: ['product.not_found', 'date.invalid', 'amount.too_large', 'adjustment.receiving_off'],
})

/** Takes an adjustment or opening stock back while what it made is whole. */
export const adjustmentReverse = command({
  name: 'adjustment.reverse',
  version: 1,
  permission: 'stock',
  input: z.strictObject({ adjustmentId: id }),
  output: z.strictObject({ adjustmentId: id, postingId: id, reference: z.string() }),
  errors: ['adjustment.not_found', 'document.not_posted', 'document.already_reversed', 'document.in_the_way', 'amount.too_large'],
})

export const adjustmentStatus = z.enum(['posted', 'reversed'])

export const adjustmentRow = z.strictObject({
  adjustmentId: id,
  reference: z.string(),
  /** `stock` moved a pool, `lot` one lot; a `difference` is what an average made of something taken back. */
  kind: z.enum(['opening', 'found', 'stock', 'lot', 'difference']),
  status: adjustmentStatus,
  product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
  /** The lot it changed or made; a pool is its product's legacy lot. */
  lot: z.strictObject({ lotId: id, number: z.string() }).nullable(),
  /** Below zero where stock went away. */
  quantity,
  value: money,
  reason: z.string(),
  businessDate: z.string(),
})
export type AdjustmentRow = z.infer<typeof adjustmentRow>

/** In a list, with where its exports stand; `null` where there is nothing to export, or nowhere to. */
export const listedAdjustment = z.strictObject({ ...adjustmentRow.shape, exported: exportSummary.nullable() })
export type ListedAdjustment = z.infer<typeof listedAdjustment>

/** Stock that changed without a receipt, build or sale. Each word of `search` is in reference, SKU, name, lot or notes. */
export const adjustmentList = query({
  name: 'adjustment.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    productId: id.nullable(),
    status: adjustmentStatus.nullable(),
    /** By where their exports stand; `null`: any. */
    exported: exportFilter.nullable().default(null),
    ...sortedPage(['reference', 'date', 'product', 'what', 'lot', 'quantity', 'value'], { descending: true }),
  }),
  output: z.strictObject({ adjustments: z.array(listedAdjustment), ...wholeList }),
  errors: [],
})

/** One adjustment with the postings that made it and took it back. */
export const adjustmentGet = query({
  name: 'adjustment.get',
  version: 1,
  input: z.strictObject({ adjustmentId: id }),
  output: z.strictObject({
    adjustment: adjustmentRow,
    notes: z.string(),
    recorded: written,
    /** `null` while it stands. */
    takenBack: written.nullable(),
    postingId: id,
    reversedByPostingId: id.nullable(),
    /** The document whose taking back made a `difference`; `null` for every other kind. */
    cause: z.strictObject({ kind: documentKind, id, reference: z.string() }).nullable(),
  }),
  errors: ['adjustment.not_found'],
})
