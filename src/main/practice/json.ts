/** A number of a JSON text as it was written, digit for digit: `12.10` stays `12.10`, and nothing passes through a float. */
export class JsonNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toJSON(): unknown {
    return exact.rawJSON(this.text)
  }
}

export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json | undefined }

/** Newer than the library of types: numbers by their source text, and writing them so. */
interface ExactJson {
  rawJSON(text: string): unknown
  parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown
}
const exact = JSON as unknown as ExactJson

/** Reads a JSON text with its numbers as they were written; `undefined` when it is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return exact.parse(text, (_key, value, { source }) => (typeof value === 'number' && source !== undefined ? new JsonNumber(source) : value)) as Json
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Writes JSON, each number as it was read; keys without a value are left out. */
export function writeJson(value: Json): string {
  return JSON.stringify(value)
}

/** A whole number as JSON. */
export function number(value: number | bigint): JsonNumber {
  return new JsonNumber(String(value))
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
}

/** What lies at that path, `undefined` where anything on the way is missing. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let here = value
  for (const key of path) here = isObject(here) ? here[key] : undefined
  return here
}

/** The text at that path; a number counts by its digits. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return found instanceof JsonNumber ? found.text : typeof found === 'string' ? found : undefined
}

/** The id a reference such as `ItemRef` names. */
export function refAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  return textAt(value, ...path, 'value')
}

/** The digits of the number at that path; QuickBooks also takes a number written as text. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const text = textAt(value, ...path)?.trim()
  return text !== undefined && /^-?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text) ? text : undefined
}

/** The list at that path, empty where there is none. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? (found as readonly Json[]) : []
}
