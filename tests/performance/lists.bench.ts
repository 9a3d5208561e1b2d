import { join } from 'node:path'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { runQuery } from '../../src/main/queries/run.ts'
import { foldText } from '../../src/shared/fold-text.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { writeLongLists } from '../support/long-lists.ts'
import { compareAnswers, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

// What a page of a list costs, with 100,000 products, lots and receipts, against the same rows and the same count by a
// query written for nothing else. Each page is asked for anew: a row is written before each of them, as what is kept of
// an order would otherwise answer for it. `LIMIT +?` as a bare `?` would have SQLite plan the query anew each time.

const quick = process.argv.includes('--quick')
const rows = quick ? 5_000 : 100_000
const rounds = quick ? { few: 5, many: 50 } : { few: 25, many: 500 }
const limit = 50

const folder = temporaryFolder()

interface Case {
  readonly what: string
  readonly ours: () => readonly number[]
  readonly bare: () => readonly number[]
}

/** A page by hand: the columns that are shown, and how many there are. */
function bareOf(db: Database, page: string, count: string, params: readonly string[] = []) {
  const pageStatement = db.prepare<unknown[], Record<string, unknown>>(page)
  const countStatement = db.prepare<unknown[], number>(count).pluck()
  return (offset: number) => () => {
    const found = pageStatement.all(...params, limit, offset)
    if ((countStatement.get(...params) ?? 0) < found.length) throw new Error('fewer are counted than shown')
    return found.map((row) => Object.values(row)[0] as number)
  }
}

function casesOf(db: Database): Case[] {
  const context = { db, today: () => '2026-01-31', trustsAnswers: true }
  const asked = { limit, find: null }
  const products = (sort: 'sku' | 'value', search: string, offset: number) => () =>
    valueOf(runQuery(context, 'product.list', { search, kinds: [], archived: false, sort, descending: false, offset, ...asked })).products.map(({ productId }) => productId)
  const lots = (sort: 'product' | 'value', search: string, offset: number) => () =>
    valueOf(runQuery(context, 'lot.list', { search, productId: null, status: null, sort, descending: false, offset, ...asked })).lots.map(({ lotId }) => lotId)
  const receipts = (sort: 'reference' | 'supplier', search: string, offset: number) => () =>
    valueOf(
      runQuery(context, 'receipt.list', { search, status: null, costToBeConfirmed: false, exported: null, supplierId: null, sort, descending: true, offset, ...asked }),
    ).receipts.map(({ receiptId }) => receiptId)
  const last = rows - limit
  const word = quick ? 'steel 77' : 'steel 777'
  const words = word.split(' ').map(foldText)

  const productColumns = `p.product_id, p.sku, p.name, p.kind, p.unit, p.reorder_point, b.quantity, b.value,
    EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = p.product_id AND v.status = 'active') FROM product p JOIN product_balance b USING (product_id)`
  const bareProducts = (order: string) =>
    bareOf(db, `SELECT ${productColumns} WHERE p.archived = 0 ORDER BY ${order} LIMIT +? OFFSET +?`, 'SELECT count(*) FROM product WHERE archived = 0')
  const bareProductsWith = bareOf(
    db,
    `SELECT ${productColumns} WHERE p.archived = 0 AND instr(p.search_text, ?) AND instr(p.search_text, ?) ORDER BY p.sku_order, p.product_id LIMIT +? OFFSET +?`,
    'SELECT count(*) FROM product WHERE archived = 0 AND instr(search_text, ?) AND instr(search_text, ?)',
    words,
  )
  const lotColumns = `l.lot_id, l.number, p.sku, p.name, p.unit, l.received_on, b.remaining, b.value, l.supplier_lot, l.expires_on, l.document_kind, l.document_id,
    (SELECT sum(e.quantity) FROM entry e JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id) WHERE e.lot_id = l.lot_id AND o.quantity > 0),
    (SELECT number FROM receipt WHERE receipt_id = l.document_id)`
  const bareLots = (from: string, order: string) =>
    bareOf(db, `SELECT ${lotColumns} FROM ${from} ORDER BY ${order} LIMIT +? OFFSET +?`, 'SELECT count(*) FROM lot')
  const byProduct = bareLots('product p CROSS JOIN lot l USING (product_id) JOIN lot_balance b USING (lot_id)', 'p.sku_order, p.product_id, l.received_on, l.lot_id')
  const byLotValue = bareLots('lot l JOIN lot_balance b USING (lot_id) JOIN product p ON p.product_id = l.product_id', 'b.value, l.lot_id')
  const receiptColumns = `r.receipt_id, r.number, s.code, s.name, r.received_on,
    (SELECT t.posting_id FROM posting t WHERE t.reverses_posting_id = r.posting_id),
    (SELECT count(*) FROM receipt_line l WHERE l.receipt_id = r.receipt_id),
    (SELECT sum(l.quantity * l.unit_cost / 1000000) FROM receipt_line l WHERE l.receipt_id = r.receipt_id)
    FROM receipt r JOIN supplier s USING (supplier_id)`
  const bareReceipts = (order: string) => bareOf(db, `SELECT ${receiptColumns} ORDER BY ${order} LIMIT +? OFFSET +?`, 'SELECT count(*) FROM receipt')
  const byNumber = bareReceipts('r.number IS NULL DESC, r.number DESC, r.receipt_id DESC')
  const bySupplier = bareReceipts('s.name COLLATE NOCASE DESC, r.receipt_id DESC')
  const bySku = bareProducts('p.sku_order, p.product_id')
  const byValue = bareProducts('b.value, p.product_id')
  return [
    { what: 'products, first page', ours: products('sku', '', 0), bare: bySku(0) },
    { what: 'products, last page', ours: products('sku', '', last), bare: bySku(last) },
    { what: 'products by value, first page', ours: products('value', '', 0), bare: byValue(0) },
    { what: 'products by value, last page', ours: products('value', '', last), bare: byValue(last) },
    { what: `products with “${word}”`, ours: products('sku', word, 0), bare: bareProductsWith(0) },
    { what: 'lots, first page', ours: lots('product', '', 0), bare: byProduct(0) },
    { what: 'lots, last page', ours: lots('product', '', last), bare: byProduct(last) },
    { what: 'lots by value, first page', ours: lots('value', '', 0), bare: byLotValue(0) },
    { what: 'receipts, first page', ours: receipts('reference', '', 0), bare: byNumber(0) },
    { what: 'receipts, last page', ours: receipts('reference', '', last), bare: byNumber(last) },
    { what: 'receipts by supplier, first page', ours: receipts('supplier', '', 0), bare: bySupplier(0) },
  ]
}

function compare(db: Database, { what, ours, bare }: Case): Goal {
  const [ourRows, bareRows] = [ours(), bare()]
  if (JSON.stringify(ourRows) !== JSON.stringify(bareRows) || ourRows.length === 0) throw new Error(`${what}: other rows: ${JSON.stringify([ourRows, bareRows])}`)
  const touch = db.prepare<[string]>('UPDATE supplier SET notes = ? WHERE supplier_id = 1')
  const [our, bound] = compareAnswers((round) => touch.run(String(round)), ours, bare, rounds)
  const ms = (value: number) => `${value.toFixed(3)} ms`
  return { what: `${what} of ${rows}`, ours: ms(our), bound: ms(bound), ratio: our / bound, ratioMax: 2 }
}

try {
  const file = join(folder.path, 'lists.db')
  const empty = emptyLedgerAt(file)
  writeLongLists(empty, rows)
  empty.close()
  const db = valueOf(openLedger(file, { access: 'read_write' }))
  const goals = casesOf(db).map((one) => compare(db, one))
  db.close()
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
