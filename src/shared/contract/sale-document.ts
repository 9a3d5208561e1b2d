import { z } from 'zod'
import { id, money, quantity } from './figures.ts'

/** What a sale can come as from the accounting company. */
export const saleDocumentType = z.enum(['invoice', 'sales_receipt', 'credit_memo', 'refund_receipt'])
export type SaleDocumentType = z.infer<typeof saleDocumentType>

/**
 * - `new` came, or changed, and was not looked at yet
 * - `applied` the sale here is what the document says
 * - `waiting` a person has something to settle; a version applied before stays in force
 * - `ignored` dated before the first day
 * - `failed` the ledger cannot keep it; it is tried again with each sync
 */
export const saleDocumentState = z.enum(['new', 'applied', 'waiting', 'ignored', 'failed'])
export type SaleDocumentState = z.infer<typeof saleDocumentState>

/** What a credit memo or refund does with the goods. */
export const returnTreatment = z.enum(['return_to_stock', 'price_only', 'consume_like_a_sale'])
export type ReturnTreatment = z.infer<typeof returnTreatment>

/** Where a line stands in its document, from 1: `3`, or `2.1` for the first line of the bundle in the second place. */
const place = z.string()

const onLine = { place, externalItemId: z.string(), /** As the document names it. */ item: z.string() } as const

/** Goods of ours, and no word of how many: a person says it. `amount` is net, in the company's currency. */
export const quantityUnknown = z.strictObject({ code: z.literal('quantity_unknown'), ...onLine, productId: id, amount: money })

/** The currency of a document in another one than the company's, and its rate as the document writes it; empty where it says none. */
export const foreignCurrency = z.strictObject({ currency: z.string(), rate: z.string() })
export type ForeignCurrency = z.infer<typeof foreignCurrency>

/** Why a document waits, or failed. */
export const saleDocumentProblem = z.discriminatedUnion('code', [
  /** Stock in QuickBooks that nobody said anything about: link it, import it, or say that it is no product. */
  z.strictObject({ code: z.literal('item_not_linked'), ...onLine, accountingItemId: id }),
  /** Not in the list of items yet: sync items, with its kind. */
  z.strictObject({ code: z.literal('item_unknown'), ...onLine }),
  quantityUnknown,
  /** Goods of ours, and no word of what they were sold for. */
  z.strictObject({ code: z.literal('amount_unknown'), ...onLine }),
  /** In a foreign currency, without a rate. */
  z.strictObject({ code: z.literal('rate_unknown'), currency: z.string() }),
  /** More of it taken off than put on a credit memo that is treated like a sale. */
  z.strictObject({ code: z.literal('taken_off_memo'), productId: id, sku: z.string() }),
  z.strictObject({ code: z.literal('date_in_future'), date: z.string() }),
  z.strictObject({ code: z.literal('receiving_off') }),
  z.strictObject({ code: z.literal('unreadable') }),
  z.strictObject({ code: z.literal('amount_too_large') }),
])
export type SaleDocumentProblem = z.infer<typeof saleDocumentProblem>

/** Why a line has no part in the sale. */
export const skippedWhy = z.enum([
  'service',
  'shipping',
  'gratuity',
  'discount',
  'subtotal',
  'text',
  /** The header of a bundle, whose lines count. */
  'bundle',
  /** A line of a bundle that is itself a product here. */
  'part_of_bundle',
  'not_finished_good',
  'not_product',
  /** Neither quantity nor amount. */
  'nothing',
])
export type SkippedWhy = z.infer<typeof skippedWhy>

/** A line that has no part in the sale. */
export const skippedSaleLine = z.strictObject({ place, why: skippedWhy, item: z.string(), description: z.string(), /** In the document's currency; `null` when none is said. */ amount: money.nullable() })
export type SkippedSaleLine = z.infer<typeof skippedSaleLine>

/** A line of goods of ours. Below zero for goods that go the other way. */
export const readSaleLine = z.strictObject({
  place,
  productId: id,
  quantity,
  /** Net of tax, after discount, in the company's currency. */
  revenue: money,
  /** QuickBooks said a seventh decimal, or a person said the quantity. */
  notes: z.array(z.enum(['quantity_rounded', 'amount_rounded', 'quantity_settled'])),
})
export type ReadSaleLine = z.infer<typeof readSaleLine>
