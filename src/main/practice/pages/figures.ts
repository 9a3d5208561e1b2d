import { formatMillionths } from '../../../shared/units/decimal.ts'
import type { Cents } from '../valuation.ts'
import type { Quantity } from '../../../shared/units/quantity.ts'
import { JsonNumber, writeJson, type Json, type JsonObject } from '../json.ts'

const grouped = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Cents as people read them: `1,234.50`, a minus before what is below zero. */
export function shownCents(cents: Cents): string {
  return grouped.format(cents / 100)
}

/** A quantity as people read it. */
export function shownQuantity(quantity: Quantity): string {
  return formatMillionths(quantity, 0, 6)
}

/** The JSON of an object, indented, its numbers as they are kept. */
export function shownJson(body: JsonObject): string {
  return indented(body, '')
}

function indented(value: Json, margin: string): string {
  const inner = `${margin}  `
  const block = (open: string, lines: readonly string[], close: string) =>
    lines.length === 0 ? open + close : `${open}\n${lines.map((line) => inner + line).join(',\n')}\n${margin}${close}`
  if (Array.isArray(value)) return block('[', value.map((each: Json) => indented(each, inner)), ']')
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return writeJson(value)
  const lines = Object.entries(value as JsonObject).flatMap(([key, each]) => (each === undefined ? [] : [`${JSON.stringify(key)}: ${indented(each, inner)}`]))
  return block('{', lines, '}')
}
