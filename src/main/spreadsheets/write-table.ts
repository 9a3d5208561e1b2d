import Papa from 'papaparse'
import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import { neutralised } from './neutral.ts'

/** The files that tables are written as. */
export type TableFormat = 'csv' | 'xlsx'

/**
 * A column of a table: plain text, figures (plain decimal text, as `formatMillionths` writes it) or days (`YYYY-MM-DD`). An empty
 * text is an empty cell in each.
 */
export interface WrittenColumn {
  readonly header: string
  readonly kind: 'text' | 'figure' | 'day'
}

/** A table to be written, row by row. */
export interface WrittenTable {
  /** What its sheet is called. */
  readonly sheet: string
  readonly columns: readonly WrittenColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** The bytes of a table as a file. A text that looks like a formula stays text, and every figure keeps each of its digits. */
export async function writeTable(table: WrittenTable, format: TableFormat): Promise<Uint8Array> {
  return format === 'csv' ? writeText(table) : writeWorkbook(table)
}

/** With the mark by which spreadsheet programs know UTF-8. */
function writeText({ columns, rows }: WrittenTable): Uint8Array {
  const body = rows.map((row) => columns.map(({ kind }, at) => (kind === 'text' ? neutralised(row[at] ?? '') : (row[at] ?? ''))))
  const text = Papa.unparse([columns.map(({ header }) => neutralised(header)), ...body], { newline: '\r\n' })
  return new TextEncoder().encode(`\ufeff${text}\r\n`)
}

const sheetNameMax = 31

async function writeWorkbook({ sheet, columns, rows }: WrittenTable): Promise<Uint8Array> {
  const head: Cell[] = columns.map(({ header }) => ({ value: header, type: String, fontWeight: 'bold' }))
  const body = rows.map((row) => columns.map(({ kind }, at) => cellOf(kind, row[at] ?? '')))
  const name = sheet.replaceAll(/[\\/?*[\]:]/gu, ' ').slice(0, sheetNameMax)
  const widths = columns.map(({ header }, at) => ({ width: widthOf([header, ...rows.slice(0, 200).map((row) => row[at] ?? '')]) }))
  const file = writeXlsxFile([head, ...body], { sheet: name, columns: widths, stickyRowsCount: 1, dateFormat: 'yyyy-mm-dd' })
  return file.toBuffer()
}

function widthOf(texts: readonly string[]): number {
  return Math.min(60, Math.max(8, ...texts.map((text) => text.length + 2)))
}

function cellOf(kind: WrittenColumn['kind'], text: string): Cell {
  if (text === '') return null
  if (kind === 'figure' && isExactNumber(text)) return { value: Number(text), type: Number, format: decimalsFormat(text) }
  if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/u.test(text)) return { value: new Date(`${text}T00:00:00.000Z`), type: Date, format: 'yyyy-mm-dd' }
  return { value: text, type: String }
}

/** How many digits a spreadsheet program keeps of a number. */
const digitsMax = 15

/** Whether a spreadsheet program keeps every digit of a figure as a number; else it is written as text. */
function isExactNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/u.test(text) && text.replaceAll(/[-.]/gu, '').replace(/^0+/u, '').length <= digitsMax
}

/** Shows as many decimals as the figure has. */
function decimalsFormat(text: string): string {
  const decimals = text.split('.')[1]?.length ?? 0
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`
}
