import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock, Http, Log, Random, Timers } from '../environment.ts'
import type { Addresses } from './addresses.ts'
import { understand, type Answer } from './answers.ts'
import { exchange, exchangeLimits, type ExchangeLimits } from './exchange.ts'
import { errorOfFault, throttledSeconds, type ConnectionError, type Fault } from './faults.ts'
import { isObject, JsonNumber, type Json, type JsonObject } from './json.ts'
import { paceOf, sleep, type Pace } from './pace.ts'
import { readCompany, readPreferences, type QuickbooksCompany, type QuickbooksPreferences, type Reader } from './schemas.ts'
import { countStatement, pageStatement, type Selection } from './statement.ts'
import { utcInstant } from './times.ts'

export interface ClientParts {
  readonly http: Http
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly log: Log
  readonly addresses: Addresses
  readonly realmId: string
  /** A token that is good for a while yet; asked before every request. */
  readonly accessToken: () => Promise<Result<string, ConnectionError>>
  /** Told when QuickBooks did not take this token, so that the next one asked for is another. */
  readonly refused: (token: string) => void
  readonly limits?: ExchangeLimits
  /** One for all clients of a company; its own when none is given. */
  readonly pace?: Pace
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined
}

/** Rows as QuickBooks sent them. */
export interface Page {
  /** Its own time (UTC) when the first page of the query was made. */
  readonly time: string
  /** The same of this page. */
  readonly toldAt: string
  readonly rows: readonly JsonObject[]
}

/** What came of sending a document. It is sent once: what to do about each is for who sends. */
export type WriteOutcome =
  | { readonly outcome: 'accepted'; readonly id: string; readonly row: JsonObject; readonly time: string | null; readonly tid: string }
  /** QuickBooks made nothing of it and says why. */
  | { readonly outcome: 'refused'; readonly fault: Fault }
  /** It may have been made or not, and it may yet be: look before sending again. */
  | { readonly outcome: 'unknown'; readonly error: ConnectionError }
  /** Certainly nothing was made: no way there, throttled, no permission. */
  | { readonly outcome: 'not_sent'; readonly error: ConnectionError }

/** What changed since an instant, by entity; rows that were deleted have `status` `Deleted` and little more than their Id. */
export interface Changes {
  readonly time: string
  readonly rows: Readonly<Record<string, readonly JsonObject[]>>
  /** True when there may be more than QuickBooks tells at once: read everything instead. */
  readonly capped: boolean
}

/** Intuit's API for one company. Reads are repeated where that can help; nothing here throws for what the other side does. */
export interface QuickbooksClient {
  /**
   * All rows of a selection, page by page, the next one asked for while the last is worked on; an error is the last that comes. A row that is touched while pages are read can come
   * twice, with another SyncToken; none is passed over by others moving up.
   */
  query(entity: string, options?: Selection & AskOptions & { readonly rowsPerPage?: number }): AsyncGenerator<Result<Page, ConnectionError>, void>
  count(entity: string, options?: Selection & AskOptions): Promise<Result<number, ConnectionError>>
  /** One row by its id; `null` when QuickBooks has none. */
  read(entity: string, id: string, options?: AskOptions): Promise<Result<JsonObject | null, ConnectionError>>
  /** Sends exactly this text under this request id, once. */
  create(entity: string, body: string, options: AskOptions & { readonly requestId: string }): Promise<WriteOutcome>
  companyInfo(options?: AskOptions): Promise<Result<QuickbooksCompany, ConnectionError>>
  preferences(options?: AskOptions): Promise<Result<QuickbooksPreferences, ConnectionError>>
  /** At most 30 days back and 1,000 rows in all. */
  cdc(entities: readonly string[], changedSince: string, options?: AskOptions): Promise<Result<Changes, ConnectionError>>
}

interface Request {
  readonly what: string
  readonly method: 'GET' | 'POST'
  /** Below `/v3/company/REALM/`. */
  readonly path: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly body?: string
  readonly bodyType?: string
}

/** An answer that was understood, be it a refusal. */
type Asked = { readonly json: JsonObject } | { readonly fault: Fault }

const minorVersion = '75'
const rowsMax = 1000
/** Pages overlap by so many rows, so that the next can be seen to go on where the last one ended. */
const overlapRows = 20
const attemptsMax = 4
const pausesMax = 3
const firstBackoffMs = 1000
/** Longer statements go in the body, as addresses have an end. */
const addressStatementMax = 1500

export function quickbooksClient(parts: ClientParts): QuickbooksClient {
  const { http, clock, timers, random, log, addresses, realmId } = parts
  const limits = parts.limits ?? exchangeLimits
  const pace = parts.pace ?? paceOf({ clock, timers })
  const cancelled = (): Answer => ({ kind: 'error', error: appError('connection.cancelled', {}), mayHaveArrived: false })

  /** One request with one token. */
  const sendWith = async (token: string, request: Request, signal: AbortSignal | undefined): Promise<Answer> => {
    const parameters = new URLSearchParams({ ...request.parameters, minorversion: minorVersion })
    const exchanged = await exchange(
      { http, clock, timers },
      `${addresses.api}/v3/company/${encodeURIComponent(realmId)}/${request.path}?${parameters.toString()}`,
      {
        method: request.method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': request.bodyType ?? 'application/json' }),
        },
        ...(request.body === undefined ? {} : { body: request.body }),
      },
      { limits, signal },
    )
    const answer = understand(exchanged)
    const { status, tid, tookMs } = { ...exchanged }
    const facts = { what: request.what, method: request.method, status, tid, tookMs: Math.round(tookMs) }
    if (answer.kind === 'json') log.info('quickbooks', facts)
    else if (answer.kind === 'error') log.warn('quickbooks', { ...facts, error: answer.error.code })
    else log.warn('quickbooks', { ...facts, fault: answer.fault.kind, faultCode: answer.fault.code })
    if (answer.kind === 'fault' && answer.fault.kind === 'throttled') pace.hold(throttledSeconds * 1000)
    return answer
  }

  /** One request; with another token when the first is not taken, as then nothing was done yet. */
  const send = async (request: Request, signal: AbortSignal | undefined): Promise<Answer> => {
    let answer: Answer = cancelled()
    for (let tokens = 0; tokens < 2; tokens += 1) {
      const token = await parts.accessToken()
      if (!token.ok) return { kind: 'error', error: token.error, mayHaveArrived: false }
      const turn = await pace.turn(signal)
      if (turn === null) return cancelled()
      answer = await sendWith(token.value, request, signal).finally(turn.ended)
      if (answer.kind !== 'fault' || answer.fault.kind !== 'token') return answer
      parts.refused(token.value)
    }
    return answer
  }

  /** Asks until there is an answer, or until asking again is of no use. */
  const ask = async (request: Request, { signal }: AskOptions): Promise<Result<Asked, ConnectionError>> => {
    let pauses = 0
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(request, signal)
      if (answer.kind === 'json') return ok({ json: answer.json })
      if (answer.kind === 'fault' && answer.fault.kind === 'throttled' && pauses < pausesMax) {
        // The pace holds the next one back; a pause is no failed attempt.
        pauses += 1
        attempt -= 1
        continue
      }
      const again = answer.kind === 'fault' ? answer.fault.kind === 'their_side' : isPassing(answer, attempt)
      if (!again || attempt >= attemptsMax) return answer.kind === 'fault' ? ok({ fault: answer.fault }) : err(answer.error)
      const backoffMs = firstBackoffMs * 2 ** (attempt - 1) * (0.5 + random.fraction())
      if (!(await sleep(timers, backoffMs, signal))) return err(appError('connection.cancelled', {}))
    }
  }

  /** The same where any fault is an error. */
  const askJson = async (request: Request, options: AskOptions): Promise<Result<JsonObject, ConnectionError>> => {
    const asked = await ask(request, options)
    if (!asked.ok) return asked
    return 'fault' in asked.value ? err(errorOfFault(asked.value.fault)) : ok(asked.value.json)
  }

  const askStatement = (entity: string, statement: string, options: AskOptions): Promise<Result<JsonObject, ConnectionError>> => {
    const what = `query ${entity}`
    return statement.length <= addressStatementMax
      ? askJson({ what, method: 'GET', path: 'query', parameters: { query: statement } }, options)
      : askJson({ what, method: 'POST', path: 'query', body: statement, bodyType: 'application/text' }, options)
  }

  const pageOf = async (entity: string, statement: string, options: AskOptions): Promise<Result<Page, ConnectionError>> => {
    const answer = await askStatement(entity, statement, options)
    if (!answer.ok) return answer
    const response = answer.value['QueryResponse']
    const time = timeOf(answer.value)
    const rows = isObject(response) ? rowsOf(response[entity]) : null
    return time === null || rows === null ? err(unexpected()) : ok({ time, toldAt: time, rows })
  }

  async function* query(
    entity: string,
    options: Selection & AskOptions & { readonly rowsPerPage?: number } = {},
  ): AsyncGenerator<Result<Page, ConnectionError>, void> {
    const asked = Math.max(2, Math.min(rowsMax, options.rowsPerPage ?? rowsMax))
    const overlap = Math.min(overlapRows, Math.floor(asked / 2))
    let time: string | null = null
    /** The version of each row that was told last. */
    const told = new Map<string, string>()
    // So many rows went away between two pages that others may have moved past unseen: then it begins anew.
    for (let passes = 0; passes < 3; passes += 1) {
      const seen = new Set<string>()
      const ask = (position: number) => pageOf(entity, pageStatement(entity, options, position, asked), options)
      for (let position = 1, coming = ask(1); ; ) {
        const page: Result<Page, ConnectionError> = await coming
        if (!page.ok) return yield page
        time ??= page.value.time
        const { rows } = page.value
        if (position > 1 && !rows.some((row) => seen.has(idOf(row)))) break
        const fresh = rows.filter((row) => told.get(idOf(row)) !== tokenOf(row))
        for (const row of rows) {
          seen.add(idOf(row))
          told.set(idOf(row), tokenOf(row))
        }
        const isFirst = position === 1
        const isLast = rows.length < asked
        if (!isLast) {
          position += rows.length - overlap
          // The next page is on its way while this one is worked on.
          coming = ask(position)
          coming.catch(() => undefined)
        }
        if (isFirst || fresh.length > 0) yield ok({ time, toldAt: page.value.toldAt, rows: fresh })
        if (isLast) return
      }
    }
    yield err(unexpected())
  }

  const readOne = async <T>(path: string, name: string, reader: Reader<T>, options: AskOptions): Promise<Result<T, ConnectionError>> => {
    const answer = await askJson({ what: name, method: 'GET', path }, options)
    if (!answer.ok) return answer
    const read = reader(answer.value[name] ?? null)
    return read.ok ? read : err(unexpected())
  }

  return {
    query,
    count: async (entity, options = {}) => {
      const answer = await askStatement(entity, countStatement(entity, options), options)
      if (!answer.ok) return answer
      const response = answer.value['QueryResponse']
      const total = isObject(response) ? response['totalCount'] : undefined
      return total instanceof JsonNumber && /^\d{1,15}$/.test(total.text) ? ok(Number(total.text)) : err(unexpected())
    },
    read: async (entity, id, options = {}) => {
      const asked = await ask({ what: `read ${entity}`, method: 'GET', path: `${entity.toLowerCase()}/${encodeURIComponent(id)}` }, options)
      if (!asked.ok) return asked
      if ('fault' in asked.value) return asked.value.fault.kind === 'reference_gone' ? ok(null) : err(errorOfFault(asked.value.fault))
      const row = asked.value.json[entity]
      return isObject(row) ? ok(row) : err(unexpected())
    },
    create: async (entity, body, { requestId, signal }) => {
      const request: Request = { what: `create ${entity}`, method: 'POST', path: entity.toLowerCase(), parameters: { requestid: requestId }, body }
      return outcomeOf(entity, await send(request, signal))
    },
    companyInfo: (options = {}) => readOne(`companyinfo/${encodeURIComponent(realmId)}`, 'CompanyInfo', readCompany, options),
    preferences: (options = {}) => readOne('preferences', 'Preferences', readPreferences, options),
    cdc: async (entities, changedSince, options = {}) => {
      const parameters = { entities: entities.join(','), changedSince }
      const answer = await askJson({ what: 'cdc', method: 'GET', path: 'cdc', parameters }, options)
      return answer.ok ? changesIn(answer.value, entities) : answer
    },
  }
}

function outcomeOf(entity: string, answer: Answer): WriteOutcome {
  if (answer.kind === 'error') return { outcome: answer.mayHaveArrived ? 'unknown' : 'not_sent', error: answer.error }
  if (answer.kind === 'json') {
    const row = answer.json[entity]
    // Accepted, or so it seems, without telling what it is called: nothing to hold on to, so it has to be looked for.
    if (!isObject(row) || idOf(row) === '') return { outcome: 'unknown', error: unexpected() }
    return { outcome: 'accepted', id: idOf(row), row, time: timeOf(answer.json), tid: answer.tid }
  }
  const { fault } = answer
  switch (fault.kind) {
    case 'token':
    case 'throttled':
      return { outcome: 'not_sent', error: errorOfFault(fault) }
    case 'their_side':
    case 'duplicate_request':
      return { outcome: 'unknown', error: errorOfFault(fault) }
    default:
      return { outcome: 'refused', fault }
  }
}

/** Whether asking again may help: not where there is no way there, nor where the person stopped it, and a wait of minutes only once. */
function isPassing({ error, mayHaveArrived }: { readonly error: ConnectionError; readonly mayHaveArrived: boolean }, attempt: number): boolean {
  if (error.code === 'connection.timed_out') return attempt < 2
  return mayHaveArrived && (error.code === 'connection.offline' || error.code === 'connection.unreadable')
}

function changesIn(json: JsonObject, entities: readonly string[]): Result<Changes, ConnectionError> {
  const time = timeOf(json)
  const [response] = rowsOf(json['CDCResponse']) ?? []
  const parts = response === undefined ? null : rowsOf(response['QueryResponse'])
  if (time === null || parts === null || parts === undefined) return err(unexpected())
  const rows = Object.fromEntries(entities.map((entity) => [entity, parts.flatMap((part) => rowsOf(part[entity]) ?? [])]))
  const told = Object.values(rows).reduce((sum, some) => sum + some.length, 0)
  return ok({ time, rows, capped: told >= rowsMax })
}

/** The objects of a list that may be missing; `null` for what is no list of objects. */
function rowsOf(json: Json | undefined): readonly JsonObject[] | null {
  if (json === undefined || json === null) return []
  const list: unknown = json
  return Array.isArray(list) && list.every((row: Json) => isObject(row)) ? (list as JsonObject[]) : null
}

function idOf(row: JsonObject): string {
  const id = row['Id']
  return typeof id === 'string' ? id : ''
}

function tokenOf(row: JsonObject): string {
  const token = row['SyncToken']
  return typeof token === 'string' ? token : ''
}

function timeOf(json: JsonObject): string | null {
  const time = json['time']
  return typeof time === 'string' ? utcInstant(time) : null
}

function unexpected(): ConnectionError {
  return appError('connection.unreadable', { status: 200, problem: 'unexpected' })
}
