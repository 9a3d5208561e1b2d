import OAuthClient from 'intuit-oauth'
import { z } from 'zod'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock, Http, Log, Timers } from '../environment.ts'
import type { Addresses } from './addresses.ts'
import { exchange, type Exchanged } from './exchange.ts'
import { throttledSeconds, type ConnectionError } from './faults.ts'
import { plainJson } from './json.ts'

/** The keys of the shop's own app at Intuit. */
export interface AppKeys {
  readonly clientId: string
  readonly clientSecret: string
}

/** What a login or a refresh gives; how long each is good from then on. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly accessSeconds: number
  readonly refreshSeconds: number
}

/** Intuit's token service for one app. Every call is made once: who asks decides whether to ask again. */
export interface TokenService {
  /** Good once, and for the address the login came back to. Errors: `connection.login_used` for one that was used or is too old. */
  exchange(code: string, redirectUri: string): Promise<Result<Tokens, ConnectionError>>
  /** The old refresh token may be dead from here on. Errors: `connection.reconnect` when it was dead before. */
  refresh(refreshToken: string): Promise<Result<Tokens, ConnectionError>>
  /** Ends the permission, on Intuit's side too. */
  revoke(refreshToken: string): Promise<Result<null, ConnectionError>>
}

export interface TokenServiceParts {
  readonly http: Http
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly addresses: Addresses
  readonly keys: AppKeys
}

const scope = 'com.intuit.quickbooks.accounting'
const limits = { answerMs: 60_000, wholeMs: 70_000, bytesMax: 1_000_000 }

/** What Intuit's library asks of the network: its whole client goes through one method of its own, which is replaced here. */
interface LibraryRequest {
  readonly url: string
  readonly data: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}
interface Library {
  loadResponse: (request: LibraryRequest) => Promise<unknown>
  createToken(address: string): Promise<unknown>
  refreshUsingToken(refreshToken: string): Promise<unknown>
  revoke(tokens: { refresh_token: string }): Promise<unknown>
}

const tokenAnswer = z
  .object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_in: z.number().positive(),
    x_refresh_token_expires_in: z.number().positive(),
  })
  .transform(
    (read): Tokens => ({
      accessToken: read.access_token,
      refreshToken: read.refresh_token,
      accessSeconds: read.expires_in,
      refreshSeconds: read.x_refresh_token_expires_in,
    }),
  )
const refusal = z.object({ error: z.string().max(200) })

/** The page on which the person connects a company; it comes back to `redirectUri` with `state` as it was given. */
export function authorizeUrl(addresses: Addresses, clientId: string, redirectUri: string, state: string): string {
  return libraryFor(addresses, { clientId, clientSecret: '' }, redirectUri).authorizeUri({ scope, state })
}

export function tokenService(parts: TokenServiceParts): TokenService {
  const { http, clock, timers, log, addresses, keys } = parts

  /**
   * Lets the library make one request and says what came of it. Its own errors hold the request with secret and token, so none of
   * them leaves this function: what happened is told by what passed through our network.
   */
  const ask = async (what: string, redirectUri: string, call: (library: Library) => Promise<unknown>): Promise<Exchanged> => {
    const library = libraryFor(addresses, keys, redirectUri) as unknown as Library
    let exchanged: Exchanged | null = null
    library.loadResponse = async ({ url, data, headers }) => {
      const form = (headers['Content-Type'] ?? '').includes('urlencoded')
      const body = form ? new URLSearchParams(data).toString() : JSON.stringify(data)
      exchanged = await exchange({ http, clock, timers }, url, { method: 'POST', headers, body }, { limits })
      if (exchanged.kind === 'none') throw new Error('no answer')
      return { status: exchanged.status, statusText: '', headers: { intuit_tid: exchanged.tid }, data: plainJson(exchanged.text) ?? {} }
    }
    await call(library).catch(() => undefined)
    const made = exchanged as Exchanged | null
    if (made === null) throw new Error(`the library made no request to ${what}`)
    const { status, tid, tookMs } = made
    log.info('quickbooks login', { what, status, tid, tookMs: Math.round(tookMs), ...(made.kind === 'none' ? { error: made.error.code } : {}) })
    return made
  }

  return {
    exchange: async (code, redirectUri) => {
      const address = `${redirectUri}?${new URLSearchParams({ code }).toString()}`
      return tokensIn(await ask('exchange', redirectUri, (library) => library.createToken(address)), appError('connection.login_used', {}))
    },
    refresh: async (refreshToken) =>
      tokensIn(await ask('refresh', '', (library) => library.refreshUsingToken(refreshToken)), appError('connection.reconnect', { reason: 'refused' })),
    revoke: async (refreshToken) => {
      const exchanged = await ask('revoke', '', (library) => library.revoke({ refresh_token: refreshToken }))
      if (exchanged.kind === 'none') return err(exchanged.error)
      return exchanged.status < 300 ? ok(null) : err(refusedError(exchanged, appError('connection.reconnect', { reason: 'refused' })))
    },
  }
}

/**
 * Intuit's client, pointed at these addresses. They are the library's own and process-wide, so they are set each time, right before the
 * one call that reads them.
 */
function libraryFor(addresses: Addresses, keys: AppKeys, redirectUri: string): OAuthClient {
  const library = new OAuthClient({ ...keys, environment: 'production', redirectUri, logging: false })
  const { authorize, token, revoke } = addresses
  library.setAuthorizeURLs({ authorizeEndpoint: authorize, tokenEndpoint: token, revokeEndpoint: revoke, userInfoEndpoint: '' })
  return library
}

function tokensIn(exchanged: Exchanged, deadGrant: ConnectionError): Result<Tokens, ConnectionError> {
  if (exchanged.kind === 'none') return err(exchanged.error)
  const { status, text } = exchanged
  if (status < 200 || status > 299) return err(refusedError(exchanged, deadGrant))
  const read = tokenAnswer.safeParse(plainJson(text))
  if (read.success) return ok(read.data)
  const problem = text.trim() === '' ? 'empty' : plainJson(text) === null ? 'not_json' : 'unexpected'
  return err(appError('connection.unreadable', { status, problem }))
}

/** A refusal of the token service. It names what is wrong by a word; what it says beside it is not passed on. */
function refusedError({ status, text }: { readonly status: number; readonly text: string }, deadGrant: ConnectionError): ConnectionError {
  if (status === 429) return appError('connection.throttled', { seconds: throttledSeconds })
  if (status >= 500) return appError('connection.their_side', { status, code: '' })
  const read = refusal.safeParse(plainJson(text))
  const word = read.success ? read.data.error : ''
  if (word === 'invalid_grant') return deadGrant
  if (status === 401 || word === 'invalid_client' || word === 'unauthorized_client') return appError('connection.keys_refused', {})
  if (word === '') return appError('connection.unreadable', { status, problem: 'unexpected' })
  return appError('connection.refused', { code: word, message: '', detail: '' })
}
