import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedgerFile } from '../../src/main/database/doctor.ts'
import { openLedger } from '../../src/main/database/open.ts'
import { drawFifo } from '../../src/main/domain/fifo.ts'
import type { PlannedPosting } from '../../src/main/domain/posting.ts'
import { append } from '../../src/main/ledger/append.ts'
import { loadBuild } from '../../src/main/ledger/build-request.ts'
import { openLots } from '../../src/main/ledger/pick.ts'
import { ok } from '../../src/shared/result.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { asCommand, money, qty, shopOn, today, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let part: number
let made: number

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  part = shop.product('PART')
  made = shop.product('MADE', 'finished_good')
  shop.bom(made, { components: [{ productId: part, perUnit: qty('1') }], costLines: [{ kind: 'labor', amount: money('1') }] })
  valueOf(shop.confirm(shop.draft([{ productId: part, quantity: qty('5'), unitCost: money('2') }])))
  valueOf(shop.build(made, qty('1')))
})

afterEach(() => ledger.close())

describe('what is posted is locked', () => {
  test.each([
    'UPDATE receipt SET received_on = received_on',
    'DELETE FROM receipt',
    'UPDATE receipt_line SET quantity = 1',
    'DELETE FROM receipt_line',
    'INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, unit_cost) VALUES (1, 2, 1, 1, 0)',
    'UPDATE build SET quantity = 1',
    'DELETE FROM build',
    'UPDATE build_line SET optional = 1',
    'DELETE FROM build_line',
    'INSERT INTO build_line (build_id, line_no, product_id, quantity_per_unit, optional) VALUES (1, 2, 1, 100, 0)',
    'UPDATE build_cost_line SET value = 1',
    'DELETE FROM build_cost_line',
    "INSERT INTO build_cost_line VALUES (1, 2, 'labor', 'x', 1, NULL, NULL, 1)",
    'UPDATE bom_component SET optional = 1',
    'DELETE FROM bom_component',
    'INSERT INTO bom_component VALUES (1, 2, 2, 100, 0)',
    'UPDATE bom_cost_line SET amount_per_unit = 1',
    'DELETE FROM bom_cost_line',
    "INSERT INTO bom_cost_line VALUES (1, 2, 'labor', 'x', 1, NULL, NULL)",
    "UPDATE bom_version SET status = 'draft'",
    'UPDATE bom_version SET version = 2',
    'DELETE FROM bom_version',
    'UPDATE lot SET voided_by_posting_id = NULL',
    'DELETE FROM lot_balance',
  ])('%s', (sql) => {
    expect(() => ledger.db.exec(sql)).toThrow(/locked|append-only|kept for good/)
  })

  test('a draft stays free to edit and delete', () => {
    const draft = shop.draft([{ productId: part, quantity: 0, unitCost: 0 }])
    ledger.db.prepare('UPDATE receipt_line SET quantity = 7 WHERE receipt_id = ?').run(draft)
    ledger.db.prepare('DELETE FROM receipt_line WHERE receipt_id = ?').run(draft)
    expect(ledger.db.prepare('DELETE FROM receipt WHERE receipt_id = ?').run(draft).changes).toBe(1)
  })

  test.each([
    ['below nothing', 'UPDATE lot_balance SET remaining = -1 WHERE lot_id = 1'],
    ['worth something when empty', 'UPDATE lot_balance SET remaining = 0 WHERE lot_id = 1'],
    ['worth less than nothing', 'UPDATE lot_balance SET value = -1 WHERE lot_id = 1'],
  ])('no lot is %s', (_, sql) => {
    expect(() => ledger.db.exec(sql)).toThrow(/CHECK/)
  })

  test('a product has one active BOM', () => {
    expect(() => ledger.db.exec("INSERT INTO bom_version (product_id, version, status) VALUES (2, 2, 'active')")).toThrow(/UNIQUE/)
  })
})

describe('a posting that is not what was planned', () => {
  const draw = (over: Partial<PlannedPosting>): PlannedPosting => ({
    kind: 'adjustment',
    businessDate: today,
    reversesPostingId: null,
    entries: [
      { account: 'lot', lotId: 1, productId: part, quantity: -1_000_000, value: -2_000_000, followsEntryId: null },
      { account: 'other', value: 2_000_000 },
    ],
    newLots: [],
    voidedLotIds: [],
    lotsAfter: [{ lotId: 1, remaining: 3_000_000, value: 6_000_000 }],
    productsAfter: [{ productId: part, quantity: 3_000_000, value: 6_000_000 }],
    ...over,
  })
  const post = (plan: PlannedPosting) => asCommand(ledger.db, (stamp) => ok(append(ledger.db, plan, { kind: 'adjustment', id: 1 }, [], stamp)))
  const rows = () => ['posting', 'entry', 'command_log'].map((table) => ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())

  test('goes through when it is', () => {
    expect(post(draw({})).ok).toBe(true)
  })

  test.each([
    ['does not sum to zero', { entries: [{ account: 'other' as const, value: 1 }] }],
    ['finds a lot elsewhere', { lotsAfter: [{ lotId: 1, remaining: 2_000_000, value: 6_000_000 }] }],
    ['finds a product elsewhere', { productsAfter: [{ productId: 1, quantity: 3_000_000, value: 5_000_000 }] }],
    ['forgets a lot', { lotsAfter: [] }],
    ['forgets a product', { productsAfter: [] }],
    ['invents a lot', { lotsAfter: [{ lotId: 1, remaining: 3_000_000, value: 6_000_000 }, { lotId: 2, remaining: 0, value: 0 }] }],
  ])('%s: nothing of it stays', (_, over) => {
    const before = rows()
    expect(() => post(draw(over))).toThrow()
    expect(rows()).toEqual(before)
  })
})

describe('the pick', () => {
  test('brings as many lots as the quantity reaches, in order of day and then of lot', () => {
    const days = Array.from({ length: 60 }, (_, place) => `2026-01-${String(1 + ((place * 7) % 31)).padStart(2, '0')}`)
    for (const day of days) valueOf(shop.confirm(shop.draft([{ productId: part, quantity: qty('1'), unitCost: money('1') }], day)))
    const all = ledger.db.prepare('SELECT lot_id FROM lot_balance WHERE product_id = ? AND remaining > 0 ORDER BY received_on, lot_id').pluck().all(part)
    expect(all).toHaveLength(61)
    for (const units of ['0.5', '1', '2', '3', '17', '18.000001', '59', '64', '1000']) {
      const picked = openLots(ledger.db, part, qty(units)).map(({ lotId }) => lotId)
      expect(picked).toEqual(all.slice(0, picked.length))
      expect(picked.length).toBeLessThanOrEqual(Math.ceil(qty(units) / qty('1')))
      const { missing } = drawFifo(openLots(ledger.db, part, qty(units)), qty(units))
      expect(missing).toBe(Math.max(0, qty(units) - shop.onHand(part).quantity))
    }
    expect(openLots(ledger.db, part, 0)).toEqual([])
  })

  test.each([
    ['SELECT lot_id FROM lot_balance WHERE product_id = 1 AND remaining > 0 ORDER BY received_on, lot_id', 'lot_balance_open (product_id=?)'],
    ['SELECT 1 FROM entry WHERE posting_id = 1', 'entry_by_posting (posting_id=?)'],
    ["SELECT 1 FROM entry WHERE document_kind = 'build' AND document_id = 1", 'entry_by_document (document_kind=? AND document_id=?)'],
    ["SELECT 1 FROM entry WHERE document_kind = 'build' AND document_id = 1 ORDER BY entry_id LIMIT 1", 'entry_by_document (document_kind=? AND document_id=?)'],
    ['SELECT 1 FROM entry WHERE lot_id = 1', 'entry_by_lot (lot_id=?)'],
    ['SELECT 1 FROM entry WHERE product_id = 1 ORDER BY entry_id DESC LIMIT 50', 'entry_by_product (product_id=?)'],
    ["SELECT 1 FROM lot WHERE document_kind = 'build' AND document_id = 1", 'lot_by_document (document_kind=? AND document_id=?)'],
    ["SELECT 1 FROM lot WHERE number_order > 'acm-' AND number_order < 'acm-:' AND number > 'ACM-' AND number < 'ACM-:'", 'lot_in_order (number_order>? AND number_order<?)'],
    ['SELECT lot_id FROM lot ORDER BY number_order DESC, lot_id DESC LIMIT 50 OFFSET 9000', 'lot_in_order'],
    ['SELECT product_id FROM product WHERE archived = 0 ORDER BY sku_order, product_id LIMIT 50 OFFSET 9000', 'product_listed_in_order (archived=?)'],
    ['SELECT accounting_item_id FROM accounting_item ORDER BY sku_order, accounting_item_id LIMIT 50 OFFSET 9000', 'accounting_item_in_order'],
    ['SELECT 1 FROM posting WHERE reverses_posting_id = 1', 'posting_reversal (reverses_posting_id=?)'],
    ['SELECT max(number) FROM build', 'sqlite_autoindex_build_1'],
    ['SELECT 1 FROM entry WHERE follows_entry_id = 1', 'entry_by_draw (follows_entry_id=?)'],
    ['SELECT 1 FROM shortage WHERE product_id = 1 AND quantity > 0 ORDER BY sale_on, posting_id, shortage_id LIMIT 1', 'shortage_open (product_id=?)'],
    ['SELECT 1 FROM shortage WHERE sale_id = 1 AND product_id = 1', 'shortage_by_sale (sale_id=? AND product_id=?)'],
    ["SELECT sale_id FROM sale_product WHERE customer = 'A' AND product_id = 1 ORDER BY sale_on DESC, sale_id DESC", 'sale_product_by_customer (customer=? AND product_id=?)'],
    ['SELECT 1 FROM sale_version WHERE sale_id = 1 ORDER BY version DESC LIMIT 1', 'sqlite_autoindex_sale_version_1 (sale_id=?)'],
    ["SELECT kind FROM posting WHERE document_kind = 'build' AND document_id = 1 ORDER BY posting_id DESC", 'posting_of_build (document_id=?)'],
    ["SELECT lot_id FROM lot WHERE product_id = 1 AND number GLOB 'LEGACY-*'", 'lot_pool (product_id=?)'],
  ])('reads no more than it needs: %s', (sql, index) => {
    const plan = ledger.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => detail)
    expect(plan).toHaveLength(1)
    expect(plan[0]).toContain(index)
  })

  test('finds at once whatever speaks of a product or a supplier, as each that goes is looked for everywhere', () => {
    const speaking = ledger.db
      .prepare<[], { child: string; column: string }>(
        `SELECT t.name AS child, f."from" AS "column" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND f."table" IN ('product', 'supplier')`,
      )
      .all()
    expect(speaking.length).toBeGreaterThan(20)
    const slow = speaking.filter(({ child, column }) => {
      const plan = ledger.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT 1 FROM ${child} WHERE ${column} = 1`).all()
      return plan.some(({ detail }) => detail.startsWith('SCAN'))
    })
    expect(slow).toEqual([])
  })
})

describe('an index that no longer says what its table says', () => {
  const spoil = (sql: string) => {
    ledger.db.pragma('wal_checkpoint(TRUNCATE)')
    const raw = new SqliteDatabase(ledger.file)
    raw.unsafeMode(true)
    raw.pragma('writable_schema = ON')
    expect(raw.prepare(sql).run().changes).toBe(1)
    raw.close()
  }
  const checked = () => {
    const db = valueOf(openLedger(ledger.file, { access: 'read_only' }))
    const found = checkLedgerFile(db)
    db.close()
    return found
  }

  test.each([
    ['lot_balance_open', 'received_on', 'value'],
    ['shortage_open', 'sale_on', 'value'],
    ['sale_product_by_customer', 'sale_on', 'quantity'],
    ['entry_by_draw', '(follows_entry_id)', '(posting_id)'],
  ])('%s is found by the check of the file', (index, column, another) => {
    valueOf(shop.sell({ lines: [{ productId: made, quantity: qty('9') }] }))
    valueOf(shop.voidSale(valueOf(shop.sell({ lines: [{ productId: made, quantity: qty('1') }] })).saleId))
    expect(checked().ok).toBe(true)
    // The index keeps the entries it has, and from now on should have others.
    spoil(`UPDATE sqlite_schema SET sql = replace(sql, '${column}', '${another}') WHERE name = '${index}'`)
    expect(checked()).toMatchObject({ ok: false, error: { code: 'ledger.check_failed', data: { check: 'integrity_check' } } })
  })
})

test('a product that is not there, or has no active BOM, is refused by name', () => {
  const input = { quantity: qty('1'), businessDate: today, today }
  expect(loadBuild(ledger.db, { ...input, productId: 99 })).toEqual({ ok: false, error: { code: 'product.not_found', data: { productId: 99 } } })
  expect(loadBuild(ledger.db, { ...input, productId: part })).toEqual({
    ok: false,
    error: { code: 'bom.not_active', data: { field: 'productId', productId: part, sku: 'PART' } },
  })
})

test('a receipt is confirmed once, and needs lines', () => {
  expect(shop.confirm(1)).toEqual({ ok: false, error: { code: 'receipt.already_confirmed', data: { reference: 'PSB-R-00001' } } })
  expect(shop.confirm(99)).toEqual({ ok: false, error: { code: 'receipt.not_found', data: { receiptId: 99 } } })
  expect(shop.confirm(shop.draft([]))).toEqual({ ok: false, error: { code: 'receipt.no_lines', data: { field: 'lines' } } })
  expect(shop.confirm(shop.draft([{ productId: part, quantity: 0, unitCost: 0 }]))).toEqual({
    ok: false,
    error: { code: 'quantity.invalid', data: { field: 'lines.0.quantity', problem: 'not_positive' } },
  })
})

test('amounts beyond what is kept exactly are refused, never wrong', () => {
  const huge = Number.MAX_SAFE_INTEGER
  const refused = (lines: Parameters<Shop['draft']>[0]) => shop.confirm(shop.draft(lines))
  expect(refused([{ productId: part, quantity: huge, unitCost: huge }])).toMatchObject({ error: { code: 'amount.too_large' } })
  expect(refused([{ productId: part, quantity: huge, unitCost: 0 }])).toMatchObject({ error: { code: 'amount.too_large' } })
  expect(refused([{ productId: made, quantity: 1, lineTotal: huge }, { productId: part, quantity: 1, lineTotal: huge }])).toMatchObject({ error: { code: 'amount.too_large' } })
})
