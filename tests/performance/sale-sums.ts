import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../../src/main/database/open.ts'
import { migrationsFolder } from '../support/database.ts'

/** Fills what is kept of sales that were written in bulk, as the migration does for those that were there before it. */
export function keepBulkSales(db: Database, tables: readonly string[] = ['sale_now', 'sale_day', 'sale_customer_month', 'sale_product_month']): void {
  const statements = readFileSync(join(migrationsFolder, '0009_sales.sql'), 'utf8').split('--> statement-breakpoint')
  for (const table of tables) {
    const fill = statements.find((statement) => statement.includes(`INSERT INTO ${table} (`))
    if (fill === undefined) throw new Error(`nothing fills ${table}`)
    db.exec(fill)
  }
}
