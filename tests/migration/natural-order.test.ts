import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateLedger } from '../../src/main/database/migrate.ts'
import type { Database } from '../../src/main/database/open.ts'
import { listLots } from '../../src/main/queries/lot-list.ts'
import { listProducts } from '../../src/main/queries/product-list.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { naturalOrder } from '../../src/shared/natural-order.ts'
import { migrationsFolder, temporaryFolder, testNowIso, valueOf, type TemporaryFolder } from '../support/database.ts'
import { mirrorOf } from '../support/mirror.ts'
import { testId } from '../support/ports.ts'
import { copyMigrations, migrateOptions, withLedger, workshopIn } from './harness.ts'

let folder: TemporaryFolder

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const skus = ['BOLT-10', 'bolt-9', 'Ä-007', 'ß', '1E10', '00012', '9'.repeat(60), 'M8x30', 'M10x4']

/** A ledger as the version before wrote it: products with a lot each, sales and items under the same names. */
function writeOld(db: Database): void {
  const command = db.prepare("INSERT INTO command_log (command_id, seq, name, contract_version, input_hash, result_json, done_at) VALUES (?, 1, 'test', 1, ?, '{}', ?)")
  command.run(testId(1), '0'.repeat(64), testNowIso)
  for (const [place, sku] of skus.entries()) {
    const id = place + 1
    db.prepare("INSERT INTO product (product_id, sku, name, kind, unit, search_text) VALUES (?, ?, 'Part', 'component', 'ea', lower(? || ' Part'))").run(id, sku, sku)
    db.prepare("INSERT INTO posting VALUES (?, ?, 'receipt', 'receipt', ?, '2026-01-31', ?, NULL, 1, ?)").run(id, testId(1), id, testNowIso, '0'.repeat(64))
    db.prepare("INSERT INTO lot (lot_id, product_id, number, made_quantity, received_on, document_kind, document_id, posting_id) VALUES (?, ?, ?, 1, '2026-01-31', 'receipt', ?, ?)").run(id, id, sku, id, id)
    db.prepare("INSERT INTO lot_balance VALUES (?, ?, '2026-01-31', 1, 1)").run(id, id)
    db.prepare("INSERT INTO sale (sale_id, number, kind) VALUES (?, ?, 'sale')").run(id, id)
    db.prepare("INSERT INTO sale_now VALUES (?, '2026-01-31', 'sale', 0, 1, 1, 0, ?, 'Ann')").run(id, sku)
    mirrorOf(() => db).item(id, `Item ${id}`, '100')
    db.prepare('UPDATE accounting_item SET sku = ? WHERE accounting_item_id = ?').run(sku, id)
  }
}

const copies = (db: Database) => db.prepare("SELECT key, cells FROM row_copy WHERE source = 'product' ORDER BY key").all()

test('a ledger of the version before is listed in the order of its SKUs and numbers, and nothing changed past the program is hidden', () => {
  const at = workshopIn(folder.path)
  copyMigrations(at.oldMigrations, 12)
  valueOf(migrateLedger(migrateOptions(at, at.oldMigrations)))
  const before = withLedger(at.file, (db) => {
    writeOld(db)
    // Changed past the program, which the second copy tells.
    db.exec("UPDATE row_copy SET cells = replace(cells, 'Part', 'Gold') WHERE source = 'product' AND key = '[1]'")
    return copies(db)
  })
  expect(valueOf(migrateLedger(migrateOptions(at, migrationsFolder))).applied[0]).toBe('0012_natural_order')
  withLedger(at.file, (db) => {
    for (const [table, of, order] of [['product', 'sku', 'sku_order'], ['lot', 'number', 'number_order'], ['sale_now', 'reference', 'reference_order'], ['accounting_item', 'sku', 'sku_order']] as const) {
      const rows = db.prepare<[], readonly [string, string]>(`SELECT ${of}, ${order} FROM ${table} ORDER BY 1`).raw().all()
      expect(rows, table).toEqual(skus.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((text) => [text, naturalOrder(text)]))
    }
    const context = { db, today: () => '2026-01-31' }
    const page = { search: '', descending: false, limit: 50, offset: 0, find: null }
    const order = ['1E10', '00012', '9'.repeat(60), 'Ä-007', 'bolt-9', 'BOLT-10', 'M8x30', 'M10x4', 'ß']
    expect(valueOf(listProducts(context, { ...page, kinds: [], archived: false, sort: 'sku' })).products.map(({ sku }) => sku)).toEqual(order)
    expect(valueOf(listLots(context, { ...page, productId: null, status: null, sort: 'number' })).lots.map(({ number }) => number)).toEqual(order)
    expect(copies(db)).toEqual(before)
    const found = verifyBooks(db).checks.flatMap(({ name, difference }) => (difference === null ? [] : [name]))
    expect(found).toContain('rows_are_as_written')
    expect(found).not.toContain('listed_as_numbered')
  })
})
