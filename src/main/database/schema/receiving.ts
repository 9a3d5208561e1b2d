import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { product, supplier } from './materials.ts'
import { posting } from './postings.ts'

/*
 * Receipts and what was corrected of them.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

export const receipt = sqliteTable(
  'receipt',
  {
    receiptId: integer('receipt_id').primaryKey({ autoIncrement: true }),
    number: integer('number').unique(),
    supplierId: integer('supplier_id')
      .notNull()
      .references(() => supplier.supplierId),
    receivedOn: text('received_on').notNull(),
    postingId: integer('posting_id')
      .unique()
      .references(() => posting.postingId),
    asTyped: text('as_typed'),
  },
  (t) => [index('receipt_by_date').on(t.receivedOn, t.receiptId), index('receipt_by_supplier').on(t.supplierId, t.receivedOn, t.receiptId)],
)

export const receiptLine = sqliteTable(
  'receipt_line',
  {
    receiptId: integer('receipt_id')
      .notNull()
      .references(() => receipt.receiptId),
    lineNo: integer('line_no').notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    quantity: integer('quantity').notNull(),
    unitCost: integer('unit_cost'),
    lineTotal: integer('line_total'),
    costToBeConfirmed: integer('cost_to_be_confirmed').notNull().default(0),
    lotNumber: text('lot_number'),
    supplierLot: text('supplier_lot'),
    expiresOn: text('expires_on'),
    typedUnit: text('typed_unit'),
    typedUnitSize: integer('typed_unit_size'),
  },
  (t) => [
    primaryKey({ columns: [t.receiptId, t.lineNo] }),
    index('receipt_line_by_product').on(t.productId, t.receiptId),
    index('receipt_line_to_be_confirmed').on(t.receiptId, t.lineNo).where(sql`${t.costToBeConfirmed} = 1`),
  ],
)

export const receiptCorrection = sqliteTable(
  'receipt_correction',
  {
    postingId: integer('posting_id')
      .primaryKey()
      .references(() => posting.postingId),
    receiptId: integer('receipt_id')
      .notNull()
      .references(() => receipt.receiptId),
    lineNo: integer('line_no').notNull(),
    unitCost: integer('unit_cost'),
    lineTotal: integer('line_total'),
    quantity: integer('quantity'),
    reason: text('reason', { enum: ['count', 'miscounted_on_entry'] }),
    toBeConfirmed: integer('to_be_confirmed').notNull().default(0),
  },
  (t) => [index('receipt_correction_by_receipt').on(t.receiptId, t.lineNo)],
)
