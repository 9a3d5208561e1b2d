import SqliteDatabase from 'better-sqlite3'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { checkLedgerFile } from '../../src/main/database/doctor.ts'
import type { Database } from '../../src/main/database/open.ts'
import { bodyHashOf } from '../../src/main/database/seal.ts'
import { classify } from '../../src/main/database/sqlite-errors.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { commandSamples } from '../contract/samples/commands.ts'
import { testLedger, valueOf } from '../support/database.ts'
import { mirrorOf } from '../support/mirror.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { furnish } from './histories.ts'
import { runs } from './seeded.ts'

/** What the file knows of itself: a start refuses another past of migrations, and the rest is SQLite's. */
const notBooks = ['schema_migration']

let image: Buffer
/** Every table there is, by name. */
let tables: readonly string[]

beforeAll(() => {
  const ledger = testLedger()
  writeBooks(shopOn(ledger.db))
  writeRecords(ledger.db)
  expect(verifyBooks(ledger.db).ok).toBe(true)
  // An image in memory cannot have a write-ahead log beside it.
  ledger.db.pragma('journal_mode = DELETE')
  image = ledger.db.serialize()
  const named = ledger.db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name").pluck().all()
  tables = named.filter((name) => !notBooks.includes(name))
  ledger.close()
})

afterAll(() => {
  image = Buffer.alloc(0)
})

/** Books with something of everything: typed and made lot numbers, a void, a reversal, draws over several lots. */
function writeBooks(shop: Shop): void {
  const { products, made } = furnish(shop)
  const [a = 0, b = 0, c = 0] = products
  const receive = (quantity: number, unitCost: number, lotNumber?: string) => {
    const lines = [a, b, c].map((productId, place) => ({ productId, quantity: quantity + place, unitCost, ...(lotNumber === undefined ? {} : { lotNumber: `${lotNumber}${place}` }) }))
    const id = shop.draft(lines)
    valueOf(shop.confirm(id))
    return id
  }
  receive(5_000_000, 1_234_567)
  const unused = receive(7_000_000, 2_000_001, 'HAND-')
  for (const units of [1_000_000, 2_000_000]) valueOf(shop.build(made[0]!, units))
  const newer = { productId: a, quantity: 2_000_000, lots: [{ lotId: 4, quantity: 2_000_000 }], reason: 'the older lot is buried' }
  valueOf(shop.build(made[0]!, 1_000_000, undefined, { notes: 'done by hand', lines: [newer, { productId: c, quantity: 500_000, lots: null, reason: '' }] }))
  const last = valueOf(shop.build(made[1]!, 3_000_000))
  valueOf(shop.reverse({ kind: 'build', id: last.buildId }))
  valueOf(shop.build(made[1]!, 1_000_000))
  shop.draw(c, 6_000_000)
  receive(1_000_000, 5)
  const whole = receive(1_000_001, 7)
  valueOf(shop.reverse({ kind: 'receipt', id: whole }))
  expect(shop.reverse({ kind: 'receipt', id: unused }).ok).toBe(false)
  correctAndSell(shop, products, unused)
}

/** Sales short and settled, returns, late costs, a rejected build, adjustments of every kind; one shortage stays open. */
function correctAndSell(shop: Shop, products: readonly number[], receiptId: number): void {
  const good = products.at(-1)!
  const of = (quantity: number, customer = 'Ann') => ({ lines: [{ productId: good, quantity, revenue: 5_000_000 }], customer })
  const first = valueOf(shop.sell(of(3_000_000)))
  valueOf(shop.open(good, 4_000_000, { unitCost: 2_000_000 }))
  valueOf(shop.takeBack(of(1_000_000)))
  const spare = valueOf(shop.takeBack(of(1_000_000, 'Bob')))
  valueOf(shop.editSale(first.saleId, of(3_500_000)))
  valueOf(shop.voidReturn(spare.saleId))
  valueOf(shop.find(products[0]!, 1_000_000, null))
  valueOf(shop.adjustLot(1, 1_000_000))
  valueOf(shop.correctCost(receiptId, { unitCost: 3_000_000 }))
  valueOf(shop.correctQuantity(receiptId, 6_500_000, 3))
  shop.switch({ review: true })
  const { buildId } = valueOf(shop.build(products.at(-2)!, 1_000_000))
  valueOf(shop.reject(buildId, { kind: 'total_loss' }))
  valueOf(shop.sell(of(9_000_000, 'Cleo')))
}

/** What no posting tells of: commands with their record, barcodes, build points, and a receipt that is still a draft. */
function writeRecords(db: Database): void {
  const desk = { db, environment: testEnvironment(), onCommitted: () => {} }
  const supplier = { name: 'Böhm', code: null, contact: '', email: '', phone: '', notes: '' }
  valueOf(execute(desk, 'supplier.create', testId(90_001), supplier))
  valueOf(execute(desk, 'supplier.update', testId(90_002), { ...supplier, supplierId: 2, contact: 'Ann' }))
  const draft = commandSamples['receipt.save_draft'].valid[0]
  valueOf(execute(desk, 'receipt.save_draft', testId(90_003), commands['receipt.save_draft'].input.parse(draft)))
  db.exec("INSERT INTO product_barcode VALUES ('4006381333931', 1), ('X-2', 1); UPDATE product SET search_text = search_text || ' 4006381333931 x-2' WHERE product_id = 1; INSERT INTO replaced_head VALUES (1, 5, NULL, 7, NULL, '2026-01-31T12:00:00.000Z'); INSERT INTO build_point VALUES (4, 1000000, 5000000)")
  db.exec("INSERT INTO bom_draft VALUES (4, '[]', 'half done', '2026-01-31T12:00:00.000Z')")
  db.exec("INSERT INTO import_mapping VALUES ('products', '[\"sku\"]', '[\"sku\"]', '2026-01-31T12:00:00.000Z')")
  db.exec("INSERT INTO person VALUES (1, 'Ann', 'owner', 1); INSERT INTO planned_build VALUES (1, 4, 1, 1000000, NULL, 1, '', 1, 0, 'planned', '2026-01-31T12:00:00.000Z')")
  const { account, vendor, item } = mirrorOf(() => db)
  for (const id of [1, 2]) {
    account(id, `Account ${id}`, 'Expense')
    vendor(id, `Vendor ${id}`)
    item(id, `Item ${id}`, '100')
  }
  const company = commandSamples['accounting.bind_company'].valid[0]
  valueOf(execute(desk, 'accounting.bind_company', testId(90_004), commands['accounting.bind_company'].input.parse(company)))
  valueOf(execute({ ...desk, personId: 1 }, 'supplier.link_vendor', testId(90_005), { supplierId: 2, accountingVendorId: 1 }))
  db.exec("INSERT INTO item_link VALUES (1, 1, '2026-01-31T12:00:00.000Z'); INSERT INTO item_not_product VALUES (2, '2026-01-31T12:00:00.000Z')")
  db.exec("INSERT INTO sync_run VALUES (1, 'items', '2026-01-31T12:00:00.000Z', NULL, NULL, '{}')")
  db.exec(`INSERT INTO export_document (export_id, posting_id, document_kind, document_id, source, kind, purpose, doc_number, marker, txn_date, state)
    VALUES (1, 1, 'receipt', 1, 'partsemble', 'journal_entry', 'main', 'PSB-R-00001', '${testId(90_006)}', '2026-01-31', 'waiting')`)
  db.exec("INSERT INTO export_line (export_id, line_no, document_kind, document_id, debit_role, credit_role, quantity, value, cents) VALUES (1, 1, 'receipt', 1, 'receiving_debit', 'receiving_credit', 0, 5000000, 500)")
  db.exec("INSERT INTO company_document VALUES (1, 'journal_entry', '21', 'PSB-R-00001', NULL, '0', NULL, NULL, '{}'); INSERT INTO reconcile_finding VALUES (1, 'changed', 1, 'journal_entry', '21', 'PSB-R-00001', '[]', '[]'); INSERT INTO reconcile_left VALUES ('journal_entry', '21', '[]'); INSERT INTO reconcile_account VALUES ('100', 500, 500, NULL)")
  db.exec("INSERT INTO sale_also_there SELECT sale_id, '2026-01-31T12:00:00.000Z' FROM sale LIMIT 1")
  db.exec("INSERT INTO export_attempt VALUES (1, 1, 'send', '2026-01-31T12:00:00.000Z', NULL, NULL, '{}')")
  db.exec(`INSERT INTO sale_document (sale_document_id, type, external_id, txn_date, sync_token, body, body_hash)
    VALUES (1, 'invoice', '12', '2026-01-31', '0', '{"Id":"12"}', '${bodyHashOf('{"Id":"12"}')}')`)
  db.exec("INSERT INTO sales_channel VALUES (1, '2026-01-01', 1, NULL, NULL, NULL)")
  db.exec("INSERT INTO planned_build_line VALUES (1, 1, 1, 1000000, 1000000, 0, 0); INSERT INTO planned_build_cost_line VALUES (1, 1, 'labor', 'Labor', 5, NULL, NULL)")
}

/** The books in memory, with every guard against changing them taken away. */
function unguarded(): SqliteDatabase.Database {
  const db = new SqliteDatabase(image)
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON')
  for (const name of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) db.exec(`DROP TRIGGER ${name}`)
  return db
}

interface Column {
  readonly name: string
  readonly type: string
  readonly notnull: number
}

type Change = { readonly how: 'add'; readonly by: number } | { readonly how: 'character'; readonly at: number; readonly code: number } | { readonly how: 'empty' }

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ how: fc.constant('add' as const), by: fc.oneof(fc.constantFrom(-1, 1, 1_000_000), fc.integer().filter((n) => n !== 0), fc.constant(2 ** 52)) }),
  fc.record({ how: fc.constant('character' as const), at: fc.nat(), code: fc.integer({ min: 32, max: 126 }) }),
  fc.record({ how: fc.constant('empty' as const) }),
)

/** The changed cell; the same one when this change does not apply to it. */
function changed(cell: unknown, { type, notnull }: Column, what: Change): unknown {
  if (what.how === 'empty') return notnull === 1 ? (type === 'TEXT' ? '' : 0) : null
  if (type === 'INTEGER') return what.how === 'add' ? Number(cell ?? 0) + what.by : cell
  const text = String(cell ?? '')
  if (what.how === 'add') return `${text} `
  const at = what.at % Math.max(text.length, 1)
  return text.slice(0, at) + String.fromCodePoint(what.code) + text.slice(at + 1)
}

test('a change of any cell of the books is found', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), change, (tablePick, rowPick, columnPick, what) => {
      const db = unguarded()
      const table = tables[tablePick % tables.length]!
      try {
        const columns = db.prepare<[string], Column>('SELECT name, type, "notnull" FROM pragma_table_info(?)').all(table)
        const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
        const [row, column] = [rows[rowPick % rows.length]!, columns[columnPick % columns.length]!]
        const cell = changed(row[column.name], column, what)
        fc.pre(cell !== row[column.name])
        const same = columns.map(({ name }) => `${name} IS ?`).join(' AND ')
        try {
          db.prepare(`UPDATE ${table} SET ${column.name} = ? WHERE ${same}`).run(cell, ...columns.map(({ name }) => row[name]))
        } catch {
          // A second row of the same key, or no value for a key: even SQLite without its guards refuses that.
          fc.pre(false)
        }
        expect(verifyBooks(db).ok, `${table}.${column.name}: ${String(row[column.name])} → ${String(cell)}`).toBe(false)
      } finally {
        db.close()
      }
    }),
    runs(800),
  )
})

test('a row taken away is found, from whichever table', () => {
  for (const table of tables) {
    const count = unguarded().prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!
    expect(count).toBeGreaterThan(0)
    for (let place = 0; place < count; place += 1) {
      const db = unguarded()
      const columns = db.prepare<[string], Column>('SELECT name, type, "notnull" FROM pragma_table_info(?)').all(table)
      const row = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()[place]!
      const same = columns.map(({ name }) => `${name} IS ?`).join(' AND ')
      expect(db.prepare(`DELETE FROM ${table} WHERE ${same}`).run(...columns.map(({ name }) => row[name])).changes).toBe(1)
      expect(verifyBooks(db).ok, `${table} ${JSON.stringify(row)}`).toBe(false)
      db.close()
    }
  }
})

/** Every row of every table, and what each index finds. */
function everything(db: SqliteDatabase.Database): string {
  return JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM "${table}" NOT INDEXED ORDER BY 1, 2`).raw().all()))
}

function isFound(db: SqliteDatabase.Database): boolean {
  try {
    return !checkLedgerFile(db, { checks: ['integrity_check', 'foreign_keys', 'integer_range'] }).ok || !verifyBooks(db).ok
  } catch (error) {
    if (classify(error) === null) throw error
    return true
  }
}

test('a bit turned in any page of any table or index is found, or changes nothing that anybody could read', () => {
  const whole = new SqliteDatabase(image)
  const before = everything(whole)
  const pageBytes = Number(whole.pragma('page_size', { simple: true }))
  const pages = whole.prepare<[], { name: string; pageno: number }>("SELECT name, pageno FROM dbstat WHERE name NOT LIKE 'sqlite\\_s%' ESCAPE '\\' ORDER BY name, pageno").all()
  whole.close()
  const owners = [...new Set(pages.map(({ name }) => name))].filter((name) => notBooks.every((other) => !name.includes(other)))
  expect(owners.length).toBeGreaterThan(50)
  let found = 0
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 7 }), (ownerPick, pagePick, offset, bit) => {
      const owner = owners[ownerPick % owners.length]!
      const own = pages.filter(({ name }) => name === owner)
      const at = (own[pagePick % own.length]!.pageno - 1) * pageBytes + (offset % pageBytes)
      const bytes = Buffer.from(image)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      const db = new SqliteDatabase(bytes)
      try {
        if (isFound(db)) found += 1
        else expect(everything(db), `${owner}, byte ${at}`).toBe(before)
      } finally {
        db.close()
      }
    }),
    runs(500),
  )
  expect(found).toBeGreaterThan(60)
})

test('the difference found first names its place', () => {
  const db = unguarded()
  db.exec('UPDATE entry SET value = value + 1 WHERE entry_id = 2')
  const report = verifyBooks(db)
  const found = Object.fromEntries(report.checks.flatMap(({ name, difference }) => (difference === null ? [] : [[name, difference.place]])))
  expect(found).toMatchObject({ chain: 'posting 1', posting_sums_to_zero: 'posting 1', lot_is_sum_of_entries: 'lot 1', received_lot_is_its_line: 'posting 1' })
  db.close()
})
