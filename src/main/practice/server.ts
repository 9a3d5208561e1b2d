import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ok, type Result } from '../../shared/result.ts'
import { faultAnswer, operationOf, type ApiRequest } from './api.ts'
import { makeClock } from './clock.ts'
import { answerControl, type Controls } from './control.ts'
import { deliver } from './deliver.ts'
import type { Content, SeedOptions } from './company-parts.ts'
import type { World } from './entity.ts'
import { formOf, htmlAnswer, jsonAnswer, readIncoming, redirect, send, textAnswer, type Answer, type Incoming } from './http.ts'
import { number, numberAt } from './json.ts'
import { makeLimits } from './limits.ts'
import { makeLogin } from './oauth.ts'
import { touchObject } from './objects.ts'
import type { PracticePorts } from './ports.ts'
import { entityOfQuery } from './query-language.ts'
import { answerOnce, doWhatIsDue, putOff } from './replies.ts'
import { makeRequestCounts } from './request-counts.ts'
import { objectOf, openStore, type Store } from './store.ts'
import { timeToMillisecond } from './times.ts'
import { makeTroubles, refusalOf, type Asked, type Trouble, type TroubleKind } from './troubles.ts'
import { makeWorld } from './world.ts'

export interface PracticeOptions {
  /** The company's file; `:memory:` for one that is gone with the server. */
  readonly file: string
  /** 0 for any free one. */
  readonly port: number
  readonly content: Content
  readonly ports: PracticePorts
  readonly seed: SeedOptions
  /** Whether `/practice/…` answers. */
  readonly control: boolean
  /** Whether 500 requests a minute and 10 a second are the most. */
  readonly limits: boolean
}

export interface PracticeServer {
  readonly port: number
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  readonly world: World
  stop(): Promise<void>
}

interface Practice extends Controls {
  readonly options: PracticeOptions
  readonly store: Store
}

/** Opens the company's file, fills it when it is new, and listens on loopback alone. */
export async function startPractice(options: PracticeOptions): Promise<PracticeServer> {
  const practice = openPractice(options)
  const server = createServer((request, response) => {
    serve(practice, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, jsonAnswer(500, { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    world: practice.world,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      practice.store.close()
    },
  }
}

function openPractice(options: PracticeOptions): Practice {
  const { content, ports } = options
  const store = openStore(options.file, content.tables)
  const clock = makeClock(store, ports.wallMs)
  const troubles = makeTroubles()
  const world = makeWorld({ store, entities: content.entities, nowMs: clock.nowMs, pretended: troubles.pretended })
  const fill = (seed: SeedOptions) => {
    store.transact((): Result<null, never> => {
      content.seed(world, seed)
      store.setSetting('seeded', { seed: number(seed.seed), empty: seed.empty, items: number(seed.items) })
      return ok(null)
    })
  }
  if (store.setting('seeded') === null) fill(options.seed)
  return {
    options,
    store,
    world,
    clock,
    troubles,
    limits: makeLimits(ports.monotonicMs, options.limits),
    login: makeLogin(world, ports),
    counts: makeRequestCounts(),
    settle: () => doWhatIsDue(world, clock),
    reset: (seed) => {
      store.empty()
      clock.real()
      troubles.clear()
      fill(seed)
    },
  }
}

async function serve(practice: Practice, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isOurHost(request.headers.host)) return send(response, textAnswer(421, 'text/plain', 'Only reached by its own address.'))
  const incoming = await readIncoming(request)
  if (incoming === null) return send(response, jsonAnswer(413, { problem: 'The body is too long.' }))
  practice.settle()
  if (incoming.path.startsWith('/v3/company/')) return serveApi(practice, incoming, response)
  if (['/oauth2/v1/tokens/bearer', '/v2/oauth2/tokens/revoke'].includes(incoming.path)) return serveToken(practice, incoming, response)
  if (incoming.path === '/connect/oauth2') {
    return send(response, incoming.method === 'POST' ? practice.login.decide(incoming) : practice.login.authorizePage(incoming))
  }
  if (incoming.path.startsWith('/practice/')) {
    return send(response, practice.options.control ? answerControl(practice, incoming) : jsonAnswer(404, { problem: 'Started without --control.' }))
  }
  send(response, pageAnswer(practice, incoming))
}

/** An address that leads here under another name may be another site's trick to reach this PC. */
function isOurHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)
}

function pageAnswer(practice: Practice, incoming: Incoming): Answer {
  const { options, world, store } = practice
  // A form of another site may be sent here by a browser; what it asks for is not done.
  const from = incoming.headers['sec-fetch-site']
  if (incoming.method === 'POST' && (from === 'cross-site' || from === 'same-site')) return textAnswer(403, 'text/plain', 'Only its own pages may do that.')
  const page = store.db.transaction(() => options.content.page({ ...incoming, form: formOf(incoming) }, world, practice)).immediate()
  if (page === null) return htmlAnswer(404, '<!doctype html><html lang="en"><title>Nothing here</title><h1>Nothing here</h1><p><a href="/">Practice company</a></p></html>')
  return 'seeOther' in page ? redirect(303, page.seeOther) : htmlAnswer(page.status ?? 200, page.html)
}

function serveToken(practice: Practice, incoming: Incoming, response: ServerResponse): void {
  const operation = incoming.path.endsWith('/revoke') ? 'revoke' : 'token'
  const asked: Asked = { path: incoming.path, entity: '', operation }
  practice.counts.count(asked)
  const met = practice.troubles.meet({ ...asked, entity: operation })
  if (meets(met, 'reset_before_commit')) return void response.destroy()
  const failed = failureOf(practice, met)
  if (failed !== null) return send(response, failed)
  const answer = incoming.method === 'POST' ? practice.login[operation](incoming) : jsonAnswer(405, { error: 'invalid_request' })
  deliver(response, withTid(practice, failureAfter(met) ?? answer), met, practice.options.ports)
}

function serveApi(practice: Practice, incoming: Incoming, response: ServerResponse): void {
  const { world, options } = practice
  const request = apiRequestOf(incoming)
  const asked = askedOf(world, incoming, request)
  practice.counts.count(asked)
  if (!practice.limits.admit()) return send(response, withTid(practice, throttled(world)))
  const token = incoming.headers.authorization?.replace(/^Bearer\s+/i, '') ?? ''
  if (!practice.login.accepts(token)) return send(response, withTid(practice, notAuthenticated(world)))
  const met = practice.troubles.meet(asked)
  if (meets(met, 'reset_before_commit')) return void response.destroy()
  const later = met.find(({ name }) => name === 'commit_later')
  if (later !== undefined) {
    putOff(world, request, world.nowMs() + Number(numberAt(later.options, 'seconds') ?? 60) * 1000)
    return void response.destroy()
  }
  const failed = failureOf(practice, met)
  if (failed !== null) return send(response, withTid(practice, failed))
  if (meets(met, 'shifting_pages')) touchFirst(world, asked.entity)
  const answer = answerOnce(world, request, meets(met, 'ignore_request_id'))
  deliver(response, withTid(practice, failureAfter(met) ?? answer), met, options.ports)
}

function apiRequestOf({ method, path, query, body }: Incoming): ApiRequest {
  const [, , , realm = '', ...resource] = path.split('/').map((part) => decodeURIComponent(part))
  const parameters = Object.fromEntries([...query].map(([name, value]) => [name.toLowerCase(), value]))
  return { method, realm, resource: resource.join('/'), parameters, body }
}

function askedOf(world: World, { path }: Incoming, request: ApiRequest): Asked {
  const [head = ''] = request.resource.split('/')
  const operation = operationOf(request)
  const named = operation === 'query' ? entityOfQuery(queryTextOf(request)) : head
  return { path, entity: world.entity(named)?.name ?? '', operation, isLaterPage: isLaterPage(request) }
}

function queryTextOf(request: ApiRequest): string {
  return request.method === 'POST' ? request.body : (request.parameters['query'] ?? '')
}

function isLaterPage(request: ApiRequest): boolean {
  return /\bstartposition\s+0*([2-9]|1\d)/i.test(queryTextOf(request))
}

/** Gives the row that was changed longest ago a new time, so that the rows behind it move up by one. */
function touchFirst(world: World, name: string): void {
  const entity = world.entity(name)
  const row = world.store.statement('select * from object where type = ? and deleted = 0 order by updated_ms, number limit 1').get(name)
  if (entity !== null && row !== undefined) touchObject(world, entity, objectOf(row as Parameters<typeof objectOf>[0]))
}

function meets(met: readonly Trouble[], name: TroubleKind): boolean {
  return met.some((trouble) => trouble.name === name)
}

/** What a trouble answers instead of doing anything. */
function failureOf({ world }: Practice, met: readonly Trouble[]): Answer | null {
  for (const trouble of met) {
    const refusal = refusalOf(trouble)
    if (refusal !== null) return faultAnswer(world, refusal)
    if (trouble.name === 'throttle') return throttled(world)
    if (trouble.name === 'server_error' && trouble.options['committed'] !== true) return brokenDown(trouble)
  }
  return null
}

/** What a trouble answers although everything was done. */
function failureAfter(met: readonly Trouble[]): Answer | null {
  const broken = met.find(({ name, options }) => name === 'server_error' && options['committed'] === true)
  return broken === undefined ? null : brokenDown(broken)
}

function brokenDown({ options }: Trouble): Answer {
  const status = numberAt(options, 'status') === '503' ? 503 : 500
  return textAnswer(status, 'text/html', `<html><body><h1>${status === 503 ? '503 Service Temporarily Unavailable' : '500 Internal Server Error'}</h1></body></html>`)
}

function throttled(world: World): Answer {
  return textAnswer(
    429,
    'application/xml;charset=UTF-8',
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<IntuitResponse time="${timeToMillisecond(world.nowMs())}" xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached. Try again later</Detail></Error></Fault></IntuitResponse>`,
  )
}

/** A bad token is told with a lower-case `fault`, and with a time in milliseconds. */
function notAuthenticated(world: World): Answer {
  return jsonAnswer(
    401,
    {
      warnings: null,
      intuitObject: null,
      fault: {
        error: [{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail: 'Token expired', code: '3200', element: null }],
        type: 'AUTHENTICATION',
      },
      report: null,
      queryResponse: null,
      batchItemResponse: [],
      attachableResponse: [],
      syncErrorResponse: null,
      requestId: null,
      time: number(world.nowMs()),
      status: null,
      cdcresponse: [],
    },
    { 'www-authenticate': 'Bearer realm="Intuit", error="invalid_token"' },
  )
}

function withTid({ options }: Practice, answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, intuit_tid: `1-${options.ports.token().slice(0, 32)}` } }
}
