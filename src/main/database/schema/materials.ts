import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/*
 * Suppliers and products.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

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
    skuOrder: text('sku_order').notNull().default(''),
  },
  (t) => [
    index('product_listed_in_order').on(t.archived, t.skuOrder, t.productId),
    index('product_in_order').on(t.skuOrder, t.productId),
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
