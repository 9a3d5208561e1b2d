import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { product } from './materials.ts'
import { entry, posting } from './postings.ts'

/*
 * Sales, returns, and what was sold before it was there.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

export const sale = sqliteTable('sale', {
  saleId: integer('sale_id').primaryKey(),
  number: integer('number').notNull().unique(),
  kind: text('kind', { enum: ['sale', 'return'] }).notNull(),
  source: text('source', { enum: ['manual', 'quickbooks'] }).notNull().default('manual'),
})

export const saleVersion = sqliteTable(
  'sale_version',
  {
    postingId: integer('posting_id')
      .primaryKey()
      .references(() => posting.postingId),
    saleId: integer('sale_id')
      .notNull()
      .references(() => sale.saleId),
    version: integer('version').notNull(),
    voided: integer('voided').notNull(),
    reference: text('reference').notNull(),
    customer: text('customer').notNull(),
    saleOn: text('sale_on').notNull(),
    treatment: text('treatment', { enum: ['return_to_stock', 'price_only', 'consume_like_a_sale'] }),
    notes: text('notes').notNull().default(''),
  },
  (t) => [unique().on(t.saleId, t.version)],
)

export const saleLine = sqliteTable(
  'sale_line',
  {
    postingId: integer('posting_id')
      .notNull()
      .references(() => saleVersion.postingId),
    lineNo: integer('line_no').notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    quantity: integer('quantity').notNull(),
    revenue: integer('revenue').notNull(),
  },
  (t) => [primaryKey({ columns: [t.postingId, t.lineNo] }), index('sale_line_by_product').on(t.productId)],
)

export const saleProduct = sqliteTable(
  'sale_product',
  {
    saleId: integer('sale_id')
      .notNull()
      .references(() => sale.saleId),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    customer: text('customer').notNull(),
    saleOn: text('sale_on').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.saleId, t.productId] }),
    index('sale_product_by_customer').on(t.customer, t.productId, t.saleOn, t.saleId),
    index('sale_product_by_product').on(t.productId),
  ],
)

export const saleNow = sqliteTable(
  'sale_now',
  {
    saleId: integer('sale_id')
      .primaryKey()
      .references(() => sale.saleId),
    saleOn: text('sale_on').notNull(),
    type: text('type', { enum: ['sale', 'return', 'invoice', 'sales_receipt', 'credit_memo', 'refund_receipt'] }).notNull(),
    voided: integer('voided').notNull(),
    revenue: integer('revenue').notNull(),
    cost: integer('cost').notNull(),
    short: integer('short').notNull(),
    reference: text('reference').notNull(),
    customer: text('customer').notNull(),
    referenceOrder: text('reference_order').notNull().default(''),
  },
  (t) => [
    index('sale_now_by_date').on(t.saleOn, t.saleId, t.type, t.voided),
    index('sale_now_by_customer').on(sql`${t.customer} COLLATE NOCASE`, t.saleOn, t.saleId),
    index('sale_now_short').on(t.saleOn, t.saleId).where(sql`${t.short} > 0`),
  ],
)

const saleSums = {
  sales: integer('sales').notNull(),
  revenueHigh: integer('revenue_high').notNull(),
  revenueLow: integer('revenue_low').notNull(),
  costHigh: integer('cost_high').notNull(),
  costLow: integer('cost_low').notNull(),
}

export const saleDay = sqliteTable(
  'sale_day',
  { saleOn: text('sale_on').notNull(), type: text('type').notNull(), voided: integer('voided').notNull(), ...saleSums },
  (t) => [primaryKey({ columns: [t.saleOn, t.type, t.voided] })],
)

export const saleCustomerMonth = sqliteTable(
  'sale_customer_month',
  { month: text('month').notNull(), voided: integer('voided').notNull(), customer: text('customer').notNull(), ...saleSums },
  (t) => [primaryKey({ columns: [t.month, t.voided, t.customer] })],
)

export const saleProductMonth = sqliteTable(
  'sale_product_month',
  {
    month: text('month').notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    ...saleSums,
  },
  (t) => [primaryKey({ columns: [t.month, t.productId] }), index('sale_product_month_by_product').on(t.productId)],
)

export const shortage = sqliteTable(
  'shortage',
  {
    shortageId: integer('shortage_id')
      .primaryKey()
      .references(() => entry.entryId),
    postingId: integer('posting_id')
      .notNull()
      .references(() => posting.postingId),
    saleId: integer('sale_id')
      .notNull()
      .references(() => sale.saleId),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    basis: text('basis', { enum: ['stock', 'last_known', 'unit_cost', 'none'] }).notNull(),
    counter: text('counter', { enum: ['cost_of_goods_sold', 'adjustment'] }).notNull(),
    saleOn: text('sale_on').notNull(),
    quantity: integer('quantity').notNull(),
    value: integer('value').notNull(),
  },
  (t) => [
    index('shortage_open').on(t.productId, t.saleOn, t.postingId, t.shortageId).where(sql`${t.quantity} > 0`),
    index('shortage_by_sale').on(t.saleId, t.productId),
    index('shortage_by_posting').on(t.postingId),
    index('shortage_by_product').on(t.productId),
  ],
)

export const settlement = sqliteTable(
  'settlement',
  {
    drawEntryId: integer('draw_entry_id')
      .primaryKey()
      .references(() => entry.entryId),
    postingId: integer('posting_id')
      .notNull()
      .references(() => posting.postingId),
    shortageId: integer('shortage_id')
      .notNull()
      .references(() => shortage.shortageId),
    booked: integer('booked').notNull(),
  },
  (t) => [index('settlement_by_posting').on(t.postingId)],
)

export const saleAlsoThere = sqliteTable('sale_also_there', {
  saleId: integer('sale_id')
    .primaryKey()
    .references(() => sale.saleId),
  saidAt: text('said_at').notNull(),
})
