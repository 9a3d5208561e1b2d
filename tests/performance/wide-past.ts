import type { Database } from '../../src/main/database/open.ts'
import { keepBulkSales } from './sale-sums.ts'

/** How many lots each level has, of a thousand: bought, and made at three levels. */
const levels = [
  { name: 'RAW', perThousand: 600, products: 200, draws: [] },
  { name: 'SUB', perThousand: 200, products: 60, draws: [[0, 6]] },
  { name: 'ASSY', perThousand: 120, products: 40, draws: [[1, 4], [0, 2]] },
  { name: 'GOOD', perThousand: 80, products: 20, draws: [[2, 3], [0, 3]] },
] as const
const salesPerThousand = 600
const recordedAt = '2026-01-31T12:00:00.000Z'
const unit = 1_000_000
const made = 60 * unit
const madeValue = 6000 * unit

/** The lots of one level: the first id, how many, and the first product. */
export interface Level {
  readonly firstLot: number
  readonly lots: number
  readonly firstProduct: number
  readonly products: number
}

export interface WidePast {
  readonly levels: readonly Level[]
  readonly lots: number
  readonly edges: number
  readonly postings: number
}

/**
 * A past of lots that went into lots, written in bulk: 600 of 1,000 lots were bought, the rest made of about six others at
 * three levels, each from lots of about its own time; the finished ones were sold, one sale a posting, and one sale in
 * thirty came back. Three draws a lot. Balances are the sums of the entries; the hashes are not real ones. Dates run over
 * three years. The ledger must be empty.
 */
export function writeWidePast(db: Database, lots: number): WidePast {
  db.pragma('foreign_keys = OFF')
  const indexes = db.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('entry', 'posting', 'lot', 'lot_balance')").all()
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  db.exec('BEGIN')
  db.exec(`INSERT INTO supplier (supplier_id, code, name) VALUES (1, 'WID', 'Wide Supplies');
    CREATE TEMP TABLE n AS WITH RECURSIVE s(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM s WHERE i + 1 < ${lots}) SELECT i FROM s`)
  const layout = layOut(lots)
  for (const [place, level] of layout.entries()) {
    const kind = ['raw_material', 'component', 'sub_assembly', 'finished_good'][place]
    db.exec(`INSERT INTO product (product_id, sku, name, kind, unit, sku_order) SELECT ${level.firstProduct} + i, '${levels[place]?.name}-' || i, 'Part ' || i, '${kind}', 'pcs', natural_order('${levels[place]?.name}-' || i) FROM n WHERE i < ${level.products};
      INSERT INTO bom_version (bom_version_id, product_id, version, status) SELECT ${level.firstProduct} + i, ${level.firstProduct} + i, 1, 'active' FROM n WHERE i < ${level.products}`)
  }
  const receipts = writeReceipts(db, layout[0] as Level)
  let postings = receipts
  for (const place of [1, 2, 3]) postings = writeBuilds(db, layout, place, postings)
  const sales = (lots / 1000) * salesPerThousand
  writeSales(db, layout[3] as Level, sales, postings)
  postings += sales
  db.exec(`INSERT INTO command_log (command_id, seq, name, contract_version, input_hash, result_json, done_at) SELECT printf('00000000-0000-4000-8000-%012d', posting_id), posting_id, 'bulk', 1, '${'0'.repeat(64)}', '{}', '${recordedAt}' FROM posting`)
  for (const { sql } of indexes) db.exec(sql)
  keepBulkSales(db)
  db.exec(`INSERT INTO lot_balance (lot_id, product_id, received_on, remaining, value) SELECT l.lot_id, l.product_id, l.received_on, s.quantity, s.value
      FROM lot l JOIN (SELECT lot_id, sum(quantity) AS quantity, sum(value) AS value FROM entry WHERE lot_id IS NOT NULL GROUP BY lot_id) s USING (lot_id);
    UPDATE product_balance SET quantity = s.quantity, value = s.value
      FROM (SELECT product_id, sum(remaining) AS quantity, sum(value) AS value FROM lot_balance GROUP BY product_id) s WHERE s.product_id = product_balance.product_id`)
  db.exec('COMMIT')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('foreign_keys = ON')
  const edges = db.prepare<[], number>('SELECT count(*) FROM entry WHERE lot_id IS NOT NULL AND quantity < 0 AND follows_entry_id IS NULL').pluck().get() ?? 0
  return { levels: layout, lots, edges, postings }
}

function layOut(lots: number): Level[] {
  let firstLot = 1
  let firstProduct = 1
  return levels.map(({ perThousand, products }) => {
    const level = { firstLot, lots: (lots / 1000) * perThousand, firstProduct, products }
    firstLot += level.lots
    firstProduct += products
    return level
  })
}

/** Days of three years, in the order of the rows. */
const day = (part: string) => `date('2023-01-01', '+' || CAST(1090 * ${part} AS INTEGER) || ' days')`
const columns = {
  posting: 'posting_id, command_id, kind, document_kind, document_id, business_date, recorded_at, reverses_posting_id, format_version, hash',
  lot: 'lot_id, product_id, number, made_quantity, received_on, supplier_lot, expires_on, document_kind, document_id, document_line_no, posting_id, voided_by_posting_id, number_order',
  entry: 'entry_id, posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id, follows_entry_id',
}
const commandId = (posting: string) => `printf('00000000-0000-4000-8000-%012d', ${posting})`
const zeros = `'${'0'.repeat(64)}'`
const nextEntry = '(SELECT coalesce(max(entry_id), 0) FROM entry)'

function post(kind: string, document: string, posting: string, id: string, date: string, from: string): string {
  return `INSERT INTO posting (${columns.posting}) SELECT ${posting}, ${commandId(posting)}, '${kind}', '${document}', ${id}, ${date}, '${recordedAt}', NULL, 1, ${zeros} FROM ${from}`
}

function writeReceipts(db: Database, raw: Level): number {
  const receipts = raw.lots / 5
  const date = day(`i / ${raw.lots}.0`)
  db.exec(`${post('receipt', 'receipt', 'i + 1', 'i + 1', day(`i / ${receipts}.0`), `n WHERE i < ${receipts}`)};
    INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, line_total) SELECT i / 5 + 1, i % 5 + 1, ${raw.firstProduct} + i % ${raw.products}, ${made}, ${madeValue} FROM n WHERE i < ${raw.lots};
    INSERT INTO receipt (receipt_id, number, supplier_id, received_on, posting_id) SELECT i + 1, i + 1, 1, ${day(`i / ${receipts}.0`)}, i + 1 FROM n WHERE i < ${receipts};
    INSERT INTO lot (${columns.lot}) SELECT i + 1, ${raw.firstProduct} + i % ${raw.products}, 'R-' || i, ${made}, ${date}, NULL, NULL, 'receipt', i / 5 + 1, i % 5 + 1, i / 5 + 1, NULL, natural_order('R-' || i) FROM n WHERE i < ${raw.lots};
    INSERT INTO entry (${columns.entry}) SELECT ${nextEntry} + row_number() OVER (ORDER BY i, part), i / 5 + 1, CASE part WHEN 0 THEN 'supplier' ELSE 'lot' END,
      CASE part WHEN 1 THEN ${raw.firstProduct} + i % ${raw.products} END, CASE part WHEN 1 THEN i + 1 END, part * ${made}, CASE part WHEN 0 THEN -1 ELSE 1 END * ${madeValue}, 'receipt', i / 5 + 1, NULL
      FROM n CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1) WHERE i < ${raw.lots}`)
  return receipts
}

/** Builds of a level; each draws one unit of each of its lots, found near its own place in time. */
function writeBuilds(db: Database, layout: readonly Level[], place: number, postingsBefore: number): number {
  const level = layout[place] as Level
  const builds = `n WHERE i < ${level.lots}`
  const firstBuild = level.firstLot - (layout[0] as Level).lots
  const date = day(`i / ${level.lots}.0`)
  const buildId = `${firstBuild} + i`
  const posting = `${postingsBefore} + i + 1`
  const product = `${level.firstProduct} + i % ${level.products}`
  db.exec(`${post('build', 'build', posting, buildId, date, builds)};
    INSERT INTO build (build_id, number, product_id, bom_version_id, quantity, business_date, posting_id) SELECT ${buildId}, ${buildId}, ${product}, ${product}, ${made}, ${date}, ${posting} FROM ${builds};
    INSERT INTO lot (${columns.lot}) SELECT ${level.firstLot} + i, ${product}, 'B-' || (${buildId}), ${made}, ${date}, NULL, NULL, 'build', ${buildId}, NULL, ${posting}, NULL, natural_order('B-' || (${buildId})) FROM ${builds}`)
  const draws = (levels[place]?.draws ?? []).flatMap(([from, count]) => Array.from({ length: count }, (_, at) => ({ source: layout[from] as Level, at })))
  const parts = draws.map(({ source, at }, part) => {
    // Lots of about the same time, three in a row apart: a prime step keeps the draws of one build on different lots.
    const window = Math.min(300, source.lots)
    const offset = `(CAST(i * ${source.lots / level.lots} AS INTEGER) + (i * 31 + ${at * 47 + 7}) % ${window}) % ${source.lots}`
    return `SELECT ${part} AS part, i, ${source.firstProduct} + (${offset}) % ${source.products} AS product_id, ${source.firstLot} + ${offset} AS lot_id, ${0 - unit} AS quantity, ${-100 * unit} AS value FROM ${builds}`
  })
  parts.push(`SELECT ${draws.length}, i, ${product}, ${level.firstLot} + i, ${made}, ${madeValue} FROM ${builds}`)
  parts.push(`SELECT ${draws.length + 1}, i, NULL, NULL, 0, ${draws.length * 100 * unit - madeValue} FROM ${builds}`)
  db.exec(`INSERT INTO entry (${columns.entry}) SELECT ${nextEntry} + row_number() OVER (ORDER BY i, part), ${posting}, CASE WHEN lot_id IS NULL THEN 'labor' ELSE 'lot' END, product_id, lot_id, quantity, value, 'build', ${buildId}, NULL FROM (${parts.join(' UNION ALL ')})`)
  return postingsBefore + level.lots
}

/** Sales of one unit; one in thirty comes back into the lot it was drawn from, in the same posting for brevity. */
function writeSales(db: Database, goods: Level, sales: number, postingsBefore: number): void {
  const lot = `(i * ${goods.lots / sales} + (i * 17) % 200) % ${goods.lots}`
  const offset = `CAST(${lot} AS INTEGER)`
  const posting = `${postingsBefore} + i + 1`
  const date = day(`i / ${sales}.0`)
  const product = `${goods.firstProduct} + (${offset}) % ${goods.products}`
  db.exec(`${post('sale', 'sale', posting, 'i + 1', date, `n WHERE i < ${sales}`)};
    INSERT INTO sale (sale_id, number, kind) SELECT i + 1, i + 1, 'sale' FROM n WHERE i < ${sales};
    INSERT INTO sale_version (posting_id, sale_id, version, voided, reference, customer, sale_on, treatment, notes) SELECT ${posting}, i + 1, 1, 0, 'INV-' || i, 'Customer ' || (i % 500), ${date}, NULL, '' FROM n WHERE i < ${sales};
    INSERT INTO sale_line (posting_id, line_no, product_id, quantity, revenue) SELECT ${posting}, 1, ${product}, ${unit}, ${200 * unit} FROM n WHERE i < ${sales};
    INSERT INTO sale_product (sale_id, product_id, customer, sale_on, quantity) SELECT i + 1, ${product}, 'Customer ' || (i % 500), ${date}, ${unit} FROM n WHERE i < ${sales};
    CREATE TEMP TABLE first AS SELECT ${nextEntry} AS entry_id;
    INSERT INTO entry (${columns.entry}) SELECT (SELECT entry_id FROM first) + 2 * i + part, ${posting}, CASE part WHEN 1 THEN 'lot' ELSE 'cost_of_goods_sold' END, CASE part WHEN 1 THEN ${product} END,
      CASE part WHEN 1 THEN ${goods.firstLot} + ${offset} END, CASE part WHEN 1 THEN ${0 - unit} ELSE 0 END, CASE part WHEN 1 THEN -1 ELSE 1 END * ${100 * unit}, 'sale', i + 1, NULL
      FROM n CROSS JOIN (SELECT 1 AS part UNION ALL SELECT 2) WHERE i < ${sales} ORDER BY i, part;
    INSERT INTO entry (${columns.entry}) SELECT (SELECT entry_id FROM first) + 2 * ${sales} + row_number() OVER (ORDER BY e.entry_id), e.posting_id, 'lot', e.product_id, e.lot_id, 0 - e.quantity, 0 - e.value, 'sale', e.document_id, e.entry_id
      FROM entry e WHERE e.document_kind = 'sale' AND e.account = 'lot' AND e.document_id % 30 = 0 ORDER BY e.entry_id;
    INSERT INTO entry (${columns.entry}) SELECT (SELECT max(entry_id) FROM entry) + row_number() OVER (ORDER BY e.entry_id), e.posting_id, e.account, NULL, NULL, 0, 0 - e.value, 'sale', e.document_id, NULL
      FROM entry e WHERE e.document_kind = 'sale' AND e.account = 'cost_of_goods_sold' AND e.document_id % 30 = 0 ORDER BY e.entry_id`)
}
