import { describe, expect, test } from 'vitest'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type Page, type QuickbooksClient } from '../../../src/main/quickbooks/client.ts'
import type { ConnectionError } from '../../../src/main/quickbooks/faults.ts'
import { writeJson } from '../../../src/main/quickbooks/json.ts'
import { readItem, readRows } from '../../../src/main/quickbooks/schemas.ts'
import { appError } from '../../../src/shared/errors.ts'
import { err, ok, type Result } from '../../../src/shared/result.ts'
import { testOutside, testTime, type TestTime } from '../../support/ports.ts'
import { answer, cutOff, endless, fails, scriptedHttp, silent, stalls, type Step } from '../../support/quickbooks/scripted-http.ts'

const time = '2026-01-31T04:00:00.000-08:00'
const utc = '2026-01-31T12:00:00.000Z'
const items = (...ids: readonly (string | number)[]) => answer({ QueryResponse: { Item: ids.map((id) => ({ Id: String(id), SyncToken: '0', Name: `Item ${id}` })) }, time })
const fault = (code: string, status = 400, Detail = 'Because') => answer({ Fault: { Error: [{ Message: 'No', Detail, code }], type: 'ValidationFault' }, time }, status)
const expired = answer({ warnings: null, fault: { error: [{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail: 'Token expired', code: '3200' }], type: 'AUTHENTICATION' } }, 401)
const throttled = answer('<?xml version="1.0"?><IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>ThrottleExceeded</Message></Error></Fault></IntuitResponse>', 429, { 'content-type': 'application/xml' })

interface Bench {
  readonly client: QuickbooksClient
  readonly time: TestTime
  readonly sent: ReturnType<typeof scriptedHttp>['sent']
  readonly logged: ReturnType<typeof testOutside>['logged']
  readonly refused: string[]
}

/** A client on a scripted network; tokens are `token-1`, `token-2`, … as they are refused. */
function bench(...steps: readonly Step[]): Bench {
  const passing = testTime()
  const http = scriptedHttp(...steps)
  const outside = testOutside({ http, time: passing })
  const refused: string[] = []
  const client = quickbooksClient({
    ...outside,
    addresses: addressesOf('sandbox', null),
    realmId: '913',
    accessToken: async () => ok(`token-${refused.length + 1}`),
    refused: (token) => void refused.push(token),
  })
  return { client, time: passing, sent: http.sent, logged: outside.logged, refused }
}

async function all(pages: AsyncGenerator<Result<Page, ConnectionError>, void>): Promise<{ ids: string[]; times: string[]; error: ConnectionError | null }> {
  const ids: string[] = []
  const times: string[] = []
  for await (const page of pages) {
    if (!page.ok) return { ids, times, error: page.error }
    times.push(page.value.time)
    ids.push(...page.value.rows.map((row) => String(row['Id'])))
  }
  return { ids, times, error: null }
}

describe('asking', () => {
  test('goes to the company with the minor version, the token and nothing secret in the log', async () => {
    const { client, sent, logged } = bench(items(1))
    const got = await all(client.query('Item', { where: [['Type', 'IN', ['Inventory', 'Service']], ['Name', 'LIKE', "O'Neil%"]], active: 'all' }))
    expect(got).toEqual({ ids: ['1'], times: [utc], error: null })
    const [one] = sent
    expect(one?.url.href.split('?')[0]).toBe('https://sandbox-quickbooks.api.intuit.com/v3/company/913/query')
    expect(one?.url.searchParams.get('minorversion')).toBe('75')
    expect(one?.url.searchParams.get('query')).toBe(
      "select * from Item where Type IN ('Inventory','Service') and Name LIKE 'O\\'Neil%' and Active IN (true,false) orderby Id startposition 1 maxresults 1000",
    )
    expect(one?.headers).toMatchObject({ authorization: 'Bearer token-1', accept: 'application/json' })
    expect(logged).toEqual([{ event: 'quickbooks', facts: { what: 'query Item', method: 'GET', status: 200, tid: 'tid-1', tookMs: 0 } }])
  })

  test('a long statement goes in the body', async () => {
    const { client, sent } = bench(items())
    await all(client.query('Item', { where: [['Id', 'IN', Array.from({ length: 400 }, (_, n) => String(n))]] }))
    expect(sent[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/text' } })
    expect(sent[0]?.url.searchParams.get('query')).toBeNull()
    expect(sent[0]?.body).toMatch(/^select \* from Item where Id IN \('0','1',/)
  })

  test('an empty answer is a page without rows', async () => {
    const { client } = bench(answer({ QueryResponse: {}, time }))
    expect(await all(client.query('Vendor'))).toEqual({ ids: [], times: [utc], error: null })
  })

  test('counts', async () => {
    expect(await bench(answer({ QueryResponse: { totalCount: 12 }, time })).client.count('Item')).toEqual(ok(12))
    expect(await bench(answer({ QueryResponse: {}, time })).client.count('Item')).toMatchObject({ error: { code: 'connection.unreadable' } })
  })

  test('one row, its figures by their text', async () => {
    const { client, sent } = bench(answer('{"Item":{"Id":"7","QtyOnHand":12.10,"UnitPrice":9007199254740993},"time":"2026-01-31T04:00:00-08:00"}'))
    const read = await client.read('Item', '7')
    expect(read.ok && read.value !== null && writeJson(read.value)).toBe('{"Id":"7","QtyOnHand":12.10,"UnitPrice":9007199254740993}')
    expect(sent[0]?.url.pathname).toBe('/v3/company/913/item/7')
  })

  test('a row that is gone is no error', async () => {
    expect(await bench(fault('610')).client.read('Item', '7')).toEqual(ok(null))
  })

  test('the company and what it prefers', async () => {
    const company = { CompanyName: 'Ridge', Country: 'US', NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }] }
    expect(await bench(answer({ CompanyInfo: company, time })).client.companyInfo()).toEqual(ok({ name: 'Ridge', country: 'US', plan: 'QuickBooks Online Plus' }))
    const preferences = {
      CurrencyPrefs: { HomeCurrency: { value: 'USD' }, MultiCurrencyEnabled: false },
      AccountingInfoPrefs: { BookCloseDate: '2025-12-31' },
      ProductAndServicesPrefs: { QuantityOnHand: true },
    }
    expect(await bench(answer({ Preferences: preferences, time })).client.preferences()).toEqual(
      ok({ homeCurrency: 'USD', multiCurrency: false, bookCloseDate: '2025-12-31', tracksQuantity: true }),
    )
    expect(await bench(answer({ Preferences: {}, time })).client.preferences()).toEqual(
      ok({ homeCurrency: null, multiCurrency: false, bookCloseDate: null, tracksQuantity: false }),
    )
  })

  test('what changed, with what was deleted', async () => {
    const body = { CDCResponse: [{ QueryResponse: [{ Invoice: [{ Id: '1' }, { Id: '2', status: 'Deleted' }], startPosition: 1 }, {}] }], time }
    const { client, sent } = bench(answer(body))
    expect(await client.cdc(['Invoice', 'CreditMemo'], utc)).toEqual(
      ok({ time: utc, rows: { Invoice: [{ Id: '1' }, { Id: '2', status: 'Deleted' }], CreditMemo: [] }, capped: false }),
    )
    expect(sent[0]?.url.searchParams.get('entities')).toBe('Invoice,CreditMemo')
    const full = { CDCResponse: [{ QueryResponse: [{ Invoice: Array.from({ length: 1000 }, (_, n) => ({ Id: String(n) })) }] }], time }
    expect(await bench(answer(full)).client.cdc(['Invoice'], utc)).toMatchObject({ value: { capped: true } })
  })
})

describe('pages', () => {
  /** A list that answers by the statement's own positions, and may move between two pages. */
  const list = (rows: string[], between: (asked: number) => void = () => {}): Step => {
    let asked = 0
    return ({ url }) => {
      const [, start, most] = /startposition (\d+) maxresults (\d+)/.exec(url.searchParams.get('query') ?? '') ?? []
      const page = rows.slice(Number(start) - 1, Number(start) - 1 + Number(most))
      between((asked += 1))
      return new Response(JSON.stringify({ QueryResponse: { Item: page.map((Id) => ({ Id, SyncToken: '0' })) }, time: `2026-01-31T04:00:0${Math.min(9, asked)}.000-08:00` }))
    }
  }
  const ids = (count: number) => Array.from({ length: count }, (_, n) => String(n))

  test.each([0, 9, 10, 11, 25, 40])('of 10, %i rows: each once', async (count) => {
    const got = await all(bench(list(ids(count))).client.query('Item', { rowsPerPage: 10 }))
    expect(got.ids).toEqual(ids(count))
    expect(got.error).toBeNull()
    expect(new Set(got.times)).toEqual(new Set(['2026-01-31T12:00:01.000Z']))
  })

  test('rows that move up between two pages take none with them', async () => {
    const rows = ids(30)
    const got = await all(bench(list(rows, (asked) => asked === 1 && rows.push(...rows.splice(0, 3)))).client.query('Item', { rowsPerPage: 10 }))
    expect(new Set(got.ids)).toEqual(new Set(ids(30)))
  })

  test('when more went away than pages overlap, it begins anew', async () => {
    const rows = ids(30)
    const got = await all(bench(list(rows, (asked) => asked === 1 && rows.splice(0, 8))).client.query('Item', { rowsPerPage: 10 }))
    expect(got.ids.length).toBe(new Set(got.ids).size)
    expect(new Set(got.ids)).toEqual(new Set(ids(30)))
    expect(got.error).toBeNull()
  })

  test('a list that never holds still ends with an error', async () => {
    let n = 0
    const moving: Step = () => new Response(JSON.stringify({ QueryResponse: { Item: Array.from({ length: 10 }, () => ({ Id: String((n += 1)), SyncToken: '0' })) }, time }))
    expect((await all(bench(moving).client.query('Item', { rowsPerPage: 10 }))).error).toMatchObject({ code: 'connection.unreadable' })
  })

  test('the token expires in the middle', async () => {
    const http = list(ids(25))
    let asked = 0
    const step: Step = (sent, init) => ((asked += 1) === 2 ? expired(sent, init) : http(sent, init))
    const { client, refused, sent } = bench(step)
    expect((await all(client.query('Item', { rowsPerPage: 10 }))).ids).toEqual(ids(25))
    expect(refused).toEqual(['token-1'])
    const tokens = sent.map(({ headers }) => headers['authorization'])
    expect(tokens.slice(0, 3)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2'])
    expect(new Set(tokens.slice(2))).toEqual(new Set(['Bearer token-2']))
  })

  test('the cable is pulled in the middle', async () => {
    const http = list(ids(25))
    let asked = 0
    const { client } = bench((sent, init) => ((asked += 1) >= 2 ? fails('ENOTFOUND')(sent, init) : http(sent, init)))
    expect(await all(client.query('Item', { rowsPerPage: 10 }))).toEqual({
      ids: ids(10), times: ['2026-01-31T12:00:01.000Z'], error: appError('connection.offline', { host: 'sandbox-quickbooks.api.intuit.com' }),
    })
  })

  test('a row that cannot be read takes no other with it', () => {
    const rows = [{ Id: '1', Name: 'A' }, { Id: '2', Name: ['?'] }, { Name: 'without an id' }, { Id: '4', Name: 'D' }]
    const { read, unread } = readRows(readItem, rows)
    expect(read.map(({ id }) => id)).toEqual(['1', '4'])
    expect(unread.map(({ id }) => id)).toEqual(['2', ''])
  })
})

describe('trouble', () => {
  test('a token that is refused twice needs a new connection', async () => {
    const { client, sent } = bench(expired)
    expect(await client.count('Item')).toEqual(err(appError('connection.reconnect', { reason: 'refused' })))
    expect(sent).toHaveLength(2)
  })

  test('without a token nothing is asked', async () => {
    const http = scriptedHttp(items())
    const outside = testOutside({ http })
    const gone = err(appError('connection.reconnect', { reason: 'none' }))
    const client = quickbooksClient({ ...outside, addresses: addressesOf('sandbox', null), realmId: '1', accessToken: async () => gone, refused: () => {} })
    expect(await client.count('Item')).toEqual(gone)
    expect(await client.create('JournalEntry', '{}', { requestId: 'r' })).toEqual({ outcome: 'not_sent', error: gone.error })
    expect(http.sent).toHaveLength(0)
  })

  test('a 429 in XML: a minute of peace, then it goes on', async () => {
    const { client, time, sent } = bench(throttled, items(1))
    expect((await all(client.query('Item'))).ids).toEqual(['1'])
    expect(sent).toHaveLength(2)
    expect(time.nowMs()).toBeGreaterThanOrEqual(60_000)
  })

  test('and when it goes on saying so, that is the answer', async () => {
    const { client, sent } = bench(throttled)
    expect(await client.count('Item')).toEqual(err(appError('connection.throttled', { seconds: 60 })))
    expect(sent).toHaveLength(4)
  })

  test.each([
    ['500', answer('', 500)],
    ['503 with a page', answer('<html>Down</html>', 503)],
    ['a fault of theirs with 200', fault('10000', 200)],
    ['a reset', fails('ECONNRESET')],
    ['an answer cut off', cutOff('{"QueryResponse":{"Item":[')],
    ['half an answer', answer('{"QueryResponse":')],
    ['an empty answer', answer('')],
  ])('%s passes: asked again after a while', async (_what, step) => {
    const { client, time, sent } = bench(step, step, items(1))
    expect((await all(client.query('Item'))).ids).toEqual(['1'])
    expect(sent).toHaveLength(3)
    expect(time.nowMs()).toBe(1000 + 2000)
  })

  test.each([
    ['503', answer('', 503), appError('connection.their_side', { status: 503, code: '' })],
    ['a login page of the network', answer('<html>Sign in</html>'), appError('connection.unreadable', { status: 200, problem: 'not_json' })],
    ['nothing at all', answer(' '), appError('connection.unreadable', { status: 200, problem: 'empty' })],
    ['a list', answer('[]'), appError('connection.unreadable', { status: 200, problem: 'unexpected' })],
    ['another address', answer('', 302), appError('connection.unreadable', { status: 302, problem: 'empty' })],
    ['a reset', fails('ECONNRESET'), appError('connection.offline', { host: 'sandbox-quickbooks.api.intuit.com' })],
  ])('%s that stays is told after four attempts', async (_what, step, error) => {
    const { client, sent } = bench(step)
    expect(await client.count('Item')).toEqual(err(error))
    expect(sent).toHaveLength(4)
  })

  test('without a network it is told at once', async () => {
    const { client, sent } = bench(fails('ENOTFOUND'))
    expect(await client.count('Item')).toEqual(err(appError('connection.offline', { host: 'sandbox-quickbooks.api.intuit.com' })))
    expect(sent).toHaveLength(1)
  })

  test.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])('whoever answers with a certificate of their own is told nothing: %s', async (code) => {
    const { client, sent } = bench(fails(code))
    expect(await client.count('Item')).toEqual(err(appError('connection.not_trusted', { host: 'sandbox-quickbooks.api.intuit.com' })))
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['6000', 'connection.refused'],
    ['5020', 'connection.plan'],
    ['3100', 'connection.not_allowed'],
  ])('fault %s of a question is %s', async (code, error) => {
    expect(await bench(fault(code)).client.count('Item')).toMatchObject({ error: { code: error, data: { code, detail: 'Because' } } })
  })

  test('no answer, or one that stops in the middle, is waited for twice', async () => {
    for (const step of [silent, stalls('{"QueryResponse":')]) {
      const { client, sent } = bench(step)
      expect(await client.count('Item')).toMatchObject({ error: { code: 'connection.timed_out', data: { seconds: step === silent ? 125 : 145 } } })
      expect(sent).toHaveLength(2)
    }
  })

  test('an answer that never ends is not read to the end', async () => {
    const { step, stopped } = endless()
    const { client } = bench(step)
    expect(await client.count('Item')).toEqual(err(appError('connection.unreadable', { status: 200, problem: 'too_large' })))
    expect(stopped()).toBe(true)
  })

  test('stopped by the person, wherever it stands', async () => {
    const silently = bench(silent)
    const stopping = new AbortController()
    const asked = silently.client.count('Item', { signal: stopping.signal })
    await new Promise((resolve) => setImmediate(resolve))
    stopping.abort()
    expect(await asked).toEqual(err(appError('connection.cancelled', {})))
    const before = bench(items())
    expect(await before.client.count('Item', { signal: AbortSignal.abort() })).toEqual(err(appError('connection.cancelled', {})))
    expect(before.sent).toHaveLength(0)
    const backingOff = new AbortController()
    const failing = bench((sent, init) => {
      setImmediate(() => backingOff.abort())
      return answer('', 503)(sent, init)
    })
    expect(await failing.client.count('Item', { signal: backingOff.signal })).toEqual(err(appError('connection.cancelled', {})))
    expect(failing.sent).toHaveLength(1)
  })
})

test('no more than ten begin in a second, and 500 in a minute', async () => {
  const at: number[] = []
  const { client, time } = bench(() => (at.push(time.nowMs()), new Response(JSON.stringify({ QueryResponse: { totalCount: 1 }, time: utc }))))
  await Promise.all(Array.from({ length: 520 }, () => client.count('Item')))
  const within = (count: number, ms: number) => at.every((start, n) => (at[n + count] ?? Infinity) - start >= ms)
  expect(at).toHaveLength(520)
  expect(within(10, 1000)).toBe(true)
  expect(within(500, 60_000)).toBe(true)
  expect(at.at(-1)).toBeLessThan(65_000)
})

test('a first request that was held up on its way does not make the eleventh come too soon', async () => {
  const arrived: number[] = []
  const { client, time } = bench(async (sent, init) => {
    // The way there is slow only once, as with a PC that has much to do.
    if (arrived.length === 0) await new Promise<void>((resolve) => time.timers.after(400, resolve))
    const now = time.nowMs()
    const tooMany = arrived.filter((at) => at > now - 1000).length >= 10
    arrived.push(now)
    return tooMany ? throttled(sent, init) : new Response(JSON.stringify({ QueryResponse: { totalCount: 1 }, time: utc }))
  })
  for (let n = 0; n < 13; n += 1) expect(await client.count('Item')).toEqual(ok(1))
  expect(arrived).toHaveLength(13)
  expect(time.nowMs()).toBeLessThan(3000)
})

describe('sending a document', () => {
  const body = '{"TxnDate":"2026-01-31","Line":[{"Amount":12.10}]}'
  const made = answer({ JournalEntry: { Id: '41', SyncToken: '0', DocNumber: 'PSB-B-00001-C' }, time })
  const create = async (...steps: readonly Step[]) => {
    const { client, sent, refused, logged } = bench(...steps)
    return { outcome: await client.create('JournalEntry', body, { requestId: 'request-1' }), sent, refused, logged }
  }

  test('exactly these bytes under this request id', async () => {
    const { outcome, sent, logged } = await create(made)
    expect(outcome).toMatchObject({ outcome: 'accepted', id: '41', time: utc, tid: 'tid-1', row: { DocNumber: 'PSB-B-00001-C' } })
    expect(sent[0]).toMatchObject({ method: 'POST', body })
    expect(sent[0]?.url.pathname).toBe('/v3/company/913/journalentry')
    expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toEqual({ requestid: 'request-1', minorversion: '75' })
    expect(JSON.stringify(logged)).not.toMatch(/token-|12\.10/)
  })

  test('a token that expired is replaced, and only then it is sent', async () => {
    const { outcome, sent } = await create(expired, made)
    expect(outcome.outcome).toBe('accepted')
    expect(sent.map(({ body: text }) => text)).toEqual([body, body])
  })

  test.each([
    ['the books are closed', fault('6210'), 'books_closed'],
    ['a fault with 200', fault('6000', 200), 'business_rule'],
    ['the number is taken', fault('6140'), 'number_taken'],
    ['an account is gone', fault('610'), 'reference_gone'],
    ['we wrote nonsense', fault('2010'), 'malformed'],
    ['the app may not', fault('3100', 403), 'not_allowed'],
  ])('refused, once: %s', async (_what, step, kind) => {
    const { outcome, sent } = await create(step)
    expect(outcome).toMatchObject({ outcome: 'refused', fault: { kind, detail: 'Because' } })
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['5xx', answer('', 502), 'connection.their_side'],
    ['a fault of theirs', fault('10000', 200), 'connection.their_side'],
    ['a request id seen before', fault('600'), 'connection.refused'],
    ['a reset', fails('ECONNRESET'), 'connection.offline'],
    ['silence', silent, 'connection.timed_out'],
    ['an answer cut off', cutOff('{"JournalEntry":'), 'connection.offline'],
    ['no JSON', answer('<html>'), 'connection.unreadable'],
    ['an empty answer', answer(''), 'connection.unreadable'],
    ['an answer without the document', answer({ time }), 'connection.unreadable'],
    ['a page that is not theirs', answer('Not found', 404), 'connection.unreadable'],
    ['an answer that never ends', endless().step, 'connection.unreadable'],
  ])('unknown, and not sent again: %s', async (_what, step, code) => {
    const { outcome, sent } = await create(step)
    expect(outcome).toMatchObject({ outcome: 'unknown', error: { code } })
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['no network', fails('ENOTFOUND'), 'connection.offline'],
    ['nobody listens', fails('ECONNREFUSED'), 'connection.offline'],
    ['a certificate that is not theirs', fails('DEPTH_ZERO_SELF_SIGNED_CERT'), 'connection.not_trusted'],
    ['throttled', throttled, 'connection.throttled'],
    ['no permission any more', expired, 'connection.reconnect'],
  ])('certainly not sent: %s', async (_what, step, code) => {
    expect((await create(step)).outcome).toMatchObject({ outcome: 'not_sent', error: { code } })
  })

  test('every address of the host unreachable is certain; one of them reset is not', async () => {
    const both = (second: string): Step => () => {
      const errors = ['ECONNREFUSED', second].map((code) => Object.assign(new Error(code), { code }))
      throw new TypeError('fetch failed', { cause: new AggregateError(errors) })
    }
    expect((await create(both('ENETUNREACH'))).outcome.outcome).toBe('not_sent')
    expect((await create(both('ECONNRESET'))).outcome.outcome).toBe('unknown')
  })
})
