import type { IncomingMessage, ServerResponse } from 'node:http'
import { writeJson, type Json } from './json.ts'

/** A request, read to its end. */
export interface Incoming {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const bodyBytesMax = 4_000_000

/** Reads a request whole; `null` when its body is too long to be one of ours. */
export async function readIncoming(request: IncomingMessage): Promise<Incoming | null> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyBytesMax) return null
    chunks.push(chunk)
  }
  return { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
}

/** The fields of a posted form. */
export function formOf({ headers, body }: Incoming): URLSearchParams {
  return new URLSearchParams(/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '') ? body : '')
}

export function jsonAnswer(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return textAnswer(status, 'application/json;charset=UTF-8', writeJson(body), headers)
}

export function textAnswer(status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': type, 'cache-control': 'no-store', ...headers }, body }
}

export function htmlAnswer(status: number, html: string): Answer {
  return textAnswer(status, 'text/html; charset=utf-8', html, {
    // Nothing of ours needs a script, and a login must not be shown inside another page.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
  })
}

export function redirect(status: 302 | 303, location: string): Answer {
  return { status, headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, body: '' }
}

/** Sends an answer whole. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body, 'utf8')
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  response.end(bytes)
}

/** Text as it may stand in a page. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}
