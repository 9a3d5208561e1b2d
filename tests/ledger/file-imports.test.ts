import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { asItIs, decided, fileDesk, type FileDesk } from '../support/file-desk.ts'
import { testEnvironment, testId } from '../support/ports.ts'

const today = '2026-03-31'
let ledger: TestLedger
let files: FileDesk['files']
let take: FileDesk['take']
let readIn: FileDesk['readIn']
let preview: FileDesk['preview']
const steps: unknown[] = []
let saveTo = ''

beforeEach(() => {
  ledger = testLedger()
  saveTo = ''
  steps.length = 0
  const desk = fileDesk(ledger.db, today, {
    onStatus: () => steps.push(valueOf(files['file.status']({}) as never)),
    askWhere: async (name) => (saveTo === '' ? null : join(saveTo, name)),
  })
  ;({ files, take, readIn, preview } = desk)
})

afterEach(() => ledger.close())

test('a workbook of another program becomes products with stock, once its wrong cells are mended or left out', async () => {
  const token = await take('stock list.xlsx', readFileSync(fileURLToPath(new URL('../fixtures/files/tricky.xlsx', import.meta.url))))
  const read = await readIn(token)
  expect(read).toMatchObject({ format: 'xlsx', kind: 'products', sheet: 'Parts', headerRow: 3, rows: 6, mapped: 'guessed', sheets: [{ name: 'Read me' }, { name: 'Parts' }] })
  expect(steps.at(0)).toMatchObject({ reading: { step: 'unpacking' } })
  expect(steps.at(-1)).toEqual({ reading: null })

  const first = await preview(token, decided(read))
  expect(first).toMatchObject({ missing: [], counts: { new: 4, rejected: 2, changed: 0, unchanged: 0, left_out: 0 }, total: 6 })
  const { rows } = await preview(token, decided(read), 'rejected')
  expect(rows.map(({ row, problems }) => [row, ...problems.map(({ field, found, code }) => `${field} ${found} ${code}`)])).toEqual([
    [6, 'unitCost #DIV/0! formula_failed'],
    [7, 'sku 2026-03-04 turned_into_date'],
  ])
  expect(await files['file.commit']({ token, commandId: testId(1), decided: decided(read) })).toMatchObject({ ok: false, error: { code: 'file.rows_rejected', data: { count: 2 } } })

  const mended = decided(read, { fixes: [{ row: 7, field: 'sku', text: '4-Mar' }], leftOut: [6] })
  expect((await preview(token, mended)).counts).toMatchObject({ new: 5, rejected: 0, left_out: 1 })
  const imported = valueOf(await files['file.commit']({ token, commandId: testId(1), decided: mended }))
  expect(imported).toMatchObject({ made: 5, opened: 3 })
  expect(ledger.db.prepare("SELECT sku, unit, unit_cost, quantity, value FROM product JOIN product_balance USING (product_id) ORDER BY product_id").raw().all()).toEqual([
    ['00012', 'ea', 100_000, 300_000_000, 30_000_000],
    ['1E10', 'ea', 300_000, 12_125_000, 3_637_500],
    ['4-Mar', 'ea', 2_000_000, 1_000_000, 2_000_000],
    ['123456789012345', 'ea', 0, 0, 0],
    ['A 1.50', 'ea', 1_500_000, 0, 0],
  ])
  // A lost answer is asked for again, and the same file again changes nothing.
  expect(valueOf(await files['file.commit']({ token, commandId: testId(1), decided: mended }))).toEqual(imported)
  expect((await preview(token, mended)).counts).toMatchObject({ unchanged: 5, new: 0 })
  expect(await files['file.commit']({ token, commandId: testId(2), decided: mended })).toMatchObject({ ok: false, error: { code: 'file.changes_nothing' } })
  // The columns are known again.
  expect(await readIn(token)).toMatchObject({ mapped: 'remembered' })
  expect(verifyBooks(ledger.db, {}).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('three hundred parts of a spreadsheet program come in with their stock, and once that is undone the books balance as before', async () => {
  const input = { sku: 'KEPT', name: 'Kept', kind: 'component', unit: 'ea', unitCost: 1_000_000, reorderPoint: null, notes: '', purchase: null, supplierId: null, barcodes: [] } as const
  const desk = { db: ledger.db, environment: testEnvironment(today), onCommitted: () => {} }
  const { productId } = valueOf(execute(desk, 'product.create', testId(900), { ...input, barcodes: [] }))
  valueOf(execute(desk, 'stock.find', testId(901), { productId, quantity: 5_000_000, unitCost: 2_000_000, reason: 'count', businessDate: today, notes: '' }))
  const balances = () => [
    ledger.db.prepare('SELECT product_id, quantity, value FROM product_balance WHERE quantity <> 0 OR value <> 0 ORDER BY product_id').raw().all(),
    ledger.db.prepare('SELECT lot_id, remaining, value FROM lot_balance WHERE remaining <> 0 OR value <> 0 ORDER BY lot_id').raw().all(),
    ledger.db.prepare('SELECT account, sum(quantity), sum(value) FROM entry GROUP BY account HAVING sum(quantity) <> 0 OR sum(value) <> 0 ORDER BY account').raw().all(),
  ]
  const before = balances()
  const token = await take('parts.xlsx', readFileSync(fileURLToPath(new URL('../fixtures/files/parts-with-stock.xlsx', import.meta.url))))
  const imported = valueOf(await files['file.commit']({ token, commandId: testId(1), decided: decided(await readIn(token)) }))
  expect(imported).toMatchObject({ made: 300, opened: expect.any(Number) })
  expect(balances()).not.toEqual(before)
  const { importId } = imported
  expect(valueOf(execute(desk, 'file.undo_import', testId(2), { importId }))).toMatchObject({ removed: 300, closed: imported.opened })
  expect(balances()).toEqual(before)
  expect(verifyBooks(ledger.db, {}).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('a text is read as it is asked for, and says how its figures are written', async () => {
  const token = await take('bestand.csv', Buffer.from('Artikelnummer;Bezeichnung;Einheit;Bestand;Cost\nA;Größe 8;ea;1.240,5;0,10\n', 'latin1'))
  const read = await readIn(token)
  expect(read).toMatchObject({ format: 'csv', encoding: 'windows-1252', separator: ';', decimal: ',', decimalShown: true, thousands: '.', kind: 'products' })
  expect((await preview(token, decided(read))).rows).toMatchObject([{ row: 2, outcome: 'new', cells: { name: 'Größe 8', quantity: '1.240,5' }, notes: ['stock_opens'] }])
  expect((await preview(token, decided(read, { decimal: '.' }))).counts.rejected).toBe(1)
  expect((await readIn(token, { separator: ',', encoding: 'utf-8' })).columns).toHaveLength(3)
  expect((await preview(token, decided(read, { columns: [null, null, null, null, null] }))).missing).toEqual(['sku', 'name'])
  expect(await files['file.commit']({ token, commandId: testId(1), decided: decided(read, { columns: [] }) })).toMatchObject({ error: { code: 'file.column_missing', data: { fields: ['sku', 'name'] } } })
})

test('rejected rows and templates are saved, and a template comes in as it is', async () => {
  const token = await take('parts.csv', Buffer.from('SKU,Name,Cost,Shelf\nA,Bolt,free,7\nB,Nut,1,8\n'))
  const read = await readIn(token)
  expect(valueOf(await files['file.save_rejected']({ token, decided: decided(read), format: 'csv' }))).toEqual({ file: null })
  saveTo = ledger.folder
  const { file } = valueOf(await files['file.save_rejected']({ token, decided: decided(read), format: 'csv' }))
  expect(readFileSync(file ?? '', 'utf8')).toBe(
    '\ufeffSKU,Name,Cost,Shelf,Row in the file,Problem in column,Found,What is wrong\r\nA,Bolt,free,7,2,Unit cost,free,"expected a number, such as 12.5"\r\n',
  )
  let at = 10
  for (const kind of ['suppliers', 'products', 'boms'] as const) {
    for (const format of ['csv', 'xlsx'] as const) {
      const template = valueOf(await files['file.save_template']({ kind, format })).file ?? ''
      const again = await readIn(await take(`${kind}.${format}`, readFileSync(template)))
      expect(again).toMatchObject({ kind, mapped: format === 'csv' ? 'guessed' : 'remembered' })
      expect(again.columns.every(({ field }) => field !== null)).toBe(true)
      if (format === 'xlsx') continue
      const now = valueOf(await files['file.begin']({ fileName: 'again.csv', bytes: readFileSync(template).length })).token
      valueOf(await files['file.add_piece']({ token: now, at: 0, base64: readFileSync(template).toString('base64') }))
      const fixes = kind === 'products' ? [{ row: 2, field: 'supplier' as const, text: 'ACM' }] : kind === 'boms' ? [{ row: 4, field: 'component' as const, text: 'LABEL' }] : []
      if (kind === 'boms') execute({ db: ledger.db, environment: testEnvironment(today), onCommitted: () => {} }, 'product.create', testId(900), { sku: 'LABEL', name: 'Label', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '', purchase: null, supplierId: null, barcodes: [] })
      valueOf(await files['file.commit']({ token: now, commandId: testId((at += 1)), decided: decided(await readIn(now), { fixes }) }))
    }
  }
  expect(verifyBooks(ledger.db, {}).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('what is not a table, not whole or not open any more is refused, and reading can be stopped', async () => {
  expect(await files['file.begin']({ fileName: 'none.csv', bytes: 0 })).toMatchObject({ error: { code: 'file.empty' } })
  expect(await files['file.begin']({ fileName: 'all.xlsx', bytes: 70 * 1024 * 1024 })).toMatchObject({ error: { code: 'file.too_large' } })
  expect(await files['file.begin']({ fileName: 'all.csv', bytes: 200 * 1024 * 1024 })).toMatchObject({ error: { code: 'file.too_large' } })
  const half = valueOf(await files['file.begin']({ fileName: 'half.csv', bytes: 9 })).token
  valueOf(await files['file.add_piece']({ token: half, at: 0, base64: Buffer.from('SKU').toString('base64') }))
  expect(await files['file.read']({ token: half, kind: null, likely: null, as: asItIs })).toMatchObject({ error: { code: 'file.broken' } })
  const header = await take('header.csv', Buffer.from('SKU,Name\n'))
  expect(await files['file.preview']({ token: half, decided: { ...decided({ kind: 'products', columns: [], decimal: '.', dateOrder: 'mdy', defaults: {} } as never) }, only: null, limit: 1, offset: 0 })).toMatchObject({ error: { code: 'file.not_open' } })
  expect(await files['file.read']({ token: header, kind: null, likely: null, as: asItIs })).toMatchObject({ error: { code: 'file.no_rows' } })
  const book = await take('tricky.xlsx', readFileSync(fileURLToPath(new URL('../fixtures/files/tricky.xlsx', import.meta.url))))
  expect(await files['file.read']({ token: book, kind: null, likely: null, as: { ...asItIs, sheet: 'Nowhere' } })).toMatchObject({ error: { code: 'file.no_sheet' } })
  const again = await take('parts.csv', Buffer.from('SKU,Name\nA,B\n'))
  const reading = files['file.read']({ token: again, kind: null, likely: null, as: asItIs })
  await files['file.cancel']({ token: again })
  expect(await reading).toMatchObject({ error: { code: 'file.cancelled' } })
  expect(ledger.db.prepare('SELECT count(*) FROM command_log').pluck().get()).toBe(0)
})
