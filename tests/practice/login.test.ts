import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRegisteredRedirect } from '../../src/main/practice/oauth.ts'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { practiceRealm } from '../../src/main/practice/world.ts'
import { apiOf, control, decide, logIn, postToken, redirectUri, startToyPractice } from './practice.ts'

describe('the login of the practice company', () => {
  let server: PracticeServer
  beforeAll(async () => {
    server = await startToyPractice()
  })
  afterAll(() => server.stop())

  const codeOf = async () => (await decide(server.origin, 'connect')).searchParams.get('code') ?? ''
  const exchange = (code: string, address = redirectUri) => postToken(server.origin, { grant_type: 'authorization_code', code, redirect_uri: address })

  it('shows the company and both answers, and sends the person back with code, state and company', async () => {
    const query = new URLSearchParams({ client_id: 'practice-client', redirect_uri: redirectUri, response_type: 'code', scope: 'com.intuit.quickbooks.accounting', state: 'a"b' })
    const page = await (await fetch(`${server.origin}/connect/oauth2?${query}`)).text()
    expect(page).toContain('Ridgeline Metalworks (practice)')
    expect(page).toContain('>Connect</button>')
    expect(page).toContain('>Cancel</button>')
    expect(page).toContain('value="a&quot;b"')
    const target = await decide(server.origin, 'connect', { state: 'a"b' })
    expect(target.origin + target.pathname).toBe('http://localhost:8710/callback')
    expect(target.searchParams.get('state')).toBe('a"b')
    expect(target.searchParams.get('realmId')).toBe(practiceRealm)
    expect(target.searchParams.get('code')).toMatch(/\w{20,}/)
  })

  it('sends access_denied when the person cancels', async () => {
    const target = await decide(server.origin, 'cancel')
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ error: 'access_denied', state: 'state-1' })
    expect(target.searchParams.has('code')).toBe(false)
  })

  it.each([
    ['another app', { client_id: 'other' }],
    ['an address that is not registered', { redirect_uri: 'http://127.0.0.1:8710/callback' }],
    ['no state', { state: '' }],
    ['another scope', { scope: 'openid' }],
  ])('does not send anybody on for %s', async (_what, fields) => {
    expect((await decide(server.origin, 'connect', fields)).href).toBe('about:blank')
  })

  it('knows which addresses it may send people to', () => {
    expect(['http://localhost:1/callback', 'https://connect.shop.example/bounce'].map(isRegisteredRedirect)).toEqual([true, true])
    const refused = ['http://localhost/callback', 'http://localhost:80/other', 'http://127.0.0.1:80/callback', 'https://192.168.0.1/x', 'http://shop.example/callback', 'nothing']
    expect(refused.map(isRegisteredRedirect)).toEqual(refused.map(() => false))
  })

  it('gives tokens for a code once, and only for the address the code was sent to', async () => {
    const code = await codeOf()
    expect((await exchange(code, 'http://localhost:9999/callback')).status).toBe(400)
    const first = await exchange(code)
    expect(await first.json()).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_640_000 })
    const second = await exchange(code)
    expect([second.status, ((await second.json()) as { error: string }).error]).toEqual([400, 'invalid_grant'])
  })

  it('refuses an app that does not know its secret', async () => {
    const answer = await postToken(server.origin, { grant_type: 'refresh_token', refresh_token: 'x' }, 'guessed')
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'invalid_client' }])
  })

  it('gives a new refresh token with each refresh and refuses the old one', async () => {
    const first = await logIn(server.origin)
    const refreshed = await postToken(server.origin, { grant_type: 'refresh_token', refresh_token: first.refresh_token })
    const second = (await refreshed.json()) as { refresh_token: string; access_token: string }
    expect(second.refresh_token).not.toBe(first.refresh_token)
    const again = await postToken(server.origin, { grant_type: 'refresh_token', refresh_token: first.refresh_token })
    expect([again.status, await again.json()]).toEqual([400, { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' }])
    expect((await apiOf(server.origin, second.access_token).query('select * from Vendor')).status).toBe(200)
  })

  it('gives one refresh token a day when it is told to, as QuickBooks mostly does', async () => {
    await control(server.origin, 'POST', 'tokens', { rotate: 'daily' })
    const { refresh_token } = await logIn(server.origin)
    const refresh = async () => (await (await postToken(server.origin, { grant_type: 'refresh_token', refresh_token })).json()) as { refresh_token?: string; error?: string }
    expect((await refresh()).refresh_token).toBe(refresh_token)
    await control(server.origin, 'POST', 'clock', { advanceSeconds: 86_400 })
    const next = (await refresh()).refresh_token
    expect(next).toMatch(/^AB11/)
    expect(next).not.toBe(refresh_token)
    expect((await refresh()).error).toBe('invalid_grant')
    await control(server.origin, 'POST', 'tokens', { rotate: 'each' })
    await control(server.origin, 'POST', 'clock', { real: true })
  })

  it('lets an access token end after an hour and a refresh token after a hundred days, by its own clock', async () => {
    const { access_token, refresh_token } = await logIn(server.origin)
    const api = apiOf(server.origin, access_token)
    await control(server.origin, 'POST', 'clock', { advanceSeconds: 3599 })
    expect((await api.query('select * from Vendor')).status).toBe(200)
    await control(server.origin, 'POST', 'clock', { advanceSeconds: 2 })
    const late = await api.query('select * from Vendor')
    expect(late.status).toBe(401)
    expect(late.json.fault.error[0].code).toBe('3200')
    await control(server.origin, 'POST', 'clock', { advanceSeconds: 100 * 86_400 })
    expect((await postToken(server.origin, { grant_type: 'refresh_token', refresh_token })).status).toBe(400)
    await control(server.origin, 'POST', 'clock', { real: true })
  })

  it('takes everything back when a token is revoked', async () => {
    const { access_token, refresh_token } = await logIn(server.origin)
    const answer = await fetch(`${server.origin}/v2/oauth2/tokens/revoke`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('practice-client:practice-secret')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token: refresh_token }),
    })
    expect(answer.status).toBe(200)
    expect((await apiOf(server.origin, access_token).query('select * from Vendor')).status).toBe(401)
    expect((await postToken(server.origin, { grant_type: 'refresh_token', refresh_token })).status).toBe(400)
  })

  it('lets nobody into another company', async () => {
    const { access_token } = await logIn(server.origin)
    const answer = await apiOf(server.origin, access_token, '123').query('select * from Vendor')
    expect([answer.status, answer.json.Fault.Error[0].code]).toEqual([403, '3100'])
  })
})
