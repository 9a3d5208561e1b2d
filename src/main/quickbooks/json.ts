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

/** Reads JSON text without turning a number into a float. */
export function parseJson(text: string): Result<Json, 'not_json'> {
  try {
    return ok(engine.parse(text, (_key, value, { source }) => (typeof value === 'number' && source !== undefined ? new JsonNumber(source) : value)))
  } catch {
    return err('not_json')
  }
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

/** The number in integer millionths, `too_large` beyond ±(2^53 − 1) of them. */
export function toMillionths({ text }: JsonNumber): Result<Millionths, 'too_large'> {
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
