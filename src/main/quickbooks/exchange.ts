import { appError } from '../../shared/errors.ts'
import type { Clock, Http, Timers } from '../environment.ts'
import type { ConnectionError } from './faults.ts'

/** How long one request may take, and how much an answer may hold. */
export interface ExchangeLimits {
  /** Until the answer begins, and until it has ended. QuickBooks itself gives up after 120 seconds. */
  readonly answerMs: number
  readonly wholeMs: number
  readonly bytesMax: number
}

/** A page of 1,000 large invoices is some 20 MB; whatever does not end at 64 is no answer. */
export const exchangeLimits: ExchangeLimits = { answerMs: 125_000, wholeMs: 145_000, bytesMax: 64_000_000 }

export interface ExchangePorts {
  readonly http: Http
  readonly clock: Clock
  readonly timers: Timers
}

/** One request and what came of it: an answer with all of its text, or why there is none. */
export type Exchanged = Answered | Unanswered

export interface Answered {
  readonly kind: 'answer'
  readonly status: number
  readonly text: string
  /** Intuit's own reference of the answer; empty when it gave none. */
  readonly tid: string
  readonly tookMs: number
}

export interface Unanswered {
  readonly kind: 'none'
  readonly error: ConnectionError
  /** False when it is certain that nothing reached the other side. */
  readonly mayHaveArrived: boolean
  readonly status: number
  readonly tid: string
  readonly tookMs: number
}

interface Stop {
  readonly why: 'cancelled' | 'timed_out'
  readonly seconds: number
}

/** Sends one request, once. Never throws; no address with a query and no header of it gets into what comes back. */
export async function exchange(
  { http, clock, timers }: ExchangePorts,
  url: string,
  init: { readonly method: 'GET' | 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body?: string },
  options: { readonly limits?: ExchangeLimits; readonly signal?: AbortSignal | undefined } = {},
): Promise<Exchanged> {
  const { limits = exchangeLimits, signal } = options
  const host = new URL(url).host
  const beganMs = clock.monotonicMs()
  const aborting = new AbortController()
  let head = { status: 0, tid: '' }
  let stopped: Stop | null = null
  const none = (error: ConnectionError, mayHaveArrived: boolean): Unanswered => {
    return { kind: 'none', error, mayHaveArrived, ...head, tookMs: clock.monotonicMs() - beganMs }
  }
  if (signal?.aborted === true) return none(appError('connection.cancelled', {}), false)

  const { promise: stopping, resolve: tell } = Promise.withResolvers<'stopped'>()
  const stop = (why: Stop['why'], ms: number) => {
    stopped ??= { why, seconds: Math.round(ms / 1000) }
    aborting.abort()
    tell('stopped')
  }
  const onCancelled = () => stop('cancelled', 0)
  signal?.addEventListener('abort', onCancelled)
  const stopAnswerTimer = timers.after(limits.answerMs, () => stop('timed_out', limits.answerMs))
  const stopWholeTimer = timers.after(limits.wholeMs, () => stop('timed_out', limits.wholeMs))
  // Read anew each time, as what stops it does so from outside of this function's own steps.
  const stopError = (): ConnectionError | null => stopErrorOf(stopped, host)

  try {
    const response = await Promise.race([http.fetch(url, { ...init, redirect: 'manual', signal: aborting.signal }), stopping])
    stopAnswerTimer()
    if (response === 'stopped') return none(stopError() ?? offline(host), true)
    head = { status: response.status, tid: response.headers.get('intuit_tid') ?? '' }
    const text = await Promise.race([readText(response, limits.bytesMax), stopping])
    if (text === 'stopped') return none(stopError() ?? offline(host), true)
    if (text === null) {
      aborting.abort()
      return none(appError('connection.unreadable', { status: head.status, problem: 'too_large' }), true)
    }
    return { kind: 'answer', ...head, text: text.read, tookMs: clock.monotonicMs() - beganMs }
  } catch (thrown) {
    const { error, mayHaveArrived } = failureOf(thrown, host)
    return none(stopError() ?? error, mayHaveArrived)
  } finally {
    stopAnswerTimer()
    stopWholeTimer()
    signal?.removeEventListener('abort', onCancelled)
  }
}

function stopErrorOf(stopped: Stop | null, host: string): ConnectionError | null {
  if (stopped === null) return null
  return stopped.why === 'cancelled' ? appError('connection.cancelled', {}) : appError('connection.timed_out', { host, seconds: stopped.seconds })
}

function offline(host: string): ConnectionError {
  return appError('connection.offline', { host })
}

/** All of the body as text; `null` once it is longer than it may be, without reading on. */
async function readText(response: Response, bytesMax: number): Promise<{ readonly read: string } | null> {
  if (response.body === null) return { read: '' }
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const pieces: string[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { read: pieces.join('') + decoder.decode() }
    bytes += value.byteLength
    if (bytes > bytesMax) {
      void reader.cancel().catch(() => undefined)
      return null
    }
    pieces.push(decoder.decode(value, { stream: true }))
  }
}

const noWayCodes = /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/
const notTrustedCodes = /^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_CERT\w+|HOSTNAME_MISMATCH)$/

/** Why a request was given up by the network: `mayHaveArrived` is false when no connection was made, or none that is to be trusted. */
function failureOf(thrown: unknown, host: string): { readonly error: ConnectionError; readonly mayHaveArrived: boolean } {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  // Each address of the host was tried, and each failed in its own way.
  const causes: readonly unknown[] = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors : [cause]
  if (causes.some((each) => notTrustedCodes.test(codeOf(each)))) return { error: appError('connection.not_trusted', { host }), mayHaveArrived: false }
  return { error: offline(host), mayHaveArrived: !causes.every(failedToConnect) }
}

function failedToConnect(cause: unknown): boolean {
  const { syscall } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {}
  return syscall === 'connect' || syscall === 'getaddrinfo' || noWayCodes.test(codeOf(cause))
}

function codeOf(cause: unknown): string {
  const { code } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {}
  return typeof code === 'string' ? code : ''
}
