import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The tables as the screens' queries see them. The truth is the SQL in `drizzle/`, written by hand for what drizzle
 * cannot say (STRICT, CHECK, triggers, partial indexes); a test holds the two against each other, column by column.
 */
export const commandLog = sqliteTable('command_log', {
  commandId: text('command_id').primaryKey().notNull(),
  seq: integer('seq').notNull().unique(),
  name: text('name').notNull(),
  contractVersion: integer('contract_version').notNull(),
  inputHash: text('input_hash').notNull(),
  resultJson: text('result_json'),
  doneAt: text('done_at').notNull(),
  personId: integer('person_id').references(() => person.personId),
  hash: text('hash'),
})

export const person = sqliteTable('person', {
  personId: integer('person_id').primaryKey(),
  name: text('name').notNull(),
  role: text('role', { enum: ['owner', 'admin', 'accountant', 'builder'] }).notNull(),
  active: integer('active').notNull().default(1),
})

export const audit = sqliteTable(
  'audit',
  {
    auditId: integer('audit_id').primaryKey(),
    commandId: text('command_id')
      .notNull()
      .references(() => commandLog.commandId),
    subject: text('subject').notNull(),
    subjectId: integer('subject_id').notNull(),
    action: text('action').notNull(),
    afterJson: text('after_json').notNull(),
  },
  (t) => [index('audit_by_subject').on(t.subject, t.subjectId, t.auditId)],
)

export const setting = sqliteTable('setting', {
  name: text('name').primaryKey().notNull(),
  valueJson: text('value_json').notNull(),
})

export const supplier = sqliteTable('supplier', {
  supplierId: integer('supplier_id').primaryKey(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  contact: text('contact').notNull().default(''),
  email: text('email').notNull().default(''),
  phone: text('phone').notNull().default(''),
  notes: text('notes').notNull().default(''),
  searchText: text('search_text').notNull().default(''),
})

export const product = sqliteTable(
  'product',
  {
    productId: integer('product_id').primaryKey(),
    sku: text('sku').notNull().unique(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['raw_material', 'component', 'sub_assembly', 'finished_good'] }).notNull(),
    unit: text('unit').notNull(),
    purchaseUnit: text('purchase_unit'),
    purchaseFactor: integer('purchase_factor'),
    unitCost: integer('unit_cost').notNull().default(0),
    reorderPoint: integer('reorder_point'),
    supplierId: integer('supplier_id').references(() => supplier.supplierId),
    notes: text('notes').notNull().default(''),
    archived: integer('archived').notNull().default(0),
    searchText: text('search_text').notNull().default(''),
  },
  (t) => [
    index('product_listed_by_name').on(t.archived, sql`${t.name} COLLATE NOCASE`, t.productId),
    index('product_reordered').on(t.productId).where(sql`${t.reorderPoint} IS NOT NULL AND ${t.archived} = 0`),
    index('product_by_supplier').on(t.supplierId).where(sql`${t.supplierId} IS NOT NULL`),
  ],
)

export const productBalance = sqliteTable('product_balance', {
  productId: integer('product_id')
    .primaryKey()
    .references(() => product.productId),
  quantity: integer('quantity').notNull(),
  value: integer('value').notNull(),
})

export const productBarcode = sqliteTable(
  'product_barcode',
  {
    barcode: text('barcode').primaryKey().notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
  },
  (t) => [index('product_barcode_by_product').on(t.productId, t.barcode)],
)

export const buildPoint = sqliteTable('build_point', {
  productId: integer('product_id')
    .primaryKey()
    .references(() => product.productId),
  buildPoint: integer('build_point').notNull(),
  targetLevel: integer('target_level').notNull(),
})

export const bomVersion = sqliteTable(
  'bom_version',
  {
    bomVersionId: integer('bom_version_id').primaryKey(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    version: integer('version').notNull(),
    status: text('status', { enum: ['draft', 'active', 'archived'] }).notNull(),
    savedAt: text('saved_at'),
    notes: text('notes').notNull().default(''),
  },
  (t) => [unique().on(t.productId, t.version), uniqueIndex('bom_version_active').on(t.productId).where(sql`${t.status} = 'active'`)],
)

export const bomDraft = sqliteTable('bom_draft', {
  productId: integer('product_id')
    .primaryKey()
    .references(() => product.productId),
  contentJson: text('content_json').notNull(),
  notes: text('notes').notNull().default(''),
  savedAt: text('saved_at').notNull(),
})

export const bomComponent = sqliteTable(
  'bom_component',
  {
    bomVersionId: integer('bom_version_id')
      .notNull()
      .references(() => bomVersion.bomVersionId),
    lineNo: integer('line_no').notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    quantityPerUnit: integer('quantity_per_unit').notNull(),
    optional: integer('optional').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.bomVersionId, t.lineNo] }),
    unique().on(t.bomVersionId, t.productId),
    index('bom_component_by_product').on(t.productId, t.bomVersionId),
  ],
)

export const bomCostLine = sqliteTable(
  'bom_cost_line',
  {
    bomVersionId: integer('bom_version_id')
      .notNull()
      .references(() => bomVersion.bomVersionId),
    lineNo: integer('line_no').notNull(),
    kind: text('kind', { enum: ['labor', 'overhead', 'other'] }).notNull(),
    name: text('name').notNull(),
    amountPerUnit: integer('amount_per_unit'),
    rate: integer('rate'),
    quantityPerUnit: integer('quantity_per_unit'),
  },
  (t) => [primaryKey({ columns: [t.bomVersionId, t.lineNo] })],
)

const documentKinds = ['receipt', 'build', 'sale', 'adjustment'] as const

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
  },
  (t) => [
    uniqueIndex('lot_number_in_use').on(t.productId, t.number).where(sql`${t.voidedByPostingId} IS NULL`),
    index('lot_by_number').on(t.number),
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

export const plannedBuild = sqliteTable(
  'planned_build',
  {
    plannedBuildId: integer('planned_build_id').primaryKey({ autoIncrement: true }),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    bomVersionId: integer('bom_version_id')
      .notNull()
      .references(() => bomVersion.bomVersionId),
    quantity: integer('quantity').notNull(),
    targetDate: text('target_date'),
    assigneeId: integer('assignee_id').references(() => person.personId),
    notes: text('notes').notNull().default(''),
    position: integer('position').notNull(),
    autoGenerated: integer('auto_generated').notNull().default(0),
    status: text('status', { enum: ['planned', 'done', 'closed', 'deleted'] }).notNull(),
    plannedAt: text('planned_at').notNull(),
  },
  (t) => [index('planned_build_by_product').on(t.productId)],
)

export const build = sqliteTable(
  'build',
  {
    buildId: integer('build_id').primaryKey(),
    number: integer('number').unique(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    bomVersionId: integer('bom_version_id')
      .notNull()
      .references(() => bomVersion.bomVersionId),
    quantity: integer('quantity').notNull(),
    businessDate: text('business_date').notNull(),
    plannedBuildId: integer('planned_build_id').references(() => plannedBuild.plannedBuildId),
    planQuantity: integer('plan_quantity'),
    assigneeId: integer('assignee_id').references(() => person.personId),
    notes: text('notes').notNull().default(''),
    postingId: integer('posting_id')
      .unique()
      .references(() => posting.postingId),
  },
  (t) => [index('build_by_product').on(t.productId, t.buildId)],
)

export const buildLine = sqliteTable(
  'build_line',
  {
    buildId: integer('build_id')
      .notNull()
      .references(() => build.buildId),
    lineNo: integer('line_no').notNull(),
    productId: integer('product_id')
      .notNull()
      .references(() => product.productId),
    quantityPerUnit: integer('quantity_per_unit').notNull(),
    optional: integer('optional').notNull(),
    quantity: integer('quantity'),
    extra: integer('extra').notNull().default(0),
    pickReason: text('pick_reason'),
    planQuantity: integer('plan_quantity'),
  },
  (t) => [primaryKey({ columns: [t.buildId, t.lineNo] }), index('build_line_by_product').on(t.productId)],
)

export const buildCostLine = sqliteTable(
  'build_cost_line',
  {
    buildId: integer('build_id')
      .notNull()
      .references(() => build.buildId),
    lineNo: integer('line_no').notNull(),
    kind: text('kind', { enum: ['labor', 'overhead', 'other'] }).notNull(),
    name: text('name').notNull(),
    amountPerUnit: integer('amount_per_unit'),
    rate: integer('rate'),
    quantityPerUnit: integer('quantity_per_unit'),
    value: integer('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.buildId, t.lineNo] })],
)

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

export const buildRejection = sqliteTable(
  'build_rejection',
  {
    postingId: integer('posting_id')
      .primaryKey()
      .references(() => posting.postingId),
    buildId: integer('build_id')
      .notNull()
      .references(() => build.buildId),
    reason: text('reason').notNull(),
    recovery: text('recovery', { enum: ['full', 'total_loss', 'partial'] }).notNull(),
    notes: text('notes').notNull().default(''),
  },
  (t) => [index('build_rejection_by_build').on(t.buildId)],
)

/** Where the books of each backup ended that a restore left behind. */
export const replacedHead = sqliteTable('replaced_head', {
  replacedHeadId: integer('replaced_head_id').primaryKey(),
  postingCount: integer('posting_count').notNull(),
  postingHash: text('posting_hash'),
  commandCount: integer('command_count').notNull(),
  commandHash: text('command_hash'),
  replacedAt: text('replaced_at').notNull(),
})

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
  },
  (t) => [
    index('accounting_item_by_name').on(t.name, t.accountingItemId),
    index('accounting_item_by_sku').on(t.sku, t.accountingItemId),
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

export const saleAlsoThere = sqliteTable('sale_also_there', {
  saleId: integer('sale_id')
    .primaryKey()
    .references(() => sale.saleId),
  saidAt: text('said_at').notNull(),
})

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

export const importMapping = sqliteTable(
  'import_mapping',
  {
    kind: text('kind', { enum: ['products', 'stock', 'suppliers', 'boms'] }).notNull(),
    headersJson: text('headers_json').notNull(),
    fieldsJson: text('fields_json').notNull(),
    usedAt: text('used_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.headersJson] })],
)

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

/** Cents by account of all journals at the last comparison. */
export const reconcileAccount = sqliteTable('reconcile_account', {
  account: text('account').primaryKey(),
  sent: integer('sent').notNull(),
  there: integer('there').notNull(),
  balance: integer('balance'),
})
