import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { product } from './materials.ts'

/*
 * BOMs, and when to build.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

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
