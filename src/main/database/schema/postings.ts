import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { product } from './materials.ts'
import { commandLog } from './records.ts'

/*
 * The ledger itself: postings, entries, lots.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

/** What can move stock. */
export const documentKinds = ['receipt', 'build', 'sale', 'adjustment'] as const

export const posting = sqliteTable(
  'posting',
  {
    postingId: integer('posting_id').primaryKey(),
    commandId: text('command_id')
      .notNull()
      .references(() => commandLog.commandId),
    kind: text('kind').notNull(),
    documentKind: text('document_kind', { enum: documentKinds }).notNull(),
    documentId: integer('document_id').notNull(),
    businessDate: text('business_date').notNull(),
    recordedAt: text('recorded_at').notNull(),
    reversesPostingId: integer('reverses_posting_id'),
    formatVersion: integer('format_version').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    uniqueIndex('posting_reversal').on(t.reversesPostingId).where(sql`${t.reversesPostingId} IS NOT NULL`),
    index('posting_of_build').on(t.documentId).where(sql`${t.documentKind} = 'build'`),
    index('posting_into_review').on(t.documentId).where(sql`${t.kind} IN ('build_to_review', 'approval_undone', 'rejection_undone')`),
    index('posting_of_rejection').on(t.businessDate).where(sql`${t.kind} = 'build_rejected'`),
  ],
)

export const lot = sqliteTable(
  'lot',
  {
    lotId: integer('lot_id').primaryKey(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    number: text('number').notNull(),
    madeQuantity: integer('made_quantity').notNull(),
    receivedOn: text('received_on').notNull(),
    supplierLot: text('supplier_lot'),
    expiresOn: text('expires_on'),
    documentKind: text('document_kind', { enum: documentKinds }).notNull(),
    documentId: integer('document_id').notNull(),
    documentLineNo: integer('document_line_no'),
    postingId: integer('posting_id')
      .notNull()
      .references(() => posting.postingId),
    voidedByPostingId: integer('voided_by_posting_id').references(() => posting.postingId),
    numberOrder: text('number_order').notNull().default(''),
  },
  (t) => [
    uniqueIndex('lot_number_in_use').on(t.productId, t.number).where(sql`${t.voidedByPostingId} IS NULL`),
    index('lot_in_order').on(t.numberOrder, t.lotId),
    index('lot_by_document').on(t.documentKind, t.documentId),
    uniqueIndex('lot_pool').on(t.productId).where(sql`${t.number} GLOB 'LEGACY-*'`),
    index('lot_by_void').on(t.voidedByPostingId, t.lotId).where(sql`${t.voidedByPostingId} IS NOT NULL`),
  ],
)

export const entry = sqliteTable(
  'entry',
  {
    entryId: integer('entry_id').primaryKey(),
    postingId: integer('posting_id')
      .notNull()
      .references(() => posting.postingId),
    account: text('account').notNull(),
    productId: integer('product_id').references(() => product.productId),
    lotId: integer('lot_id').references(() => lot.lotId),
    quantity: integer('quantity').notNull(),
    value: integer('value').notNull(),
    documentKind: text('document_kind', { enum: documentKinds }).notNull(),
    documentId: integer('document_id').notNull(),
    followsEntryId: integer('follows_entry_id'),
  },
  (t) => [
    index('entry_by_posting').on(t.postingId),
    index('entry_by_document').on(t.documentKind, t.documentId),
    index('entry_by_lot').on(t.lotId).where(sql`${t.lotId} IS NOT NULL`),
    index('entry_by_product').on(t.productId).where(sql`${t.productId} IS NOT NULL`),
    index('entry_by_draw').on(t.followsEntryId).where(sql`${t.followsEntryId} IS NOT NULL`),
  ],
)

export const lotBalance = sqliteTable(
  'lot_balance',
  {
    lotId: integer('lot_id')
      .primaryKey()
      .references(() => lot.lotId),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    receivedOn: text('received_on').notNull(),
    remaining: integer('remaining').notNull(),
    value: integer('value').notNull(),
  },
  (t) => [index('lot_balance_open').on(t.productId, t.receivedOn, t.lotId).where(sql`${t.remaining} > 0`), index('lot_balance_by_product').on(t.productId)],
)

export const adjustment = sqliteTable(
  'adjustment',
  {
    adjustmentId: integer('adjustment_id').primaryKey(),
    number: integer('number').notNull().unique(),
    kind: text('kind', { enum: ['opening', 'found', 'stock', 'lot', 'difference'] }).notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    lotId: integer('lot_id').references(() => lot.lotId),
    quantity: integer('quantity').notNull(),
    value: integer('value').notNull(),
    reason: text('reason').notNull(),
    businessDate: text('business_date').notNull(),
    notes: text('notes').notNull().default(''),
    postingId: integer('posting_id')
      .notNull()
      .references(() => posting.postingId),
  },
  (t) => [
    index('adjustment_by_posting').on(t.postingId),
    index('adjustment_by_product').on(t.productId, t.adjustmentId),
    index('adjustment_by_date').on(t.businessDate, t.adjustmentId),
  ],
)
