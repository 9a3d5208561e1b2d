import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import page, { bounce, ports } from '../../../build/oauth-bounce/bounce.ts'
import { callbackAddress, callbackPorts } from '../../../src/main/quickbooks/callback.ts'
import { beginLogin } from '../../../src/main/quickbooks/login.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { testOutside } from '../../support/ports.ts'

const state = (port: number | string) => `${port}.00000000-0000-4000-8000-000000000001`
const get = (query: string, init?: RequestInit) => page.fetch(new Request(`https://books.example.com/back?${query}`, init))

test('it knows the ports the program listens on', () => {
  expect(ports).toEqual(callbackPorts)
  const [first = 0, last = 0] = [ports[0], ports.at(-1)]
  expect(readFileSync(path.resolve(import.meta.dirname, '../../../build/oauth-bounce/README.md'), 'utf8')).toContain(`871[${first % 10}-${last % 10}]`)
})

test.each(callbackPorts.map((port) => [port]))('it sends the browser on to port %i of the same PC', (port) => {
  const { status, headers } = get(`code=AB%2F1&state=${state(port)}&realmId=913&utm=x`)
  expect(status).toBe(302)
  expect(headers.get('location')).toBe(`${callbackAddress(port)}?code=AB%2F1&state=${state(port)}&realmId=913`)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('a no goes on too', () => {
  expect(get(`error=access_denied&state=${state(8712)}`).headers.get('location')).toBe(`http://localhost:8712/callback?state=${state(8712)}&error=access_denied`)
})

test.each([
  ['a port that is not ours', `code=A&state=${state(8080)}`],
  ['no port', 'code=A&state=00000000-0000-4000-8000-000000000001'],
  ['another host', `code=A&state=${state('8710@evil.example')}`],
  ['a port written longer', `code=A&state=${state('08710')}`],
  ['no state', 'code=A'],
  ['nothing', ''],
])('it goes nowhere with %s', (_what, query) => {
  const { status, headers } = get(query)
  expect(status).toBe(400)
  expect(headers.get('location')).toBeNull()
})

test('nor when it is posted to', () => {
  expect(get(`code=A&state=${state(8710)}`, { method: 'POST' }).status).toBe(405)
})

test('what it passes on is what a login waits for', async () => {
  const begun = await beginLogin({
    ...testOutside(),
    timers: { after: () => () => {} },
    ids: { uuid: () => crypto.randomUUID() },
    addresses: addressesOf('production', null),
    clientId: 'c',
    redirect: { kind: 'bounce', address: 'https://books.example.com/back' },
  })
  // Another program may hold all five ports of the PC that tests run on.
  if (!begun.ok) return expect(begun.error.code).toBe('connection.ports_taken')
  const given = new URL(begun.value.authorizeUrl).searchParams
  const sentOn = bounce(new Request(`${given.get('redirect_uri') ?? ''}?code=AB1&state=${given.get('state') ?? ''}&realmId=913`))
  const { status } = await fetch(sentOn.headers.get('location') ?? '', { redirect: 'manual' })
  expect(status).toBe(302)
  expect(await begun.value.finished).toMatchObject({ value: { code: 'AB1', realmId: '913', redirectUri: 'https://books.example.com/back' } })
})
