import { appError } from '../../shared/errors.ts'
import type { Exchanged } from './exchange.ts'
import { faultIn, faultInXml, type ConnectionError, type Fault } from './faults.ts'
import { isObject, parseJson, type JsonObject } from './json.ts'

/**
 * What an exchange comes to, by what the answer holds and not by its HTTP status alone: a fault may come with 200, in lower
 * case or as XML, and what is no JSON object is no answer of QuickBooks' at all.
 */
export type Answer =
  | { readonly kind: 'json'; readonly json: JsonObject; readonly tid: string }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'error'; readonly error: ConnectionError; readonly mayHaveArrived: boolean }

export function understand(exchanged: Exchanged): Answer {
  if (exchanged.kind === 'none') return { kind: 'error', error: exchanged.error, mayHaveArrived: exchanged.mayHaveArrived }
  const { status, text, tid } = exchanged
  const parsed = parseJson(text)
  const fault = parsed.ok ? faultIn(status, parsed.value, tid) : faultInXml(status, text, tid)
  if (fault !== null) return { kind: 'fault', fault }
  const bare = (kind: Fault['kind']): Answer => ({ kind: 'fault', fault: { kind, status, code: '', message: '', detail: '', element: '', tid } })
  // Gateways answer these without a fault that could be read.
  if (status === 401) return bare('token')
  if (status === 403) return bare('not_allowed')
  if (status === 429) return bare('throttled')
  if (status >= 500) return bare('their_side')
  const unreadable = (problem: 'empty' | 'not_json' | 'unexpected'): Answer => ({
    kind: 'error',
    error: appError('connection.unreadable', { status, problem }),
    mayHaveArrived: true,
  })
  if (!parsed.ok) return unreadable(text.trim() === '' ? 'empty' : 'not_json')
  if (status < 200 || status > 299 || !isObject(parsed.value)) return unreadable('unexpected')
  return { kind: 'json', json: parsed.value, tid }
}
