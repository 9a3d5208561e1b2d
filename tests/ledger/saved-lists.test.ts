import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveList, type SaveListTask } from '../../src/main/worker/save-list.ts'
import type { SavedColumn } from '../../src/shared/contract/list-file.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { longListProduct, writeLongLists } from '../support/long-lists.ts'

let ledger: TestLedger
let folder: string
beforeEach(() => {
  ledger = testLedger()
  folder = mkdtempSync(path.join(tmpdir(), 'saved-lists-'))
})
afterEach(() => {
  ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const column = (header: string, at: string, as: SavedColumn['as'] = 'text', words = {}): SavedColumn => ({ header, path: at.split('.'), as, words })
const productColumns = [column('SKU', 'sku'), column('Name', 'name'), column('Type', 'kind', 'text', { component: 'Component' }), column('On hand', 'onHand', 'quantity')]

const save = (more: Partial<SaveListTask>) =>
  saveList(
    {
      file: ledger.file,
      today: '2026-01-31',
      title: 'Products',
      format: 'csv',
      columns: productColumns,
      target: path.join(folder, 'list.csv'),
      from: { by: 'list', query: 'product.list', input: { search: '', kinds: [], archived: false, sort: 'sku', descending: true }, rowsIn: 'products' },
      ...more,
    },
    () => {},
  )
const linesOf = (file = 'list.csv') => readFileSync(path.join(folder, file), 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')

test('a list longer than any page is saved whole, in the order it is shown, as far as it is narrowed', async () => {
  writeLongLists(ledger.db, 1203)
  expect(await save({})).toEqual({ ok: true, value: { rows: 1203 } })
  const lines = linesOf()
  expect(lines).toHaveLength(1204)
  expect(lines[0]).toBe('SKU,Name,Type,On hand')
  const skus = lines.slice(1).map((line) => line.split(',')[0])
  expect(skus).toEqual(Array.from({ length: 1203 }, (_, place) => longListProduct(1203 - place).sku))
  expect(new Set(lines.slice(1).map((line) => line.split(',')[2]))).toEqual(new Set(['Component']))

  const bolts = await save({ from: { by: 'list', query: 'product.list', input: { search: 'P-00001', kinds: [], archived: false, sort: 'sku', descending: false }, rowsIn: 'products' } })
  expect(bolts).toEqual({ ok: true, value: { rows: 10 } })
})

test('figures keep every digit, a text that looks like a formula stays a text, and days are days', async () => {
  const rows = [
    { sku: '00012', name: '=1+1', made: 9_007_199_254_740_991, cost: -1_500_000, on: '2026-01-31', free: true, tags: ['a', 'b'] },
    { sku: '1E10', name: "'@home", made: 1, cost: null, on: null, free: false, tags: [] },
  ]
  const columns = [column('SKU', 'sku'), column('Name', 'name'), column('Made', 'made', 'quantity'), column('Cost', 'cost', 'unit_cost'), column('On', 'on', 'day'), column('Free', 'free', 'yes_no'), column('Tags', 'tags')]
  const from = { by: 'rows', rows } as const
  expect(await save({ columns, from: { ...from, rows: [...rows] } })).toEqual({ ok: true, value: { rows: 2 } })
  expect(linesOf()).toEqual(['SKU,Name,Made,Cost,On,Free,Tags', "00012,'=1+1,9007199254.740991,-1.50,2026-01-31,Yes,a; b", "1E10,''@home,0.000001,,,No,"])

  await save({ columns, from: { ...from, rows: [...rows] }, format: 'xlsx', target: path.join(folder, 'list.xlsx') })
  const [head, first, second] = await readSheet(path.join(folder, 'list.xlsx'))
  expect(head).toEqual(['SKU', 'Name', 'Made', 'Cost', 'On', 'Free', 'Tags'])
  expect(first).toEqual(['00012', '=1+1', '9007199254.740991', -1.5, new Date('2026-01-31T00:00:00.000Z'), 'Yes', 'a; b'])
  expect(second?.slice(0, 3)).toEqual(['1E10', "'@home", 0.000001])
})

test('where it cannot be written it says so, and what was there stays', async () => {
  writeLongLists(ledger.db, 3)
  const target = path.join(folder, 'missing', 'list.csv')
  expect(await save({ target })).toEqual({ ok: false, error: { code: 'file.not_saved', data: { file: target, problem: 'not_allowed' } } })
  writeFileSync(path.join(folder, 'list.csv'), 'there before')
  expect(await save({})).toMatchObject({ ok: true })
  expect(linesOf()).toHaveLength(4)
  expect(readdirSync(folder)).toEqual(['list.csv'])
})
