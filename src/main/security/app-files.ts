import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { appOrigin } from '../../shared/app-address.ts'
import { contentPolicy } from './content-policy.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * The file inside `root` that an address of ours names, or `null` for any other: another host, a path that climbs out
 * however it is spelled, a kind of file the window never needs.
 */
export function fileOf(address: string, root: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== appOrigin) return null
  const path = decoded(url.pathname === '/' ? '/index.html' : url.pathname)
  if (path === null || path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(root, path))
  if (!file.startsWith(normalize(root + sep))) return null
  return extname(file) in contentTypes ? file : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Answers the window's requests from the folder of built files, with the content policy and a nonce of its own per page. */
export async function answerRequest(request: { readonly url: string; readonly method: string }, root: string, newNonce: () => string): Promise<Response> {
  const file = request.method === 'GET' ? fileOf(request.url, root) : null
  const bytes = file === null ? null : await readFile(file).catch(() => null)
  if (file === null || bytes === null) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
  const nonce = newNonce()
  const isPage = extname(file) === '.html'
  const headers = {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
  return new Response(isPage ? bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(bytes), { headers })
}
