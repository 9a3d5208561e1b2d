/**
 * The page between Intuit and a PC. Keys for real companies accept only an https address on a real domain to come back to, and the
 * program listens on `http://localhost` of the PC it runs on; so this stands at such an address and sends the browser on.
 * It keeps nothing, logs nothing and asks nobody. README.md says how to host it.
 */

/** The ports the program may listen on during a login; nothing else is ever sent on to. */
export const ports: readonly number[] = [8710, 8711, 8712, 8713, 8714]

/** Passed on, and nothing else. */
const parameters = ['code', 'state', 'realmId', 'error']
const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' }

/** Answers one request: 302 to the port that the state begins with, or why not. */
export function bounce(request: Request): Response {
  if (request.method !== 'GET') return refused(405, 'This page is only ever opened by a browser.')
  const given = new URL(request.url).searchParams
  const port = Number(/^(\d{4})\.[\w-]{36}$/.exec(given.get('state') ?? '')?.[1])
  if (!ports.includes(port)) return refused(400, 'This page belongs to a login that was begun in Partsemble Desktop. Begin one there.')
  const passed = new URLSearchParams()
  for (const name of parameters) {
    const value = given.get(name)
    if (value !== null) passed.set(name, value)
  }
  return new Response(null, { status: 302, headers: { ...headers, location: `http://localhost:${port}/callback?${passed.toString()}` } })
}

function refused(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } })
}

/** How the hosts that run such functions call it. */
export default { fetch: bounce }
