import { columnOf, plainText, type SheetPart } from './workbook-parts.ts'

/** A formula without a result: where it is, from 0, and what stands there, such as `#DIV/0!`. */
export interface FailedFormula {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** Cells of formulas that failed: to a reader of workbooks they are empty, and an empty cost is not a wrong one. */
export function failedFormulas({ xml }: SheetPart): FailedFormula[] {
  if (!xml.includes('t="e"')) return []
  return [...xml.toString('utf8').matchAll(/<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!<\/c>).)*?<v>([^<]*)<\/v>/gsu)].map(
    ([, letters = '', row = '', text = '']) => ({ row: Number(row) - 1, column: columnOf(letters), text: plainText(text) }),
  )
}
