import type { ExportNeed, ExportState, ExportWhy } from '../../shared/exports.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import { ok } from '../../shared/result.ts'
import { bodyOf } from './bodies.ts'
import { exportSettings, type ExportSettings } from './choices.ts'
import { adoptableAs } from './findings.ts'
import { reviseOpposites } from './plan-event.ts'
import { lookupsOn, prepare, type ReadyExport } from './prerequisites.ts'
import { exportRow, linesOf, openStates, rowColumns, setState, type ExportRow } from './rows.ts'

/** A document as it goes out, or went out: the same bytes under the same request id until it is known what came of them. */
export interface Outgoing {
  readonly exportId: number
  readonly entity: 'InventoryAdjustment' | 'JournalEntry'
  readonly docNumber: string
  readonly marker: string
  readonly requestId: string
  readonly body: string
  /** When it was first sent, UTC by this PC's clock. */
  readonly sentAt: string
  /** A moment before it was first sent, by the accounting company's own clock; `null` when that was never heard. */
  readonly notBefore: string | null
  /** How often it was sent under this request id. */
  readonly sends: number
}

interface StoredBody {
  readonly sentAt: string | null
  readonly notBefore: string | null
  readonly sends: number
  readonly requestId: string | null
  readonly body: string | null
  readonly attempts: number
}

/** Over the sends since it last had another request id, or none. By their order: this PC's clock may have been set back. */
const ofThisRequest = (what: string) => `(SELECT ${what} FROM export_attempt a WHERE a.export_id = d.export_id AND a.what = 'send' AND a.attempt_no >
  (SELECT coalesce(max(e.attempt_no), 0) FROM export_attempt e WHERE e.export_id = d.export_id AND e.outcome IN ('refused', 'put_off')))`

const statements = perConnection((db) => ({
  stored: db.prepare<[number], StoredBody>(
    `SELECT request_id AS requestId, body, attempts, sent_at AS sentAt, ${ofThisRequest('count(*)')} AS sends,
       ${ofThisRequest("min(a.detail_json ->> '$.notBefore')")} AS notBefore
     FROM export_document d WHERE export_id = ?`,
  ),
  /** The latest that was heard of the accounting company's own clock: when it took a document, or told its accounts. */
  clockThere: db.prepare<[], string | null>(
    `SELECT max(at) FROM (SELECT max(accepted_at) AS at FROM export_document WHERE accepted_at IS NOT NULL
     UNION ALL SELECT max(cursor) FROM (SELECT cursor FROM sync_run WHERE kind = 'accounts' ORDER BY sync_run_id DESC LIMIT 5))`,
  ).pluck(),
  begin: db.prepare<[string, string, string, number]>(
    `UPDATE export_document SET state = 'in_flight', why_json = '[]', request_id = ?, body = ?, sent_at = ? WHERE export_id = ? AND state IN ('waiting', 'needs', 'refused')`,
  ),
  again: db.prepare<[number]>("UPDATE export_document SET state = 'in_flight', why_json = '[]' WHERE export_id = ? AND state = 'unknown'"),
  fixOffset: db.prepare<[string | null, number]>('UPDATE export_document SET offset_account = ? WHERE export_id = ?'),
  fixLine: db.prepare<[string | null, string | null, string | null, string | null, number, number]>(
    'UPDATE export_line SET item = ?, debit_account = ?, credit_account = ?, vendor = ? WHERE export_id = ? AND line_no = ?',
  ),
  accepted: db.prepare<[string, string | null, string, number]>(
    `UPDATE export_document SET state = 'accepted', why_json = '[]', external_id = ?, sync_token = ?, accepted_at = ? WHERE export_id = ? AND state IN ('in_flight', 'unknown')`,
  ),
  unknown: db.prepare<[string, number]>("UPDATE export_document SET state = 'unknown', why_json = ? WHERE export_id = ? AND state IN ('in_flight', 'unknown')"),
  free: db.prepare<[string, string, number]>(
    "UPDATE export_document SET state = ?, why_json = ?, request_id = NULL, body = NULL WHERE export_id = ? AND state IN ('in_flight', 'unknown')",
  ),
  anew: db.prepare<[number]>(
    `UPDATE export_document SET state = 'waiting', why_json = '[]', queued = 1, request_id = NULL, body = NULL, external_id = NULL, sync_token = NULL, accepted_at = NULL
     WHERE export_id = ? AND state = 'accepted'`,
  ),
  /** What it speaks of is looked up anew; what opposes something sent speaks of that. */
  freeOffset: db.prepare<[number]>("UPDATE export_document SET offset_account = NULL WHERE export_id = ? AND purpose <> 'reversal'"),
  freeLines: db.prepare<[number]>(
    `UPDATE export_line SET item = NULL, debit_account = NULL, credit_account = NULL, vendor = NULL
     WHERE export_id = ? AND (SELECT purpose FROM export_document d WHERE d.export_id = export_line.export_id) <> 'reversal'`,
  ),
  attempt: db.prepare<[number, number, 'send' | 'look', string, string]>('INSERT INTO export_attempt (export_id, attempt_no, what, began_at, detail_json) VALUES (?, ?, ?, ?, ?)'),
  countAttempt: db.prepare<[number, number]>('UPDATE export_document SET attempts = ? WHERE export_id = ?'),
  endAttempt: db.prepare<[string, string, string, number]>(
    'UPDATE export_attempt SET ended_at = ?, outcome = ?, detail_json = json_patch(detail_json, ?) WHERE export_id = ? AND ended_at IS NULL',
  ),
  inFlight: db.prepare<[], number>("SELECT export_id FROM export_document INDEXED BY export_document_open WHERE state = 'in_flight' AND state IN " + openStates).pluck(),
  open: db.prepare<[], ExportRow>(
    `SELECT ${rowColumns} FROM export_document d INDEXED BY export_document_open WHERE d.state IN ${openStates} AND d.state IN ('waiting', 'needs') ORDER BY d.export_id`,
  ),
  byState: db.prepare<[string], ExportRow>(
    `SELECT ${rowColumns} FROM export_document d INDEXED BY export_document_open WHERE d.state IN ${openStates} AND d.state = ? ORDER BY d.export_id`,
  ),
  /** What opposes something waits until it is known whether that arrived. */
  opposesUnknown: db.prepare<[string, number, number], number>(
    `SELECT 1 FROM export_line l JOIN export_document d USING (export_id)
     WHERE l.document_kind = +? AND l.document_id = +? AND d.state IN ('in_flight', 'unknown') AND d.export_id < +? LIMIT 1`,
  ).pluck(),
}))

const foundTwice = (whyJson: string): readonly string[] => {
  const [why] = JSON.parse(whyJson) as ExportWhy[]
  return why?.code === 'found_twice' ? why.externalIds : []
}

const entities = { inventory_adjustment: 'InventoryAdjustment', journal_entry: 'JournalEntry' } as const

/** Says of everything that waits what it lacks, or that it lacks nothing any more. Runs inside the caller's transaction. True when any changed. */
export function refreshNeeds(db: Database, settings: ExportSettings, rows: readonly ExportRow[] = statements(db).open.all()): boolean {
  let changed = false
  const look = lookupsOn(db)
  for (const row of rows) {
    if (row.state !== 'waiting' && row.state !== 'needs') continue
    const needs = withFound(db, row.exportId, prepare(look, settings, row, linesOf(db, row.exportId)).needs)
    const state = needs.length === 0 ? 'waiting' : 'needs'
    if (state === row.state && JSON.stringify(needs) === row.whyJson) continue
    setState(db, row.exportId, state, needs)
    changed = true
  }
  return changed
}

// What was found over there is not sent: somebody takes it as this one, or it is gone again at the next comparison.
function withFound(db: Database, exportId: number, needs: readonly ExportNeed[]): readonly ExportNeed[] {
  const externalId = adoptableAs(db, exportId)
  return externalId === undefined ? needs : [...needs, { code: 'found_there', externalId }]
}

/** The same after something else than a command changed what exports speak of, such as the accounting company's lists. */
export function refreshAllNeeds(db: Database): boolean {
  const settings = exportSettings(db)
  if (settings === null) return false
  const refreshed = transact(db, () => ok(refreshNeeds(db, settings)))
  return refreshed.ok && refreshed.value
}

/**
 * What may go out now, oldest first: all that it needs is there, and it goes by itself or somebody sent it. The cost of a
 * day's sales waits for the end of that day, as more may be sold.
 */
export function sendable(db: Database, today: string): number[] {
  return statements(db)
    .byState.all('waiting')
    .filter((row) => row.queued === 1 && !waitsForDay(row, today) && !waitsForAnswer(db, row))
    .map(({ exportId }) => exportId)
}

/** Whether something waits for nothing but the end of the day. */
export function anyWaitsForDay(db: Database, today: string): boolean {
  return statements(db).byState.all('waiting').some((row) => row.queued === 1 && waitsForDay(row, today))
}

function waitsForDay({ purpose, txnDate }: ExportRow, today: string): boolean {
  return purpose === 'cost_of_sales' && txnDate >= today
}

function waitsForAnswer(db: Database, { purpose, documentKind, documentId, exportId }: ExportRow): boolean {
  return purpose === 'reversal' && statements(db).opposesUnknown.get(documentKind, documentId, exportId) !== undefined
}

/** What was sent without anybody knowing whether it arrived, oldest first; one that was found twice waits for a person. */
export function unknownExports(db: Database): number[] {
  return statements(db)
    .byState.all('unknown')
    .filter(({ whyJson }) => !whyJson.includes('"found_twice"'))
    .map(({ exportId }) => exportId)
}

/** A process that was killed while it sent knows nothing of what became of it. */
export function forgetFlights(db: Database, at: string): void {
  transact(db, () => {
    for (const exportId of statements(db).inFlight.all()) {
      endAttempt(db, exportId, at, 'unknown', {})
      statements(db).unknown.run(JSON.stringify([{ code: 'no_answer' }]), exportId)
    }
    return ok(undefined)
  })
}

/**
 * Stores the exact body and request id of what is about to be sent, in a transaction of its own, so that they are on the
 * disk before the first byte leaves. `null` when it may not go out any more, or lacks something.
 */
export function beginSend(db: Database, exportId: number, { at, uuid }: { readonly at: string; readonly uuid: () => string }): Outgoing | null {
  const begun = transact(db, () => {
    const row = exportRow(db, exportId)
    const settings = exportSettings(db)
    if (row === undefined || settings === null || !['waiting', 'needs', 'refused'].includes(row.state)) return ok(null)
    const { needs: lacks, ready } = prepare(lookupsOn(db), settings, row, linesOf(db, exportId))
    const needs = withFound(db, exportId, lacks)
    if (needs.length > 0) return ok(notReady(db, exportId, needs))
    const body = bodyOf(db, settings, row, ready)
    if (body === null) return ok(sendsNothing(db, exportId, ready.lines.every(({ cents, quantity }) => cents === 0 && quantity === 0) ? 'rounds_to_nothing' : 'same_account'))
    storeBody(db, row, body, ready, { at, requestId: uuid() })
    beginAttempt(db, exportId, 'send', at)
    return ok(outgoing(db, exportId))
  })
  return begun.ok ? begun.value : null
}

/** Stores what goes out, with what it speaks of, and a request id of its own. */
function storeBody(db: Database, { exportId, offsetRole }: ExportRow, body: string, ready: ReadyExport, { at, requestId }: { readonly at: string; readonly requestId: string }): void {
  statements(db).begin.run(requestId, body, at, exportId)
  if (offsetRole !== null) statements(db).fixOffset.run(ready.offsetAccount, exportId)
  for (const { lineNo, ids } of ready.lines) statements(db).fixLine.run(ids.item, ids.debitAccount, ids.creditAccount, ids.vendor, exportId, lineNo)
}

/** Sends again what was not found: the same bytes under the same request id. */
export function beginAgain(db: Database, exportId: number, at: string): Outgoing | null {
  const begun = transact(db, () => {
    if (statements(db).again.run(exportId).changes !== 1) return ok(null)
    beginAttempt(db, exportId, 'send', at)
    return ok(outgoing(db, exportId))
  })
  return begun.ok ? begun.value : null
}

/** Begins to look for something unknown; `null` when it is not unknown any more. */
export function beginLook(db: Database, exportId: number, at: string): Outgoing | null {
  const begun = transact(db, () => {
    if (exportRow(db, exportId)?.state !== 'unknown') return ok(null)
    beginAttempt(db, exportId, 'look', at)
    return ok(outgoing(db, exportId))
  })
  return begun.ok ? begun.value : null
}

function notReady(db: Database, exportId: number, needs: readonly ExportNeed[]): null {
  setState(db, exportId, 'needs', needs)
  return null
}

function sendsNothing(db: Database, exportId: number, code: 'rounds_to_nothing' | 'same_account'): null {
  setState(db, exportId, 'nothing_to_send', [{ code }])
  return null
}

function beginAttempt(db: Database, exportId: number, what: 'send' | 'look', at: string): void {
  const attemptNo = (statements(db).stored.get(exportId)?.attempts ?? 0) + 1
  statements(db).countAttempt.run(attemptNo, exportId)
  const notBefore = what === 'send' ? (statements(db).clockThere.get() ?? null) : null
  statements(db).attempt.run(exportId, attemptNo, what, at, JSON.stringify(notBefore === null ? {} : { notBefore }))
}

function endAttempt(db: Database, exportId: number, at: string, outcome: string, detail: object): void {
  statements(db).endAttempt.run(at, outcome, JSON.stringify(detail), exportId)
}

/** What is stored of a document that was sent. */
export function outgoing(db: Database, exportId: number): Outgoing | null {
  const row = exportRow(db, exportId)
  const stored = statements(db).stored.get(exportId)
  if (row === undefined || stored === undefined || stored.requestId === null || stored.body === null) return null
  const { docNumber, marker, kind } = row
  const { requestId, body, sentAt, notBefore, sends } = stored
  return { exportId, entity: entities[kind], docNumber, marker, requestId, body, sentAt: sentAt ?? '', notBefore, sends }
}

export interface Arrived {
  readonly externalId: string
  readonly syncToken: string | null
  /** By the accounting company's own clock, UTC. */
  readonly acceptedAt: string
}

/** What came of sending or looking. */
export type Outcome =
  | { readonly outcome: 'accepted' | 'found'; readonly arrived: Arrived }
  | { readonly outcome: 'refused'; readonly why: ExportWhy }
  | { readonly outcome: 'found_twice'; readonly externalIds: readonly string[] }
  /** Certainly nothing was made: it waits for its turn again. */
  | { readonly outcome: 'put_off' }
  | { readonly outcome: 'unknown' | 'not_found' }

/**
 * Writes what came of an attempt, in a transaction of its own. What is refused may be written anew under another request
 * id; what nobody knows keeps its bytes and its id. Throws for an export that nothing was begun for.
 */
export function record(db: Database, exportId: number, result: Outcome, { at, uuid, detail = {} }: Recorded): void {
  transact(db, () => {
    endAttempt(db, exportId, at, result.outcome, detail)
    if (!move(db, exportId, result)) throw new Error(`export ${exportId} is not on its way`)
    const settings = exportSettings(db)
    // What was to oppose it has less to oppose now, or nothing.
    if ((result.outcome === 'refused' || result.outcome === 'put_off') && settings !== null) reviseOpposites({ db, settings, uuid }, exportId)
    return ok(undefined)
  })
}

/** Adopts one of the documents that an export was found as; false when it is none of them. Runs inside the caller's transaction. */
export function adoptFound(db: Database, { exportId, state, whyJson }: ExportRow, externalId: string, at: string): boolean {
  if (state !== 'unknown' || !foundTwice(whyJson).includes(externalId)) return false
  return statements(db).accepted.run(externalId, null, at, exportId).changes === 1
}

/**
 * Takes what is there already as this export, as if it had been sent: what it says here is stored with it. `lacks` when that
 * cannot be said yet. Runs inside the caller's transaction.
 */
export function adoptSeen(db: Database, row: ExportRow, arrived: Arrived, at: string): 'adopted' | 'lacks' {
  const settings = exportSettings(db)
  if (settings === null) return 'lacks'
  const { needs, ready } = prepare(lookupsOn(db), settings, row, linesOf(db, row.exportId))
  const body = needs.length > 0 ? null : bodyOf(db, settings, row, ready)
  if (body === null) return 'lacks'
  // It never goes out under this id.
  storeBody(db, row, body, ready, { at, requestId: `adopted-${row.marker}` })
  return move(db, row.exportId, { outcome: 'found', arrived }) ? 'adopted' : 'lacks'
}

/** Lets what had arrived and is not there any more be sent as a new document. Runs inside the caller's transaction. */
export function sendAnew(db: Database, exportId: number): void {
  statements(db).freeOffset.run(exportId)
  statements(db).freeLines.run(exportId)
  if (statements(db).anew.run(exportId).changes !== 1) throw new Error(`export ${exportId} had not arrived`)
}

interface Recorded {
  readonly at: string
  readonly uuid: () => string
  /** What came back, for the record of attempts. */
  readonly detail?: object
}

function move(db: Database, exportId: number, result: Outcome): boolean {
  const { accepted, unknown, free, freeOffset, freeLines } = statements(db)
  const freed = (state: ExportState, why: readonly ExportWhy[]) => {
    freeOffset.run(exportId)
    freeLines.run(exportId)
    return free.run(state, JSON.stringify(why), exportId).changes === 1
  }
  switch (result.outcome) {
    case 'accepted':
    case 'found': {
      const { externalId, syncToken, acceptedAt } = result.arrived
      return accepted.run(externalId, syncToken, acceptedAt, exportId).changes === 1
    }
    case 'refused':
      return freed('refused', [result.why])
    case 'put_off':
      return freed('waiting', [])
    case 'found_twice':
      return unknown.run(JSON.stringify([{ code: 'found_twice', externalIds: [...result.externalIds] }]), exportId).changes === 1
    default:
      return unknown.run(JSON.stringify([{ code: 'no_answer' }]), exportId).changes === 1
  }
}
