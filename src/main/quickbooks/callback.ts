import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Log, Timers } from '../environment.ts'
import { closingPage, closingPageHeaders } from './closing-page.ts'
import type { ConnectionError } from './faults.ts'
import { readAnswer, type LoginAnswer } from './pasted.ts'

/** The ports of which the first free one is listened on: `http://localhost:PORT/callback` of each is registered with the app. */
export const callbackPorts: readonly number[] = [8710, 8711, 8712, 8713, 8714]
export const callbackPath = '/callback'

/** The address the browser comes back to. Intuit compares it letter by letter and takes no 127.0.0.1. */
export function callbackAddress(port: number): string {
  return `http://localhost:${port}${callbackPath}`
}

interface CallbackParts {
  readonly timers: Timers
  readonly log: Log
}

/** A server on this PC for the one way back of one login. */
export interface Callback {
  readonly port: number
  /** Listens for the answer that carries this state, and tells of it once. */
  expect(state: string, tell: (answered: Result<LoginAnswer, ConnectionError>) => void): void
  /** Gives the port up; a page that is still to be shown gets a moment. */
  close(): void
}

/** So long the browser has to fetch the last page; once it has, nothing is listened for any more. */
const lastPageMsMax = 15_000

/**
 * Listens on both of this PC's own addresses, as `localhost` may mean either, and on nothing that another PC can reach. A port of
 * which somebody else holds one address is taken: the code would go to them. Error: `connection.ports_taken`.
 */
export async function openCallback(parts: CallbackParts, ports: readonly number[] = callbackPorts): Promise<Result<Callback, ConnectionError>> {
  for (const port of ports) {
    const answer: { handle: Handler } = { handle: (_request, response) => refuse(response, 404) }
    const listening = await listen(port, (request, response) => answer.handle(request, response))
    if (listening !== null) return ok(callbackOn(listening, answer, parts))
  }
  return err(appError('connection.ports_taken', { ports: [...ports] }))
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

interface Listening {
  readonly port: number
  readonly servers: readonly Server[]
}

function callbackOn({ port, servers }: Listening, answer: { handle: Handler }, { timers, log }: CallbackParts): Callback {
  let stopWaiting = () => {}
  const closeNow = () => {
    stopWaiting()
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  let used = false
  let closed = false
  return {
    port,
    expect: (state, tell) => {
      answer.handle = (request, response) => {
        const url = requested(request, port)
        if (url === null) return refuse(response, 400)
        if (request.method !== 'GET') return refuse(response, 405)
        const page = pages[url.pathname]
        if (page !== undefined) {
          if (used) response.once('close', closeNow)
          return show(response, 200, page)
        }
        if (url.pathname !== callbackPath || used) return refuse(response, 404)
        const read = readAnswer(url.searchParams, state)
        if (!read.ok && read.error !== 'denied') {
          // Somebody else's, or a page that was open before: the login that is waiting goes on waiting.
          log.warn('callback refused', { problem: read.error })
          return show(response, 400, otherPage)
        }
        used = true
        // Away from the address that carries the code, before anything is shown.
        response.writeHead(302, { ...closingPageHeaders, location: read.ok ? '/done' : '/declined' }).end()
        tell(read.ok ? read : err(appError('connection.login_denied', {})))
      }
    },
    close: () => {
      if (closed) return
      closed = true
      if (used) stopWaiting = timers.after(lastPageMsMax, closeNow)
      else closeNow()
    },
  }
}

const pages: Readonly<Record<string, string>> = {
  '/done': closingPage('Back to Partsemble Desktop', 'QuickBooks has answered. You can close this page and go on in the program.'),
  '/declined': closingPage('Nothing was connected', 'You can close this page. Connect again from the program whenever you like.'),
}
const otherPage = closingPage('This page is from another login', 'You can close it. Use the page that was opened last, or connect again from the program.')

/** The address asked for, when `localhost` was asked by its name; another name means that somebody else sent the browser here. */
function requested({ headers, url }: IncomingMessage, port: number): URL | null {
  if (headers.host !== `localhost:${port}` || url === undefined || url.length > 8000) return null
  const address = `http://localhost:${port}${url}`
  return url.startsWith('/') && URL.canParse(address) ? new URL(address) : null
}

function show(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, closingPageHeaders).end(page)
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, closingPageHeaders).end()
}

/** Servers on both addresses, or on the first alone where this PC has no second; `null` when the port is taken. */
async function listen(asked: number, handle: Handler): Promise<Listening | null> {
  const first = await listenOn('127.0.0.1', asked, handle)
  if (typeof first === 'string') return null
  const { port } = first.address() as { readonly port: number }
  const second = await listenOn('::1', port, handle)
  if (typeof second !== 'string') return { port, servers: [first, second] }
  if (second === 'no_such_address') return { port, servers: [first] }
  first.close()
  return null
}

function listenOn(host: string, port: number, handle: Handler): Promise<Server | 'taken' | 'no_such_address'> {
  return new Promise((resolve) => {
    const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, keepAlive: false, maxHeaderSize: 16_384 }, handle)
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? 'no_such_address' : 'taken')
    })
    server.listen({ host, port, exclusive: true }, () => {
      // A program that ends does not wait for a login that nobody finishes.
      server.unref()
      resolve(server)
    })
  })
}
