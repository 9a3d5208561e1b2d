import readXlsxFile from 'read-excel-file/universal'
import { storedNumber } from '../domain/import-figures.ts'
import type { FailedFormula, FailedFormulas } from './failed-formulas.ts'
import { natureCode, type Table } from './table.ts'

/** A number as the file has it, so that no digit goes through a float. */
class StoredNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What stands in the place of a formula's result. */
class FormulaError {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type StoredCell = string | StoredNumber | FormulaError | boolean | Date | null

/** The sheets of a workbook, with the formulas that failed, which its reader leaves out. Throws what its reader throws when the workbook is broken. */
export async function parseWorkbook(bytes: Uint8Array<ArrayBuffer>, failed: FailedFormulas): Promise<Table[]> {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  // Its types know no numbers but `number`.
  const sheets = await readXlsxFile(whole, { trim: false, parseNumber: (text: string) => new StoredNumber(text) as never })
  return sheets.map(({ sheet, data }) => tableOf(sheet, data as unknown as StoredCell[][], failed.get(sheet) ?? []))
}

function tableOf(name: string, data: StoredCell[][], failed: readonly FailedFormula[]): Table {
  for (const { row, column, text } of failed) {
    const cells = data[row]
    if (cells === undefined) continue
    while (cells.length < column) cells.push(null)
    cells[column] = new FormulaError(text)
  }
  const width = data.reduce((widest, row) => Math.max(widest, row.length), 0)
  const natures = new Uint8Array(data.length * width)
  const rows = data.map((row, rowIndex) =>
    row.map((cell, column) => {
      const { text, code } = cellOf(cell)
      if (code !== 0) natures[rowIndex * width + column] = code
      return text
    }),
  )
  return { name, rows, natures, width }
}

const numberCode = natureCode('number')
const dateCode = natureCode('date')
const errorCode = natureCode('error')

function cellOf(cell: StoredCell): { readonly text: string; readonly code: number } {
  if (cell === null || cell === undefined) return { text: '', code: 0 }
  if (typeof cell === 'string') return { text: cell, code: 0 }
  if (cell instanceof FormulaError) return { text: cell.text, code: errorCode }
  if (cell instanceof StoredNumber) return { text: storedNumber(cell.text) ?? cell.text, code: numberCode }
  if (cell instanceof Date) return { text: dayText(cell), code: dateCode }
  return { text: cell ? 'TRUE' : 'FALSE', code: 0 }
}

/** The day, and the time where there is one. */
function dayText(moment: Date): string {
  const text = Number.isNaN(moment.valueOf()) ? '' : moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
