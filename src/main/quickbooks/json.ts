import { divideHalfUp } from '../../shared/units/decimal.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** JSON as QuickBooks sends it. Numbers are kept by their text: `12.10` stays `12.10`, and no float is ever made of it. */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/** Source access and raw numbers of JSON are in the engine, not yet in the compiler's library. */
const engine = JSON as unknown as {
  parse(text: string, reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown): Json
  rawJSON(text: string): unknown
}

const numberShape = /^-?(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/** A number by its text, as it stood in the answer or as it is to be sent. */
export class JsonNumber {
  readonly text: string

  /** Throws for a text that is no JSON number. */
  constructor(text: string) {
    if (!numberShape.test(text)) throw new TypeError(`not a JSON number: ${text.slice(0, 40)}`)
    this.text = text
  }

  /** So that whoever writes it with `JSON.stringify` writes the same digits. */
  toJSON(): unknown {
    return engine.rawJSON(this.text)
  }
}

/**
 * Reads JSON text without turning a number into a float. Numbers are put in quotes, under a mark that no text of JSON holds
 * unescaped, before the engine reads the text: asking it for the source of each number takes four times as long.
 */
export function parseJson(text: string): Result<Json, 'not_json'> {
  try {
    return ok(text.includes(escapedMark) ? bySource(text) : withNumbers(JSON.parse(quoteNumbers(text)) as Quoted))
  } catch {
    return err('not_json')
  }
}

const markCode = 0
/** As it stands in JSON; a text that holds it is read the slow way, so that it is not taken for a number. */
const escapedMark = '\\u0000'

function bySource(text: string): Json {
  return engine.parse(text, (_key, value, { source }) => (typeof value === 'number' && source !== undefined ? new JsonNumber(source) : value))
}

const [quote, backslash, plus, minus, point, zero, nine, letterE] = [34, 92, 43, 45, 46, 48, 57, 101]

/** Every number as a text under the mark; whatever else stands there is left to the engine to judge. */
function quoteNumbers(text: string): string {
  let quoted = ''
  let from = 0
  for (let place = 0; place < text.length; ) {
    const code = text.charCodeAt(place)
    if (code === quote) place = endOfText(text, place) + 1
    else if (code === minus || (code >= zero && code <= nine)) {
      const end = endOfNumber(text, place)
      quoted += `${text.slice(from, place)}"${escapedMark}${text.slice(place, end)}"`
      from = place = end
    } else place += 1
  }
  return quoted + text.slice(from)
}

/** Where the quote is that ends the text which begins here; the end of all when there is none. */
function endOfText(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1
    if (escapes % 2 === 0) return end
  }
  return text.length
}

/** Behind the last sign that a number could have; whether it is one is for `JsonNumber` to say. */
function endOfNumber(text: string, begin: number): number {
  for (let end = begin + 1; ; end += 1) {
    const code = text.charCodeAt(end)
    const isDigit = code >= zero && code <= nine
    if (!isDigit && code !== point && code !== plus && code !== minus && (code | 32) !== letterE) return end
  }
}

type Quoted = string | boolean | null | Quoted[] | QuotedObject
interface QuotedObject {
  [name: string]: Quoted
}

/** The same with what was quoted as numbers. Throws where one stood for a name, or was none. */
function withNumbers(json: Quoted): Json {
  if (typeof json === 'string') return isQuotedNumber(json) ? new JsonNumber(json.slice(1)) : json
  if (typeof json === 'object' && json !== null) putNumbers(json)
  return json as Json
}

/** Lists by their places and objects by their names, as the engine walks both quickly so, and neither the other way. */
function putNumbers(json: Quoted[] | QuotedObject): void {
  if (Array.isArray(json)) {
    const list: unknown[] = json
    for (let place = 0; place < json.length; place += 1) {
      const value = json[place]
      if (typeof value === 'string') {
        if (isQuotedNumber(value)) list[place] = new JsonNumber(value.slice(1))
      } else if (typeof value === 'object' && value !== null) putNumbers(value)
    }
    return
  }
  const names: { [name: string]: unknown } = json
  for (const name in json) {
    const value = json[name]
    if (typeof value === 'string') {
      if (isQuotedNumber(value)) names[name] = new JsonNumber(value.slice(1))
    } else if (typeof value === 'object' && value !== null) putNumbers(value)
    if (name.charCodeAt(0) === markCode) throw new SyntaxError('a number is no name')
  }
}

function isQuotedNumber(text: string): boolean {
  return text.charCodeAt(0) === markCode
}

/** Reads JSON whose numbers are no amounts; `null` for a text that is none. */
export function plainJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** Writes JSON without spaces, each number by its text. */
export function writeJson(json: Json): string {
  return JSON.stringify(json)
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof JsonNumber)
}

/** A number as the ledger keeps it. */
export interface Millionths {
  readonly amount: number
  /** True when it had more than six decimals, so that it was rounded (half up, a half going away from zero). */
  readonly rounded: boolean
}

const digitsMax = 15
const decimals = 6

/** What nearly every number is: few digits, no exponent, no seventh decimal. Digit by digit, so that it stays an integer; `null` for any other. */
function plainMillionths(text: string): number | null {
  const isNegative = text.charCodeAt(0) === minus
  let [amount, behindPoint] = [0, -1]
  for (let place = isNegative ? 1 : 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    if (code === point) behindPoint = 0
    else if (code < zero || code > nine) return null
    else {
      amount = amount * 10 + (code - zero)
      if (behindPoint !== -1) behindPoint += 1
    }
  }
  const missing = decimals - Math.max(0, behindPoint)
  if (missing < 0 || text.length + missing > digitsMax) return null
  for (let more = 0; more < missing; more += 1) amount *= 10
  return isNegative && amount !== 0 ? -amount : amount
}

/** The number in integer millionths, `too_large` beyond ±(2^53 − 1) of them. */
export function toMillionths({ text }: JsonNumber): Result<Millionths, 'too_large'> {
  const plain = plainMillionths(text)
  if (plain !== null) return ok({ amount: plain, rounded: false })
  const [whole = '', fraction = '', exponent = '0'] = numberShape.exec(text)?.slice(1) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits === '') return ok({ amount: 0, rounded: false })
  // The amount is digits × 10^shift; compared before the power is made, which an exponent of a billion would never be.
  const shift = 6 + Number(exponent) - fraction.length
  if (digits.length + shift > 17) return err('too_large')
  if (digits.length + shift < 0) return ok({ amount: 0, rounded: true })
  const exact = shift >= 0 ? BigInt(digits) * 10n ** BigInt(shift) : divideHalfUp(BigInt(digits), 10n ** BigInt(-shift))
  if (exact > BigInt(Number.MAX_SAFE_INTEGER)) return err('too_large')
  const rounded = shift < 0 && exact * 10n ** BigInt(-shift) !== BigInt(digits)
  const amount = Number(exact)
  return ok({ amount: text.startsWith('-') && amount !== 0 ? -amount : amount, rounded })
}
