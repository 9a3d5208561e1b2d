import type { FileDecided } from '../../shared/contract/file.ts'
import { neededFields, type ImportField, type ImportProblem } from '../../shared/imports.ts'
import { problem, type FileRow } from '../domain/import-rows.ts'
import { natureAt, type Table } from './table.ts'

/** Fields that are names: a date or a power of ten in one of them was typed as something else. */
const nameFields: ReadonlySet<ImportField> = new Set(['sku', 'name', 'code', 'product', 'component', 'barcodes', 'unit', 'purchaseUnit', 'supplier'])

/** Needed fields that neither a column nor a word for all rows gives. */
export function missingFields({ kind, columns, defaults }: FileDecided): ImportField[] {
  return neededFields[kind].filter((field) => !columns.includes(field) && (defaults[field] ?? '').trim() === '')
}

/** The rows of a table as decided: what is not empty and not left out, by field, with what was typed in place of cells. */
export function decidedRows(table: Table, headerRow: number, decided: FileDecided): FileRow[] {
  const leftOut = new Set(decided.leftOut)
  const fixes = Map.groupBy(decided.fixes, ({ row }) => row)
  const columns = decided.columns.flatMap((field, column) => (field === null ? [] : [{ field, column, isName: nameFields.has(field) }]))
  const rows: FileRow[] = []
  for (let at = headerRow; at < table.rows.length; at += 1) {
    const cells = table.rows[at] ?? []
    const row = at + 1
    if (leftOut.has(row) || isBlank(cells)) continue
    const said: { [F in ImportField]?: string } = {}
    const problems: ImportProblem[] = []
    for (const { field, column, isName } of columns) {
      const text = cells[column] ?? ''
      const nature = table.natures === null ? null : natureAt(table, at, column)
      said[field] = (nature === 'number' || nature === 'lost') && decided.decimal === ',' ? text.replace('.', ',') : text
      if (nature === 'error') problems.push(problem(field, text, 'formula_failed', {}))
      else if (!isName) continue
      else if (nature === 'date') problems.push(problem(field, text, 'turned_into_date', {}))
      else if (nature === 'lost' || (nature === null && isRounded(text))) problems.push(problem(field, text, 'turned_into_number', {}))
    }
    const typed = fixes.get(row)
    if (typed === undefined) {
      rows.push(problems.length === 0 ? { row, cells: said } : { row, cells: said, problems })
      continue
    }
    for (const { field, text } of typed) said[field] = text
    const wrong = problems.filter(({ field }) => !typed.some((fix) => fix.field === field))
    rows.push(wrong.length === 0 ? { row, cells: said } : { row, cells: said, problems: wrong })
  }
  return rows
}

/** Whether a text is what a spreadsheet writes in place of a long number, `4.00638E+12`: most of its digits are gone. */
function isRounded(text: string): boolean {
  return text.charCodeAt(text.length - 3) === plus && /^-?\d[.,]\d+E\+\d\d$/u.test(text)
}

const plus = 0x2b

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '')
}
