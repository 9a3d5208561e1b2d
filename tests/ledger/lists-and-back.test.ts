import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Papa from 'papaparse'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { guessColumns, guessKind, usualDefaults } from '../../src/main/domain/import-columns.ts'
import { planImport } from '../../src/main/domain/import-plan.ts'
import { importFacts } from '../../src/main/ledger/import-facts.ts'
import { decidedRows } from '../../src/main/spreadsheets/decided.ts'
import { readFile } from '../../src/main/spreadsheets/read-file.ts'
import { headersOf, writingOf } from '../../src/main/spreadsheets/recognise.ts'
import { saveList } from '../../src/main/worker/save-list.ts'
import { savedColumns, type FileColumn } from '../../src/renderer/state/save-list.ts'
import type { SavedFrom } from '../../src/renderer/components/save-as-button.tsx'
import { bomFile } from '../../src/renderer/screens/boms/bom-columns.tsx'
import { lotColumns } from '../../src/renderer/screens/lots/lot-columns.tsx'
import { historyFileColumns } from '../../src/renderer/screens/products/product-history.tsx'
import { productFile } from '../../src/renderer/screens/products/product-columns.tsx'
import { supplierColumns } from '../../src/renderer/screens/suppliers/supplier-columns.tsx'
import type { ListToSave, TableFormat } from '../../src/shared/contract/list-file.ts'
import type { ImportKind } from '../../src/shared/imports.ts'
import { line, openDoor, today } from '../support/door.ts'
import { valueOf } from '../support/database.ts'

// The columns are those of the screens, which expect a window.
vi.hoisted(() => Object.assign(globalThis, { window: { partsemble: {}, addEventListener() {}, matchMedia: () => ({ matches: false, addEventListener() {} }) } }))

const door = openDoor()
const { db, done } = door

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lists-and-back-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const whole = <Row>(columns: readonly { readonly file?: readonly FileColumn<Row>[] }[]) => savedColumns(columns.flatMap(({ file = [] }) => file))
const lists: { readonly [K in ImportKind]: SavedFrom & Pick<ListToSave, 'rowsIn'> & { readonly input: Record<string, unknown> } } = {
  products: { ...productFile, rowsIn: 'products', input: { search: '', kinds: [] } },
  suppliers: { query: 'supplier.list', columns: whole(supplierColumns), rowsIn: 'suppliers', input: { search: '' } },
  boms: { ...bomFile, rowsIn: 'boms', input: { search: '' } },
  stock: { query: 'lot.list', columns: whole(lotColumns), rowsIn: 'lots', input: { search: '', productId: null, status: null } },
}

async function saved(kind: ImportKind, format: TableFormat, more: Record<string, unknown> = {}): Promise<Buffer> {
  const { columns, input, ...from } = lists[kind]
  const target = path.join(folder, `${kind}.${format}`)
  valueOf(await saveList({ file: db().name, today, title: kind, format, columns: [...columns], target, from: { by: 'list', ...from, input: { ...input, ...more } } }, () => {}))
  return readFileSync(target)
}

/** What becomes of the rows of a file. */
async function comesIn(fileName: string, bytes: Buffer) {
  const file = valueOf(await readFile({ fileName, bytes: new Uint8Array(bytes) }, { encoding: null, separator: null }))
  const [table] = file.tables
  if (table === undefined) throw new Error(`${fileName} holds no table.`)
  const headers = headersOf(table, 1)
  const kind = guessKind(headers)
  const columns = guessColumns(kind, headers)
  const how = { ...writingOf(table, 1, columns, file.separator), today, defaults: usualDefaults[kind] }
  const rows = decidedRows(table, 1, { kind, columns, ...how, fixes: [], leftOut: [], leaveOutRejected: false })
  const verdicts = planImport(kind, rows, how, importFacts(db(), rows.length))
  return { kind, rows: rows.length, outcomes: new Set(verdicts.map(({ outcome }) => outcome)), problems: verdicts.flatMap(({ problems }) => problems), changes: verdicts.flatMap(({ changes }) => changes), notes: verdicts.flatMap(({ notes }) => notes) }
}

const asTheyAre = { outcomes: new Set(['unchanged']), problems: [], changes: [], notes: [] }

const awkward = ['=HYPERLINK("http://example.com")', "'@home", '-12', 'Größe 8 "Zoll"; lang', 'two\nlines', '1E10', '3-4', '0,5', '12.345.678', '+49 30 / 12', '1/2"', "O'Hara, Ltd."]

/** Texts that programs for spreadsheets like to change, stock short and long, and recipes with every kind of line. */
async function fillBooks(): Promise<void> {
  const { box, plate } = await door.openShop()
  for (const [place, text] of awkward.entries()) {
    await done('supplier.create', { name: text, code: null, contact: text, email: '', phone: `00${place}`, notes: text })
    const more = { purchase: { unit: 'box', factor: '144.5' }, supplierId: place + 2, barcodes: [`0000${place}`, `A;${place}`], notes: text, unitCost: '0.123456', reorderPoint: '12345678.000001' }
    await done('product.create', { sku: place % 2 === 0 ? text : `0000${place}`, name: text, kind: 'component', unit: 'ea', ...more })
  }
  await done('supplier.create', { name: 'Acme', code: 'ACX', contact: '', email: '', phone: '', notes: '' })
  const second = (await done('product.create', { sku: '123456789012345678', name: 'Namesake', kind: 'finished_good', unit: 'ea', unitCost: null, reorderPoint: null, notes: '', supplierId: awkward.length + 2 })).productId
  await done('stock.open', { productId: second, quantity: '9007199.123456', cost: { per: 'line', amount: '1.01' }, businessDate: today, notes: '' })
  await done('bom.save', {
    productId: second,
    components: [
      { productId: box, quantityPerUnit: '0.0001', optional: false },
      { productId: plate, quantityPerUnit: '1234.5', optional: true },
    ],
    costLines: [
      { kind: 'labor', name: '=sum(A1)', cost: { by: 'rate', rate: '42.25', quantityPerUnit: '0.125' } },
      { kind: 'other', name: 'Freight, "in"', cost: { by: 'amount', amountPerUnit: '0.333333' } },
    ],
  })
  await done('build.execute', { productId: box, quantity: '2', businessDate: today })
  const voided = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [{ ...line(plate, '5', 'unit', '3.00'), lotNumber: 'PL-1' }] })
  await done('receipt.confirm', { receiptId: voided.receiptId })
  await done('receipt.void', { receiptId: voided.receiptId })
  const again = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [{ ...line(plate, '7', 'line', '1.00'), lotNumber: 'PL-1' }] })
  await done('receipt.confirm', { receiptId: again.receiptId })
  await done('company.set_feature', { feature: 'sales', on: true })
  // More than there is: its stock is short.
  await done('sale.record', { reference: 'INV-1', customer: 'Ann', saleDate: today, notes: '', lines: [{ productId: box, quantity: '5', revenue: '100' }] })
}

test('each list that can be brought in comes in again unchanged, as CSV and as a workbook', async () => {
  await fillBooks()
  for (const kind of ['products', 'suppliers', 'boms', 'stock'] as const) {
    for (const format of ['csv', 'xlsx'] as const) {
      const found = await comesIn(`${kind}.${format}`, await saved(kind, format))
      expect(found).toEqual({ ...asTheyAre, kind, rows: found.rows })
      expect(found.rows).toBeGreaterThan(3)
    }
  }
})

test('so do lists that a program with decimal commas saved anew', async () => {
  await fillBooks()
  for (const kind of ['products', 'boms', 'stock'] as const) {
    const rows = Papa.parse<string[]>((await saved(kind, 'csv')).toString('utf8').replace('\uFEFF', '').trimEnd()).data
    const figures = lists[kind].columns.map(({ as }) => ['quantity', 'money', 'unit_cost', 'count'].includes(as))
    const german = rows.map((row, at) => row.map((cell, column) => (at > 0 && figures[column] === true ? cell.replace('.', ',') : cell)))
    expect(await comesIn(`${kind}.csv`, Buffer.from(Papa.unparse(german, { delimiter: ';' }), 'latin1'))).toEqual({ ...asTheyAre, kind, rows: rows.length - 1 })
  }
})

test('what is archived comes in as it is, and is not changed by a file', async () => {
  const { box } = await door.openShop()
  await done('product.archive', { productId: box })
  const list = await saved('products', 'csv', { archived: true })
  expect(await comesIn('archived.csv', list)).toEqual({ ...asTheyAre, kind: 'products', rows: 1 })
  expect((await comesIn('archived.csv', Buffer.from(list.toString().replace('BOX,BOX,', 'BOX,Crate,')))).problems).toMatchObject([{ field: 'sku', code: 'archived' }])
  expect(await comesIn('boms.csv', await saved('boms', 'csv'))).toEqual({ ...asTheyAre, kind: 'boms', rows: 4 })
})

test('a lot is changed on its page and by no file, and opening stock is numbered by itself', async () => {
  await door.openShop()
  const lots = (await saved('stock', 'csv')).toString()
  const { problems } = await comesIn('lots.csv', Buffer.from(lots.replace(',30,ea,', ',31,ea,')))
  expect(problems).toMatchObject([{ field: 'quantity', code: 'lot_in_books', data: { unit: 'ea', quantity: 30_000_000 } }])
  expect(await comesIn('stock.csv', Buffer.from('SKU,Quantity,Unit cost,Lot number\nBOX,3,2,SHELF-9\n'))).toMatchObject({ outcomes: new Set(['new']), notes: ['lot_numbered'] })
})

test('the history of a product is saved whole, however many pages it has', async () => {
  const { plate } = await door.openShop()
  const lotId = (await door.ask('lot.list', { search: '', productId: plate, status: null, limit: 1, offset: 0 })).lots[0]?.lotId ?? 0
  for (let times = 0; times < 9; times += 1) await done('lot.adjust', { lotId, change: { by: 'signed', quantity: times % 2 === 0 ? '1' : '-1' }, reason: 'count', businessDate: today, notes: '' })
  const columns = savedColumns(historyFileColumns)
  const from = { by: 'list', query: 'product.history', input: { productId: plate, beforePostingId: null }, rowsIn: 'rows', after: { input: 'beforePostingId', of: 'postingId' } } as const
  const target = path.join(folder, 'history.csv')
  const { rows } = valueOf(await saveList({ file: db().name, today, title: 'History', format: 'csv', columns: [...columns], target, from }, () => {}, 3))
  const [head, ...lines] = Papa.parse<string[]>(readFileSync(target, 'utf8').replace('\uFEFF', '').trimEnd()).data
  expect(lines).toHaveLength(11)
  expect(rows).toBe(11)
  const documents = lines.map((line) => line[head?.indexOf('Document') ?? -1])
  expect(new Set(documents).size).toBe(lines.length)
  expect(lines.slice(0, 2).map((line) => line[head?.indexOf('What happened') ?? -1])).toEqual(['Adjustment', 'Adjustment'])
  expect(lines.at(-1)?.[head?.indexOf('What happened') ?? -1]).toBe('Receipt')
})
