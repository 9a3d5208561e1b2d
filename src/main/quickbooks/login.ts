import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Ids, Log, Timers } from '../environment.ts'
import type { Addresses } from './addresses.ts'
import { callbackAddress, callbackPorts, openCallback } from './callback.ts'
import type { ConnectionError } from './faults.ts'
import { authorizeUrl } from './oauth.ts'
import { readPastedAddress, type LoginAnswer } from './pasted.ts'

/**
 * Where Intuit sends the browser: straight to this PC, which development keys allow, or over a page of the shop's own (`https`),
 * as production keys ask for, which sends it on to this PC.
 */
export type Redirect = { readonly kind: 'loopback' } | { readonly kind: 'bounce'; readonly address: string }

export interface LoginParts {
  readonly timers: Timers
  readonly ids: Ids
  readonly log: Log
  readonly addresses: Addresses
  readonly clientId: string
  readonly redirect: Redirect
  /** Of which the first free one is taken; 0 is any, for tests. */
  readonly ports?: readonly number[]
}

/** What a login came to, with the address it came back to, which the token service wants to be told again. */
export interface LoginDone extends LoginAnswer {
  readonly redirectUri: string
}

/** A login that waits for the person in the browser. */
export interface Login {
  /** What to open in the browser. */
  readonly authorizeUrl: string
  /** Ends once, with the first of: the way back, a pasted address, a no, `cancel`, ten minutes. */
  readonly finished: Promise<Result<LoginDone, ConnectionError>>
  cancel(): void
  /** Takes the address the browser was sent to, where it could not get back here; a refusal leaves the login waiting, but a no ends it. */
  paste(text: string): Result<null, ConnectionError>
}

export const loginMinutesMax = 10

/** Begins a login: listens for its way back and makes the address to open. Error: `connection.ports_taken`. */
export async function beginLogin(parts: LoginParts): Promise<Result<Login, ConnectionError>> {
  const { timers, ids, log, addresses, clientId, redirect } = parts
  const opened = await openCallback({ timers, log }, parts.ports ?? callbackPorts)
  if (!opened.ok) return opened
  const callback = opened.value
  // The port stands in front, as the page in between has to know where to send the browser; the rest nobody can guess.
  const state = `${callback.port}.${ids.uuid()}`
  const redirectUri = redirect.kind === 'bounce' ? redirect.address : callbackAddress(callback.port)

  const { promise: finished, resolve } = Promise.withResolvers<Result<LoginDone, ConnectionError>>()
  let open = true
  const finish = (answered: Result<LoginAnswer, ConnectionError>) => {
    if (!open) return
    open = false
    stopTimer()
    callback.close()
    resolve(answered.ok ? ok({ ...answered.value, redirectUri }) : answered)
  }
  const stopTimer = timers.after(loginMinutesMax * 60_000, () => finish(err(appError('connection.login_timed_out', { minutes: loginMinutesMax }))))
  callback.expect(state, finish)

  return ok({
    authorizeUrl: authorizeUrl(addresses, clientId, redirectUri, state),
    finished,
    cancel: () => finish(err(appError('connection.login_cancelled', {}))),
    paste: (text) => {
      if (!open) return err(appError('connection.login_used', {}))
      const read = readPastedAddress(text, state)
      if (read.ok || read.error.code === 'connection.login_denied') finish(read)
      return read.ok ? ok(null) : read
    },
  })
}
