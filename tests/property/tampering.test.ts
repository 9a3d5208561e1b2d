import SqliteDatabase from 'better-sqlite3'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testLedger, valueOf } from '../support/database.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { furnish } from './histories.ts'
import { runs } from './seeded.ts'

/** Every table whose rows the check of the books answers for. */
const tables = [
  'posting',
  'entry',
  'lot',
  'lot_balance',
  'product_balance',
  'receipt',
  'receipt_line',
  'build',
  'build_line',
  'build_cost_line',
  'build_rejection',
  'receipt_correction',
  'sale',
  'sale_version',
  'sale_line',
  'sale_product',
  'shortage',
  'settlement',
  'adjustment',
] as const

let image: Buffer

beforeAll(() => {
  const ledger = testLedger()
  writeBooks(shopOn(ledger.db))
  expect(verifyBooks(ledger.db).ok).toBe(true)
  // An image in memory cannot have a write-ahead log beside it.
  ledger.db.pragma('journal_mode = DELETE')
  image = ledger.db.serialize()
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
    fc.property(fc.constantFrom(...tables), fc.nat(), fc.nat(), change, (table, rowPick, columnPick, what) => {
      const db = unguarded()
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
    runs(600),
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

test('the difference found first names its place', () => {
  const db = unguarded()
  db.exec('UPDATE entry SET value = value + 1 WHERE entry_id = 2')
  const report = verifyBooks(db)
  const found = Object.fromEntries(report.checks.flatMap(({ name, difference }) => (difference === null ? [] : [[name, difference.place]])))
  expect(found).toMatchObject({ chain: 'posting 1', posting_sums_to_zero: 'posting 1', lot_is_sum_of_entries: 'lot 1', received_lot_is_its_line: 'posting 1' })
  db.close()
})
