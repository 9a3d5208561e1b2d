import readXlsxFile from 'read-excel-file/universal'
import { storedNumber } from '../domain/import-figures.ts'
import { natureCode, type Table } from './table.ts'

/** A number as the file has it, so that no digit goes through a float. */
class StoredNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type StoredCell = string | StoredNumber | boolean | Date | null

/** The sheets of a workbook. Throws what its reader throws when the workbook is broken. */
export async function parseWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<Table[]> {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  // The sheets' own types say that a cell is what `parseNumber` makes of a number; errors of formulas come as text.
  const sheets = await readXlsxFile(whole, { trim: false, parseNumber: (text: string) => new StoredNumber(text) as never })
  return sheets.map(({ sheet, data }) => tableOf(sheet, data as unknown as readonly (readonly StoredCell[])[]))
}

function tableOf(name: string, data: readonly (readonly StoredCell[])[]): Table {
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
const formulaErrors: ReadonlySet<string> = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#SPILL!', '#CALC!', '#GETTING_DATA'])

function cellOf(cell: StoredCell): { readonly text: string; readonly code: number } {
  if (cell === null || cell === undefined) return { text: '', code: 0 }
  if (typeof cell === 'string') return { text: cell, code: cell.startsWith('#') && formulaErrors.has(cell) ? errorCode : 0 }
  if (cell instanceof StoredNumber) return { text: storedNumber(cell.text) ?? cell.text, code: numberCode }
  if (cell instanceof Date) return { text: dayText(cell), code: dateCode }
  return { text: cell ? 'TRUE' : 'FALSE', code: 0 }
}

/** The day, and the time where there is one. */
function dayText(moment: Date): string {
  const text = Number.isNaN(moment.valueOf()) ? '' : moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
