import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { product, supplier } from './materials.ts'
import { sale } from './sales.ts'

/*
 * The mirror of the accounting company, and what is decided about its rows.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

/** The accounting company this ledger is bound to; at most one row. */
export const accountingCompany = sqliteTable('accounting_company', {
  accountingCompanyId: integer('accounting_company_id').primaryKey(),
  service: text('service', { enum: ['production', 'sandbox', 'practice'] }).notNull(),
  realmId: text('realm_id').notNull(),
  name: text('name').notNull(),
  country: text('country').notNull(),
  homeCurrency: text('home_currency').notNull(),
  capabilitiesJson: text('capabilities_json').notNull(),
  exportFrom: text('export_from'),
  connected: integer('connected').notNull(),
  boundAt: text('bound_at').notNull(),
})

/** An item as the accounting company last told it. */
export const accountingItem = sqliteTable(
  'accounting_item',
  {
    accountingItemId: integer('accounting_item_id').primaryKey(),
    externalId: text('external_id').notNull().unique(),
    kind: text('kind', { enum: ['inventory', 'non_inventory', 'service', 'bundle', 'category'] }).notNull(),
    name: text('name').notNull(),
    fullName: text('full_name').notNull(),
    sku: text('sku').notNull().default(''),
    description: text('description').notNull().default(''),
    active: integer('active').notNull(),
    tracksQuantity: integer('tracks_quantity').notNull(),
    quantityOnHand: integer('quantity_on_hand'),
    quantityAt: text('quantity_at'),
    purchaseCost: integer('purchase_cost'),
    unitPrice: integer('unit_price'),
    startDate: text('start_date'),
    assetAccount: text('asset_account'),
    syncToken: text('sync_token').notNull(),
    updatedAt: text('updated_at').notNull(),
    searchText: text('search_text').notNull(),
    seal: text('seal').notNull(),
    skuOrder: text('sku_order').notNull().default(''),
  },
  (t) => [
    index('accounting_item_by_name').on(t.name, t.accountingItemId),
    index('accounting_item_in_order').on(t.skuOrder, t.accountingItemId),
    index('accounting_item_by_asset_account').on(t.assetAccount),
  ],
)

export const accountingAccount = sqliteTable('accounting_account', {
  accountingAccountId: integer('accounting_account_id').primaryKey(),
  externalId: text('external_id').notNull().unique(),
  name: text('name').notNull(),
  fullName: text('full_name').notNull(),
  number: text('number').notNull().default(''),
  type: text('type').notNull(),
  subtype: text('subtype').notNull().default(''),
  active: integer('active').notNull(),
  syncToken: text('sync_token').notNull(),
  gone: integer('gone').notNull().default(0),
  seal: text('seal').notNull(),
})

export const accountingVendor = sqliteTable('accounting_vendor', {
  accountingVendorId: integer('accounting_vendor_id').primaryKey(),
  externalId: text('external_id').notNull().unique(),
  name: text('name').notNull(),
  email: text('email').notNull().default(''),
  phone: text('phone').notNull().default(''),
  active: integer('active').notNull(),
  syncToken: text('sync_token').notNull(),
  seal: text('seal').notNull(),
})

/** Which accounting item a product is; one each way. */
export const itemLink = sqliteTable('item_link', {
  productId: integer('product_id')
    .primaryKey()
    .references(() => product.productId),
  accountingItemId: integer('accounting_item_id')
    .notNull()
    .unique()
    .references(() => accountingItem.accountingItemId),
  linkedAt: text('linked_at').notNull(),
})

export const vendorLink = sqliteTable('vendor_link', {
  supplierId: integer('supplier_id')
    .primaryKey()
    .references(() => supplier.supplierId),
  accountingVendorId: integer('accounting_vendor_id')
    .notNull()
    .unique()
    .references(() => accountingVendor.accountingVendorId),
  linkedAt: text('linked_at').notNull(),
})

export const itemNotProduct = sqliteTable('item_not_product', {
  accountingItemId: integer('accounting_item_id')
    .primaryKey()
    .references(() => accountingItem.accountingItemId),
  saidAt: text('said_at').notNull(),
})

export const syncRun = sqliteTable(
  'sync_run',
  {
    syncRunId: integer('sync_run_id').primaryKey(),
    kind: text('kind', { enum: ['items', 'accounts', 'vendors', 'sales', 'documents'] }).notNull(),
    beganAt: text('began_at').notNull(),
    endedAt: text('ended_at'),
    cursor: text('cursor'),
    summaryJson: text('summary_json').notNull(),
  },
  (t) => [index('sync_run_by_kind').on(t.kind, t.syncRunId)],
)

/** A sales document of the accounting company as it was last told, and what became of it here. */
export const saleDocument = sqliteTable(
  'sale_document',
  {
    saleDocumentId: integer('sale_document_id').primaryKey(),
    type: text('type', { enum: ['invoice', 'sales_receipt', 'credit_memo', 'refund_receipt'] }).notNull(),
    externalId: text('external_id').notNull(),
    docNumber: text('doc_number').notNull().default(''),
    customer: text('customer').notNull().default(''),
    txnDate: text('txn_date').notNull(),
    syncToken: text('sync_token').notNull(),
    updatedAt: text('updated_at').notNull().default(''),
    deleted: integer('deleted').notNull().default(0),
    body: text('body'),
    bodyHash: text('body_hash'),
    state: text('state', { enum: ['new', 'applied', 'waiting', 'ignored', 'failed'] }).notNull().default('new'),
    appliedToken: text('applied_token'),
    problemJson: text('problem_json').notNull().default('[]'),
    treatment: text('treatment', { enum: ['return_to_stock', 'price_only', 'consume_like_a_sale'] }),
    settledJson: text('settled_json').notNull().default('[]'),
    saleId: integer('sale_id').unique().references(() => sale.saleId),
    counterSaleId: integer('counter_sale_id').unique().references(() => sale.saleId),
  },
  (t) => [unique().on(t.type, t.externalId), index('sale_document_by_date').on(t.txnDate, t.saleDocumentId)],
)

/** The connection that sales are pulled by. */
export const salesChannel = sqliteTable('sales_channel', {
  salesChannelId: integer('sales_channel_id').primaryKey(),
  startsOn: text('starts_on').notNull(),
  active: integer('active').notNull(),
  everyMinutes: integer('every_minutes'),
  cursor: text('cursor'),
  comparedAt: text('compared_at'),
})

/** A document of ours as the accounting company last told it. */
export const companyDocument = sqliteTable(
  'company_document',
  {
    companyDocumentId: integer('company_document_id').primaryKey(),
    kind: text('kind', { enum: ['inventory_adjustment', 'journal_entry'] }).notNull(),
    externalId: text('external_id').notNull(),
    docNumber: text('doc_number').notNull().default(''),
    marker: text('marker'),
    syncToken: text('sync_token').notNull().default(''),
    createdAt: text('created_at'),
    gone: text('gone', { enum: ['deleted', 'missing'] }),
    saysJson: text('says_json').notNull(),
  },
  (t) => [unique().on(t.kind, t.externalId), index('company_document_by_number').on(t.docNumber)],
)
