import { setTimeout as wait } from 'node:timers/promises'
import { practiceClient, practiceRealm } from '../../src/main/practice/world.ts'

/** Asks the practice company itself, past the program. */
export async function ownApi(origin: string) {
  const form = new URLSearchParams({ client_id: practiceClient.id, redirect_uri: 'http://localhost:8710/callback', response_type: 'code', scope: 'com.intuit.quickbooks.accounting', state: 's', decision: 'connect' })
  const answer = await fetch(`${origin}/connect/oauth2`, { method: 'POST', body: form, redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const tokens = await fetch(`${origin}/oauth2/v1/tokens/bearer`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: 'http://localhost:8710/callback' }),
    headers: { authorization: `Basic ${btoa(`${practiceClient.id}:${practiceClient.secret}`)}`, accept: 'application/json' },
  })
  const { access_token: token } = (await tokens.json()) as { access_token: string }
  const call = async (method: string, resource: string, body?: unknown) => {
    const send = () =>
      fetch(`${origin}/v3/company/${practiceRealm}/${resource}${resource.includes('?') ? '&' : '?'}minorversion=75`, {
        method,
        headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    let reply = await send()
    // The program asks the same company at the same time, within one limit.
    for (let tries = 0; reply.status === 429 && tries < 5; tries += 1) {
      await wait(1100)
      reply = await send()
    }
    const text = await reply.text()
    if (reply.headers.get('content-type')?.includes('json') !== true) throw new Error(`${resource}: ${reply.status} ${text}`)
    return JSON.parse(text) as Record<string, Record<string, unknown>>
  }
  return {
    /** Answers a query. */
    ask: (statement: string) => call('GET', `query?query=${encodeURIComponent(statement)}`),
    /** Makes a row. */
    make: (entity: string, body: unknown) => call('POST', entity.toLowerCase(), body),
    /** Changes some fields of the row of that name. */
    change: async (entity: string, nameField: string, name: string, change: Record<string, unknown>) => {
      const found = await call('GET', `query?query=${encodeURIComponent(`select * from ${entity} where ${nameField} = '${name}'`)}`)
      const [row] = (found['QueryResponse']?.[entity] ?? []) as Record<string, unknown>[]
      if (row === undefined) throw new Error(`there is no ${name}`)
      return call('POST', entity.toLowerCase(), { ...row, ...change })
    },
  }
}
