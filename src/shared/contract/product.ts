import { z } from 'zod'
import { command, query } from './define.ts'
import { documentKind } from '../errors.ts'
import { id, money, moneyTyped, quantity, quantityOrZeroTyped, sortedPage, wholeList } from './figures.ts'

export const productKind = z.enum(['raw_material', 'component', 'sub_assembly', 'finished_good'])
export type ProductKind = z.infer<typeof productKind>

const productFields = {
  /** Text: leading zeros survive. */
  sku: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  kind: productKind,
  unit: z.string().trim().min(1).max(20),
  /** What it costs where no stock tells; blank is zero. */
  unitCost: moneyTyped.nullable(),
  reorderPoint: quantityOrZeroTyped.nullable(),
  notes: z.string().trim().max(2000),
}

export const productCreate = command({
  name: 'product.create',
  version: 1,
  input: z.strictObject(productFields),
  output: z.strictObject({ productId: id }),
  errors: ['product.sku_in_use'],
})

/** Everything but the ledger's figures can be changed; the kind and unit only while the product has no history. */
export const productUpdate = command({
  name: 'product.update',
  version: 1,
  input: z.strictObject({ productId: id, ...productFields }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', 'product.sku_in_use', 'product.has_history'],
})

export const productRow = z.strictObject({
  productId: id,
  sku: z.string(),
  name: z.string(),
  kind: productKind,
  unit: z.string(),
  onHand: quantity,
  value: money,
  /** Value ÷ on hand, for display; `null` without stock. */
  averageCost: money.nullable(),
  reorderPoint: quantity.nullable(),
  hasBom: z.boolean(),
})
export type ProductRow = z.infer<typeof productRow>

export const productList = query({
  name: 'product.list',
  version: 1,
  input: z.strictObject({
    /** Each word is in SKU or name, whatever its case and accents. */
    search: z.string().trim().max(200),
    kinds: z.array(productKind).max(4),
    ...sortedPage(['sku', 'name', 'kind', 'on_hand', 'average', 'value']),
  }),
  output: z.strictObject({ products: z.array(productRow), ...wholeList }),
  errors: [],
})

export const productGet = query({
  name: 'product.get',
  version: 1,
  input: z.strictObject({ productId: id }),
  output: z.strictObject({
    product: productRow.extend({
      unitCost: money,
      /** For estimates: its stock's average, else its unit cost, else building it; `null` when none is known. */
      costNow: money.nullable(),
      notes: z.string(),
      hasHistory: z.boolean(),
    }),
    /** Lots with stock, in the order they will be drawn. */
    lots: z.array(
      z.strictObject({ lotId: id, number: z.string(), receivedOn: z.string(), remaining: quantity, value: money, unitCost: money.nullable(), expiresOn: z.string().nullable() }),
    ),
    /** Products whose active BOM asks for this one. */
    whereUsed: z.array(z.strictObject({ productId: id, sku: z.string(), name: z.string(), quantityPerUnit: quantity, optional: z.boolean() })),
  }),
  errors: ['product.not_found'],
})

/** A stock event as one product saw it. */
export const historyRow = z.strictObject({
  postingId: id,
  businessDate: z.string(),
  recordedAt: z.string(),
  kind: z.string(),
  document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
  /** What it moved of this product. */
  quantity,
  value: money,
  /** Balance once it was recorded. */
  onHandAfter: quantity,
  valueAfter: money,
  reversed: z.boolean(),
})
export type HistoryRow = z.infer<typeof historyRow>

/** Newest first. `beforePostingId` continues a list; `null` starts it. */
export const productHistory = query({
  name: 'product.history',
  version: 1,
  input: z.strictObject({ productId: id, beforePostingId: id.nullable(), limit: z.int().min(1).max(200) }),
  output: z.strictObject({ rows: z.array(historyRow), more: z.boolean() }),
  errors: ['product.not_found'],
})
