import type { InventorySource } from '../../shared/accounting.ts'
import type { ExportState, ExportWhy } from '../../shared/exports.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { DocumentRef } from '../domain/document.ts'
import { differenceOf, draftsOf, isEmpty, oppositeOf, type Covered, type ExportDraft, type ExportEvent, type Part } from '../domain/export-documents.ts'
import type { PostingKind } from '../domain/posting.ts'
import { targetOf, type Target } from '../domain/export-targets.ts'
import type { Database } from '../database/open.ts'
import { isAlsoThere } from './also-there.ts'
import { factsOf } from './facts.ts'
import { coveredBy, exportRow, exportsOf, insertExport, isPlanned, linesAbout, linesOf, removeLine, setState, type ExportRow, type LineAbout } from './rows.ts'
import { goesByItself, type ExportSettings } from './choices.ts'

/** A posting that exports are planned for. */
export interface PlannedEvent {
  readonly postingId: number
  readonly kind: PostingKind
  readonly document: DocumentRef
  readonly businessDate: BusinessDate
  readonly event: ExportEvent
  /** The ledger as it stood after this posting counts. */
  readonly asOf: number
  /** Whether it goes out by itself; by what was chosen for its kind where this is not said. */
  readonly queued?: boolean
}

export interface Planning {
  readonly db: Database
  readonly settings: ExportSettings
  readonly uuid: () => string
}

const unsent: ReadonlySet<ExportState> = new Set(['waiting', 'needs', 'refused'])
const sent: ReadonlySet<ExportState> = new Set(['accepted', 'in_flight', 'unknown'])

/**
 * Plans what an event becomes in the accounting company: its own document's part, and those of other documents that it
 * changed besides. Every event gets at least one row, if only to say why nothing is sent.
 */
export function planEvent(planning: Planning, event: PlannedEvent, others: readonly DocumentRef[]): void {
  const { db } = planning
  const parts: Part[] = []
  if (event.event.step === 'take_back') takeBack(planning, event)
  else if (isFollowing(planning, event)) writeFollowing(planning, event)
  else {
    parts.push(...partOf(planning, event.document, event.asOf))
    if (event.event.step === 'begin') takeUpFollowing(db, event)
  }
  const together = event.event.purpose === 'late_cost'
  if (together) parts.push(...others.filter((document) => exportsOf(db, document).length > 0).flatMap((document) => partOf(planning, document, event.asOf)))
  write(planning, event, event.document, draftsOf(event.event.purpose, parts))
  if (!together) for (const document of others) planOther(planning, event, document)
  if (!isPlanned(db, event.postingId)) writeNothing(planning, event)
}

/** Of an event that was planned before: what it changed about these documents, which are planned anew, and of no other. */
export function planOthers(planning: Planning, event: PlannedEvent, documents: readonly DocumentRef[]): void {
  const others = documents.filter(({ kind, id }) => kind !== event.document.kind || id !== event.document.id)
  if (event.event.purpose !== 'late_cost') for (const document of others) planOther(planning, event, document)
  else {
    const known = others.filter((document) => exportsOf(planning.db, document).length > 0)
    write(planning, event, event.document, draftsOf('late_cost', known.flatMap((document) => partOf(planning, document, event.asOf))))
  }
  if (!isPlanned(planning.db, event.postingId)) writeNothing(planning, event)
}

/** What an event of another document changed about this one, under this one's own number. */
function planOther(planning: Planning, event: PlannedEvent, document: DocumentRef): void {
  const known = exportsOf(planning.db, document).length > 0
  // What an average made of something taken back is an adjustment that no event of its own tells of.
  if (!known && document.kind !== 'adjustment') return
  const parts = partOf(planning, document, event.asOf)
  write(planning, event, document, draftsOf(known ? 'correction' : 'main', parts))
}

function partOf(planning: Planning, document: DocumentRef, asOf: number): Part[] {
  const { db } = planning
  // What is planned anew, or late, counts what came before it and not what came after.
  const rows = exportsOf(db, document).filter(({ postingId }) => postingId <= asOf)
  const source = sourceOf(planning, rows)
  const about = linesAbout(db, document).filter(({ row }) => row.state !== 'withdrawn' && row.postingId <= asOf)
  const covered = coveredBy(about)
  const target = targetAt(planning, document, source, asOf, about)
  const base = baseline(planning, document, source, rows)
  return [{ document, difference: differenceOf(target, { moves: [...base.moves, ...covered.moves], pairs: [...base.pairs, ...covered.pairs] }) }]
}

/** Everything later about a document is of the kind it began with. */
function sourceOf({ settings }: Pick<Planning, 'settings'>, rows: readonly ExportRow[]): InventorySource {
  return rows.find(({ state }) => state !== 'withdrawn')?.source ?? settings.source
}

const nothing: Target = { moves: [], pairs: [] }

function targetAt({ db, settings }: Planning, document: DocumentRef, source: InventorySource, asOf: number, about: readonly LineAbout[]): Target {
  const facts = factsOf(db, document, asOf)
  // What was left out once stays out of that document, and so does what was not.
  const labor = about.filter(({ creditRole }) => creditRole === 'conversion')
  const leaveOutLabor = labor.length > 0 ? labor.some(({ leftOut }) => leftOut === 1) : settings.labor === 'leave_out' && settings.accounts.conversion === undefined
  return facts === null ? nothing : targetOf(source, facts, { leaveOutLabor })
}

/** What a document was when its first export was planned, where that did not begin it: the accounting company knows it by hand. */
function baseline(planning: Planning, document: DocumentRef, source: InventorySource, rows: readonly ExportRow[]): Target {
  const [first] = rows
  const begins = first === undefined || !['correction', 'late_cost', 'reversal'].includes(first.purpose)
  return begins ? nothing : targetAt(planning, document, source, first.postingId - 1, [])
}

/** A correction of what was never exported. */
function isFollowing({ db }: Planning, { event, document, asOf }: PlannedEvent): boolean {
  return event.step !== 'begin' && exportsOf(db, document).every(({ postingId }) => postingId > asOf)
}

function writeFollowing(planning: Planning, event: PlannedEvent): void {
  const { settings, db } = planning
  const { document, asOf, postingId } = event
  const before = targetAt(planning, document, settings.source, postingId - 1, [])
  const difference = differenceOf(targetAt(planning, document, settings.source, asOf, []), before)
  const drafts = draftsOf(event.event.purpose, [{ document, difference }])
  for (const draft of drafts) {
    insert(planning, event, document, draft, isEmpty(draft) ? ['nothing_to_send', [{ code: 'rounds_to_nothing' }]] : ['not_exported', [{ code: 'follows_not_exported' }]])
  }
  if (drafts.length === 0 && factsOf(db, document, asOf) !== null) writeNothing(planning, event)
}

/** Corrections that were left to people because nobody exported what they correct go out after all, now that it is. */
function takeUpFollowing(db: Database, { document, postingId }: PlannedEvent): void {
  for (const row of exportsOf(db, document)) {
    if (row.postingId > postingId && followsNotExported(row)) setState(db, row.exportId, 'waiting', [])
  }
}

/**
 * Takes a document's exports back, as far as they are no later than this. What was not sent yet is withdrawn; what was, or may
 * have been, is opposed by the exact sum; what was left to people is left to them again.
 */
function takeBack(planning: Planning, event: PlannedEvent): void {
  const { db } = planning
  const { document, asOf } = event
  const rows = exportsOf(db, document).filter(({ postingId }) => postingId <= asOf)
  if (rows.length === 0) return writeFollowing(planning, event)
  const withdrawn = withdraw(db, document, asOf)
  const about = linesAbout(db, document).filter(({ row }) => row.postingId <= asOf)
  for (const draft of oppositeOf(coveredBy(about.filter(({ row }) => sent.has(row.state))))) insert(planning, event, document, draft, stateOf(planning, draft))
  const byHand = coveredBy(about.filter(({ row }) => row.state === 'not_exported'))
  const base = baseline(planning, document, sourceOf(planning, rows), rows)
  for (const draft of oppositeOf(withBase(byHand, base, document))) insert(planning, event, document, draft, ['not_exported', [{ code: 'follows_not_exported' }]])
  if (!withdrawn || isPlanned(db, event.postingId)) return
  insert(planning, event, document, emptyDraft(sourceOf(planning, rows), event), ['withdrawn', [{ code: 'taken_back_unsent' }]])
}

function withBase(covered: Covered, base: Target, document: DocumentRef): Covered {
  return {
    moves: [...covered.moves, ...base.moves.map((move) => ({ ...move, document, item: null, offsetAccount: null }))],
    pairs: [...covered.pairs, ...base.pairs.map((pair) => ({ ...pair, document, debitAccount: null, creditAccount: null, vendor: null }))],
  }
}

/**
 * Opposes anew what waits to oppose an export that turned out never to have arrived: that one is withdrawn, and the
 * opposite is of what did arrive. What came after the opposite, as when the document was booked again, is left as it is.
 */
export function reviseOpposites(planning: Planning, exportId: number): void {
  const { db } = planning
  const arrivedNot = exportRow(db, exportId)
  for (const document of documentsIn(db, exportId)) {
    const opposite = exportsOf(db, document).findLast(({ purpose, state }) => purpose === 'reversal' && unsent.has(state))
    if (arrivedNot !== undefined && opposite !== undefined && opposite.postingId > arrivedNot.postingId) takeBackAnew(planning, document, opposite)
  }
}

/**
 * What was left to people and is to be exported after all, but was taken back since, was taken back before it was sent: it
 * is withdrawn, and what was left to people with it opposes what they did alone. Runs inside the caller's transaction.
 */
export function takeBackWithOpposite(planning: Planning, exportId: number): void {
  const { db } = planning
  const row = exportRow(db, exportId)
  if (row === undefined || !unsent.has(row.state)) return
  for (const document of documentsIn(db, exportId)) {
    const later = exportsOf(db, document).filter(({ purpose, postingId }) => purpose === 'reversal' && postingId > row.postingId)
    const opposite = later.find(followsNotExported)
    // Whatever took it back first; a later one opposes what was booked again in between.
    if (opposite === undefined || later[0]?.postingId !== opposite.postingId) continue
    const together = later.filter(({ postingId }) => postingId === opposite.postingId)
    for (const one of together) if (followsNotExported(one)) setState(db, one.exportId, 'withdrawn', [{ code: 'taken_back_unsent' }])
    takeBackAnew(planning, document, together.find(({ queued }) => queued === 1) ?? opposite)
  }
}

function followsNotExported({ state, whyJson }: ExportRow): boolean {
  return state === 'not_exported' && whyJson.includes('"follows_not_exported"')
}

/** Takes a document back as its opposite did, now that what that opposes stands otherwise. */
function takeBackAnew(planning: Planning, document: DocumentRef, { postingId, txnDate: businessDate, queued }: ExportRow): void {
  const event = { step: 'take_back', purpose: 'reversal' } as const
  takeBack(planning, { postingId, businessDate, document, kind: 'build_reversed', event, asOf: postingId, queued: queued === 1 })
}

/** The documents here that an export tells of. */
function documentsIn(db: Database, exportId: number): DocumentRef[] {
  const documents = new Map(linesOf(db, exportId).map(({ documentKind: kind, documentId: id }) => [`${kind} ${id}`, { kind, id }]))
  return [...documents.values()]
}

/**
 * Withdraws what is about a document and was never sent, also what rounding kept of it; of what tells of others too, its part.
 * Whether there was any.
 */
function withdraw(db: Database, document: DocumentRef, asOf: number): boolean {
  const upTo = linesAbout(db, document).filter(({ row }) => row.postingId <= asOf)
  const about = upTo.filter(({ row, value, cents }) => unsent.has(row.state) || (row.state === 'nothing_to_send' && (value !== 0 || cents !== 0)))
  withdrawLines(db, document, about, { code: 'taken_back_unsent' })
  return about.length > 0
}

/** Withdraws what late costs of others, of which nothing left either, tell of a document that is planned anew. */
export function withdrawFromOthers(db: Database, document: DocumentRef): void {
  const about = linesAbout(db, document).filter(({ row }) => row.documentKind !== document.kind || row.documentId !== document.id)
  withdrawLines(db, document, about.filter(({ row }) => unsent.has(row.state) || row.state === 'nothing_to_send'), { code: 'planned_anew' })
}

/** Takes lines about a document out of what is not sent, and withdraws what says nothing else. */
function withdrawLines(db: Database, document: DocumentRef, about: readonly LineAbout[], why: ExportWhy): void {
  for (const [exportId, lines] of Map.groupBy(about, ({ row }) => row.exportId)) {
    const rest = linesOf(db, exportId).filter(({ documentKind, documentId }) => documentKind !== document.kind || documentId !== document.id)
    if (rest.length > 0) for (const { lineNo } of lines) removeLine(db, exportId, lineNo)
    if (rest.length === 0) setState(db, exportId, 'withdrawn', [why])
    else if (lines.some(({ cents }) => cents !== 0) && rest.every(({ cents }) => cents === 0)) setState(db, exportId, 'nothing_to_send', [{ code: 'rounds_to_nothing' }])
  }
}

function write(planning: Planning, event: PlannedEvent, document: DocumentRef, drafts: readonly ExportDraft[]): void {
  const alsoThere = document.kind === 'sale' && isAlsoThere(planning.db, document.id)
  for (const draft of drafts) insert(planning, event, document, draft, alsoThere ? ['not_exported', [{ code: 'also_there' }]] : stateOf(planning, draft))
  const [first] = drafts
  if (first?.kind !== 'inventory_adjustment' || !['build', 'build_approved'].includes(event.kind)) return
  // A build's page always shows both of its documents.
  if (drafts.every(({ purpose }) => purpose !== 'cogs')) insert(planning, event, document, noJournal, ['nothing_to_send', [{ code: 'no_cost_lines' }]])
}

const noJournal: ExportDraft = { kind: 'journal_entry', purpose: 'cogs', pairs: [] }

type Standing = readonly [ExportState, readonly ExportWhy[]]

function stateOf({ settings }: Planning, draft: ExportDraft): Standing {
  if (draft.purpose === 'cogs' && settings.accounts.conversion === undefined) return ['nothing_to_send', [{ code: 'no_conversion_account' }]]
  if (!isEmpty(draft)) return ['waiting', []]
  const leftOut = draft.kind === 'journal_entry' && draft.pairs.some((pair) => pair.leftOut)
  return ['nothing_to_send', [{ code: leftOut ? 'no_conversion_account' : 'rounds_to_nothing' }]]
}

function insert({ db, settings, uuid }: Planning, event: PlannedEvent, document: DocumentRef, draft: ExportDraft, [state, why]: Standing): void {
  const { postingId, businessDate: txnDate } = event
  const source = sourceOf({ settings }, exportsOf(db, document))
  const queued = event.queued ?? goesByItself(settings, document.kind)
  insertExport(db, { postingId, document, source, txnDate, marker: uuid(), state, why, queued, draft })
}

/** Says why an event sends nothing. */
function writeNothing(planning: Planning, event: PlannedEvent): void {
  const rows = exportsOf(planning.db, event.document)
  const source = sourceOf(planning, rows)
  insert(planning, event, event.document, emptyDraft(source, event), ['nothing_to_send', [{ code: reasonFor(source, event) }]])
}

function reasonFor(source: InventorySource, { event, document }: PlannedEvent) {
  if (event.step === 'take_back') return 'nothing_was_sent'
  if (event.purpose === 'late_cost' && source === 'sync') return 'values_stay_here'
  return document.kind === 'sale' && source === 'partsemble' ? 'sales_not_journaled' : 'nothing_moved'
}

function emptyDraft(source: InventorySource, { event: { purpose } }: PlannedEvent): ExportDraft {
  if (source === 'partsemble') return { kind: 'journal_entry', purpose, pairs: [] }
  return { kind: 'inventory_adjustment', purpose, offset: 'cogs', offsetAccount: null, moves: [] }
}
