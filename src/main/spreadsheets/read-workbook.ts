import readXlsxFile from 'read-excel-file/universal'
import { storedNumber } from '../domain/import-figures.ts'
import type { FailedFormula } from './failed-formulas.ts'
import type { NumberLook, ShownNumber } from './shown-numbers.ts'
import { natureCode, type Table } from './table.ts'

/** A number as the file has it, so that no digit goes through a float. */
class StoredNumber {
  readonly text: string
  /** How its cell shows it, where that is not as it is. */
  look: NumberLook | null = null

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

/** What the reader of workbooks leaves out of a sheet. */
export interface LeftOut {
  readonly failed: readonly FailedFormula[]
  readonly shown: readonly ShownNumber[]
}

/** The sheets of a workbook, with what its reader leaves out, by their names. Throws what its reader throws when the workbook is broken. */
export async function parseWorkbook(bytes: Uint8Array<ArrayBuffer>, leftOut: ReadonlyMap<string, LeftOut>): Promise<Table[]> {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  // Its types know no numbers but `number`.
  const sheets = await readXlsxFile(whole, { trim: false, parseNumber: (text: string) => new StoredNumber(text) as never })
  return sheets.map(({ sheet, data }) => tableOf(sheet, data as unknown as StoredCell[][], leftOut.get(sheet) ?? { failed: [], shown: [] }))
}

function tableOf(name: string, data: StoredCell[][], { failed, shown }: LeftOut): Table {
  for (const { row, column, text } of failed) {
    const cells = data[row]
    if (cells === undefined) continue
    while (cells.length < column) cells.push(null)
    cells[column] = new FormulaError(text)
  }
  for (const { row, column, as } of shown) {
    const cell = data[row]?.[column]
    if (cell instanceof StoredNumber) cell.look = as
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
const lostCode = natureCode('lost')

function cellOf(cell: StoredCell): { readonly text: string; readonly code: number } {
  if (cell === null || cell === undefined) return { text: '', code: 0 }
  if (typeof cell === 'string') return { text: cell, code: 0 }
  if (cell instanceof FormulaError) return { text: cell.text, code: errorCode }
  if (cell instanceof StoredNumber) return numberOf(cell)
  if (cell instanceof Date) return { text: dayText(cell), code: dateCode }
  return { text: cell ? 'TRUE' : 'FALSE', code: 0 }
}

/** More digits than a spreadsheet keeps: those behind are zeros, whatever was typed. */
const tooManyDigits = /^-?\d{16,}/u

/** A number, with the zeros before it that its cell shows. */
function numberOf({ text, look }: StoredNumber): { readonly text: string; readonly code: number } {
  const plain = storedNumber(text) ?? text
  if (look === 'power' || tooManyDigits.test(plain)) return { text: plain, code: lostCode }
  return { text: look !== null && /^\d+$/u.test(plain) ? plain.padStart(look.digits, '0') : plain, code: numberCode }
}

/** The day, and the time where there is one. */
function dayText(moment: Date): string {
  const text = Number.isNaN(moment.valueOf()) ? '' : moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
