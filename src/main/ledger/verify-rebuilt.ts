import { foldText } from '../../shared/fold-text.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import { differ, type Difference, type InvariantName } from '../domain/invariants.ts'
import type { Database } from '../database/open.ts'

/** What is kept beside the postings so that no screen sums the past; each is made anew and compared. */
export const rebuiltTables = [
  'lot_balance',
  'product_balance',
  'shortage',
  'sale_product',
  'sale_now',
  'sale_day',
  'sale_customer_month',
  'sale_product_month',
  'product.search_text',
  'supplier.search_text',
  'product.sku_order',
  'lot.number_order',
  'sale_now.reference_order',
  'accounting_item.sku_order',
] as const
export type RebuiltTable = (typeof rebuiltTables)[number]

/** Keeps the first difference of an invariant and, where something kept was made anew, of that table. */
export type Note = (name: InvariantName, difference: Difference | null, table?: RebuiltTable) => void

/** How many rows of a kept table were compared. */
export function rowsOf(db: Database, table: RebuiltTable): number {
  const [name = ''] = table.split('.')
  return db.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get() ?? 0
}

const ordered = [
  { table: 'product.sku_order', what: 'product', sql: 'SELECT product_id, sku, sku_order FROM product' },
  { table: 'lot.number_order', what: 'lot', sql: 'SELECT lot_id, number, number_order FROM lot' },
  { table: 'sale_now.reference_order', what: 'sale', sql: 'SELECT sale_id, reference, reference_order FROM sale_now' },
  { table: 'accounting_item.sku_order', what: 'item', sql: 'SELECT accounting_item_id, sku, sku_order FROM accounting_item' },
] as const

/** What lists are sorted by is the order of what the row says. */
export function checkOrders(db: Database, note: Note): void {
  for (const { table, what, sql } of ordered) {
    for (const [id, text, kept] of db.prepare<[], readonly [number, string, string]>(sql).raw().iterate()) {
      const expected = naturalOrder(text)
      if (kept !== expected) note('listed_as_numbered', differ(`${what} ${id}`, `“${expected}”`, `“${kept}”`), table)
    }
  }
}

interface Folded {
  readonly id: number
  readonly kept: string
  readonly text: string
  /** As the migration that brought these columns left it; SQLite knows no other capitals than those of English. */
  readonly migrated: string
}

/** What a search looks at is what the row says, folded. */
export function checkSearchTexts(db: Database, note: Note): void {
  const barcodes = "(SELECT group_concat(' ' || barcode, '' ORDER BY barcode) FROM product_barcode b WHERE b.product_id = p.product_id)"
  const texts = {
    product: `SELECT product_id AS id, search_text AS kept, sku || ' ' || name || coalesce(${barcodes}, '') AS text, lower(sku || ' ' || name) AS migrated FROM product p`,
    supplier: "SELECT supplier_id AS id, search_text AS kept, code || ' ' || name || ' ' || contact AS text, lower(code || ' ' || name || ' ' || contact) AS migrated FROM supplier",
  }
  for (const table of ['product', 'supplier'] as const) {
    for (const { id, kept, text, migrated } of db.prepare<[], Folded>(texts[table]).iterate()) {
      const expected = foldText(text)
      if (kept !== migrated) note('search_text_is_folded_anew', differ(`${table} ${id}`, `“${expected}”`, `“${kept}”`), `${table}.search_text`)
    }
  }
}
