import { expect, test } from 'vitest'
import { documentRowSources } from '../../src/main/ledger/document-rows.ts'
import { copiedTables, sealedTables } from '../../src/main/ledger/verify-records.ts'
import { openDoor } from '../support/door.ts'

const { db } = openDoor()

/** Besides documents, what a posting's hash covers; what is recomputed from it; what a command's hash covers. */
const covered = ['posting', 'entry', 'lot', 'lot_balance', 'product_balance', 'sale_product', 'sale_now', 'sale_day', 'sale_customer_month', 'sale_product_month', 'command_log', 'audit']
/** Rows that are themselves the proof, or that only SQLite and the start look at. */
const proofs = ['row_copy', 'schema_migration']

test('Check my books answers for every table: a new one is hashed with its posting, recomputed, has a second copy or a seal', () => {
  const documents = Object.values(documentRowSources).flatMap((sources) => sources.flatMap(({ from }) => [...from.matchAll(/(?:^|JOIN )(\w+)/g)].map(([, table]) => table)))
  const tables = db().prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").pluck().all()
  const answered = new Set<string | undefined>([...covered, ...proofs, ...documents, ...copiedTables, ...sealedTables])
  expect(tables.filter((table) => !answered.has(table))).toEqual([])
})

test('every column of a row that may be changed is in its second copy', () => {
  for (const table of copiedTables) {
    const columns = db().prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    const view = db().prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(`${table}_cells`) ?? ''
    const [, cells = ''] = /json_array\([^)]*\) AS key,\s*json_array\(([^)]*)\) AS cells/.exec(view) ?? []
    // A receipt with a posting has no copy: the posting's hash covers it. The body of a sales document is covered by its hash, which is
    // copied, and the order of a product by its SKU.
    const elsewhere = { receipt: 'posting_id', sale_document: 'body', product: 'sku_order' }[table as string]
    expect(cells.split(/,\s*/).toSorted(), table).toEqual(columns.filter((column) => column !== elsewhere).toSorted())
  }
})
