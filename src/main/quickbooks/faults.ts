import { appError, type AppError, type ErrorCode } from '../../shared/errors.ts'
import { isObject, JsonNumber, type Json, type JsonObject } from './json.ts'

/** What reaching QuickBooks can end in, as the window is told. */
export type ConnectionError = AppError<Extract<ErrorCode, `connection.${string}`>>

/** What is wrong, by the table of Intuit's codes. */
export type FaultKind =
  | 'token'
  | 'not_allowed'
  | 'throttled'
  | 'their_side'
  | 'duplicate_request'
  | 'reference_gone'
  | 'malformed'
  | 'stale'
  | 'plan'
  | 'business_rule'
  | 'number_taken'
  | 'books_closed'
  | 'name_taken'
  | 'before_start_date'
  | 'account_type'
  | 'item_account'
  | 'other'

/**
 * What to do about each kind: `look` is to find out what happened, as after a lost answer; `refresh_lists` to read the lists again and
 * then ask the person; `park` to stop, as the mistake is ours; `adopt_or_user` to look whether the number is our own.
 */
export type Reaction = 'refresh_token' | 'user' | 'wait' | 'retry' | 'look' | 'refresh_lists' | 'park' | 'read_again' | 'adopt_or_user'

export const reactions: Readonly<Record<FaultKind, Reaction>> = {
  token: 'refresh_token',
  not_allowed: 'user',
  throttled: 'wait',
  their_side: 'retry',
  duplicate_request: 'look',
  reference_gone: 'refresh_lists',
  malformed: 'park',
  stale: 'read_again',
  plan: 'user',
  business_rule: 'user',
  number_taken: 'adopt_or_user',
  books_closed: 'user',
  name_taken: 'user',
  before_start_date: 'user',
  account_type: 'user',
  item_account: 'user',
  other: 'user',
}

/** One fault, in QuickBooks' own words. */
export interface Fault {
  readonly kind: FaultKind
  readonly status: number
  /** As QuickBooks numbers it; empty when it did not. */
  readonly code: string
  readonly message: string
  readonly detail: string
  /** The field it is about; empty when none is named. */
  readonly element: string
  /** Intuit's own reference of the answer, for its support. */
  readonly tid: string
}

const kindsByCode: Readonly<Record<string, FaultKind>> = {
  '100': 'token',
  '3200': 'token',
  '110': 'not_allowed',
  '120': 'not_allowed',
  '3100': 'not_allowed',
  '3001': 'throttled',
  '130': 'their_side',
  '140': 'their_side',
  '150': 'their_side',
  '5000': 'their_side',
  '10000': 'their_side',
  '600': 'duplicate_request',
  '610': 'reference_gone',
  '2500': 'reference_gone',
  '4000': 'malformed',
  '4001': 'malformed',
  '6070': 'malformed',
  '5010': 'stale',
  '5020': 'plan',
  '5030': 'plan',
  '6190': 'plan',
  '6000': 'business_rule',
  '6140': 'number_taken',
  '6200': 'books_closed',
  '6210': 'books_closed',
  '6240': 'name_taken',
  '6270': 'before_start_date',
  '6430': 'account_type',
  '6440': 'item_account',
}

/** The kind of a fault. A status of 429 or above 499 says more than any code beside it; otherwise the code decides. */
export function faultKind(status: number, code: string, words: string): FaultKind {
  if (status === 429) return 'throttled'
  if (status >= 500) return 'their_side'
  if (/duplicate document number/i.test(words)) return 'number_taken'
  // Some answers pad the number: `003200`.
  const known = code.replace(/^0+(?=\d)/, '')
  const number = /^\d+$/.test(known) ? Number(known) : -1
  const kind = kindsByCode[known]
  if (kind !== undefined) return kind
  if ((number >= 2010 && number <= 2170) || (number >= 2250 && number <= 2300)) return 'malformed'
  if (status === 401) return 'token'
  return status === 403 ? 'not_allowed' : 'other'
}

/**
 * The fault an answer holds, whatever its HTTP status was and however it spells the word; `null` when it holds none. Of several
 * errors the first is taken, as QuickBooks puts the one that counts there.
 */
export function faultIn(status: number, json: Json, tid: string): Fault | null {
  if (!isObject(json)) return null
  const fault = json['Fault'] ?? json['fault']
  if (!isObject(fault)) return null
  const listed = fault['Error'] ?? fault['error']
  const first = Array.isArray(listed) ? (listed as readonly Json[])[0] : listed
  const error = isObject(first) ? first : {}
  return made(status, textOf(error, 'code'), textOf(error, 'Message', 'message'), textOf(error, 'Detail', 'detail'), textOf(error, 'element'), tid)
}

/** The fault an answer in XML holds, as those of the gateway do; `null` when it holds none. */
export function faultInXml(status: number, text: string, tid: string): Fault | null {
  if (!/^\s*</.test(text) || !/<(?:\w+:)?Fault[\s>]/.test(text)) return null
  const between = (name: string) => decoded(new RegExp(`<${name}>([^<]{0,2000})</${name}>`).exec(text)?.[1] ?? '')
  const attribute = (name: string) => decoded(new RegExp(`<Error[^>]{0,500}\\b${name}="([^"]{0,200})"`).exec(text)?.[1] ?? '')
  return made(status, attribute('code'), between('Message'), between('Detail'), attribute('element'), tid)
}

function made(status: number, code: string, message: string, detail: string, element: string, tid: string): Fault {
  return { kind: faultKind(status, code, `${message} ${detail}`), status, code, message, detail, element, tid }
}

/** What the window is told of a fault that a question ended in. */
export function errorOfFault({ kind, status, code, message, detail }: Fault): ConnectionError {
  switch (kind) {
    case 'token':
      return appError('connection.reconnect', { reason: 'refused' })
    case 'not_allowed':
      return appError('connection.not_allowed', { code, detail: detail || message })
    case 'throttled':
      return appError('connection.throttled', { seconds: throttledSeconds })
    case 'their_side':
      return appError('connection.their_side', { status, code })
    case 'plan':
      return appError('connection.plan', { code, detail: detail || message })
    default:
      return appError('connection.refused', { code, message, detail })
  }
}

/** How long QuickBooks wants to be left in peace after it said 429. */
export const throttledSeconds = 60

function textOf(error: JsonObject, ...names: readonly string[]): string {
  const value = names.map((name) => error[name]).find((found) => found !== undefined && found !== null)
  if (value instanceof JsonNumber) return value.text
  return typeof value === 'string' ? value : ''
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }

function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity)
}
