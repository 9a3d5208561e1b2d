import { figureSigns, daySigns } from '../domain/import-figures.ts'
import { headerScore } from '../domain/import-columns.ts'
import type { DateOrder, DecimalMark, ImportField } from '../../shared/imports.ts'
import { natureAt, type ReadFile, type Table } from './table.ts'

/** Rows in which the names of columns are looked for. */
const headRows = 20
/** Rows that are looked at for how figures and days are written, and for samples. */
const lookedAt = 2000
const samplesMax = 3
const sampleLengthMax = 60

/** The sheet that is meant most likely: the one whose columns are known best, of those the one with the most rows. */
export function likelyTable(tables: readonly Table[]): Table | null {
  const scored = tables.map((table) => ({ table, score: headerScore(table.rows[headerRowOf(table) - 1] ?? []) * 1_000_000 + table.rows.length }))
  return scored.reduce<(typeof scored)[number] | null>((best, next) => (best === null || next.score > best.score ? next : best), null)?.table ?? null
}

/** The row, from 1, that holds the names of the columns: the one of which the most names are known, else the first that is not empty. */
export function headerRowOf({ rows }: Table): number {
  const scored = rows.slice(0, headRows).map((row, at) => ({ row: at + 1, score: headerScore(row), filled: row.some((cell) => cell.trim() !== '') }))
  const best = scored.reduce((top, next) => (next.score > top.score ? next : top), { row: 0, score: 0, filled: false })
  return best.score > 0 ? best.row : (scored.find(({ filled }) => filled)?.row ?? 1)
}

/** The names of the columns; one without a name is called by its place. */
export function headersOf({ rows, width }: Table, headerRow: number): string[] {
  return Array.from({ length: width }, (_, column) => (rows[headerRow - 1]?.[column] ?? '').trim())
}

/** The first few different texts of a column. */
export function samplesOf({ rows }: Table, headerRow: number, column: number): string[] {
  const samples = new Set<string>()
  for (const row of rows.slice(headerRow, headerRow + lookedAt)) {
    const cell = row[column] ?? ''
    if (cell.trim() !== '') samples.add(cell.length > sampleLengthMax ? `${cell.slice(0, sampleLengthMax)}…` : cell)
    if (samples.size === samplesMax) break
  }
  return [...samples]
}

/** Rows below the names of the columns that say anything. */
export function filledRows({ rows }: Table, headerRow: number): number {
  let count = 0
  for (let at = headerRow; at < rows.length; at += 1) if (rows[at]?.some((cell) => cell !== '' && cell.trim() !== '') === true) count += 1
  return count
}

const figureFields: ReadonlySet<ImportField> = new Set(['unitCost', 'quantity', 'reorderPoint', 'purchaseFactor', 'value', 'costAmount', 'costRate', 'costQuantity'])

/** How the figures and days of a file are written. */
export interface Writing {
  readonly decimal: DecimalMark
  readonly decimalShown: boolean
  readonly thousands: string | null
  readonly dateOrder: DateOrder
  readonly dateOrderShown: boolean
}

/**
 * What the figures and days of a table show, in columns that nobody knows where those that are known show nothing: somebody may
 * say later what they are. Where none does, what such files mostly are.
 */
export function writingOf(table: Table, headerRow: number, fields: readonly (ImportField | null)[], separator: ReadFile['separator']): Writing {
  const known = signsIn(table, headerRow, fields)
  const isLeftOut = fields.map((field) => field === null)
  const figures = known.votes['.'] === known.votes[','] ? signsIn(table, headerRow, isLeftOut.map((out) => (out ? 'quantity' : null))) : known
  const days = known.votes.dmy === known.votes.mdy ? signsIn(table, headerRow, isLeftOut.map((out) => (out ? 'date' : null))) : known
  const votes = { '.': figures.votes['.'], ',': figures.votes[','], mdy: days.votes.mdy, dmy: days.votes.dmy }
  const { thousands } = figures
  const decimal = votes['.'] === votes[','] ? (separator === ';' ? ',' : '.') : votes['.'] > votes[','] ? '.' : ','
  return {
    decimal,
    decimalShown: votes['.'] !== votes[','],
    thousands: thousands === decimal ? null : thousands,
    dateOrder: votes.dmy > votes.mdy ? 'dmy' : 'mdy',
    dateOrderShown: votes.dmy !== votes.mdy,
  }
}

interface Signs {
  readonly votes: { readonly '.': number; readonly ',': number; readonly mdy: number; readonly dmy: number }
  readonly thousands: string | null
}

/** How often each way of writing is shown in columns of figures and days. */
function signsIn(table: Table, headerRow: number, fields: readonly (ImportField | null)[]): Signs {
  const votes = { '.': 0, ',': 0, mdy: 0, dmy: 0 }
  let thousands: string | null = null
  const rows = table.rows.slice(headerRow, headerRow + lookedAt)
  for (const [column, field] of fields.entries()) {
    if (field === null || !(figureFields.has(field) || field === 'date')) continue
    for (const [at, row] of rows.entries()) {
      const cell = row[column] ?? ''
      if (cell === '' || natureAt(table, headerRow + at, column) !== null) continue
      if (field === 'date') {
        const order = daySigns(cell)
        if (order !== null) votes[order] += 1
        continue
      }
      const signs = figureSigns(cell)
      if (signs.decimal !== null) votes[signs.decimal] += 1
      thousands ??= signs.thousands
    }
  }
  return { votes, thousands }
}
