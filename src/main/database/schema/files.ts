import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/*
 * Files that were brought in.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

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
