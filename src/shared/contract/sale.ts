import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { command, query } from './define.ts'
import { foreignCurrency, quantityUnknown, readSaleLine, returnTreatment, saleDocumentProblem, saleDocumentState, saleDocumentType, skippedSaleLine } from './sale-document.ts'
import { dateTyped, id, money, moneyTyped, quantity, quantityTyped, sortedPage, wholeList, written } from './figures.ts'

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

const alsoThere = {
  /** It was entered there too: nothing is exported of it. */
  alsoInQuickbooks: z.boolean().default(false),
}

/** A sale by hand. It may exceed stock: what is missing is an open shortage, settled by the next stock. */
export const saleRecord = command({
  name: 'sale.record',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ ...saleFields, ...alsoThere }),
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
  input: z.strictObject({ ...returnFields, ...alsoThere }),
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

/** What it came as: typed here, or a document of the accounting company. */
export const saleType = z.enum(['sale', 'return', 'invoice', 'sales_receipt', 'credit_memo', 'refund_receipt'])
export type SaleType = z.infer<typeof saleType>

export const saleSource = z.enum(['manual', 'quickbooks'])
export type SaleSource = z.infer<typeof saleSource>

export const saleStatus = z.enum(['posted', 'voided'])
export type SaleStatus = z.infer<typeof saleStatus>

export const saleRow = z.strictObject({
  saleId: id,
  kind: z.enum(['sale', 'return']),
  type: saleType,
  source: saleSource,
  status: saleStatus,
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
export type SaleRow = z.infer<typeof saleRow>

/** Which sales are meant; `null` is all. */
const saleFilters = {
  /** First and last day. */
  from: dateTyped.nullable().default(null),
  to: dateTyped.nullable().default(null),
  /** By exactly this name; empty is a sale without one. */
  customer: z.string().max(200).nullable().default(null),
  productId: id.nullable().default(null),
  type: saleType.nullable().default(null),
  source: saleSource.nullable().default(null),
  status: saleStatus.nullable().default(null),
  /** Only those short of something. */
  short: z.boolean().default(false),
}

/** What sales come to together; `null` when that is more than can be said. Voided sales come to nothing. */
const saleSums = z.strictObject({ revenue: money.nullable(), cost: money.nullable(), margin: money.nullable() })

export const saleList = query({
  name: 'sale.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    ...saleFilters,
    ...sortedPage(['date', 'reference', 'customer', 'type', 'source', 'status', 'revenue', 'cost', 'margin', 'share', 'short'], { descending: true }),
  }),
  output: z.strictObject({ sales: z.array(saleRow), totals: saleSums, ...wholeList }),
  errors: [],
})

const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })

/** A line of a sale with its part of what the sale drew. A return counts negative throughout. */
export const saleLine = z.strictObject({
  product,
  quantity,
  revenue: money,
  cost: money,
  margin: money.nullable(),
  /** What it drew, or gave back, by lot. */
  lots: z.array(z.strictObject({ lot: z.strictObject({ lotId: id, number: z.string() }), quantity, value: money })),
  /** What of it is still missing, and what is booked for that. */
  short: z.strictObject({ quantity, value: money }).nullable(),
})

/** What was sold before it was there, and what became of it. */
const saleShortage = z.strictObject({
  product,
  /** When it was opened. */
  quantity,
  booked: money,
  /** Where the cost booked for it came from. */
  basis: z.enum(['stock', 'last_known', 'unit_cost', 'none']),
  /** Still open. */
  open: quantity,
  /** Stock that settled it since, each part with what was booked before and what it truly cost then. */
  settled: z.array(z.strictObject({ lot: z.strictObject({ lotId: id, number: z.string() }), quantity, booked: money, value: money, at: z.string() })),
})

/** What happened to a sale: each version, and whatever moved its cost. */
const saleEvent = z.strictObject({
  postingId: id,
  /** The posting's kind. */
  kind: z.string(),
  ...written.shape,
  /** What its cost changed by. */
  cost: money,
  /** The document that brought it about, where that is another one. */
  document: z.strictObject({ kind: documentKind, id, reference: z.string() }).nullable(),
  /** What the sale says from then on. */
  version: z
    .strictObject({
      version: z.int().positive(),
      reference: z.string(),
      customer: z.string(),
      saleDate: z.string(),
      revenue: money,
      lines: z.array(z.strictObject({ sku: z.string(), unit: z.string(), quantity, revenue: money })),
    })
    .nullable(),
})

export const saleGet = query({
  name: 'sale.get',
  version: 1,
  input: z.strictObject({ saleId: id }),
  output: z.strictObject({
    sale: saleRow,
    /** Its own reference as it was typed; empty where its number stands for it. */
    typedReference: z.string(),
    /** What it does with the goods; `null` for a sale. */
    treatment: z.enum(['return_to_stock', 'price_only', 'consume_like_a_sale']).nullable(),
    notes: z.string(),
    /** A person entered it in QuickBooks too, so that nothing is told of it there. */
    alsoInQuickbooks: z.boolean(),
    lines: z.array(saleLine),
    shortages: z.array(saleShortage),
    /** What it follows in QuickBooks; `null` for one by hand. */
    document: z
      .strictObject({
        saleDocumentId: id,
        type: saleDocumentType,
        docNumber: z.string(),
        deleted: z.boolean(),
        /** `ignored` is dated before the first day: nothing of it counts. */
        state: saleDocumentState,
        /** What its newest version waits for; an older one is in force meanwhile. */
        problems: z.array(saleDocumentProblem),
        /** `null` takes the company's choice. */
        treatment: returnTreatment.nullable(),
        /** Lines that have no part in the sale. */
        skipped: z.array(skippedSaleLine),
        /** Lines that are not quite what it says. `unsaid`: their quantity was said here, in place of this. */
        noted: z.array(z.strictObject({ ...readSaleLine.pick({ place: true, quantity: true, notes: true }).shape, sku: z.string(), unit: z.string(), unsaid: quantityUnknown.nullable() })),
        /** `null` in the company's currency. */
        foreign: foreignCurrency.nullable(),
        /** What it comes to in its own currency; `null` where it does not say. */
        total: money.nullable(),
        /** Its goods that go the other way: taken back on an invoice, sold on a credit memo. `null` where there are none. */
        other: z.strictObject({ saleId: id, kind: z.enum(['sale', 'return']), reference: z.string(), status: saleStatus }).nullable(),
        /** Its JSON as it came; `null` of one that was deleted before it was read. */
        body: z.string().nullable(),
      })
      .nullable(),
    /** Oldest first. */
    history: z.array(saleEvent),
  }),
  errors: ['sale.not_found'],
})

/** Customers of sales so far whose name holds what is typed, by name. */
export const saleCustomers = query({
  name: 'sale.customers',
  version: 1,
  input: z.strictObject({ search: z.string().trim().max(200) }),
  output: z.strictObject({ customers: z.array(z.string()) }),
  errors: [],
})

/** Revenue, cost and margin of a period, divided by product, customer or month. */
export const saleMargins = query({
  name: 'sale.margins',
  version: 1,
  input: z.strictObject({ by: z.enum(['product', 'customer', 'month']), from: dateTyped, to: dateTyped }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        /** The product's id, the customer's name or the month, `2026-01`. */
        key: z.string(),
        product: z.strictObject({ productId: id, sku: z.string(), name: z.string() }).nullable(),
        /** Sales and returns that speak of it. */
        sales: z.int(),
        revenue: money,
        cost: money,
        margin: money.nullable(),
      }),
    ),
    totals: saleSums,
  }),
  errors: [],
})
