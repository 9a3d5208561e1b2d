import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedNumber } from '../../src/main/domain/import-figures.ts'
import { readFile } from '../../src/main/spreadsheets/read-file.ts'
import { writeTable, type TableFormat } from '../../src/main/spreadsheets/write-table.ts'
import { formatMillionths } from '../../src/shared/units/decimal.ts'
import { valueOf } from '../support/database.ts'
import { runs } from './seeded.ts'

const pieces = fc.constantFrom('A', '0', '00012', '1E10', ' ', '=', '+', '-', '@', "'", '"', ',', ';', '\t', '|', '\n', 'ß', '→', '🔩', '1.50', '3-4', '#REF!', '<', '&', 'sep=', '_x')
const text = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(''))
// Something stands in the first cell of each row, as in every list; a row without anything is none.
const row = fc.tuple(fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => `S${parts.join('')}`), text, fc.maxSafeInteger(), fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }))

test.each(['csv', 'xlsx'] as const)('whatever is written as %s is read again, cell by cell', async (format: TableFormat) => {
  const columns = [{ header: 'SKU', kind: 'text' }, { header: 'Name', kind: 'text' }, { header: 'Quantity', kind: 'figure' }, { header: 'Date', kind: 'day' }] as const
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const cells = rows.map(([sku, name, millionths, day]) => [sku, name, formatMillionths(millionths, 0, 6), day.toISOString().slice(0, 10)])
      const bytes = new Uint8Array(await writeTable({ sheet: 'Parts', columns, rows: cells }, format))
      const { tables } = valueOf(await readFile({ fileName: 'parts', bytes }, { encoding: null, separator: format === 'csv' ? ',' : null }))
      expect(tables[0]?.rows).toEqual([columns.map(({ header }) => header), ...cells])
    }),
    runs(format === 'csv' ? 500 : 100),
  )
})

test('a number of a workbook is the one its program shows, whatever a float makes of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 9 }), (digits, decimals) => {
      const sign = digits < 0 ? '-' : ''
      const all = String(Math.abs(digits)).padStart(decimals + 1, '0')
      const tail = decimals === 0 ? '' : all.slice(-decimals).replace(/0+$/u, '')
      const plain = `${digits === 0 ? '' : sign}${decimals === 0 ? all : all.slice(0, -decimals)}${tail === '' ? '' : `.${tail}`}`
      // As a spreadsheet program stores it: the shortest text of the float, or all 17 digits of it.
      expect(storedNumber(String(Number(plain)))).toBe(plain)
      expect(storedNumber(Number(plain).toExponential(16))).toBe(plain)
    }),
    runs(5_000),
  )
})
