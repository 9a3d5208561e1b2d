import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/main/database/open.ts'
import { invariantNames, type InvariantName } from '../../src/main/domain/invariants.ts'
import { readBooks } from '../../src/main/ledger/books.ts'
import { chainHead, emptyHash, hashEvent } from '../../src/main/ledger/hash-chain.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { rebuiltTables } from '../../src/main/ledger/verify-rebuilt.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { mirrorOf } from '../support/mirror.ts'
import { money, qty, shopOn, type Shop } from '../support/shop.ts'

let ledger: TestLedger

beforeEach(() => {
  ledger = testLedger()
  const shop = shopOn(ledger.db)
  const part = shop.product('PART')
  const made = shop.product('MADE', 'finished_good')
  shop.bom(made, { components: [{ productId: part, perUnit: qty('2') }], costLines: [{ kind: 'labor', amount: money('3') }] })
  for (const cost of ['10', '11']) valueOf(shop.confirm(shop.draft([{ productId: part, quantity: qty('5'), unitCost: money(cost) }])))
  const wrong = valueOf(shop.build(made, qty('3')))
  valueOf(shop.reverse({ kind: 'build', id: wrong.buildId }))
  valueOf(shop.build(made, qty('1')))
  shop.draw(part, qty('1'))
  // 7: all made is sold and one more; 8: one of it comes back, which 9 settles; 10: a build waits for review.
  const sold = valueOf(shop.sell({ lines: [{ productId: made, quantity: qty('2') }], customer: 'Ann' }))
  valueOf(shop.takeBack({ lines: [{ productId: made, quantity: qty('1') }], customer: 'Ann' }))
  valueOf(shop.editSale(sold.saleId, { lines: [{ productId: made, quantity: qty('3') }], customer: 'Ann' }))
  shop.switch({ review: true })
  valueOf(shop.build(part2(shop), qty('1')))
  mirrorOf(() => ledger.db).item(1, 'Item 1', '100')
})

/** A second product made of the same part, so that its build in review settles nothing. */
function part2(shop: Shop): number {
  const other = shop.product('OTHER', 'finished_good')
  shop.bom(other, { components: [{ productId: 1, perUnit: qty('1') }] })
  return other
}

afterEach(() => ledger.close())

const failing = (db: Database) => verifyBooks(db).checks.flatMap(({ name, difference }) => (difference === null ? [] : [name]))

test('books that add up pass every check, each by its name, and the head is the chain’s', () => {
  const seen: number[] = []
  const report = verifyBooks(ledger.db, { onProgress: ({ done, total }) => seen.push(done, total) })
  expect(report).toMatchObject({ ok: true, checks: invariantNames.map((name) => ({ name, difference: null })), head: chainHead(ledger.db), backups: null })
  const rows = (table: string) => ledger.db.prepare<[], number>(`SELECT count(*) FROM ${table.split('.')[0]}`).pluck().get()
  expect(report.rebuilt).toEqual(rebuiltTables.map((table) => ({ table, rows: rows(table), difference: null })))
  expect(report.rebuilt.every(({ rows }) => rows > 0)).toBe(true)
  const { postingCount } = report.head
  expect(postingCount).toBeGreaterThan(9)
  expect(seen).toEqual([postingCount, postingCount])
})

test('an empty ledger passes', () => {
  const empty = testLedger()
  expect(verifyBooks(empty.db)).toMatchObject({ ok: true, head: { postingCount: 0, hash: emptyHash } })
  empty.close()
})

/** Changes the books past their guards and then, as a careful forger would, makes every hash anew. */
function forge(db: Database, sql: string): void {
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON')
  for (const name of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  const books = readBooks(db)
  const hashes: [string, number][] = []
  for (let event = books.next(); event !== undefined; event = books.next()) hashes.push([hashEvent(hashes.at(-1)?.[0] ?? emptyHash, event), event.posting[0]])
  for (const hash of hashes) db.prepare('UPDATE posting SET hash = ? WHERE posting_id = ?').run(...hash)
}

// The build that stands is posting 5; 6 is the last, a draw of one PART.
const forgeries: readonly (readonly [InvariantName, string, string])[] = [
  ['postings_without_gaps', 'a posting is missing', 'UPDATE posting SET posting_id = 99 WHERE posting_id = (SELECT max(posting_id) FROM posting); UPDATE entry SET posting_id = 99 WHERE posting_id = (SELECT max(posting_id) FROM entry); UPDATE build SET posting_id = 99 WHERE posting_id = (SELECT max(posting_id) FROM build)'],
  ['posting_sums_to_zero', 'value comes from nowhere', "UPDATE entry SET value = value + 1 WHERE account = 'supplier'"],
  [
    'document_sums_to_zero',
    'a cost booked under another sale',
    `UPDATE entry SET document_id = 2 WHERE entry_id = (SELECT max(entry_id) FROM entry WHERE account = 'cost_of_goods_sold' AND document_id = 1)`,
  ],
  [
    'returned_within_drawn',
    'more came back than was sold',
    `UPDATE entry SET quantity = quantity + 9000000 WHERE document_kind = 'sale' AND document_id = 2 AND account = 'lot' AND follows_entry_id IS NOT NULL`,
  ],
  [
    'work_in_process_is_draws_in_review',
    'work in process without its draws',
    `UPDATE entry SET value = value + 1 WHERE account = 'work_in_process'`,
  ],
  [
    'cost_of_goods_sold_is_sales_and_returns',
    'a cost of goods sold that nobody sold',
    `UPDATE entry SET account = 'cost_of_goods_sold' WHERE account = 'other'`,
  ],
  ['sale_moved_what_it_says', 'a sale of another quantity', 'UPDATE sale_line SET quantity = quantity + 1'],
  ['sale_moved_what_it_says', 'a sale of another customer', "UPDATE sale_product SET customer = 'Bob'"],
  ['sale_figures_are_sums', 'a sale that brought more', 'UPDATE sale_now SET revenue = revenue + 1 WHERE sale_id = 1'],
  ['sale_figures_are_sums', 'a sale that cost less', 'UPDATE sale_now SET cost = cost - 1 WHERE sale_id = 1'],
  ['sale_figures_are_sums', 'a month gone', 'DELETE FROM sale_product_month'],
  ['shortage_is_sum_of_open_ones', 'a shortage written off', 'UPDATE shortage SET quantity = quantity - 1 WHERE quantity > 0'],
  ['shortage_is_sum_of_open_ones', 'a shortage lost', 'DELETE FROM shortage WHERE quantity > 0'],
  [
    'no_open_lot_beside_open_shortage',
    'a shortage beside stock that could settle it',
    `UPDATE shortage SET product_id = 1 WHERE quantity > 0`,
  ],
  ['follows_its_own', 'a correction of somebody else’s draw', "UPDATE entry SET follows_entry_id = 1 WHERE follows_entry_id IS NOT NULL AND document_kind = 'build'"],
  ['follows_its_own', 'a correction of nothing', 'UPDATE entry SET follows_entry_id = 999 WHERE follows_entry_id IS NOT NULL'],
  ['lot_is_sum_of_entries', 'a balance written up', 'UPDATE lot_balance SET remaining = remaining + 1 WHERE lot_id = 2'],
  ['lot_is_sum_of_entries', 'a balance in another place of the queue', "UPDATE lot_balance SET received_on = '2020-01-01' WHERE lot_id = 2"],
  ['lot_is_sum_of_entries', 'a balance lost', 'DELETE FROM lot_balance WHERE lot_id = 2'],
  ['lot_within_what_was_made', 'a lot that holds more than it was made with', 'UPDATE lot SET made_quantity = 1 WHERE lot_id = 2'],
  ['product_is_sum_of_lots', 'on hand written up', 'UPDATE product_balance SET quantity = quantity + 1 WHERE product_id = 1'],
  ['product_is_sum_of_lots', 'stock of a product that is not there', 'INSERT INTO product_balance VALUES (99, 0, 0)'],
  ['search_text_is_folded_anew', 'a product found by another name', "UPDATE product SET search_text = 'gold' WHERE product_id = 1; UPDATE row_copy SET cells = replace(cells, 'part part', 'gold') WHERE source = 'product'"],
  ['listed_as_numbered', 'a product listed first', "UPDATE product SET sku_order = '!' WHERE product_id = 2"],
  ['listed_as_numbered', 'a lot listed where nobody looks', "UPDATE lot SET number_order = 'zzz' WHERE lot_id = 2"],
  ['search_text_is_folded_anew', 'a supplier found by nothing', "UPDATE supplier SET search_text = ''"],
  ['received_lot_is_its_line', 'another quantity on the delivery', 'UPDATE receipt_line SET quantity = quantity + 1 WHERE receipt_id = 2'],
  ['finished_lot_is_draws_and_cost_lines', 'labor that was never booked', 'UPDATE build_cost_line SET amount_per_unit = 9, value = 9 WHERE build_id = 2'],
  ['finished_lot_is_draws_and_cost_lines', 'a build of another quantity', 'UPDATE build SET quantity = 2 WHERE build_id = 2'],
  ['reversed_document_carries_nothing', 'a reversal of something else', 'UPDATE posting SET reverses_posting_id = 1 WHERE reverses_posting_id IS NOT NULL'],
  [
    'reversed_document_carries_nothing',
    'a reversal that gave a lot back to another',
    `UPDATE entry SET value = value + 1 WHERE posting_id = 4 AND lot_id = 1;
     UPDATE entry SET value = value - 1 WHERE posting_id = 4 AND lot_id = 2`,
  ],
  ['commands_chained', 'a command done at another time', "UPDATE command_log SET done_at = '2020-01-01T00:00:00.000Z' WHERE seq = 2"],
  ['commands_chained', 'a command without a seal', 'UPDATE command_log SET hash = NULL WHERE seq = 2'],
  ['commands_chained', 'a command gone', 'DELETE FROM command_log WHERE seq = 2'],
  ['commands_chained', 'something written down that nobody did', "INSERT INTO audit VALUES (99, 'nobody', 'supplier', 1, 'changed', '{}')"],
  ['rows_are_as_written', 'another recipe', 'UPDATE bom_component SET quantity_per_unit = 100'],
  ['rows_are_as_written', 'a setting lost', 'DELETE FROM setting'],
  ['rows_are_as_written', 'a supplier that nobody added', "INSERT INTO supplier (code, name) VALUES ('EVE', 'Eve')"],
  ['events_have_exports', 'events that nobody tells the accounting company of', `INSERT INTO setting VALUES ('exports_planned_by', '{"from":"2026-01-01"}')`],
  ['numbers_without_gaps', 'a receipt number skipped', 'UPDATE receipt SET number = 7 WHERE number = 2'],
  ['numbers_without_gaps', 'a posting under another document', 'UPDATE receipt SET receipt_id = 77 WHERE receipt_id = 2; UPDATE receipt_line SET receipt_id = 77 WHERE receipt_id = 2'],
]

test.each(forgeries)('%s: %s', (name, _, sql) => {
  forge(ledger.db, sql)
  const found = failing(ledger.db)
  expect(found).toContain(name)
  expect(found).not.toContain('chain')
})

test('chain: a change that keeps every sum is still found', () => {
  ledger.db.exec("DROP TRIGGER posting_no_update; UPDATE posting SET business_date = '2026-01-01' WHERE posting_id = 3")
  expect(failing(ledger.db)).toEqual(['chain'])
  expect(verifyBooks(ledger.db).checks.find(({ name }) => name === 'chain')?.difference?.place).toBe('posting 3')
})

test('a receipt has a second copy while it is a draft, and none once its posting covers it', () => {
  const other = testLedger()
  const shop = shopOn(other.db)
  const copies = () => other.db.prepare<[], number>("SELECT count(*) FROM row_copy WHERE source LIKE 'receipt%'").pluck().get()
  const receiptId = shop.draft([{ productId: shop.product('X'), quantity: qty('1'), unitCost: money('1') }])
  expect(copies()).toBe(2)
  valueOf(shop.confirm(receiptId))
  expect(copies()).toBe(0)
  other.close()
})

test.each([
  ['lot_balance', 'UPDATE lot_balance SET remaining = remaining + 1 WHERE lot_id = 2', 'lot 2'],
  ['product_balance', 'UPDATE product_balance SET value = value + 1 WHERE product_id = 2', 'product 2'],
  ['product_balance', 'INSERT INTO product_balance VALUES (99, 0, 0)', 'product 99'],
  ['shortage', 'UPDATE shortage SET quantity = quantity - 1 WHERE quantity > 0', 'shortage'],
  ['sale_product', "UPDATE sale_product SET customer = 'Bob' WHERE sale_id = 1", 'sale 1'],
  ['sale_now', 'UPDATE sale_now SET short = short + 1 WHERE sale_id = 2', 'sale 2'],
  ['sale_day', 'UPDATE sale_day SET cost_low = cost_low + 1', 'sale_day 20'],
  ['sale_customer_month', "UPDATE sale_customer_month SET customer = customer || '.'", 'sale_customer_month 20'],
  ['sale_product_month', 'UPDATE sale_product_month SET sales = sales + 1', 'sale_product_month 20'],
  ['product.search_text', "UPDATE product SET search_text = 'gold' WHERE product_id = 2", 'product 2'],
  ['supplier.search_text', "UPDATE supplier SET search_text = 'gold'", 'supplier 1'],
  ['product.sku_order', "UPDATE product SET sku_order = 'zzz' WHERE product_id = 2", 'product 2'],
  ['lot.number_order', "UPDATE lot SET number_order = 'zzz' WHERE lot_id = 2", 'lot 2'],
  ['sale_now.reference_order', "UPDATE sale_now SET reference_order = 'zzz' WHERE sale_id = 2", 'sale 2'],
  ['accounting_item.sku_order', "UPDATE accounting_item SET sku_order = 'zzz'", 'item 1'],
])('%s is rebuilt, and its first difference has its place', (table, sql, place) => {
  forge(ledger.db, sql)
  const wrong = verifyBooks(ledger.db).rebuilt.filter(({ difference }) => difference !== null)
  expect(wrong).toEqual([{ table, rows: expect.any(Number), difference: { place: expect.stringMatching(`^${place}`), expected: expect.any(String), found: expect.any(String) } }])
})

test('every invariant has a forgery that it alone is there to find', () => {
  // What only a backup tells has tests of its own, in `books-and-backups.test.ts`.
  const besideBackups = ['nothing_missing_since_backups', 'backups_are_as_made']
  expect(new Set([...forgeries.map(([name]) => name), 'chain', ...besideBackups])).toEqual(new Set(invariantNames))
})
