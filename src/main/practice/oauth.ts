import { escapeHtml, formOf, htmlAnswer, jsonAnswer, redirect, type Answer, type Incoming } from './http.ts'
import { number } from './json.ts'
import type { PracticePorts } from './ports.ts'
import type { World } from './entity.ts'
import { practiceClient } from './world.ts'

const scope = 'com.intuit.quickbooks.accounting'
const codeMs = 600_000
const accessTokenS = 3600
const refreshTokenS = 100 * 86_400
const dayMs = 86_400_000

/** What tokens are given out and taken back by. */
export interface Login {
  authorizePage(incoming: Incoming): Answer
  decide(incoming: Incoming): Answer
  token(incoming: Incoming): Answer
  revoke(incoming: Incoming): Answer
  /** True while the access token is good. */
  accepts(accessToken: string): boolean
  expireAccessTokens(): void
  refuseRefreshTokens(): void
  /** Whether each refresh brings a new refresh token and ends the old one (as it does unless told otherwise), or one a day. */
  rotate(when: 'each' | 'daily'): void
}

/** The login of the practice company: one app, one company, everybody may. */
export function makeLogin(world: World, ports: PracticePorts): Login {
  const { store } = world
  return {
    authorizePage: ({ query }) => {
      const problem = problemOf(query)
      return problem === null ? htmlAnswer(200, loginPage(world.company().name, query)) : htmlAnswer(400, problemPage(problem))
    },
    decide: (incoming) => {
      const form = formOf(incoming)
      const problem = problemOf(form)
      if (problem !== null) return htmlAnswer(400, problemPage(problem))
      const target = new URL(form.get('redirect_uri') ?? '')
      target.searchParams.set('state', form.get('state') ?? '')
      if (form.get('decision') !== 'connect') {
        target.searchParams.set('error', 'access_denied')
        target.searchParams.set('error_description', 'The user did not authorize')
        return redirect(302, target.href)
      }
      const code = `AB11${ports.token()}`
      store.statement('insert into code values (?, ?, ?, 0)').run(code, form.get('redirect_uri'), world.nowMs() + codeMs)
      target.searchParams.set('code', code)
      target.searchParams.set('realmId', world.company().realmId)
      return redirect(302, target.href)
    },
    token: (incoming) => giveTokens(world, ports, incoming),
    revoke: (incoming) => revokeToken(world, incoming),
    accepts: (accessToken) => {
      const row = store.statement("select 1 as good from token where token = ? and kind = 'access' and dead = 0 and expires_ms > ?").get(accessToken, world.nowMs())
      return row !== undefined
    },
    expireAccessTokens: () => store.statement("update token set dead = 1 where kind = 'access'").run(),
    refuseRefreshTokens: () => store.statement("update token set dead = 1 where kind = 'refresh'").run(),
    rotate: (when) => store.setSetting('rotation', when),
  }
}

/** True for `http://localhost:PORT/callback`, with any port, and for an https address of a real domain. */
export function isRegisteredRedirect(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.hash !== '' || url.username !== '') return false
  if (url.protocol === 'https:') return /\.[a-z]{2,}$/i.test(url.hostname)
  return /^http:\/\/localhost:\d{1,5}\/callback$/.test(address)
}

function problemOf(fields: URLSearchParams): string | null {
  if (fields.get('client_id') !== practiceClient.id) return `No app has the client id “${fields.get('client_id') ?? ''}”. The practice company knows “${practiceClient.id}”.`
  if (!isRegisteredRedirect(fields.get('redirect_uri') ?? '')) {
    return `The redirect_uri query parameter value is invalid: “${fields.get('redirect_uri') ?? ''}”. Registered are http://localhost:PORT/callback and https addresses.`
  }
  if (fields.get('response_type') !== 'code') return 'The response_type query parameter must be “code”.'
  if (!(fields.get('scope') ?? '').split(/\s+/).includes(scope)) return `The scope query parameter must name “${scope}”.`
  if ((fields.get('state') ?? '') === '') return 'The state query parameter is missing.'
  return null
}

function giveTokens(world: World, ports: PracticePorts, incoming: Incoming): Answer {
  if (!hasClientSecret(incoming)) return jsonAnswer(401, { error: 'invalid_client' })
  const form = formOf(incoming)
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return codeForTokens(world, ports, form)
    case 'refresh_token':
      return refreshTokens(world, ports, form.get('refresh_token') ?? '')
    default:
      return jsonAnswer(400, { error: 'unsupported_grant_type', error_description: 'The grant type is not supported' })
  }
}

function codeForTokens(world: World, ports: PracticePorts, form: URLSearchParams): Answer {
  const { store } = world
  const code = form.get('code') ?? ''
  const row = store.statement('select redirect_uri, expires_ms, used from code where code = ?').get(code) as
    | { redirect_uri: string; expires_ms: number; used: number }
    | undefined
  // A code is good once, for a few minutes, and only together with the address it was sent to.
  if (row === undefined || row.used === 1 || row.expires_ms <= world.nowMs() || row.redirect_uri !== form.get('redirect_uri')) {
    return jsonAnswer(400, { error: 'invalid_grant', error_description: 'Invalid authorization code' })
  }
  const login = ports.token()
  return inOneTransaction(world, () => {
    store.statement('update code set used = 1 where code = ?').run(code)
    return newTokens(world, ports, login)
  })
}

function refreshTokens(world: World, ports: PracticePorts, token: string): Answer {
  const { store } = world
  const row = store.statement("select login, issued_ms, expires_ms, dead from token where token = ? and kind = 'refresh'").get(token) as
    | { login: string; issued_ms: number; expires_ms: number; dead: number }
    | undefined
  if (row === undefined || row.dead === 1 || row.expires_ms <= world.nowMs()) {
    return jsonAnswer(400, { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' })
  }
  // QuickBooks gives a new refresh token about once a day; with each refresh is what programs stumble over sooner.
  const isKept = store.setting('rotation') === 'daily' && world.nowMs() - row.issued_ms < dayMs
  return inOneTransaction(world, () => {
    if (!isKept) store.statement('update token set dead = 1 where token = ?').run(token)
    return newTokens(world, ports, row.login, isKept ? token : null)
  })
}

/** A new access token, with a new refresh token or with the one that is kept, good for another hundred days. */
function newTokens({ store, nowMs }: World, ports: PracticePorts, login: string, kept: string | null = null): Answer {
  const access = `eyJ${ports.token()}${ports.token()}`
  const refresh = kept ?? `AB11${ports.token()}`
  const insert = store.statement('insert into token (token, kind, login, issued_ms, expires_ms) values (?, ?, ?, ?, ?) on conflict do update set expires_ms = excluded.expires_ms')
  insert.run(access, 'access', login, nowMs(), nowMs() + accessTokenS * 1000)
  insert.run(refresh, 'refresh', login, nowMs(), nowMs() + refreshTokenS * 1000)
  return jsonAnswer(200, {
    token_type: 'bearer',
    expires_in: number(accessTokenS),
    refresh_token: refresh,
    x_refresh_token_expires_in: number(refreshTokenS),
    access_token: access,
  })
}

function revokeToken(world: World, incoming: Incoming): Answer {
  if (!hasClientSecret(incoming)) return jsonAnswer(401, { error: 'invalid_client' })
  const { store } = world
  const token = tokenToRevoke(incoming)
  const row = store.statement('select login from token where token = ?').get(token) as { login: string } | undefined
  if (row === undefined) return jsonAnswer(400, { error: 'invalid_request' })
  store.statement('update token set dead = 1 where login = ?').run(row.login)
  return { status: 200, headers: {}, body: '' }
}

/** Some send a form, some JSON; Intuit takes both. */
function tokenToRevoke(incoming: Incoming): string {
  const form = formOf(incoming).get('token')
  if (form !== null) return form
  return /"token"\s*:\s*"([^"\\]+)"/.exec(incoming.body)?.[1] ?? ''
}

function hasClientSecret({ headers }: Incoming): boolean {
  const wanted = Buffer.from(`${practiceClient.id}:${practiceClient.secret}`).toString('base64')
  return headers.authorization?.replace(/^Basic\s+/i, '') === wanted
}

function inOneTransaction(world: World, work: () => Answer): Answer {
  return world.store.db.transaction(work).immediate()
}

function loginPage(company: string, fields: URLSearchParams): string {
  const kept = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state']
  const hidden = kept.map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(fields.get(name) ?? '')}">`).join('')
  return page(
    'Connect the practice company',
    `<h1>Connect Partsemble to the practice company?</h1>
<p>Company: <strong>${escapeHtml(company)}</strong></p>
<p>Partsemble may then read its lists and documents, and write inventory adjustments and journal entries. Nothing here is real, and nothing leaves this PC.</p>
<form method="post" action="/connect/oauth2">${hidden}
<button name="decision" value="connect" class="primary" autofocus>Connect</button>
<button name="decision" value="cancel">Cancel</button></form>`,
  )
}

function problemPage(problem: string): string {
  return page('This address cannot be used', `<h1>This address cannot be used</h1><p>${escapeHtml(problem)}</p><p>Close this page and begin again in the program.</p>`)
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f6, #16181a); color: light-dark(#1b1e21, #e8eaec) }
.banner { padding: .5rem 1rem; background: #7a4a00; color: #fff; text-align: center; font-weight: 600 }
main { max-width: 34rem; margin: 10vh auto; padding: 2rem; background: light-dark(#fff, #1f2225); border-radius: .5rem }
h1 { font-size: 1.4rem; margin-top: 0 }
button { font: inherit; min-height: 2.75rem; padding: 0 1.25rem; margin: .5rem .5rem 0 0; border-radius: .375rem; border: 1px solid light-dark(#6b7280, #9aa0a6); background: transparent; color: inherit; cursor: pointer }
button.primary { background: #0b5fbf; border-color: #0b5fbf; color: #fff }
button:focus-visible { outline: 3px solid light-dark(#0b5fbf, #7fb4ff); outline-offset: 2px }
</style></head><body><div class="banner" role="note">Practice company: nothing here is real</div><main>${body}</main></body></html>`
}
