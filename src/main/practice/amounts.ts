import { divideHalfUp, formatMillionths, isInRange } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { JsonNumber, numberAt, type Json } from './json.ts'
import type { Cents, Rate } from './valuation.ts'

const shape = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/

/**
 * The digits of a number as a whole count of its `decimals`-th parts, rounded half up; also with an exponent, as programs
 * write small numbers. `null` when it is none or cannot be kept exactly.
 */
export function scaled(text: string, decimals: number): number | null {
  const match = shape.exec(text)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? []
  if (match === null || whole + fraction === '') return null
  const shift = Number(exponent) - fraction.length + decimals
  const digits = BigInt(whole + fraction)
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfUp(digits, 10n ** BigInt(-shift))
  const amount = Number(sign === '-' ? -size : size)
  return isInRange(amount) ? amount + 0 : null
}

/** The amount at that path in cents; `null` where there is none. */
export function centsAt(value: Json | undefined, ...path: readonly string[]): Cents | null {
  const text = numberAt(value, ...path)
  return text === undefined ? null : scaled(text, 2)
}

/** The quantity at that path; `null` where there is none: it is unknown, not zero. */
export function quantityAt(value: Json | undefined, ...path: readonly string[]): Quantity | null {
  const text = numberAt(value, ...path)
  return text === undefined ? null : scaled(text, 6)
}

/** A unit cost at that path, exact to six decimals; `null` where there is none. */
export function rateAt(value: Json | undefined, ...path: readonly string[]): Rate | null {
  const text = numberAt(value, ...path)
  const millionths = text === undefined ? null : scaled(text, 6)
  // Six decimals of a unit are as many cents for ten thousand units.
  return millionths === null ? null : { cents: millionths, quantity: 10_000 * 1_000_000 }
}

/** `price × quantity` in cents, rounded once, half up; prices come with up to seven decimals and are taken by their text. */
export function priced(price: string, quantity: Quantity): Cents | null {
  const ten = scaled(price, 9)
  return ten === null ? null : Number(divideHalfUp(BigInt(ten) * BigInt(quantity), 10n ** 13n))
}

/** Cents converted at a rate of exchange, rounded once. */
export function converted(cents: Cents, exchangeRate: string | undefined): Cents {
  const rate = exchangeRate === undefined ? null : scaled(exchangeRate, 9)
  return rate === null ? cents : Number(divideHalfUp(BigInt(cents) * BigInt(rate), 10n ** 9n))
}

/** Cents as a JSON number of the currency. */
export function centsJson(cents: Cents): JsonNumber {
  return new JsonNumber(centsText(cents))
}

/** Cents as plain text, `-12.5`. */
export function centsText(cents: Cents): string {
  const digits = Math.abs(cents).toString().padStart(3, '0')
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '')
  return cents < 0 ? `-${text}` : text
}

/** A quantity as a JSON number. */
export function quantityJson(quantity: Quantity): JsonNumber {
  return new JsonNumber(formatMillionths(quantity, 0, 6))
}
