import { z } from 'zod'
import { command, query } from './define.ts'
import { dateTyped, id, money, moneyTyped, quantity, quantityTyped, sortedPage, wholeList } from './figures.ts'

/** Finished goods and what was paid for them, net of tax. */
export const saleLineTyped = z.strictObject({ productId: id, quantity: quantityTyped, revenue: moneyTyped })

const saleFields = {
  reference: z.string().trim().max(60),
  customer: z.string().trim().max(200),
  saleDate: dateTyped,
  lines: z.array(saleLineTyped).min(1).max(200),
  notes: z.string().trim().max(2000),
}

const saleResult = z.strictObject({
  saleId: id,
  reference: z.string(),
  /** Cost of goods sold as it stands now. */
  cost: money,
  revenue: money,
  /** What is still missing, summed over products. */
  short: quantity,
})

/** A sale by hand. It may exceed stock: what is missing is an open shortage, settled by the next stock. */
export const saleRecord = command({
  name: 'sale.record',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ ...saleFields, /** It was entered there too: nothing is exported of it. */ alsoInQuickbooks: z.boolean().default(false) }),
  output: saleResult,
  errors: ['product.not_found', 'product.archived', 'sale.not_finished_good', 'sale.receiving_off', 'date.invalid', 'amount.too_large'],
})

/** The sale as it is now: only the difference per product moves. */
export const saleEdit = command({
  name: 'sale.edit',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleId: id, ...saleFields }),
  output: saleResult,
  errors: ['sale.not_found', 'sale.voided', 'sale.from_quickbooks', 'product.not_found', 'product.archived', 'sale.not_finished_good', 'date.invalid', 'amount.too_large'],
})

/** An edit to nothing: lots restored, the sale kept as voided. */
export const saleVoid = command({
  name: 'sale.void',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleId: id }),
  output: saleResult,
  errors: ['sale.not_found', 'sale.voided', 'sale.from_quickbooks', 'amount.too_large'],
})

/** Says that a manual sale was entered in QuickBooks too, or that it was not; only what has not left yet can be taken out. */
export const saleSetAlsoInQuickbooks = command({
  name: 'sale.set_also_in_quickbooks',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleId: id, alsoInQuickbooks: z.boolean() }),
  output: z.strictObject({ saleId: id, alsoInQuickbooks: z.boolean() }),
  errors: ['sale.not_found', 'sale.from_quickbooks', 'export.not_waiting'],
})

const returnFields = {
  reference: z.string().trim().max(60),
  customer: z.string().trim().max(200),
  returnDate: dateTyped,
  lines: z.array(saleLineTyped).min(1).max(200),
  /** `null` takes the company's choice. */
  treatment: z.enum(['return_to_stock', 'price_only', 'consume_like_a_sale']).nullable(),
  notes: z.string().trim().max(2000),
}

/** A credit memo or refund. Revenue is typed positive and counts negative. */
export const returnRecord = command({
  name: 'return.record',
  version: 1,
  permission: 'sales',
  input: z.strictObject(returnFields),
  output: saleResult,
  errors: ['product.not_found', 'sale.not_finished_good', 'sale.receiving_off', 'date.invalid', 'amount.too_large'],
})

export const returnEdit = command({
  name: 'return.edit',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleId: id, ...returnFields }),
  output: saleResult,
  errors: ['sale.not_found', 'sale.voided', 'sale.from_quickbooks', 'product.not_found', 'sale.not_finished_good', 'date.invalid', 'amount.too_large'],
})

export const returnVoid = command({
  name: 'return.void',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleId: id }),
  output: saleResult,
  errors: ['sale.not_found', 'sale.voided', 'sale.from_quickbooks', 'amount.too_large'],
})

export const saleRow = z.strictObject({
  saleId: id,
  kind: z.enum(['sale', 'return']),
  status: z.enum(['posted', 'voided']),
  reference: z.string(),
  customer: z.string(),
  saleDate: z.string(),
  /** Negative for a return. */
  revenue: money,
  /** Cost of goods sold as it stands now; negative for a return. */
  cost: money,
  /** `null` when it is more than can be said. */
  margin: money.nullable(),
  short: quantity,
})

export const saleList = query({
  name: 'sale.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    ...sortedPage(['date', 'reference', 'customer', 'kind', 'status', 'revenue', 'cost', 'margin', 'short'], { descending: true }),
  }),
  output: z.strictObject({ sales: z.array(saleRow), ...wholeList }),
  errors: [],
})
