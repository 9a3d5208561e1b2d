import { describe, expect, test } from 'vitest'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { authorizeUrl, tokenService } from '../../../src/main/quickbooks/oauth.ts'
import { appError } from '../../../src/shared/errors.ts'
import { testOutside, testTime } from '../../support/ports.ts'
import { answer, cutOff, endless, fails, scriptedHttp, silent, type Step } from '../../support/quickbooks/scripted-http.ts'

const secret = 'SECRET-4711'
const good = answer({ token_type: 'bearer', access_token: 'ACCESS-1', refresh_token: 'REFRESH-2', expires_in: 3600, x_refresh_token_expires_in: 8_640_000 })
const tokens = { accessToken: 'ACCESS-1', refreshToken: 'REFRESH-2', accessSeconds: 3600, refreshSeconds: 8_640_000 }

function bench(...steps: readonly Step[]) {
  const http = scriptedHttp(...steps)
  const outside = testOutside({ http, time: testTime() })
  const service = tokenService({ ...outside, addresses: addressesOf('practice', 'http://127.0.0.1:8123'), keys: { clientId: 'client-1', clientSecret: secret } })
  return { service, sent: http.sent, logged: outside.logged }
}

describe('what is asked', () => {
  test('a login’s code, with the address it came back to, by id and secret', async () => {
    const { service, sent } = bench(good)
    expect(await service.exchange('AB/1+2', 'http://localhost:8710/callback')).toEqual({ ok: true, value: tokens })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url.href).toBe('http://127.0.0.1:8123/oauth2/v1/tokens/bearer')
    expect(sent[0]?.method).toBe('POST')
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({ grant_type: 'authorization_code', code: 'AB/1+2', redirect_uri: 'http://localhost:8710/callback' })
    expect(sent[0]?.headers['Authorization']).toBe(`Basic ${Buffer.from(`client-1:${secret}`).toString('base64')}`)
  })

  test('a refresh', async () => {
    const { service, sent } = bench(good)
    expect(await service.refresh('REFRESH-1')).toEqual({ ok: true, value: tokens })
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({ grant_type: 'refresh_token', refresh_token: 'REFRESH-1' })
  })

  test('an end', async () => {
    const { service, sent } = bench(answer('', 200))
    expect(await service.revoke('REFRESH-1')).toEqual({ ok: true, value: null })
    expect(sent[0]?.url.href).toBe('http://127.0.0.1:8123/v2/oauth2/tokens/revoke')
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ token: 'REFRESH-1' })
  })

  test('each of its own service, whatever was asked before', async () => {
    const http = scriptedHttp(good)
    const outside = testOutside({ http })
    const of = (service: 'production' | 'practice') =>
      tokenService({ ...outside, addresses: addressesOf(service, 'http://127.0.0.1:8123'), keys: { clientId: 'c', clientSecret: 's' } })
    await Promise.all([of('practice').refresh('A'), of('production').refresh('B'), of('practice').refresh('C')])
    expect(http.sent.map(({ url, body }) => [url.host, new URLSearchParams(body).get('refresh_token')])).toEqual([
      ['127.0.0.1:8123', 'A'],
      ['oauth.platform.intuit.com', 'B'],
      ['127.0.0.1:8123', 'C'],
    ])
    expect(authorizeUrl(addressesOf('production', null), 'c', 'https://books.example.com/back', 's/1')).toMatch(
      /^https:\/\/appcenter\.intuit\.com\/connect\/oauth2\?.*redirect_uri=https%3A%2F%2Fbooks\.example\.com%2Fback.*state=s%2F1/,
    )
  })
})

const invalidGrant = answer({ error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' }, 400)

describe('what can come back', () => {
  test('a dead refresh token needs a new login, a used code another one', async () => {
    expect(await bench(invalidGrant).service.refresh('OLD')).toEqual({ ok: false, error: appError('connection.reconnect', { reason: 'refused' }) })
    expect(await bench(invalidGrant).service.exchange('OLD', 'http://localhost:8710/callback')).toEqual({ ok: false, error: appError('connection.login_used', {}) })
  })

  test.each([
    ['keys that do not belong together', answer({ error: 'invalid_client' }, 401), 'connection.keys_refused'],
    ['401 without a word', answer('', 401), 'connection.keys_refused'],
    ['another word', answer({ error: 'invalid_request', error_description: `client ${secret}` }, 400), 'connection.refused'],
    ['throttled', answer('<xml/>', 429), 'connection.throttled'],
    ['their side', answer('<html>', 503), 'connection.their_side'],
    ['no JSON', answer('<html>Sign in</html>'), 'connection.unreadable'],
    ['an empty answer', answer(''), 'connection.unreadable'],
    ['half of what is needed', answer({ access_token: 'A' }), 'connection.unreadable'],
    ['no network', fails('ENOTFOUND'), 'connection.offline'],
    ['a cable pulled', cutOff('{"access_token":'), 'connection.offline'],
    ['silence', silent, 'connection.timed_out'],
    ['no end', endless().step, 'connection.unreadable'],
  ])('%s, and it is asked once', async (_what, step, code) => {
    const { service, sent, logged } = bench(step)
    const got = await service.refresh('REFRESH-1')
    expect(got).toMatchObject({ ok: false, error: { code } })
    expect(sent).toHaveLength(1)
    expect(JSON.stringify([got, logged])).not.toMatch(/SECRET|REFRESH|ACCESS|client-1/)
  })
})
