import type { SyncedItemKind } from '../../shared/accounting.ts'
import type { ItemRunSummary } from '../../shared/contract/item.ts'
import { appError } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import type { Clock } from '../environment.ts'
import type { Page, QuickbooksClient } from '../quickbooks/client.ts'
import type { ConnectionError } from '../quickbooks/faults.ts'
import { readItem, readRows } from '../quickbooks/schemas.ts'
import { applyItems, applyListedAgain, type IssueItemCommand } from './item-apply.ts'
import { planGone, planPage, writeRows, type Write } from './item-mirror.ts'
import { beginItemRun, type ItemRun } from './item-run.ts'

export interface ItemSyncParts {
  readonly db: Database
  readonly client: Pick<QuickbooksClient, 'query'>
  readonly kinds: readonly SyncedItemKind[]
  readonly clock: Clock
  /** Runs one of the commands that bring products to what QuickBooks says. */
  readonly issue: IssueItemCommand
  /** Lets the window have its turn. */
  readonly pause: () => Promise<void>
  /** Told after each page how many items have been read so far. */
  readonly onProgress: (done: number) => void
  /** Once it is aborted the ledger is not touched any more, but for the end of the run while it is open. */
  readonly signal: AbortSignal
}

/** QuickBooks' own words for the kinds. */
const typeOf: { readonly [K in SyncedItemKind]: string } = { inventory: 'Inventory', non_inventory: 'NonInventory', service: 'Service', bundle: 'Group' }

/** So many rows are compared with what was seen at once. */
const rowsCompared = 500

/**
 * Reads the items of these kinds from QuickBooks into the mirror and brings linked products to what they say. Each page is
 * written together with how far the run is; products follow by commands of their own. Wherever it stops, what was written is right,
 * and the next run finds what is left by comparing, so that nothing happens twice. Returns how it went; problems are in it.
 */
export async function syncItems(parts: ItemSyncParts): Promise<ItemRunSummary> {
  const run = beginItemRun(parts.db, parts.clock)
  const seen = new Set<number>()
  for (const kind of parts.kinds) {
    const problem = await readKind(parts, run, kind, seen)
    if (problem !== null) return run.end(problem)
  }
  await writeGone(parts, run, seen)
  if (!parts.signal.aborted) await applyListedAgain(parts, run)
  return run.end(parts.signal.aborted ? cancelled() : null)
}

const cancelled = (): ConnectionError => appError('connection.cancelled', {})

/** All pages of one kind, inactive items too: an item that becomes inactive between two pages moves none of the others. */
async function readKind(parts: ItemSyncParts, run: ItemRun, kind: SyncedItemKind, seen: Set<number>): Promise<ConnectionError | null> {
  const { client, signal } = parts
  for await (const page of client.query('Item', { where: [['Type', '=', typeOf[kind]]], active: 'all', signal })) {
    if (signal.aborted) return cancelled()
    if (!page.ok) return page.error
    await takePage(parts, run, page.value, seen)
    if (signal.aborted) return cancelled()
    await parts.pause()
  }
  return signal.aborted ? cancelled() : null
}

async function takePage(parts: ItemSyncParts, run: ItemRun, { time, toldAt, rows }: Page, seen: Set<number>): Promise<void> {
  const { read, unread } = readRows(readItem, rows)
  const plan = planPage(parts.db, read, toldAt)
  for (const id of plan.ids) seen.add(id)
  run.startedAt(time)
  run.passedOver(plan.skipped, unread.length)
  await parts.pause()
  await writeInPieces(parts, run, plan.writes)
  if (parts.signal.aborted) return
  await applyItems(parts, run, plan.ids, toldAt)
  parts.onProgress(run.read(rows.length))
}

/** Writes rows, each piece of them with how far the run is: as many at once as are written in a moment. */
async function writeInPieces({ db, clock, pause, signal }: ItemSyncParts, run: ItemRun, writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length && !signal.aborted; ) {
    const piece = writes.slice(from, (from += run.rowsAtOnce()))
    const beganMs = clock.monotonicMs()
    run.wrote(piece)
    writeRows(db, piece, run.keep)
    run.rowsTook(piece.length, clock.monotonicMs() - beganMs)
    if (from < writes.length) await pause()
  }
}

/** What a whole listing did not hold is gone in QuickBooks. */
async function writeGone(parts: ItemSyncParts, run: ItemRun, seen: ReadonlySet<number>): Promise<void> {
  const { db, kinds, pause, signal } = parts
  for (let after = 0; !signal.aborted; ) {
    const gone = planGone(db, kinds, seen, after, rowsCompared)
    if (gone === null) return
    await writeInPieces(parts, run, gone.writes)
    after = gone.after
    await pause()
  }
}
