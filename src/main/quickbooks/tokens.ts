import { z } from 'zod'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock, Keychain, Log } from '../environment.ts'
import type { ConnectionError } from './faults.ts'
import { plainJson } from './json.ts'
import type { Tokens, TokenService } from './oauth.ts'
import { instantOfMs, msOfInstant } from './times.ts'

/** Whether QuickBooks can be reached with what is kept, and for how long yet. */
export type TokenState =
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly daysLeft: number }
  /** Only a new login helps. */
  | { readonly kind: 'reconnect'; readonly reason: 'refused' | 'expired' }

/** Holds the permission to one company: the refresh token in the keychain, the access token in memory alone. */
export interface TokenKeeper {
  state(): TokenState
  /** Takes what a login gave. Error: `connection.keychain_failed`; it is then not used, and asking again tries again to keep it. */
  keep(tokens: Tokens): Result<null, ConnectionError>
  /** A token that is good for minutes yet, asked for first where there is none. Any number of callers cause one refresh. */
  accessToken(): Promise<Result<string, ConnectionError>>
  /** Says that QuickBooks did not take this one. */
  refused(accessToken: string): void
  /** Forgets the permission here at once and ends it on Intuit's side; the error is that of the second, the first is done anyway. */
  forget(): Promise<Result<null, ConnectionError>>
}

export interface TokenKeeperParts {
  readonly clock: Clock
  readonly keychain: Keychain
  readonly log: Log
  readonly service: TokenService
  /** What it is called in the keychain. */
  readonly name: string
}

interface Access {
  readonly token: string
  readonly untilMonotonicMs: number
  readonly fromMs: number
  readonly untilMs: number
}

const kept = z.object({ refreshToken: z.string().min(1), expiresAt: z.string() })
const dayMs = 86_400_000
/** So long before its end a token is replaced, as a request made with it takes its time. */
const earlyMs = 5 * 60_000

export function tokenKeeper({ clock, keychain, log, service, name }: TokenKeeperParts): TokenKeeper {
  let access: Access | null = null
  let dead: 'refused' | 'expired' | null = null
  /** Given by Intuit and not yet in the keychain: nothing of it is used before it is. */
  let unkept: Tokens | null = null
  let refreshing: Promise<Result<string, ConnectionError>> | null = null
  /** Grows with each login and each goodbye, so that a refresh begun before changes nothing after. */
  let age = 0
  let goodbyeAge = -1

  const nowMs = () => msOfInstant(clock.instant()) ?? 0
  const stored = () => {
    const text = keychain.read(name)
    if (text === null) return null
    const read = kept.safeParse(plainJson(text))
    return read.success ? read.data : null
  }

  /** The refresh token goes to the keychain, and only then the access token is there to be used. */
  const store = (tokens: Tokens): Result<null, ConnectionError> => {
    unkept = tokens
    access = null
    const fromMs = nowMs()
    try {
      keychain.write(name, JSON.stringify({ refreshToken: tokens.refreshToken, expiresAt: instantOfMs(fromMs + tokens.refreshSeconds * 1000) }))
    } catch {
      // What was thrown may hold what was to be written.
      log.error('tokens not stored', { name })
      return err(appError('connection.keychain_failed', {}))
    }
    unkept = null
    dead = null
    const lastsMs = Math.max(0, tokens.accessSeconds * 1000 - earlyMs)
    access = { token: tokens.accessToken, untilMonotonicMs: clock.monotonicMs() + lastsMs, fromMs, untilMs: fromMs + lastsMs }
    return ok(null)
  }

  /** By both clocks: one stands still while the PC sleeps, the other is set by hand. */
  const isGood = ({ untilMonotonicMs, fromMs, untilMs }: Access) => {
    const atMs = nowMs()
    return clock.monotonicMs() < untilMonotonicMs && atMs >= fromMs - earlyMs && atMs < untilMs
  }

  const refresh = async (): Promise<Result<string, ConnectionError>> => {
    const begun = age
    const held = stored()
    if (held === null) return err(appError('connection.reconnect', { reason: 'none' }))
    const fresh = await service.refresh(held.refreshToken)
    // Somebody logged in or out meanwhile: what counts is what that left.
    if (fresh.ok && goodbyeAge === age) void service.revoke(fresh.value.refreshToken)
    if (begun !== age) return access === null ? err(appError('connection.reconnect', { reason: 'none' })) : ok(access.token)
    if (fresh.ok) {
      const done = store(fresh.value)
      return done.ok ? ok(fresh.value.accessToken) : done
    }
    if (fresh.error.code !== 'connection.reconnect') return fresh
    dead = nowMs() > (msOfInstant(held.expiresAt) ?? Infinity) ? 'expired' : 'refused'
    log.warn('tokens dead', { name, reason: dead })
    return err(appError('connection.reconnect', { reason: dead }))
  }

  return {
    state: () => {
      if (dead !== null) return { kind: 'reconnect', reason: dead }
      const held = stored()
      if (held === null) return { kind: 'none' }
      return { kind: 'ready', daysLeft: Math.max(0, Math.floor(((msOfInstant(held.expiresAt) ?? 0) - nowMs()) / dayMs)) }
    },
    keep: (tokens) => {
      age += 1
      return store(tokens)
    },
    accessToken: async () => {
      if (unkept !== null) {
        const done = store(unkept)
        if (!done.ok) return done
      }
      if (dead !== null) return err(appError('connection.reconnect', { reason: dead }))
      if (access !== null && isGood(access)) return ok(access.token)
      refreshing ??= refresh().finally(() => {
        refreshing = null
      })
      return refreshing
    },
    refused: (token) => {
      if (access?.token === token) access = null
    },
    forget: async () => {
      age += 1
      goodbyeAge = age
      const token = unkept?.refreshToken ?? stored()?.refreshToken ?? null
      access = null
      unkept = null
      dead = null
      keychain.remove(name)
      return token === null ? ok(null) : service.revoke(token)
    },
  }
}
