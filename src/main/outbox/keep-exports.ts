import type { InventorySource } from '../../shared/accounting.ts'
import type { ChangedTopic } from '../../shared/bridge.ts'
import type { DocumentKind } from '../../shared/errors.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { DocumentRef } from '../domain/document.ts'
import { exportEvents } from '../domain/export-documents.ts'
import type { PostingKind } from '../domain/posting.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { exportSettings, type ExportSettings } from './choices.ts'
import { costOfSalesFrom, keepCostOfSales, planCostOfSales } from './cost-of-sales.ts'
import { factsOf } from './facts.ts'
import { planEvent, planOthers, takeBackWithOpposite, withdrawFromOthers, type PlannedEvent, type Planning } from './plan-event.ts'
import { exportsSince, isPlanned, openStates, setState } from './rows.ts'
import { refreshNeeds } from './transitions.ts'

interface PostingRow {
  readonly postingId: number
  readonly commandId: string
  readonly kind: PostingKind
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly businessDate: BusinessDate
}

/** What the exports there are were planned by; kept as a setting, so that a change of it is seen at the end of its command. */
interface PlannedBy {
  readonly from: BusinessDate
  readonly source: InventorySource
  readonly leavesOutLabor: boolean
  /** From which day the cost of sales is journaled; `null` while it is not. */
  readonly costOfSalesFrom?: BusinessDate | null
}

const postingRow = `SELECT posting_id AS postingId, command_id AS commandId, kind, document_kind AS documentKind, document_id AS documentId,
  business_date AS businessDate FROM posting`

const statements = perConnection((db) => ({
  since: db.prepare<[number], PostingRow>(`${postingRow} WHERE posting_id > ? ORDER BY posting_id`),
  fromDay: db.prepare<[string, string], PostingRow>(`${postingRow} WHERE business_date >= ? AND business_date < ? ORDER BY posting_id`),
  moved: db.prepare<[number], DocumentRef>(
    'SELECT document_kind AS kind, document_id AS id FROM entry WHERE posting_id = +? GROUP BY document_kind, document_id ORDER BY min(entry_id)',
  ),
  plannedBy: db.prepare<[], string>("SELECT value_json FROM setting WHERE name = 'exports_planned_by'").pluck(),
  keepPlannedBy: db.prepare<[string]>("INSERT INTO setting (name, value_json) VALUES ('exports_planned_by', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json"),
  unsentBefore: db.prepare<[string], number>(
    `SELECT export_id FROM export_document INDEXED BY export_document_open
     WHERE state IN ${openStates} AND state NOT IN ('in_flight', 'unknown') AND txn_date < +? ORDER BY export_id`,
  ).pluck(),
  /** What was left to people because an event was older than the first day, and is not any more. */
  olderOnce: db.prepare<[string], number>(
    `SELECT export_id FROM export_document WHERE state = 'not_exported' AND txn_date >= ? AND why_json ->> '$[0].code' = 'before_first_day' ORDER BY export_id`,
  ).pluck(),
  /** Documents of which nothing was ever sent, or left to people, in no late cost of another's either. */
  neverSent: db.prepare<[], DocumentRef>(
    `SELECT DISTINCT o.document_kind AS kind, o.document_id AS id FROM export_document o INDEXED BY export_document_open
     WHERE o.state IN ${openStates} AND o.state NOT IN ('in_flight', 'unknown') AND o.purpose <> 'cost_of_sales' AND NOT EXISTS (
       SELECT 1 FROM export_document s WHERE s.document_kind = o.document_kind AND s.document_id = o.document_id AND s.purpose <> 'cost_of_sales'
         AND s.state IN ('in_flight', 'unknown', 'accepted', 'not_exported'))
       AND NOT EXISTS (
       SELECT 1 FROM export_line l JOIN export_document s USING (export_id) WHERE l.document_kind = o.document_kind AND l.document_id = o.document_id
         AND s.purpose <> 'cost_of_sales' AND s.state IN ('in_flight', 'unknown', 'accepted', 'not_exported'))
     ORDER BY o.export_id`,
  ),
  postingsOf: db.prepare<[string, number], number>(
    "SELECT DISTINCT posting_id FROM export_document WHERE document_kind = +? AND document_id = +? AND purpose <> 'cost_of_sales' AND state IN ('waiting', 'needs', 'refused', 'nothing_to_send') ORDER BY posting_id",
  ).pluck(),
  exportsOfPosting: db.prepare<[number, string, number], number>(
    "SELECT export_id FROM export_document WHERE posting_id = ? AND document_kind = ? AND document_id = ? AND purpose <> 'cost_of_sales' AND state IN ('waiting', 'needs', 'refused', 'nothing_to_send')",
  ).pluck(),
  /** All that moved a document, its own events and others'. */
  movedBy: db.prepare<[string, number], number>('SELECT DISTINCT posting_id FROM entry WHERE document_kind = +? AND document_id = +? ORDER BY posting_id').pluck(),
  posting: db.prepare<[number], PostingRow>(`${postingRow} WHERE posting_id = ?`),
  lastOfCommand: db.prepare<[string], number>('SELECT max(posting_id) FROM posting WHERE command_id = ?').pluck(),
}))

/** What a command did, as far as exports care. */
export interface Moved {
  readonly topics: readonly ChangedTopic[]
  /** The last posting before the command. */
  readonly postingBefore: number
  readonly uuid: () => string
}

/**
 * Ends each command: of every event that it posted, writes what is to reach the accounting company, or why nothing is; and
 * plans again what waits when the command changed what decides about it. Without a company, or before its first day, there
 * is nothing. Runs inside the command's transaction, so an event and its exports are there together or not at all. Returns
 * whether anything was written.
 */
export function keepExports(db: Database, { topics, postingBefore, uuid }: Moved): boolean {
  const settings = exportSettings(db)
  if (settings === null) return forgetFirstDay(db)
  const planning = { db, settings, uuid }
  const changed = followChoices(planning, postingBefore)
  const posted = planPostings(planning, statements(db).since.all(postingBefore))
  const sold = keepCostOfSales(planning, { postingBefore, saleIds: topics.flatMap(({ kind, id }) => (kind === 'sale' && id !== undefined ? [id] : [])) })
  const planned = posted || sold
  const all = changed || topics.some(({ kind }) => speaksOf.has(kind))
  const refreshed = all ? refreshNeeds(db, settings) : planned && refreshNeeds(db, settings, exportsSince(db, postingBefore))
  return planned || changed || refreshed
}

/** What exports speak of besides the books: another account, item or vendor may be what one of them lacks. */
const speaksOf: ReadonlySet<ChangedTopic['kind']> = new Set(['accounting', 'item', 'connection', 'supplier'])

/** Events of a time without company, first day or source are planned when there is one again. */
function forgetFirstDay(db: Database): false {
  const text = statements(db).plannedBy.get()
  if (text !== undefined) keepPlannedBy(db, { ...(JSON.parse(text) as PlannedBy), from: never })
  return false
}

/** A first day that no event has. */
const never: BusinessDate = '9999-12-31'

function keepPlannedBy(db: Database, by: PlannedBy): void {
  const text = JSON.stringify(by)
  if (statements(db).plannedBy.get() !== text) statements(db).keepPlannedBy.run(text)
}

/** Brings what is planned in line with the first day, the source and the answer about labor; true when one of them changed. */
function followChoices(planning: Planning, upTo: number): boolean {
  const { db, settings } = planning
  const text = statements(db).plannedBy.get()
  const now: PlannedBy = { from: settings.from, source: settings.source, leavesOutLabor: leavesOutLabor(settings), costOfSalesFrom: costOfSalesFrom(settings) }
  if (text === JSON.stringify(now)) return false
  const before = text === undefined ? null : (JSON.parse(text) as PlannedBy)
  if (before !== null && JSON.stringify({ costOfSalesFrom: null, ...before }) === JSON.stringify({ costOfSalesFrom: null, ...now })) return false
  keepPlannedBy(db, now)
  if (before !== null && before.from < now.from) for (const exportId of statements(db).unsentBefore.all(now.from)) setState(db, exportId, 'not_exported', [{ code: 'before_first_day', firstDay: now.from }])
  if (before === null || now.from < before.from) {
    const olderOnce = statements(db).olderOnce.all(now.from)
    for (const exportId of olderOnce) setState(db, exportId, 'waiting', [])
    planPostings(planning, statements(db).fromDay.all(now.from, before?.from ?? never).filter(({ postingId }) => postingId <= upTo))
    for (const exportId of olderOnce) takeBackWithOpposite(planning, exportId)
  }
  if (before !== null && (before.source !== now.source || before.leavesOutLabor !== now.leavesOutLabor)) planAnew(planning)
  if ((before?.costOfSalesFrom ?? null) !== now.costOfSalesFrom) planCostOfSales(planning, upTo)
  return true
}

function leavesOutLabor({ labor, accounts }: ExportSettings): boolean {
  return labor === 'leave_out' && accounts.conversion === undefined
}

/**
 * Plans anew the exports of documents of which nothing left this PC, by the source chosen now: what their own events became,
 * and what others' events changed about them.
 */
function planAnew(planning: Planning): void {
  const { db } = planning
  const documents = statements(db).neverSent.all()
  const postings = new Set<number>()
  const changedBy = new Map<number, DocumentRef[]>()
  const anew = new Set(documents.map(keyOf))
  for (const document of documents) {
    const { kind, id } = document
    for (const postingId of statements(db).postingsOf.all(kind, id)) {
      postings.add(postingId)
      for (const exportId of statements(db).exportsOfPosting.all(postingId, kind, id)) setState(db, exportId, 'withdrawn', [{ code: 'planned_anew' }])
    }
    withdrawFromOthers(db, document)
    for (const postingId of statements(db).movedBy.all(kind, id)) changedBy.set(postingId, [...(changedBy.get(postingId) ?? []), document])
  }
  for (const postingId of [...new Set([...postings, ...changedBy.keys()])].toSorted((a, b) => a - b)) {
    const posting = statements(db).posting.get(postingId)
    const event = posting === undefined ? null : eventOf(planning, posting, statements(db).lastOfCommand.get(posting.commandId) ?? postingId)
    if (event === null) continue
    if (anew.has(keyOf(event.document))) planEvent(planning, event, othersOf(db, [postingId], [event]).get(event) ?? [])
    else planOthers(planning, event, changedBy.get(postingId) ?? [])
  }
}

/** Plans postings, those of one command together. */
function planPostings(planning: Planning, postings: readonly PostingRow[]): boolean {
  const { db } = planning
  let planned = false
  for (const own of Map.groupBy(postings, ({ commandId }) => commandId).values()) {
    const asOf = own.at(-1)?.postingId ?? 0
    const events = own.flatMap((posting) => (isPlanned(db, posting.postingId) ? [] : (eventOf(planning, posting, asOf) ?? [])))
    for (const [event, others] of othersOf(db, own.map(({ postingId }) => postingId), events)) planEvent(planning, event, others)
    planned ||= events.length > 0
  }
  return planned
}

/** The event of a posting; `null` for one without an export or a reason for none. */
function eventOf({ db, settings }: Planning, posting: PostingRow, asOf: number): PlannedEvent | null {
  const event = exportEvents[posting.kind]
  const document: DocumentRef = { kind: posting.documentKind, id: posting.documentId }
  if (event === undefined || posting.businessDate < settings.from || factsOf(db, document, asOf) === null) return null
  return { ...posting, document, event, asOf }
}

const keyOf = ({ kind, id }: DocumentRef): string => `${kind} ${id}`

/** With each event the documents besides its own that the command changed: each once, with the event that moved it first. */
function othersOf(db: Database, postingIds: readonly number[], events: readonly PlannedEvent[]): Map<PlannedEvent, DocumentRef[]> {
  const others = new Map(events.map((event) => [event, [] as DocumentRef[]]))
  const told = new Set(events.map(({ document }) => keyOf(document)))
  for (const postingId of postingIds) {
    // What no event of its own tells of is told with the last one before it, or the first there is.
    const event = events.findLast((one) => one.postingId <= postingId) ?? events[0]
    if (event === undefined) return others
    for (const document of statements(db).moved.all(postingId)) {
      if (told.has(keyOf(document))) continue
      told.add(keyOf(document))
      others.get(event)?.push(document)
    }
  }
  return others
}
