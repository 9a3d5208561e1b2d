import { createServer, request, type Server } from 'node:http'
import os from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { beginLogin, type Login, type LoginParts } from '../../../src/main/quickbooks/login.ts'
import { appError } from '../../../src/shared/errors.ts'
import { realTimers, testOutside, testTime } from '../../support/ports.ts'

/** The names that `localhost` may stand for on this PC; some have no IPv6. */
const loopbacks = Object.values(os.networkInterfaces()).flatMap((some) => (some ?? []).filter(({ internal }) => internal).map(({ address }) => address)).filter((address) => ['127.0.0.1', '::1'].includes(address))
const open: Login[] = []
const blockers: Server[] = []

afterEach(() => {
  for (const login of open.splice(0)) login.cancel()
  for (const server of blockers.splice(0)) server.close()
})

async function begin(change: Partial<LoginParts> = {}): Promise<{ login: Login; port: number; state: string; redirectUri: string }> {
  const begun = await beginLogin({
    ...testOutside(), timers: realTimers, addresses: addressesOf('sandbox', null), clientId: 'client-1', redirect: { kind: 'loopback' }, ports: [0], ...change,
  })
  if (!begun.ok) throw new Error(begun.error.code)
  open.push(begun.value)
  const { searchParams } = new URL(begun.value.authorizeUrl)
  const state = searchParams.get('state') ?? ''
  return { login: begun.value, port: Number(state.split('.')[0]), state, redirectUri: searchParams.get('redirect_uri') ?? '' }
}

interface Got {
  readonly status: number
  readonly location: string | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

function get(port: number, path: string, options: { readonly address?: string; readonly host?: string; readonly method?: string } = {}): Promise<Got> {
  const { address = '127.0.0.1', host = `localhost:${port}`, method = 'GET' } = options
  return new Promise((resolve, reject) => {
    request({ host: address, port, path, method, headers: { host } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, headers: response.headers, text }))
    })
      .on('error', reject)
      .end()
  })
}

const settled = async (login: Login) => Promise.race([login.finished, new Promise((resolve) => setTimeout(() => resolve('waits'), 30))])

describe('the way back to this PC', () => {
  test('the page of Intuit is asked to come back to localhost with a state of our own', async () => {
    const { login, port, state, redirectUri } = await begin()
    const { origin, pathname, searchParams } = new URL(login.authorizeUrl)
    expect(origin + pathname).toBe('https://appcenter.intuit.com/connect/oauth2')
    expect(redirectUri).toBe(`http://localhost:${port}/callback`)
    expect(searchParams.get('client_id')).toBe('client-1')
    expect(searchParams.get('response_type')).toBe('code')
    expect(searchParams.get('scope')).toBe('com.intuit.quickbooks.accounting')
    expect(state).toMatch(/^\d+\.[\w-]{36}$/)
  })

  test.each(loopbacks)('over %s: the code is taken, the address bar is emptied, the page says what to do', async (address) => {
    const { login, port, state, redirectUri } = await begin()
    const got = await get(port, `/callback?code=AB1&state=${state}&realmId=913`, { address })
    expect(got).toMatchObject({ status: 302, location: '/done', text: '' })
    expect(await login.finished).toEqual({ ok: true, value: { code: 'AB1', realmId: '913', redirectUri } })
    const page = await get(port, '/done', { address })
    expect(page.status).toBe(200)
    expect(page.text).toContain('You can close this page')
    expect(page.text).not.toMatch(/<script|AB1|913/)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect(page.headers['cache-control']).toBe('no-store')
  })

  test('is used once, and with the last page it is over', async () => {
    const { login, port, state } = await begin()
    await get(port, `/callback?code=AB1&state=${state}&realmId=913`)
    expect((await get(port, `/callback?code=AB2&state=${state}&realmId=913`)).status).toBe(404)
    expect(await login.finished).toMatchObject({ value: { code: 'AB1' } })
    await get(port, '/done')
    await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(get(port, '/done')).rejects.toThrow('ECONNREFUSED')
  })

  test('somebody else’s state changes nothing', async () => {
    const { login, port, state } = await begin()
    const got = await get(port, `/callback?code=EVIL&state=${state.slice(0, -1)}x&realmId=666`)
    expect(got.status).toBe(400)
    expect(got.text).toContain('another login')
    expect(await settled(login)).toBe('waits')
    await get(port, `/callback?code=AB1&state=${state}&realmId=913`)
    expect(await login.finished).toMatchObject({ value: { code: 'AB1', realmId: '913' } })
  })

  test('a no at the page of Intuit ends it', async () => {
    const { login, port, state } = await begin()
    expect(await get(port, `/callback?error=access_denied&state=${state}`)).toMatchObject({ status: 302, location: '/declined' })
    expect(await login.finished).toEqual({ ok: false, error: appError('connection.login_denied', {}) })
    expect((await get(port, '/declined')).text).toContain('Nothing was connected')
  })

  test.each([
    ['another path', '/', {}, 404],
    ['an icon', '/favicon.ico', {}, 404],
    ['another method', '/callback', { method: 'POST' }, 405],
    ['another name of this PC', '/done', { host: 'evil.example' }, 400],
    ['its address instead of its name', '/done', { host: '127.0.0.1:1' }, 400],
    ['a path that is none', '//evil.example/callback', {}, 404],
  ])('%s is turned away', async (_what, path, options, status) => {
    const { login, port } = await begin()
    expect((await get(port, path, options)).status).toBe(status)
    expect(await settled(login)).toBe('waits')
  })

  test('nothing listens any more when it was stopped', async () => {
    const { login, port } = await begin()
    login.cancel()
    expect(await login.finished).toEqual({ ok: false, error: appError('connection.login_cancelled', {}) })
    await expect(get(port, '/done')).rejects.toThrow('ECONNREFUSED')
    expect(login.paste('http://localhost/')).toEqual({ ok: false, error: appError('connection.login_used', {}) })
  })

  test('ten minutes later it is over', async () => {
    const time = testTime()
    const { login } = await begin({ timers: time.timers })
    expect(await login.finished).toEqual({ ok: false, error: appError('connection.login_timed_out', { minutes: 10 }) })
    expect(time.nowMs()).toBe(600_000)
  })
})

describe('ports', () => {
  /** Somebody else who listens there. */
  const block = async (host: string, port: number): Promise<number> => {
    const server = createServer()
    blockers.push(server)
    await new Promise<void>((resolve) => server.listen(port, host, resolve))
    return (server.address() as { port: number }).port
  }
  const free = async () => {
    const port = await block('127.0.0.1', 0)
    await new Promise((resolve) => blockers.pop()?.close(resolve))
    return port
  }

  test('the first free one is taken', async () => {
    const [taken, next] = [await block('127.0.0.1', 0), await free()]
    const { port, redirectUri } = await begin({ ports: [taken, next] })
    expect(port).toBe(next)
    expect(redirectUri).toBe(`http://localhost:${next}/callback`)
  })

  test.runIf(loopbacks.includes('::1'))('one of which somebody has the other address is taken', async () => {
    const [half, next] = [await free(), await free()]
    await block('::1', half)
    expect((await begin({ ports: [half, next] })).port).toBe(next)
  })

  test('all taken: they are named', async () => {
    const ports = [await block('127.0.0.1', 0), await block('127.0.0.1', 0)]
    const begun = await beginLogin({ ...testOutside(), addresses: addressesOf('sandbox', null), clientId: 'c', redirect: { kind: 'loopback' }, ports })
    expect(begun).toEqual({ ok: false, error: appError('connection.ports_taken', { ports }) })
  })
})

describe('the address the browser was sent to, pasted', () => {
  test('does what the way back would have done', async () => {
    const { login, state, redirectUri } = await begin()
    expect(login.paste('hello')).toMatchObject({ error: { code: 'connection.pasted_not_an_address' } })
    expect(await settled(login)).toBe('waits')
    expect(login.paste(`${redirectUri}?code=AB1&state=${state}&realmId=913`)).toEqual({ ok: true, value: null })
    expect(await login.finished).toEqual({ ok: true, value: { code: 'AB1', realmId: '913', redirectUri } })
  })

  test('a no ends it', async () => {
    const { login, state, redirectUri } = await begin()
    expect(login.paste(`${redirectUri}?error=access_denied&state=${state}`)).toMatchObject({ error: { code: 'connection.login_denied' } })
    expect(await login.finished).toMatchObject({ error: { code: 'connection.login_denied' } })
  })
})

test('with a page in between, that page is where Intuit sends the browser, and the state says where it goes on to', async () => {
  const { login, port, state, redirectUri } = await begin({ redirect: { kind: 'bounce', address: 'https://books.example.com/back' } })
  expect(redirectUri).toBe('https://books.example.com/back')
  await get(port, `/callback?code=AB1&state=${state}&realmId=913`)
  expect(await login.finished).toMatchObject({ value: { redirectUri: 'https://books.example.com/back' } })
})
