import type { SavedAs, SavedColumn } from '../../shared/contract/list-file.ts'
import { formatMoney } from '../../shared/units/money.ts'
import { formatQuantity } from '../../shared/units/quantity.ts'
import type { WrittenColumn } from './write-table.ts'

const kinds: { readonly [A in SavedAs]: WrittenColumn['kind'] } = {
  text: 'text',
  yes_no: 'text',
  instant: 'text',
  day: 'day',
  count: 'figure',
  quantity: 'figure',
  money: 'figure',
  unit_cost: 'figure',
  cents: 'figure',
}

/** The columns of a list as they are written. */
export function writtenColumns(columns: readonly SavedColumn[]): readonly WrittenColumn[] {
  return columns.map(({ header, as }) => ({ header, kind: kinds[as] }))
}

/** The cells of one row of a list, one for each column. */
export function cellsOf(row: unknown, columns: readonly SavedColumn[]): readonly string[] {
  return columns.map(({ path, as, words }) => {
    const value = path.reduce<unknown>(partOf, row)
    const word = typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined
    return word ?? cellText(value, as)
  })
}

function partOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
  return (value as Readonly<Record<string, unknown>>)[key]
}

/** `2026-01-31 14:02`, in this PC's own time, as its screens say it. */
function localText(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Cents as millionths. */
const millionthsOfCent = 10_000

/** What is not known is an empty cell; several values stand in one. */
function cellText(value: unknown, as: SavedAs): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(String).join('; ')
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (as === 'instant') return localText(new Date(String(value)))
  if (typeof value !== 'number') return String(value)
  if (as === 'cents') return formatMoney(value * millionthsOfCent)
  if (as === 'quantity') return formatQuantity(value)
  if (as === 'money') return formatMoney(value)
  return as === 'unit_cost' ? formatMoney(value, 6) : String(value)
}
