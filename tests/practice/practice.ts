import { startPractice, type PracticeOptions, type PracticeServer } from '../../src/main/practice/server.ts'
import { realPorts } from '../../src/main/practice/ports.ts'
import { practiceClient, practiceRealm } from '../../src/main/practice/world.ts'
import { toyContent } from './toy-content.ts'

export const redirectUri = 'http://localhost:8710/callback'

/** A server in this process, on a file in memory, without limits. */
export function startToyPractice(options: Partial<PracticeOptions> = {}): Promise<PracticeServer> {
  const seed = { seed: 1, empty: false, items: 0 }
  return startPractice({ file: ':memory:', port: 0, content: toyContent, ports: realPorts(), seed, control: true, limits: false, ...options })
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
  readonly x_refresh_token_expires_in: number
}

/** Answers the login page as a person would, and brings the address it leads to. */
export async function decide(origin: string, decision: 'connect' | 'cancel', fields: Record<string, string> = {}): Promise<URL> {
  const form = new URLSearchParams({
    client_id: practiceClient.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'com.intuit.quickbooks.accounting',
    state: 'state-1',
    decision,
    ...fields,
  })
  const answer = await fetch(`${origin}/connect/oauth2`, { method: 'POST', body: form, redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? 'about:blank')
}

export function postToken(origin: string, fields: Record<string, string>, secret: string = practiceClient.secret): Promise<Response> {
  return fetch(`${origin}/oauth2/v1/tokens/bearer`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { authorization: `Basic ${btoa(`${practiceClient.id}:${secret}`)}`, accept: 'application/json' },
  })
}

/** Logs in and brings the tokens. */
export async function logIn(origin: string): Promise<Tokens> {
  const target = await decide(origin, 'connect')
  const answer = await postToken(origin, { grant_type: 'authorization_code', code: target.searchParams.get('code') ?? '', redirect_uri: redirectUri })
  return (await answer.json()) as Tokens
}

export interface Told {
  readonly status: number
  readonly text: string
  // What comes back is looked into by the tests, each in its own way.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
  readonly headers: Headers
}

export interface Api {
  readonly token: string
  get(resource: string, parameters?: Record<string, string>): Promise<Told>
  post(resource: string, body: unknown, parameters?: Record<string, string>): Promise<Told>
  query(text: string): Promise<Told>
}

/** Calls of the API with that token; a body that is text goes out as it is. */
export function apiOf(origin: string, token: string, realm: string = practiceRealm): Api {
  const call = async (method: string, resource: string, parameters: Record<string, string>, body?: string): Promise<Told> => {
    const query = new URLSearchParams({ minorversion: '75', ...parameters })
    const answer = await fetch(`${origin}/v3/company/${realm}/${resource}?${query}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined, headers: answer.headers }
  }
  return {
    token,
    get: (resource, parameters = {}) => call('GET', resource, parameters),
    post: (resource, body, parameters = {}) => call('POST', resource, parameters, typeof body === 'string' ? body : JSON.stringify(body)),
    query: (text) => call('GET', 'query', { query: text }),
  }
}

/** Asks the control address. */
export async function control(origin: string, method: 'GET' | 'POST' | 'DELETE', what: string, body?: unknown): Promise<Told> {
  const answer = await fetch(`${origin}/practice/${what}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await answer.text()
  return { status: answer.status, text, json: JSON.parse(text), headers: answer.headers }
}
