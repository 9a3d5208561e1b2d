import type { Clock, Ids, Log, Random } from '../environment.ts'
import type { Database } from '../database/open.ts'
import { exportsPaused } from '../outbox/pause.ts'
import { isClaimed } from '../outbox/rows.ts'
import { anyWaitsForDay, beginAgain, beginLook, beginSend, forgetFlights, record, sendable, unknownExports, type Outcome, type Outgoing } from '../outbox/transitions.ts'
import type { QuickbooksClient, WriteOutcome } from '../quickbooks/client.ts'
import type { ConnectionError, Fault } from '../quickbooks/faults.ts'
import type { JsonObject } from '../quickbooks/json.ts'
import { instantOfMs, msOfInstant, utcInstant } from '../quickbooks/times.ts'
import { matchesOf, syncTokenOf, type Found } from './adopt.ts'

export type PushClient = Pick<QuickbooksClient, 'create' | 'query'>

export interface PusherParts {
  readonly db: Database
  readonly environment: { readonly clock: Clock; readonly ids: Ids; readonly log: Log }
  readonly random: Random
  /** Told after each document whose state changed. */
  readonly onChanged: () => void
}

/** What a round of sending did. */
export interface PushSummary {
  readonly accepted: number
  readonly refused: number
  readonly unknown: number
  /** Why the round ended before everything had its turn: no way there, no login. */
  readonly problem: ConnectionError | null
  /** Whether something was refused because the accounting company's lists are not what they were here. */
  readonly listsAreOld: boolean
  /** Milliseconds until something is to be looked for or tried again; `null` when nothing is. */
  readonly nextInMs: number | null
}

export interface PushOptions {
  readonly signal?: AbortSignal
  /** Told before each document is sent or looked for. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void
}

export interface Pusher {
  /** Looks for what nobody knows about, then sends what may go out, oldest first. One round at a time: a second waits for none. */
  readonly run: (client: PushClient, options?: PushOptions) => Promise<PushSummary>
}

/** QuickBooks may work on a request for two minutes after everybody has gone. */
export const lookAfterMs = 150_000
const backoffMaxMs = 3_600_000
const dayMs = 86_400_000
/** How soon it is looked again whether a day is over. */
const dayLookMs = 1_800_000

/**
 * Sends exports so that each arrives exactly once. What was sent has its bytes and request id on the disk before it leaves;
 * an answer that never came makes it unknown, and it is looked for before it is sent again. One that is stuck never stops
 * the others. Made anew it takes over what was on its way when the program ended.
 */
export function exportPusher({ db, environment, random, onChanged }: PusherParts): Pusher {
  const { clock, ids, log } = environment
  const startedMs = clock.monotonicMs()
  /** When each may be looked for or tried again, in the clock's milliseconds. */
  const due = new Map<number, number>()
  const tries = new Map<number, number>()
  let running: Promise<PushSummary> | null = null
  forgetFlights(db, clock.instant())

  const dueOf = (exportId: number) => due.get(exportId) ?? startedMs + lookAfterMs
  const isDue = (exportId: number) => clock.monotonicMs() >= dueOf(exportId)
  const later = (exportId: number, firstMs: number) => {
    const count = (tries.get(exportId) ?? 0) + 1
    tries.set(exportId, count)
    const backoffMs = Math.min(backoffMaxMs, firstMs * 2 ** (count - 1))
    // Never sooner than the first wait; the rest of it by chance, so that not everything comes at once.
    due.set(exportId, clock.monotonicMs() + firstMs + (backoffMs - firstMs) * random.fraction())
  }
  const settled = (exportId: number) => {
    due.delete(exportId)
    tries.delete(exportId)
  }
  const write = (exportId: number, outcome: Outcome, detail: object) => {
    // A ledger that was closed meanwhile says at its next start that nobody knows, and it is looked for.
    if (!db.open) return
    record(db, exportId, outcome, { at: clock.instant(), uuid: () => ids.uuid(), detail })
    onChanged()
  }

  /** What a sent document's answer means; the problem when nothing else will get through either. */
  const take = async (client: PushClient, sent: Outgoing, answer: WriteOutcome, tally: Tally, signal: AbortSignal | undefined): Promise<ConnectionError | null> => {
    const { exportId } = sent
    switch (answer.outcome) {
      case 'accepted': {
        const acceptedAt = answer.time ?? clock.instant()
        write(exportId, { outcome: 'accepted', arrived: { externalId: answer.id, syncToken: syncTokenOf(answer.row), acceptedAt } }, { tid: answer.tid })
        settled(exportId)
        tally.accepted += 1
        return null
      }
      case 'unknown':
        write(exportId, { outcome: 'unknown' }, { error: answer.error.code })
        later(exportId, lookAfterMs)
        tally.unknown += 1
        return null
      case 'not_sent':
        write(exportId, { outcome: 'put_off' }, { error: answer.error.code })
        return answer.error
      default:
        return refuse(client, sent, answer.fault, tally, signal)
    }
  }

  const refuse = async (client: PushClient, sent: Outgoing, fault: Fault, tally: Tally, signal: AbortSignal | undefined): Promise<ConnectionError | null> => {
    const detail = { status: fault.status, fault: fault.kind, code: fault.code, tid: fault.tid }
    // The number may have been taken by this very document.
    const found = fault.kind === 'number_taken' ? await look(client, sent, signal) : { outcome: 'none' as const }
    if (found.outcome === 'error') {
      write(sent.exportId, { outcome: 'unknown' }, detail)
      later(sent.exportId, lookAfterMs)
      tally.unknown += 1
      return found.error
    }
    if (found.outcome === 'one') {
      adopt(sent.exportId, found.found, detail)
      tally.accepted += 1
      return null
    }
    const why = { code: 'refused', fault: fault.kind, faultCode: fault.code, message: fault.message, detail: fault.detail } as const
    write(sent.exportId, { outcome: 'refused', why }, detail)
    settled(sent.exportId)
    tally.refused += 1
    tally.listsAreOld ||= fault.kind === 'reference_gone'
    return null
  }

  const adopt = (exportId: number, { externalId, syncToken, createdAt }: Found, detail: object) => {
    const acceptedAt = utcInstant(createdAt ?? '') ?? clock.instant()
    write(exportId, { outcome: 'found', arrived: { externalId, syncToken, acceptedAt } }, detail)
    settled(exportId)
  }

  /** Looks for what was sent: a journal by its number, an adjustment, which has none to ask by, among those made since. */
  const look = async (client: PushClient, sent: Outgoing, signal: AbortSignal | undefined): Promise<Looked> => {
    // By its own clock where that is known: this PC's may have been days ahead.
    const since = dayBefore(sent.notBefore ?? sent.sentAt)
    const where = sent.entity === 'JournalEntry' ? (['DocNumber', '=', sent.docNumber] as const) : (['MetaData.CreateTime', '>=', since] as const)
    const rows: JsonObject[] = []
    let toldAt = ''
    for await (const page of client.query(sent.entity, { where: [where], ...(signal === undefined ? {} : { signal }) })) {
      if (!page.ok) return { outcome: 'error', error: page.error }
      rows.push(...page.value.rows)
      toldAt = page.value.toldAt
    }
    const [first, ...more] = matchesOf(rows, sent, (externalId) => isClaimed(db, sent.entity === 'JournalEntry' ? 'journal_entry' : 'inventory_adjustment', externalId))
    if (first === undefined) return { outcome: 'none' }
    // An adjustment may not tell when it was made: no later than it was told of.
    if (more.length === 0) return { outcome: 'one', found: { ...first, createdAt: first.createdAt ?? toldAt } }
    return { outcome: 'many', externalIds: [first, ...more].map(({ externalId }) => externalId) }
  }

  const lookFor = async (client: PushClient, exportId: number, tally: Tally, signal: AbortSignal | undefined): Promise<ConnectionError | null> => {
    const sent = beginLook(db, exportId, clock.instant())
    if (sent === null) return null
    const looked = await look(client, sent, signal)
    switch (looked.outcome) {
      case 'error':
        write(exportId, { outcome: 'unknown' }, { error: looked.error.code })
        later(exportId, 1000)
        return looked.error
      case 'one':
        adopt(exportId, looked.found, {})
        tally.accepted += 1
        return null
      case 'many':
        write(exportId, { outcome: 'found_twice', externalIds: looked.externalIds }, {})
        return null
      default:
        write(exportId, { outcome: 'not_found' }, {})
        return sendAgain(client, exportId, tally, signal)
    }
  }

  const sendAgain = (client: PushClient, exportId: number, tally: Tally, signal: AbortSignal | undefined) => {
    if (!db.open || signal?.aborted === true) return Promise.resolve(null)
    const sent = beginAgain(db, exportId, clock.instant())
    return sent === null ? Promise.resolve(null) : send(client, sent, tally, signal)
  }

  const send = async (client: PushClient, sent: Outgoing, tally: Tally, signal: AbortSignal | undefined) => {
    const { entity, body, requestId } = sent
    const answer = await client.create(entity, body, { requestId, signal })
    // Sent before, it may have been made then: what is certain of this attempt is not of that one.
    const first = sent.sends === 1 || answer.outcome !== 'not_sent'
    return take(client, sent, first ? answer : { outcome: 'unknown', error: (answer as { error: ConnectionError }).error }, tally, signal)
  }

  const round = async (client: PushClient, { signal, onProgress }: PushOptions): Promise<PushSummary> => {
    const tally: Tally = { accepted: 0, refused: 0, unknown: 0, listsAreOld: false }
    let problem: ConnectionError | null = null
    if (exportsPaused(db) === null) {
      const looks = unknownExports(db).filter(isDue).map((exportId) => () => lookFor(client, exportId, tally, signal))
      const sends = sendable(db, clock.today()).map((exportId) => async () => {
        const sent = beginSend(db, exportId, { at: clock.instant(), uuid: () => ids.uuid() })
        onChanged()
        return sent === null ? null : send(client, sent, tally, signal)
      })
      const work = [...looks, ...sends]
      for (const [done, one] of work.entries()) {
        if (!db.open || signal?.aborted === true || problem !== null || exportsPaused(db) !== null) break
        onProgress?.({ done, of: work.length })
        problem = await one()
      }
    }
    const waits = !db.open ? [] : unknownExports(db).map((exportId) => Math.max(0, dueOf(exportId) - clock.monotonicMs()))
    if (db.open && anyWaitsForDay(db, clock.today())) waits.push(dayLookMs)
    const summary = { ...tally, problem, nextInMs: waits.length === 0 ? null : Math.min(...waits) }
    if (tally.accepted + tally.refused + tally.unknown > 0) log.info('exports', { ...tally })
    return summary
  }

  return {
    run: (client, options = {}) => {
      running ??= round(client, options).finally(() => {
        running = null
      })
      return running
    },
  }
}

interface Tally {
  accepted: number
  refused: number
  unknown: number
  listsAreOld: boolean
}

type Looked =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'one'; readonly found: Found }
  | { readonly outcome: 'many'; readonly externalIds: readonly string[] }
  | { readonly outcome: 'error'; readonly error: ConnectionError }

/** A day before an instant: clocks differ, and some answers hold only a date. */
function dayBefore(instant: string): string {
  return instantOfMs((msOfInstant(instant) ?? 0) - dayMs)
}
