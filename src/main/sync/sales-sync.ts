import type { SalesRunSummary } from '../../shared/contract/sales-channel.ts'
import type { SaleDocumentType } from '../../shared/contract/sale-document.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { transact } from '../database/transaction.ts'
import type { Clock } from '../environment.ts'
import { channelNow } from '../queries/sales-last-sync.ts'
import type { Page, QuickbooksClient } from '../quickbooks/client.ts'
import type { ConnectionError } from '../quickbooks/faults.ts'
import { instantOfMs, msOfInstant } from '../quickbooks/times.ts'
import type { Selection } from '../quickbooks/statement.ts'
import type { ApplyParts } from './sales-apply.ts'
import type { SalesQueue } from './sales-queue.ts'
import { beginSalesRun, type SalesRun } from './sales-run.ts'
import { countOpen, hasNewDocuments, keepCursor, knownFrom, storeGone, storeTold } from './sales-store.ts'
import { saleEntities, toldIn } from './sales-told.ts'

export interface SalesApplyParts extends ApplyParts {
  readonly clock: Clock
  readonly queue: SalesQueue
  /** Told how many documents have been read so far, or how many of how many applied. */
  readonly onProgress: (done: number, of?: number) => void
  /** Once it is aborted the ledger is not touched any more, but for the end of the run while it is open. */
  readonly signal: AbortSignal
}

export interface SalesSyncParts extends SalesApplyParts {
  readonly client: Pick<QuickbooksClient, 'query' | 'cdc'>
}

/** What was stored in the last minutes before a question may not have shown in it yet. */
const overlapMs = 5 * 60_000
/** QuickBooks tells what was deleted for 30 days; a PC's day is not its day. */
const deletionsToldMs = 28 * 86_400_000
const rowsAtOnce = 100
/** Whoever watches is told after so many documents. */
const toldEach = 20
const idsAtOnce = 200

/**
 * Pulls the sales documents that were made or changed since the last run, and what was deleted, and applies what is not yet.
 * Documents are stored first, word for word, and the place where the next run goes on only once all of them are; wherever it
 * stops, the next run finds what is left. Returns how it went; problems are in it.
 */
export async function syncSales(parts: SalesSyncParts): Promise<SalesRunSummary> {
  const run = beginSalesRun(parts.db, parts.clock)
  const channel = channelNow(parts.db)
  if (channel === null || !channel.active) return run.end(appError('sales.no_channel', {}))
  const pulled = await parts.queue.store(() => pull(parts, run, channel))
  // What was stored is applied even where the rest could not be asked for.
  if (!parts.signal.aborted) await apply(parts, run)
  return run.end(parts.signal.aborted ? cancelled() : pulled.ok ? null : pulled.error)
}

/**
 * Applies what an earlier run stored and had no time to apply, without asking QuickBooks anything; `null` where there is
 * nothing of that kind.
 */
export async function applyStored(parts: SalesApplyParts): Promise<SalesRunSummary | null> {
  if (channelNow(parts.db)?.active !== true || !hasNewDocuments(parts.db)) return null
  const run = beginSalesRun(parts.db, parts.clock)
  await apply(parts, run)
  return run.end(parts.signal.aborted ? cancelled() : null)
}

async function apply(parts: SalesApplyParts, run: SalesRun): Promise<void> {
  const of = countOpen(parts.db)
  await parts.queue.apply(parts, (applied, left) => {
    if (applied.why === null) run.applied(applied.done)
    else run.refused(applied.saleDocumentId, applied.why)
    if (left % toldEach === 0) parts.onProgress(of - left, of)
  })
}

const cancelled = (): ConnectionError => appError('connection.cancelled', {})

interface Reading {
  readonly parts: SalesSyncParts
  readonly run: SalesRun
  readonly startsOn: string
  read: number
}

async function pull(parts: SalesSyncParts, run: SalesRun, { cursor, startsOn }: { readonly cursor: string | null; readonly startsOn: string }): Promise<Result<null, ConnectionError>> {
  const reading: Reading = { parts, run, startsOn, read: 0 }
  if (cursor !== null) {
    for (const [entity, type] of saleEntities) {
      const read = await readPages(reading, entity, type, { where: [['MetaData.LastUpdatedTime', '>=', cursor]] })
      if (!read.ok) return read
    }
  }
  const whole = cursor === null || isTooLongAgo(cursor, run.time()) ? true : await readDeletions(reading, cursor)
  if (typeof whole !== 'boolean') return whole
  if (whole) {
    for (const [entity, type] of saleEntities) {
      const compared = await compareAll(reading, entity, type)
      if (!compared.ok) return compared
    }
    run.compared()
  }
  const time = run.time()
  const toldMs = time === null ? null : msOfInstant(time)
  if (parts.signal.aborted || toldMs === null) return err(cancelled())
  transact<null, never>(parts.db, () => {
    keepCursor(parts.db, instantOfMs(toldMs - overlapMs), whole ? instantOfMs(toldMs) : null)
    return ok(null)
  })
  return ok(null)
}

/** By QuickBooks' own clock; one that told nothing sensible has everything compared. */
function isTooLongAgo(cursor: string, now: string | null): boolean {
  const [fromMs, nowMs] = [msOfInstant(cursor), now === null ? null : msOfInstant(now)]
  return fromMs === null || nowMs === null || nowMs - fromMs > deletionsToldMs
}

/** Reads and stores all pages of a selection; returns the ids it held. */
async function readPages(reading: Reading, entity: string, type: SaleDocumentType, selection: Selection): Promise<Result<ReadonlySet<string>, ConnectionError>> {
  const { client, signal } = reading.parts
  const seen = new Set<string>()
  for await (const page of client.query(entity, { ...selection, signal })) {
    if (signal.aborted) return err(cancelled())
    if (!page.ok) return page
    for (const id of await storePage(reading, type, page.value)) seen.add(id)
    if (signal.aborted) return err(cancelled())
  }
  return signal.aborted ? err(cancelled()) : ok(seen)
}

async function storePage({ parts, run, startsOn, ...reading }: Reading, type: SaleDocumentType, { time, rows }: Page): Promise<readonly string[]> {
  const { told, unread } = toldIn(type, rows, time)
  run.startedAt(time)
  run.passedOver(0, unread)
  for (let from = 0; from < told.length && !parts.signal.aborted; from += rowsAtOnce) {
    const skipped = storeTold(parts.db, told.slice(from, from + rowsAtOnce), startsOn)
    run.passedOver(skipped, 0)
    await parts.pause()
  }
  parts.onProgress((reading.read += rows.length))
  // By what it was called, whether it could be kept or not: neither is gone.
  return rows.map((row) => row['Id']).filter((id) => typeof id === 'string')
}

/** What was deleted since; whether everything is to be compared, as QuickBooks may have told only a part. */
async function readDeletions({ parts, run }: Reading, cursor: string): Promise<boolean | Result<never, ConnectionError>> {
  const { client, db, signal } = parts
  const changes = await client.cdc(saleEntities.map(([entity]) => entity), cursor, { signal })
  if (signal.aborted) return err(cancelled())
  if (!changes.ok) return changes
  run.startedAt(changes.value.time)
  for (const [entity, type] of saleEntities) {
    const rows = changes.value.rows[entity] ?? []
    storeGone(db, type, rows.flatMap((row) => (row['status'] === 'Deleted' && typeof row['Id'] === 'string' ? [row['Id']] : [])))
  }
  return changes.value.capped
}

/** Reads everything from the first day on. What is known and was not in it is asked for by its id: gone, or dated before that day now. */
async function compareAll(reading: Reading, entity: string, type: SaleDocumentType): Promise<Result<null, ConnectionError>> {
  const { parts, startsOn } = reading
  const seen = await readPages(reading, entity, type, { where: [['TxnDate', '>=', startsOn]] })
  if (!seen.ok) return seen
  const missing = knownFrom(parts.db, type, startsOn).filter((externalId) => !seen.value.has(externalId))
  for (let from = 0; from < missing.length; from += idsAtOnce) {
    const asked = missing.slice(from, from + idsAtOnce)
    const found = await readPages(reading, entity, type, { where: [['Id', 'IN', asked]] })
    if (!found.ok) return found
    storeGone(parts.db, type, asked.filter((externalId) => !found.value.has(externalId)))
  }
  return ok(null)
}
