import type { PushClient } from '../../src/main/exports/push.ts'
import type { WriteOutcome } from '../../src/main/quickbooks/client.ts'
import type { FaultKind } from '../../src/main/quickbooks/faults.ts'
import { isObject, parseJson, type JsonObject } from '../../src/main/quickbooks/json.ts'
import { appError } from '../../src/shared/errors.ts'
import { err, ok } from '../../src/shared/result.ts'

/** What happens to one request: how it ends, and whether the company made the document. */
export type Turn = 'ok' | 'lost_after' | 'lost_before' | 'late' | 'offline' | { readonly refuse: FaultKind; readonly code?: string }

export interface ScriptedCompany {
  readonly client: PushClient
  /** What the next requests come to; `ok` after the last. */
  readonly turns: Turn[]
  /** Documents that exist there, oldest first. */
  readonly documents: JsonObject[]
  /** Every request as it came in. */
  readonly requests: { readonly entity: string; readonly requestId: string; readonly body: string }[]
  /** How often it was asked for documents. */
  looks: number
  /** From when on it was asked for adjustments, each time. */
  readonly askedSince: string[]
  /** Whether it can be asked. */
  reachable: boolean
  /** Makes what was still being worked on. */
  readonly finishLate: () => void
}

/** An accounting company that does what it is told: it answers, or loses answers, before or after it made the document. */
export function scriptedCompany(): ScriptedCompany {
  const turns: Turn[] = []
  const documents: JsonObject[] = []
  const requests: ScriptedCompany['requests'] = []
  const byRequest = new Map<string, JsonObject>()
  const late: (() => void)[] = []
  const make = (entity: string, requestId: string, body: string): JsonObject => {
    const known = byRequest.get(requestId)
    if (known !== undefined) return known
    const parsed = parseJson(body)
    if (!parsed.ok || !isObject(parsed.value)) throw new Error('not JSON')
    const row = { ...parsed.value, Id: `${documents.length + 1}`, SyncToken: '0', entity, MetaData: { CreateTime: '2026-01-31T04:00:00-08:00' } }
    documents.push(row)
    byRequest.set(requestId, row)
    return row
  }
  const timedOut = appError('connection.timed_out', { host: 'test', seconds: 120 })
  const company: ScriptedCompany = {
    turns,
    documents,
    requests,
    looks: 0,
    askedSince: [],
    reachable: true,
    finishLate: () => late.splice(0).forEach((finish) => finish()),
    client: {
      create: (entity, body, { requestId }): Promise<WriteOutcome> => {
        const turn = turns.shift() ?? 'ok'
        requests.push({ entity, requestId, body })
        if (turn === 'offline' || !company.reachable) return Promise.resolve({ outcome: 'not_sent', error: appError('connection.offline', { host: 'test' }) })
        if (typeof turn === 'object') {
          return Promise.resolve({ outcome: 'refused', fault: { kind: turn.refuse, status: 400, code: turn.code ?? '6000', message: 'No', detail: 'Because', element: '', tid: 't' } })
        }
        if (turn === 'late') late.push(() => make(entity, requestId, body))
        const row = turn === 'ok' || turn === 'lost_after' ? make(entity, requestId, body) : null
        if (row === null || turn !== 'ok') return Promise.resolve({ outcome: 'unknown', error: timedOut })
        return Promise.resolve({ outcome: 'accepted', id: String(row['Id']), row, time: '2026-01-31T12:00:00.000Z', tid: 't' })
      },
      async *query(entity, { where = [] } = {}) {
        company.looks += 1
        if (!company.reachable) return yield err(appError('connection.offline', { host: 'test' }))
        const [first] = where
        if (first?.[0] === 'MetaData.CreateTime') company.askedSince.push(String(first[2]))
        const rows = documents.filter((row) => row['entity'] === entity && (first?.[0] !== 'DocNumber' || (first[1] === 'LIKE' ? String(row['DocNumber']).startsWith(String(first[2]).replace('%', '')) : row['DocNumber'] === first[2])))
        const at = '2026-01-31T12:00:00.000Z'
        yield ok({ time: at, toldAt: at, rows })
      },
    },
  }
  return company
}
