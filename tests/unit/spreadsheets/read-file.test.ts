import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/main/spreadsheets/read-file.ts'
import { filledRows, headerRowOf, headersOf, likelyTable, writingOf } from '../../../src/main/spreadsheets/recognise.ts'
import { decidedRows } from '../../../src/main/spreadsheets/decided.ts'
import { natureAt, type ReadFile, type Table } from '../../../src/main/spreadsheets/table.ts'
import { errorOf, valueOf } from '../../support/database.ts'
import { guessColumns, guessKind } from '../../../src/main/domain/import-columns.ts'

const fixture = (name: string) => new Uint8Array(readFileSync(fileURLToPath(new URL(`../../fixtures/files/${name}`, import.meta.url))))
const unread = { encoding: null, separator: null }
const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const read = async (bytes: Uint8Array<ArrayBuffer>, as: Parameters<typeof readFile>[1] = unread): Promise<ReadFile> => valueOf(await readFile({ fileName: 'parts', bytes }, as))
const rowsOf = async (bytes: Uint8Array<ArrayBuffer>) => (await read(bytes)).tables[0]?.rows
const refusal = async (bytes: Uint8Array<ArrayBuffer>) => errorOf(await readFile({ fileName: 'parts', bytes }, unread))

describe('a text', () => {
  test('keeps every cell as it stands there', async () => {
    const text = 'SKU,Name\r\n00012,"Bolt, ""M8"""\r\n1E10,  spaced \r\n3-4,2026-01-02\r\n123456789012345,"two\nlines"\r\n1.50,\r\n'
    expect(await rowsOf(bytesOf(text))).toEqual([['SKU', 'Name'], ['00012', 'Bolt, "M8"'], ['1E10', '  spaced '], ['3-4', '2026-01-02'], ['123456789012345', 'two\nlines'], ['1.50', '']])
  })

  test.each([
    ['utf-8', bytesOf('SKU;Größe\nA;1\n')],
    ['utf-8', bytesOf('\ufeffSKU;Größe\nA;1\n')],
    ['utf-16le', bytesOf('\ufeffSKU;Größe\nA;1\n', 'utf16le')],
    ['utf-16le', bytesOf('SKU;Größe\nA;1\n', 'utf16le')],
    ['utf-16be', new Uint8Array(Buffer.from('\ufeffSKU;Größe\nA;1\n', 'utf16le').swap16())],
    ['windows-1252', bytesOf('SKU;Größe\nA;1\n', 'latin1')],
  ] as const)('is known to be %s', async (encoding, bytes) => {
    const file = await read(bytes)
    expect(file.encoding).toBe(encoding)
    expect(file.tables[0]?.rows).toEqual([['SKU', 'Größe'], ['A', '1']])
  })

  test.each([
    [',', 'SKU,Name,Cost\nA,"b;c;d",1\nB,"e;f",2\n'],
    [';', 'SKU;Name;Cost\nA;b;1,50\nB;c;2,25\n'],
    ['\t', 'SKU\tName\tCost\nA\tone, two, three\t1,5\n'],
    ['|', 'SKU|Name\nA|b\nB|c, d\n'],
    [';', 'sep=;\nSKU;Name, long\nA;b\n'],
  ] as const)('is divided by %j', async (separator, text) => {
    expect((await read(bytesOf(text))).separator).toBe(separator)
  })

  test('is read otherwise when asked', async () => {
    const file = await read(bytesOf('A;B,C\n'), { encoding: 'windows-1252', separator: ',' })
    expect(file).toMatchObject({ encoding: 'windows-1252', separator: ',', tables: [{ rows: [['A;B', 'C']] }] })
  })

  test('loses the apostrophe that keeps a formula text', async () => {
    expect(await rowsOf(bytesOf("SKU,Note\nA,'=1+1\nB,''=x\nC,'t Hooft\n"))).toEqual([['SKU', 'Note'], ['A', '=1+1'], ['B', "'=x"], ['C', "'t Hooft"]])
  })
})

describe('a workbook of another program', () => {
  test('says where its table is and keeps what was typed', async () => {
    const file = await read(fixture('tricky.xlsx'))
    const table = likelyTable(file.tables)!
    expect(table.name).toBe('Parts')
    expect(headerRowOf(table)).toBe(3)
    const headers = headersOf(table, 3)
    expect(guessKind(headers)).toBe('products')
    expect(guessColumns('products', headers)).toEqual(['sku', 'name', 'unit', 'unitCost', 'quantity', 'notes'])
    expect(filledRows(table, 3)).toBe(6)
    expect(table.rows.slice(3).map((row) => row[0])).toEqual(['00012', '1E10', '3-4', '2026-03-04', '', '123456789012345', '  A 1.50 '])
    expect(table.rows.slice(3).map((row) => [row[3], row[4]])).toEqual([['0.1', '300'], ['0.3', '12.125'], ['#DIV/0!', '1'], ['2', '1'], ['', ''], ['', ''], ['1.50', '']])
    expect(table.rows[8]?.[5]).toBe('line one\nline two')
  })

  test('says what was a day, a number and a formula that failed', async () => {
    const table = (await read(fixture('tricky.xlsx'))).tables[1]!
    expect(natureAt(table, 6, 0)).toBe('date')
    expect(natureAt(table, 8, 0)).toBe('number')
    expect(natureAt(table, 5, 3)).toBe('error')
    expect(natureAt(table, 9, 3)).toBeNull()
  })
})

describe('numbers that stand for names', () => {
  const decided = { kind: 'products', columns: ['sku', 'name', 'barcodes', 'quantity'], decimal: '.', dateOrder: 'mdy', defaults: {}, fixes: [], leftOut: [], leaveOutRejected: false } as const
  const asProducts = (table: Table, more = {}) => decidedRows(table, 1, { ...decided, columns: [...decided.columns], fixes: [], leftOut: [], ...more })

  test('keep the zeros that their cell shows, and say where digits or letters were lost', async () => {
    const table = (await read(fixture('masks.xlsx'))).tables[0]!
    expect(asProducts(table).map(({ cells, problems = [] }) => [cells.sku, cells.barcodes, cells.quantity, ...problems.map(({ field, code }) => `${field} ${code}`)])).toEqual([
      ['00012', '0012345678905', '00007'],
      ['123456', '', '2.5'],
      ['12.5', '', ''],
      ['10000000000', '', '1500', 'sku turned_into_number'],
      ['123456789012345', '4006381333931', ''],
      ['12', '1234567890123460', '', 'barcodes turned_into_number'],
    ])
    const mended = asProducts(table, { fixes: [{ row: 5, field: 'sku', text: '1E10' }] })
    expect(mended[3]).toEqual({ row: 5, cells: { sku: '1E10', name: 'typed as 1E10', barcodes: '', quantity: '1500' } })
  })

  test('are refused in a text where a spreadsheet wrote most of their digits away', async () => {
    const table = (await read(bytesOf('SKU,Name,Barcodes,Quantity\n1E10,A,4006381333931,1\n00012,B,4.00638E+12,"1,5E+10"\n'))).tables[0]!
    expect(asProducts(table).map(({ problems = [] }) => problems.map(({ field, found, code }) => `${field} ${found} ${code}`))).toEqual([[], ['barcodes 4.00638E+12 turned_into_number']])
  })
})

describe('what cannot be read is refused by name', () => {
  const locked = fixture('locked.xlsx')
  const whole = fixture('tricky.xlsx')
  /** The directory says that a part unpacks to four gigabytes. */
  const bomb = () => {
    const bytes = whole.slice()
    const at = Buffer.from(bytes.buffer).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    new DataView(bytes.buffer).setUint32(at + 24, 0xfffffff0, true)
    return bytes
  }
  test.each([
    ['nothing', new Uint8Array(0), 'file.empty'],
    ['blank lines', bytesOf('\n \n\n'), 'file.empty'],
    ['a workbook with a password', locked, 'file.password'],
    ['a workbook of before 2007', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.alloc(508)]), 'file.old_format'],
    ['a workbook of before 2007 of another program', fixture('tricky.xls'), 'file.old_format'],
    ['a workbook of LibreOffice', fixture('tricky.ods'), 'file.old_format'],
    ['a workbook cut off', whole.slice(0, 3000), 'file.broken'],
    ['a workbook with a hole', Uint8Array.from(whole, (byte, at) => (at > 400 && at < 1400 ? 0x55 : byte)), 'file.broken'],
    ['a small file that fills the memory', bomb(), 'file.unpacks_too_large'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'file.not_a_table'],
    ['a document that is packed', bytesOf('PK\u0005\u0006' + '\0'.repeat(18)), 'file.not_a_table'],
    ['too many columns', bytesOf(`${'a,'.repeat(250)}\n`), 'file.too_many_columns'],
    ['too many rows', bytesOf('a,b\n'.repeat(100_200)), 'file.too_many_rows'],
  ] as const)('%s', async (_name, bytes, code) => {
    expect((await refusal(bytes as Uint8Array<ArrayBuffer>)).code).toBe(code)
  })
})

describe('how figures and days are written', () => {
  const writing = async (text: string) => {
    const { tables, separator } = await read(bytesOf(text))
    return writingOf(tables[0]!, 1, guessColumns('stock', headersOf(tables[0]!, 1)), separator)
  }
  test.each([
    ['SKU;Qty;Cost;Date\nA;1.240,50;0,1;31.12.2025\n', { decimal: ',', decimalShown: true, thousands: '.', dateOrder: 'dmy', dateOrderShown: true }],
    ['SKU,Qty,Cost,Date\nA,"1,240.50",0.1,12/31/2025\n', { decimal: '.', decimalShown: true, thousands: ',', dateOrder: 'mdy', dateOrderShown: true }],
    ['SKU,Qty\nA,12\nB,"1,200"\n', { decimal: '.', decimalShown: false, thousands: null, dateOrder: 'mdy', dateOrderShown: false }],
    ['SKU;Qty\nA;12\n', { decimal: ',', decimalShown: false }],
    ['SKU\tQty\tCost\nA\t1 240,5\t3,25\n', { decimal: ',', thousands: ' ' }],
    ["SKU,Qty\nA,1'240.5\n", { decimal: '.', thousands: "'" }],
  ])('%j', async (text, expected) => {
    expect(await writing(text)).toMatchObject(expected)
  })
})

test('columns that nobody knows show how figures and days are written, where the known ones do not', () => {
  const head = ['Item', 'Qty', 'Something', 'Seen']
  const table: Table = { name: 'parts', rows: [head, ['A', '5', '1.706,5', '31/01/2026']], width: 4, natures: null }
  expect(writingOf(table, 1, ['sku', 'quantity', null, null], ',')).toMatchObject({ decimal: ',', decimalShown: true, thousands: '.', dateOrder: 'dmy', dateOrderShown: true })
  expect(writingOf({ ...table, rows: [head, ['A', '5.25', '1.706,5', '']] }, 1, ['sku', 'quantity', null, null], ';')).toMatchObject({ decimal: '.', decimalShown: true })
  expect(guessColumns('products', ['Part #', 'Qty in stock', 'Price each', 'Reorder Pt'])).toEqual(['sku', 'quantity', 'unitCost', 'reorderPoint'])
})
