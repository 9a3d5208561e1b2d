import type { Database } from '../../src/main/database/open.ts'
import { foldText } from '../../src/shared/fold-text.ts'
import { naturalOrder } from '../../src/shared/natural-order.ts'

const materials = ['Steel', 'Brass', 'Oak', 'Nylon', 'Café-brown leather', 'Ångström foil']
const parts = ['plate', 'bolt', 'washer', 'spring', 'bracket', 'hinge', 'knob']

/** The product at a place of the list, from 1. */
export function longListProduct(place: number): { readonly sku: string; readonly name: string } {
  const material = materials[place % materials.length] ?? ''
  const part = parts[place % parts.length] ?? ''
  return { sku: `P-${String(place).padStart(6, '0')}`, name: `${material} ${part} ${(place * 7919) % 1000}` }
}

/**
 * As many products as named, each with one receipt of one line and the lot that came of it: rows enough to try long lists
 * on, written directly. Their postings carry no true hash, so these books are for looking at alone.
 */
export function writeLongLists(db: Database, count: number): void {
  const insert = {
    command: db.prepare("INSERT INTO command_log (command_id, seq, name, contract_version, input_hash, result_json, done_at) VALUES (?, ?, 'test', 1, ?, '{}', '2026-01-31T12:00:00.000Z')"),
    supplier: db.prepare('INSERT INTO supplier (supplier_id, code, name, search_text) VALUES (?, ?, ?, ?)'),
    product: db.prepare("INSERT INTO product (product_id, sku, name, kind, unit, search_text, sku_order) VALUES (?, ?, ?, 'component', 'ea', ?, ?)"),
    balance: db.prepare('UPDATE product_balance SET quantity = ?, value = ? WHERE product_id = ?'),
    posting: db.prepare("INSERT INTO posting VALUES (?, ?, 'receipt', 'receipt', ?, ?, '2026-01-31T12:00:00.000Z', NULL, 1, ?)"),
    receipt: db.prepare('INSERT INTO receipt (receipt_id, supplier_id, received_on) VALUES (?, ?, ?)'),
    confirm: db.prepare('UPDATE receipt SET number = ?, posting_id = ? WHERE receipt_id = ?'),
    line: db.prepare('INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, unit_cost) VALUES (?, 1, ?, ?, ?)'),
    lot: db.prepare(
      `INSERT INTO lot (lot_id, product_id, number, made_quantity, received_on, document_kind, document_id, document_line_no, posting_id, number_order)
       VALUES (?, ?, ?, ?, ?, 'receipt', ?, 1, ?, ?)`,
    ),
    lotBalance: db.prepare('INSERT INTO lot_balance VALUES (?, ?, ?, ?, ?)'),
    entry: db.prepare(
      `INSERT INTO entry (entry_id, posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'receipt', ?)`,
    ),
  }
  const commandId = '00000000-0000-4000-8000-100000000000'
  db.transaction(() => {
    insert.command.run(commandId, 1_000_000_000, '0'.repeat(64))
    for (let id = 1; id <= 20; id += 1) {
      const [code, name] = [`SU${String.fromCodePoint(64 + id)}`, `Supplier ${String.fromCodePoint(64 + id)}`]
      insert.supplier.run(id, code, name, foldText(`${code} ${name}`))
    }
    for (let id = 1; id <= count; id += 1) {
      const { sku, name } = longListProduct(id)
      const [quantity, unitCost] = [((id * 37) % 500) + 1, ((id * 91) % 900) + 1]
      const value = quantity * unitCost * 1_000_000
      const date = `2025-${String((id % 12) + 1).padStart(2, '0')}-${String((id % 28) + 1).padStart(2, '0')}`
      insert.product.run(id, sku, name, foldText(`${sku} ${name}`), naturalOrder(sku))
      insert.balance.run(quantity * 1_000_000, value, id)
      insert.posting.run(id, commandId, id, date, '0'.repeat(64))
      insert.receipt.run(id, (id % 20) + 1, date)
      insert.line.run(id, id, quantity * 1_000_000, unitCost * 1_000_000)
      insert.confirm.run(id, id, id)
      const number = `SUP-${date.replaceAll('-', '')}-${id}`
      insert.lot.run(id, id, number, quantity * 1_000_000, date, id, id, naturalOrder(number))
      insert.lotBalance.run(id, id, date, quantity * 1_000_000, value)
      insert.entry.run(id * 2 - 1, id, 'lot', id, id, quantity * 1_000_000, value, id)
      insert.entry.run(id * 2, id, 'supplier', null, null, 0, -value, id)
    }
  })()
}
