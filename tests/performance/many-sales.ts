import type { Database } from '../../src/main/database/open.ts'
import { keepBulkSales } from './sale-sums.ts'

export interface ManySales {
  readonly sales: number
  readonly products: number
  readonly customers: number
}

const unit = 1_000_000
const recordedAt = '2026-01-31T12:00:00.000Z'
/** Of a thousand sales: how many came as what, in turns. */
const kinds = "CASE WHEN i % 1000 = 7 THEN 'refund_receipt' WHEN i % 50 = 11 THEN 'credit_memo' WHEN i % 100 = 23 THEN 'return' WHEN i % 5 = 0 THEN 'sale' WHEN i % 3 = 0 THEN 'sales_receipt' ELSE 'invoice' END"

/**
 * Three years of sales, written in bulk: one to three lines each, drawn from one lot per product; one in fifty is voided, one in two
 * hundred is short. Stock and hashes are not true, what is kept of sales is. The ledger must be empty.
 */
export function writeManySales(db: Database, { sales, products, customers }: ManySales): void {
  db.pragma('foreign_keys = OFF')
  const indexes = db.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('entry', 'posting', 'sale_product', 'sale_now')").all()
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  const lines = 'SELECT n.*, l.line, 1 + (n.i * 7919 + l.line * 1013) % ' + products + ' AS product_id, (1 + (n.i + l.line) % 4) AS units FROM n CROSS JOIN (SELECT 1 AS line UNION ALL SELECT 2 UNION ALL SELECT 3) l WHERE l.line <= 1 + n.i % 3'
  db.exec(`BEGIN;
    INSERT INTO product (product_id, sku, name, kind, unit, sku_order) WITH RECURSIVE s(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM s WHERE i < ${products})
      SELECT i, 'GOOD-' || i, 'Good ' || i, 'finished_good', 'pcs', natural_order('GOOD-' || i) FROM s;
    CREATE TEMP TABLE n AS WITH RECURSIVE s(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM s WHERE i + 1 < ${sales})
      SELECT i, i + 1 AS id, date('2023-02-01', '+' || CAST(1094.0 * i / ${sales} AS INTEGER) || ' days') AS day, 'Customer ' || ((i * 31 + i / 97) % ${customers}) AS customer,
        ${kinds} AS type, i % 50 = 3 AS voided, i % 200 = 9 AS short FROM s;
    CREATE TEMP TABLE line AS ${lines};
    INSERT INTO posting (posting_id, command_id, kind, document_kind, document_id, business_date, recorded_at, reverses_posting_id, format_version, hash)
      SELECT id, printf('00000000-0000-4000-8000-%012d', id), 'sale', 'sale', id, day, '${recordedAt}', NULL, 1, '${'0'.repeat(64)}' FROM n;
    INSERT INTO sale (sale_id, number, kind, source) SELECT id, id, CASE WHEN type IN ('return', 'credit_memo', 'refund_receipt') THEN 'return' ELSE 'sale' END,
      CASE WHEN type IN ('sale', 'return') THEN 'manual' ELSE 'quickbooks' END FROM n;
    INSERT INTO sale_version (posting_id, sale_id, version, voided, reference, customer, sale_on, treatment, notes) SELECT id, id, 1, voided, 'INV-' || (100000 + i), customer, day, NULL, '' FROM n;
    INSERT INTO sale_line (posting_id, line_no, product_id, quantity, revenue) SELECT id, line, product_id, units * ${unit}, units * ${20 * unit} + i % 997 * 10000 FROM line WHERE NOT voided;
    INSERT INTO sale_product (sale_id, product_id, customer, sale_on, quantity) SELECT id, product_id, customer, day, CASE voided WHEN 1 THEN 0 ELSE sum(units) * ${unit} END FROM line GROUP BY id, product_id;
    CREATE TEMP TABLE sign AS SELECT sale_id, CASE kind WHEN 'return' THEN -1 ELSE 1 END AS times FROM sale;
    CREATE UNIQUE INDEX temp.sign_by_sale ON sign (sale_id);
    INSERT INTO entry (posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id)
      SELECT id, account, product_id, lot_id, quantity, value, 'sale', id FROM (
        SELECT l.id, 0 AS part, 'lot' AS account, l.product_id, l.product_id AS lot_id, 0 - s.times * l.units * ${unit} AS quantity, 0 - s.times * l.units * (${9 * unit} + l.product_id) AS value
        FROM line l JOIN sign s ON s.sale_id = l.id WHERE NOT l.voided
        UNION ALL SELECT l.id, 1, 'cost_of_goods_sold', NULL, NULL, 0, s.times * sum(l.units * (${9 * unit} + l.product_id)) FROM line l JOIN sign s ON s.sale_id = l.id WHERE NOT l.voided GROUP BY l.id)
      ORDER BY id, part;
    INSERT INTO sale_now (sale_id, sale_on, type, voided, revenue, cost, short, reference, customer, reference_order)
      SELECT n.id, n.day, n.type, n.voided, s.times * coalesce(l.revenue, 0), coalesce(e.cost, 0), CASE WHEN n.short AND NOT n.voided THEN ${unit} ELSE 0 END, 'INV-' || (100000 + n.i), n.customer, natural_order('INV-' || (100000 + n.i))
      FROM n JOIN sign s ON s.sale_id = n.id LEFT JOIN (SELECT posting_id, sum(revenue) AS revenue FROM sale_line GROUP BY posting_id) l ON l.posting_id = n.id
        LEFT JOIN (SELECT posting_id, sum(value) AS cost FROM entry WHERE account = 'cost_of_goods_sold' GROUP BY posting_id) e ON e.posting_id = n.id;
    ${indexes.map(({ sql }) => sql).join(';\n')};
    DROP TABLE temp.n; DROP TABLE temp.line; DROP TABLE temp.sign`)
  keepBulkSales(db, ['sale_day', 'sale_customer_month', 'sale_product_month'])
  db.exec('COMMIT')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('foreign_keys = ON')
}
