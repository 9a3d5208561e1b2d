import { appError, type AppError } from '../../shared/errors.ts'
import type { ExportState, ExportWhy } from '../../shared/exports.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { checkDocumentDate } from '../domain/dates.ts'
import { accountingCompany } from '../ledger/accounting.ts'
import { sayAlsoThere } from '../outbox/also-there.ts'
import { exportSettings } from '../outbox/choices.ts'
import { setPaused } from '../outbox/pause.ts'
import { takeBackWithOpposite } from '../outbox/plan-event.ts'
import { exportRow, renumber, setOtherDate, setQueued, setState, type ExportRow } from '../outbox/rows.ts'
import { dropFindings, isGoneThere, seenThere, setLeft } from '../outbox/findings.ts'
import { adoptFound, adoptSeen, refreshNeeds, sendAnew as sendAnewOf } from '../outbox/transitions.ts'
import type { CommandContext, CommandHandler } from './context.ts'

type NotFound = AppError<'export.not_found'>

/** The exports of these ids, all of them; refuses one that is not there, or that `refusal` refuses. */
function rowsOf<E>(db: Database, exportIds: readonly number[], refusal: (row: ExportRow) => E | null): Result<ExportRow[], NotFound | E> {
  const rows: ExportRow[] = []
  for (const exportId of new Set(exportIds)) {
    const row = exportRow(db, exportId)
    if (row === undefined) return err(appError('export.not_found', { exportId }))
    const refused = refusal(row)
    if (refused !== null) return err(refused)
    rows.push(row)
  }
  return ok(rows)
}

const notWaiting = (states: readonly ExportState[]) => (row: ExportRow) =>
  states.includes(row.state) ? null : appError('export.not_waiting', { docNumber: row.docNumber, state: row.state })

function tell(context: CommandContext, rows: readonly ExportRow[], action: string, more: object = {}): void {
  for (const { exportId, docNumber } of rows) {
    context.audit('export', exportId, action, { docNumber, ...more })
    context.changed({ kind: 'export', id: exportId })
  }
}

/** What they lack now; how many lack something. */
function lacking(db: Database, rows: readonly ExportRow[]): number {
  const settings = exportSettings(db)
  const now = rows.flatMap(({ exportId }) => exportRow(db, exportId) ?? [])
  if (settings !== null) refreshNeeds(db, settings, now)
  return rows.filter(({ exportId }) => exportRow(db, exportId)?.state === 'needs').length
}

/** Lets documents go out: at once when nothing is missing, else when the last of it is there. */
export const sendExports: CommandHandler<'export.send'> = (context, { exportIds }) => {
  const { db } = context
  const mayGo = notWaiting(['waiting', 'needs', 'refused'])
  const rows = rowsOf(db, exportIds, (row) => (leftOut(row) ? null : mayGo(row)))
  if (!rows.ok) return rows
  for (const row of rows.value) {
    if (leftOut(row)) renumber(db, row)
    if (row.state !== 'waiting') setState(db, row.exportId, 'waiting', [])
    setQueued(db, row.exportId, true)
  }
  tell(context, rows.value, 'sent')
  const lacks = lacking(db, rows.value)
  return ok({ queued: rows.value.length - lacks, lacking: lacks })
}

/** Sends what is refused because the books are closed with another date, and changes that date as long as it has not gone. */
export const sendWithDate: CommandHandler<'export.send_with_date'> = (context, { exportIds, date }) => {
  const { db, today } = context
  const rows = rowsOf(db, exportIds, (row) => (takesOtherDate(row) ? null : appError('export.books_not_closed', { docNumber: row.docNumber })))
  if (!rows.ok) return rows
  const refusal = checkDocumentDate('date', date, today)
  if (refusal !== null) return err(refusal)
  const closedUntil = accountingCompany(db)?.booksClosedUntil ?? ''
  if (date <= closedUntil && rows.value.some(({ txnDate }) => txnDate !== date)) return err(appError('export.date_closed', { field: 'date', closedUntil }))
  for (const { exportId, txnDate } of rows.value) {
    setOtherDate(db, exportId, date === txnDate ? null : date)
    setState(db, exportId, 'waiting', [])
    setQueued(db, exportId, true)
  }
  tell(context, rows.value, 'sent with another date', { date })
  const lacks = lacking(db, rows.value)
  return ok({ queued: rows.value.length - lacks, lacking: lacks })
}

function takesOtherDate({ state, otherDate, whyJson }: ExportRow): boolean {
  if (state === 'refused' && (JSON.parse(whyJson) as ExportWhy[]).some((why) => why.code === 'refused' && why.fault === 'books_closed')) return true
  return otherDate !== null && ['waiting', 'needs', 'refused'].includes(state)
}

/** A journal of cost lines that was left out for want of an account. */
function leftOut({ state, purpose, whyJson }: ExportRow): boolean {
  return state === 'nothing_to_send' && purpose === 'cogs' && whyJson.includes('"no_conversion_account"')
}

/** Keeps documents that have not left yet until somebody sends them. */
export const holdExports: CommandHandler<'export.hold'> = (context, { exportIds }) => {
  const { db } = context
  const rows = rowsOf(db, exportIds, notWaiting(['waiting', 'needs']))
  if (!rows.ok) return rows
  for (const { exportId } of rows.value) setQueued(db, exportId, false)
  tell(context, rows.value, 'held')
  return ok({ held: rows.value.length })
}

/** What a person entered over there is not exported; only what certainly has not arrived can be. */
export const markDoneByHand: CommandHandler<'export.mark_done_by_hand'> = (context, { exportIds, reason }) => {
  const { db } = context
  const rows = rowsOf(db, exportIds, notWaiting(['waiting', 'needs', 'refused']))
  if (!rows.ok) return rows
  for (const { exportId } of rows.value) setState(db, exportId, 'not_exported', [{ code: 'done_by_hand', reason }])
  tell(context, rows.value, 'done by hand', { reason })
  return ok({ marked: rows.value.length })
}

/** Exports after all what was left to people; what was taken back meanwhile is withdrawn with its opposite. */
export const unmarkExports: CommandHandler<'export.unmark'> = (context, { exportIds }) => {
  const { db, uuid } = context
  const rows = rowsOf(db, exportIds, (row) => (row.state === 'not_exported' ? null : appError('export.not_marked', { docNumber: row.docNumber, state: row.state })))
  if (!rows.ok) return rows
  for (const { exportId, documentId, whyJson } of rows.value) {
    if (whyJson.includes('"also_there"')) sayAlsoThere(db, documentId, false, context.at)
    setState(db, exportId, 'waiting', [])
  }
  const settings = exportSettings(db)
  if (settings !== null) for (const { exportId } of rows.value) takeBackWithOpposite({ db, settings, uuid }, exportId)
  tell(context, rows.value, 'to be exported')
  lacking(db, rows.value)
  return ok({ waiting: rows.value.filter(({ exportId }) => exportRow(db, exportId)?.state !== 'withdrawn').length })
}

/** Stops everything from going out, or goes on. */
export const pauseExports: CommandHandler<'export.pause'> = (context, { paused }) => {
  setPaused(context.db, paused)
  context.audit('company', 1, paused ? 'exports paused' : 'exports go on', { paused })
  context.changed({ kind: 'export' })
  return ok({ paused })
}

/** Says which of the documents that were found over there is ours. */
export const chooseFound: CommandHandler<'export.choose_found'> = (context, { exportId, externalId }) => {
  const { db, at } = context
  const rows = rowsOf(db, [exportId], (row) => (adoptFound(db, row, externalId, at) ? null : appError('export.not_found_twice', { docNumber: row.docNumber, externalId })))
  if (!rows.ok) return rows
  tell(context, rows.value, 'chosen', { externalId })
  return ok({ exportId })
}

/** Takes what the last comparison found over there as the document that waits here, so that it is not sent a second time. */
export const adoptExport: CommandHandler<'export.adopt'> = (context, { exportId, externalId }) => {
  const { db, at } = context
  const rows = rowsOf(db, [exportId], notWaiting(['waiting', 'needs', 'refused']))
  if (!rows.ok) return rows
  for (const row of rows.value) {
    const seen = seenThere(db, row, externalId)
    if (seen === undefined) return err(appError('export.not_seen_there', { docNumber: row.docNumber, externalId }))
    const arrived = { externalId, syncToken: seen.syncToken || null, acceptedAt: seen.createdAt ?? at }
    if (adoptSeen(db, row, arrived, at) === 'lacks') return err(appError('export.lacks_something', { docNumber: row.docNumber }))
    dropFindings(db, exportId)
  }
  tell(context, rows.value, 'adopted', { externalId })
  return ok({ exportId })
}

/** Leaves a document over there as it was found, or has it looked at again. */
export const leaveFound: CommandHandler<'export.leave_found'> = (context, { kind, externalId, left }) => {
  if (!setLeft(context.db, { kind, externalId }, left)) return err(appError('export.nothing_to_leave', { externalId }))
  context.audit('company', 1, left ? 'left as found' : 'looked at again', { kind, externalId })
  context.changed({ kind: 'export' })
  return ok({ left })
}

/** Sends again what had arrived and is not there any more. */
export const sendAnew: CommandHandler<'export.send_anew'> = (context, { exportIds }) => {
  const { db } = context
  const rows = rowsOf(db, exportIds, (row) => (row.state === 'accepted' && isGoneThere(db, row.exportId) ? null : appError('export.still_there', { docNumber: row.docNumber })))
  if (!rows.ok) return rows
  for (const { exportId } of rows.value) {
    sendAnewOf(db, exportId)
    dropFindings(db, exportId)
  }
  tell(context, rows.value, 'sent anew')
  const lacks = lacking(db, rows.value)
  return ok({ queued: rows.value.length - lacks, lacking: lacks })
}
