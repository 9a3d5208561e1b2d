import { formatMillionths, one } from '../../shared/units/decimal.ts'
import { formatMoney, type Money } from '../../shared/units/money.ts'
import { formatQuantity, type Quantity } from '../../shared/units/quantity.ts'
import { operatorLocale } from './dates.ts'

const decimalsMax = 6

/** Plain decimal text with the locale's grouping and decimal sign, and a minus that is as wide as a digit. */
function groupedText(plain: string, decimalsMin: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimalsMin, maximumFractionDigits: decimalsMax })
  // `format` keeps every digit of a decimal text; a float would not.
  return format.format(plain as Intl.StringNumericLiteral).replace('-', '−')
}

/** A quantity without its unit, every decimal it has: `1,240.5`. */
export function quantityText(quantity: Quantity, locale: string = operatorLocale): string {
  return groupedText(formatQuantity(quantity), 0, locale)
}

/** An amount with at least `decimalsMin` decimals, and with all it has when they are more: `97.80`, `0.034286`. Never rounded. */
export function moneyText(amount: Money, decimalsMin = 2, locale: string = operatorLocale): string {
  return groupedText(formatMillionths(amount, 0, decimalsMax), decimalsMin, locale)
}

/**
 * An amount's text in two parts: down to the cent, and what is finer. An amount below 1 is not parted: there the finer
 * digits are what it is about.
 */
export function finerThanCents(amount: Money, text: string): readonly [cents: string, finer: string] {
  const decimals = formatMillionths(amount, 0, decimalsMax).split('.')[1]?.length ?? 0
  const place = text.length - Math.max(0, decimals - 2)
  return Math.abs(amount) < one ? [text, ''] : [text.slice(0, place), text.slice(place)]
}

/** An estimate to the cent, rounded half up: what lies behind cents in it comes of costs that were rounded themselves. */
export function estimateText(amount: Money, locale: string = operatorLocale): string {
  return groupedText(formatMoney(amount), 2, locale)
}

/** A movement with its sign: `+8`, `−8`, `0`. */
export function signedText(amount: number, text: string): string {
  return amount > 0 ? `+${text}` : text
}

/** A count as the operator writes it: `1,240`. */
export function countText(count: number, locale: string = operatorLocale): string {
  return count.toLocaleString(locale)
}

/** A count with its noun: `1 supplier`, `12 suppliers`. */
export function countedText(count: number, one: string, many: string, locale: string = operatorLocale): string {
  return `${countText(count, locale)} ${count === 1 ? one : many}`
}

export interface SizeText {
  readonly figure: string
  readonly unit: string
}

/** A file's size in the largest unit that leaves a figure of at least 1, in powers of 1000 as file managers show it. */
export function sizeText(bytes: number, locale: string = operatorLocale): SizeText {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const figure = (bytes / 1000 ** power).toLocaleString(locale, { maximumFractionDigits: power === 0 ? 0 : 1 })
  return { figure, unit: units[power] ?? 'bytes' }
}

/** `sizeText` in one piece, for sentences. */
export function sizeSentence(bytes: number, locale: string = operatorLocale): string {
  const { figure, unit } = sizeText(bytes, locale)
  return `${figure} ${unit}`
}

/** Things in a sentence: `A, B and C`. */
export function listText(things: readonly string[]): string {
  // The sentences are English whatever the PC's locale.
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(things)
}
