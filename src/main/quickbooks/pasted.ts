import { timingSafeEqual } from 'node:crypto'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** What the browser brings back from the login: good once, for a few minutes, at the token service. */
export interface LoginAnswer {
  readonly code: string
  /** The company that was connected. */
  readonly realmId: string
}

/** How a login's way back can fail to be one: another login's, refused by the person, or with nothing in it. */
export type AnswerProblem = 'other_state' | 'denied' | 'no_code'

/**
 * Reads the parameters of the address a login came back to. The state is compared first, in a time that tells nothing about it:
 * whatever else stands there is nothing to us unless we sent for it.
 */
export function readAnswer(parameters: URLSearchParams, expectedState: string): Result<LoginAnswer, AnswerProblem> {
  if (!isSame(parameters.get('state') ?? '', expectedState)) return err('other_state')
  if (parameters.has('error')) return err('denied')
  const code = parameters.get('code') ?? ''
  const realmId = parameters.get('realmId') ?? ''
  return /^[\w.~+/=-]{1,2048}$/.test(code) && /^\d{1,20}$/.test(realmId) ? ok({ code, realmId }) : err('no_code')
}

export type PastedProblem = AppError<
  'connection.pasted_not_an_address' | 'connection.pasted_other_login' | 'connection.pasted_no_code' | 'connection.login_denied'
>

/** Reads an address a person copied from the browser, with what people copy along with one. */
export function readPastedAddress(text: string, expectedState: string): Result<LoginAnswer, PastedProblem> {
  const address = /https?:\/\/[^\s"'<>]+/i.exec(text)?.[0] ?? (/^[\w.-]+(:\d+)?\/\S*\?\S+$/.test(text.trim()) ? `http://${text.trim()}` : '')
  if (!URL.canParse(address)) return err(appError('connection.pasted_not_an_address', { field: 'address' }))
  const read = readAnswer(new URL(address).searchParams, expectedState)
  if (read.ok) return read
  const { searchParams } = new URL(address)
  if (read.error === 'denied') return err(appError('connection.login_denied', {}))
  // A page without a state is no way back of any login: before or after the one that counts.
  if (read.error === 'no_code' || !searchParams.has('state') || !(searchParams.has('code') || searchParams.has('error'))) {
    return err(appError('connection.pasted_no_code', { field: 'address' }))
  }
  return err(appError('connection.pasted_other_login', { field: 'address' }))
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
