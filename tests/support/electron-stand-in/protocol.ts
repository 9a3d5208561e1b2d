import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
/** `app://host` → `http://127.0.0.1:port`, and back. */
const loopbackOf = new Map<string, string>()
const appOf = new Map<string, string>()

/** The program's own schemes. Each host of a scheme is served over loopback HTTP on a port of its own. */
export const protocol = {
  registerSchemesAsPrivileged(_schemes: readonly { scheme: string }[]): void {
    // Chromium already treats loopback as a standard, secure origin with fetch.
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme)
  },
  isProtocolHandled(scheme: string): boolean {
    return handlers.has(scheme)
  },
}

/** What a page asks for under loopback, as the program names it; any other address stays as it is. */
export function toAppUrl(url: string): string {
  if (!URL.canParse(url)) return url
  const parsed = new URL(url)
  const app = appOf.get(parsed.origin)
  return app === undefined ? url : app + url.slice(parsed.origin.length)
}

export function toAppOrigin(origin: string): string {
  return appOf.get(origin.replace(/\/$/, '')) ?? origin
}

/** The address Chromium is sent to for one of the program's own; starts serving that host when it is the first. */
export async function toLoopbackUrl(url: string): Promise<string> {
  const parsed = new URL(url)
  const scheme = parsed.protocol.slice(0, -1)
  if (!handlers.has(scheme)) return url
  const app = `${scheme}://${parsed.host}`
  const loopback = loopbackOf.get(app) ?? (await serve(app))
  return loopback + url.slice(app.length)
}

async function serve(app: string): Promise<string> {
  const scheme = app.slice(0, app.indexOf(':'))
  const server = createServer((request, response) => {
    const handler = handlers.get(scheme)
    if (!handler || request.headers.host !== loopback.slice('http://'.length)) {
      response.writeHead(403).end()
      return
    }
    // Browsers ask for it of every HTTP host; nobody asks for it under a scheme of the program's own.
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end()
      return
    }
    answer(app, handler, request, response).catch((error: unknown) => {
      process.stderr.write(`[stand-in] ${app}${request.url ?? ''}: ${String(error)}\n`)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const loopback = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  loopbackOf.set(app, loopback)
  appOf.set(loopback, app)
  return loopback
}

async function answer(app: string, handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name === 'host' || value === undefined) continue
    headers.set(name, name === 'origin' || name === 'referer' ? toAppUrl(String(value)) : String(value))
  }
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(incoming) as ReadableStream)
  const request = new Request(`${app}${incoming.url ?? '/'}`, { method, headers, body: body as BodyInit | null, ...(body ? { duplex: 'half' } : {}) } as RequestInit)
  const response = await handler(request)
  outgoing.writeHead(response.status, [...response.headers].flat())
  if (!response.body || method === 'HEAD') {
    outgoing.end()
    return
  }
  Readable.fromWeb(response.body as ReadableStream).pipe(outgoing)
}
