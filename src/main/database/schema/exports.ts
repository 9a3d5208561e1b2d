import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { product } from './materials.ts'
import { posting } from './postings.ts'

/*
 * What has to reach the accounting company, and how it compares with what is there.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

/** One row per document that is to be in the accounting company. */
export const exportDocument = sqliteTable(
  'export_document',
  {
    exportId: integer('export_id').primaryKey(),
    postingId: integer('posting_id')
      .notNull()
      .references(() => posting.postingId),
    documentKind: text('document_kind', { enum: ['receipt', 'build', 'sale', 'adjustment'] }).notNull(),
    documentId: integer('document_id').notNull(),
    source: text('source', { enum: ['sync', 'partsemble'] }).notNull(),
    kind: text('kind', { enum: ['inventory_adjustment', 'journal_entry'] }).notNull(),
    purpose: text('purpose', { enum: ['main', 'cogs', 'waste', 'correction', 'late_cost', 'reversal', 'cost_of_sales'] }).notNull(),
    offsetRole: text('offset_role', { enum: ['cogs', 'waste', 'receiving'] }),
    offsetAccount: text('offset_account'),
    docNumber: text('doc_number').notNull(),
    marker: text('marker').notNull().unique(),
    txnDate: text('txn_date').notNull(),
    otherDate: text('other_date'),
    state: text('state', {
      enum: ['waiting', 'needs', 'in_flight', 'unknown', 'accepted', 'refused', 'withdrawn', 'nothing_to_send', 'not_exported'],
    }).notNull(),
    whyJson: text('why_json').notNull().default('[]'),
    queued: integer('queued').notNull().default(0),
    requestId: text('request_id').unique(),
    body: text('body'),
    sentAt: text('sent_at'),
    attempts: integer('attempts').notNull().default(0),
    externalId: text('external_id'),
    syncToken: text('sync_token'),
    acceptedAt: text('accepted_at'),
  },
  (t) => [
    index('export_document_by_posting').on(t.postingId),
    index('export_document_by_document').on(t.documentKind, t.documentId, t.exportId),
    index('export_document_open').on(t.state, t.exportId),
    index('export_document_of_day').on(t.txnDate, t.exportId),
    index('export_document_by_hand').on(t.exportId),
    index('export_document_left_out').on(t.exportId),
    index('export_document_accepted').on(t.acceptedAt, t.exportId),
  ],
)

export const exportLine = sqliteTable(
  'export_line',
  {
    exportId: integer('export_id')
      .notNull()
      .references(() => exportDocument.exportId),
    lineNo: integer('line_no').notNull(),
    documentKind: text('document_kind', { enum: ['receipt', 'build', 'sale', 'adjustment'] }).notNull(),
    documentId: integer('document_id').notNull(),
    productId: integer('product_id').references(() => product.productId),
    debitRole: text('debit_role'),
    creditRole: text('credit_role'),
    quantity: integer('quantity').notNull(),
    value: integer('value').notNull(),
    cents: integer('cents').notNull(),
    leftOut: integer('left_out').notNull().default(0),
    item: text('item'),
    debitAccount: text('debit_account'),
    creditAccount: text('credit_account'),
    vendor: text('vendor'),
  },
  (t) => [
    primaryKey({ columns: [t.exportId, t.lineNo] }),
    index('export_line_by_document').on(t.documentKind, t.documentId, t.exportId),
    index('export_line_by_product').on(t.productId).where(sql`${t.productId} IS NOT NULL`),
  ],
)

export const exportAttempt = sqliteTable(
  'export_attempt',
  {
    exportId: integer('export_id')
      .notNull()
      .references(() => exportDocument.exportId),
    attemptNo: integer('attempt_no').notNull(),
    what: text('what', { enum: ['send', 'look'] }).notNull(),
    beganAt: text('began_at').notNull(),
    endedAt: text('ended_at'),
    outcome: text('outcome', { enum: ['accepted', 'refused', 'unknown', 'put_off', 'found', 'not_found', 'found_twice'] }),
    detailJson: text('detail_json').notNull().default('{}'),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.attemptNo] })],
)

/** What the last comparison found to be otherwise there than here. */
export const reconcileFinding = sqliteTable('reconcile_finding', {
  reconcileFindingId: integer('reconcile_finding_id').primaryKey(),
  state: text('state', { enum: ['changed', 'rounded', 'deleted', 'missing', 'twice', 'arriving', 'adoptable', 'stranger'] }).notNull(),
  exportId: integer('export_id').references(() => exportDocument.exportId),
  kind: text('kind', { enum: ['inventory_adjustment', 'journal_entry'] }).notNull(),
  externalId: text('external_id').notNull(),
  docNumber: text('doc_number').notNull(),
  differencesJson: text('differences_json').notNull(),
  effectsJson: text('effects_json').notNull(),
})

/** What a person decided to leave as a comparison found it. */
export const reconcileLeft = sqliteTable(
  'reconcile_left',
  {
    kind: text('kind', { enum: ['inventory_adjustment', 'journal_entry'] }).notNull(),
    externalId: text('external_id').notNull(),
    foundJson: text('found_json').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.externalId] })],
)

/** Cents by account of all journals at the last comparison. */
export const reconcileAccount = sqliteTable('reconcile_account', {
  account: text('account').primaryKey(),
  sent: integer('sent').notNull(),
  there: integer('there').notNull(),
  balance: integer('balance'),
})
