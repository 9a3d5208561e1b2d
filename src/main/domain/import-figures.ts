import type { DateOrder, DecimalMark } from '../../shared/imports.ts'
import { isBusinessDate } from '../../shared/units/business-date.ts'

/** Marks that group thousands; the one of point and comma that is not the decimal mark comes to them. */
const groupMarks = /[ \u00a0\u2009\u202f'’]/gu
const plain = /^-?\d+(\.\d+)?$/

/** The text without spaces, currency signs and the like around it; a figure in brackets is below zero, as bookkeepers write it. */
function bare(text: string): string {
  const trimmed = text.replaceAll('\u2212', '-').replaceAll(/^[\s\p{Sc}]+|[\s\p{Sc}]+$/gu, '')
  const inBrackets = /^\((.*)\)$/u.exec(trimmed)
  if (inBrackets !== null) return `-${bare(inBrackets[1] ?? '')}`
  return trimmed.replace(/^-[\s\p{Sc}]+/u, '-')
}

/**
 * A figure as a spreadsheet writes it, as plain decimal text (`1,234.50 €` is `1234.50`); `null` when it is none. Groups have
 * three digits, so that nobody's `1,5` becomes fifteen.
 */
export function plainFigure(text: string, decimal: DecimalMark): string | null {
  if (decimal === '.' && plain.test(text)) return text
  const group = decimal === '.' ? ',' : '.'
  const [whole = '', fraction, ...more] = bare(text).replaceAll(groupMarks, group).split(decimal)
  if (more.length > 0) return null
  if (/[eE]/u.test(whole + (fraction ?? ''))) return expanded(fraction === undefined ? whole : `${whole}.${fraction}`)
  if (!/^[+-]?(\d*|\d{1,3}([.,]\d{3})+)$/u.test(whole) || !/^\d*$/u.test(fraction ?? '')) return null
  const digits = whole.replaceAll(group, '')
  if (/\d/u.test(digits + (fraction ?? ''))) return fraction === undefined ? digits : `${digits}.${fraction}`
  return null
}

/** The most digits that are written out: more of them are no figure of a shop. */
const exponentMax = 40

/** `1.5E-3` as `0.0015`, digit by digit; `null` for what is no such figure. */
export function expanded(text: string): string | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,4})$/u.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match
  const power = Number(exponent)
  if (Math.abs(power) > exponentMax) return null
  const [before, after] = power < 0 ? toTheLeft(whole, fraction, 0 - power) : toTheRight(whole, fraction, power)
  const kept = before.replace(/^0+(?=\d)/u, '')
  return `${sign === '-' ? '-' : ''}${kept}${after === '' ? '' : `.${after}`}`
}

/** Whole and decimal digits once the point has gone so many places to the left. */
function toTheLeft(whole: string, fraction: string, places: number): readonly [string, string] {
  const padded = whole.padStart(places + 1, '0')
  return [padded.slice(0, padded.length - places), padded.slice(padded.length - places) + fraction]
}

function toTheRight(whole: string, fraction: string, places: number): readonly [string, string] {
  const padded = fraction.padEnd(places, '0')
  return [whole + padded.slice(0, places), padded.slice(places)]
}

/** How many digits a spreadsheet program shows and means; the rest is what its binary numbers leave. */
const digitsMax = 15

/**
 * A number as a workbook stores it, as plain decimal text with the 15 digits that its program shows: `0.30000000000000004` is
 * `0.3`. `null` when it is none.
 */
export function storedNumber(text: string): string | null {
  const whole = /^[+-]?\d+$/u.test(text) && text.length <= digitsMax ? text : null
  if (whole !== null) return whole.replace(/^\+/u, '')
  const written = /[eE]/u.test(text) ? expanded(text) : /^[+-]?\d*\.?\d+$/u.test(text) ? text.replace(/^\+/u, '') : null
  if (written === null) return null
  const [, sign = '', before = '', after = ''] = /^(-?)(\d*)(?:\.(\d*))?$/u.exec(written) ?? []
  const digits = before + after
  const first = /[1-9]/u.exec(digits)?.index
  if (first === undefined) return '0'
  const rounded = roundedAt(digits, first + digitsMax)
  // A carry may make one digit more before the point.
  const point = before.length + rounded.length - digits.length
  const head = rounded.slice(0, point).replace(/^0+(?=\d)/u, '')
  const tail = rounded.slice(point).replace(/0+$/u, '')
  return `${sign}${head === '' ? '0' : head}${tail === '' ? '' : `.${tail}`}`
}

/** The digits with those from a place on as zeros, rounded half up; one digit longer when that carries over. */
function roundedAt(digits: string, place: number): string {
  if (digits.length <= place) return digits
  const kept = BigInt(digits.slice(0, place)) + (Number(digits[place]) >= 5 ? 1n : 0n)
  return String(kept).padStart(place, '0') + '0'.repeat(digits.length - place)
}

/** The day that a text names, `YYYY-MM-DD`; `null` when it names none. */
export function dayOf(text: string, order: DateOrder): string | null {
  const trimmed = text.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/u.exec(trimmed)
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/u.exec(trimmed)
  const [year, month, day] =
    iso !== null ? [iso[1], iso[2], iso[3]] : other === null ? [] : order === 'mdy' ? [other[3], other[1], other[2]] : [other[3], other[2], other[1]]
  if (year === undefined || month === undefined || day === undefined) return null
  const named = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isBusinessDate(named) ? named : null
}

/** What figures of a column show of how they are written: which mark stands before decimals, and which between thousands. */
export interface FigureSigns {
  readonly decimal: DecimalMark | null
  readonly thousands: string | null
}

/** What one text shows; most figures show nothing. */
export function figureSigns(text: string): FigureSigns {
  const figure = bare(text)
  const point = figure.lastIndexOf('.')
  const comma = figure.lastIndexOf(',')
  const spaced = /\d([ \u00a0\u2009\u202f'’])\d{3}(?!\d)/u.exec(figure)?.[1] ?? null
  if (!/^[+-]?[\d.,\s'’]+$/u.test(figure) || !/\d/u.test(figure)) return { decimal: null, thousands: null }
  if (point >= 0 && comma >= 0) return point > comma ? { decimal: '.', thousands: ',' } : { decimal: ',', thousands: '.' }
  for (const [mark, at, other] of [['.', point, ','], [',', comma, '.']] as const) {
    if (at < 0) continue
    // Met twice, or before three digits more than once, it can only group.
    if (figure.indexOf(mark) !== at) return { decimal: other, thousands: mark }
    if (spaced !== null || figure.length - at - 1 !== 3 || /^[+-]?0?$/u.test(figure.slice(0, at)) || at > 3 + (/^[+-]/u.test(figure) ? 1 : 0)) {
      return { decimal: mark, thousands: spaced }
    }
  }
  return { decimal: null, thousands: spaced }
}

/** Which part of a day stands first, where the text shows it; `null` where it may be either, or is no day. */
export function daySigns(text: string): DateOrder | null {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$/u.exec(text.trim())
  if (match === null) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  return first > 12 && second <= 12 ? 'dmy' : second > 12 && first <= 12 ? 'mdy' : null
}
