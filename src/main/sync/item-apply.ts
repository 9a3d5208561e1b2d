import type { InputOf, OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import { plannedChanges, takesChanges } from '../commands/item-changes.ts'
import { plannedCounts, takesCounts } from '../commands/item-count.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { Clock } from '../environment.ts'
import type { Applied, Listed } from './item-applied.ts'
import type { ItemRun } from './item-run.ts'

/** The two commands that bring products to what QuickBooks says. */
export type IssueItemCommand = <N extends 'item.take_changes' | 'item.count'>(name: N, input: InputOf<'command', N>) => Result<OutputOf<'command', N>, AppError>

interface ApplyParts {
  readonly db: Database
  readonly clock: Clock
  readonly issue: IssueItemCommand
  readonly pause: () => Promise<void>
  readonly signal: AbortSignal
}

interface Linked {
  readonly accountingItemId: number
  readonly productId: number
  readonly item: string
  readonly sku: string
}

const statements = perConnection((db) => ({
  linked: db.prepare<[string], Linked>(
    `SELECT l.accounting_item_id AS accountingItemId, l.product_id AS productId, i.name AS item, p.sku
     FROM json_each(?) asked CROSS JOIN item_link l ON l.accounting_item_id = asked.value CROSS JOIN accounting_item i ON i.accounting_item_id = l.accounting_item_id
       CROSS JOIN product p ON p.product_id = l.product_id`,
  ),
}))

/** Brings the products of these items to what was just told of them: what QuickBooks owns, and with receiving off the stock. */
export async function applyItems(parts: ApplyParts, run: ItemRun, accountingItemIds: readonly number[], toldAt: string): Promise<void> {
  const { db, signal } = parts
  const linked = takesChanges(db) ? statements(db).linked.all(JSON.stringify(accountingItemIds)) : []
  if (linked.length === 0) return
  const { changed, listed } = await takeChanges(parts, linked)
  run.applied({ changed, listed, counted: [], belowZero: [] })
  if (signal.aborted || !takesCounts(db)) return
  run.applied({ changed: [], ...(await takeCounts(parts, linked, toldAt)) })
}

/** A SKU that was in use may have been given up by another product since: what was listed is tried until nothing moves. */
export async function applyListedAgain(parts: ApplyParts, run: ItemRun): Promise<void> {
  for (let before = Number.POSITIVE_INFINITY; !parts.signal.aborted; ) {
    const waiting = run.listed().filter(({ why }) => why === 'sku_in_use')
    if (waiting.length === 0 || waiting.length >= before || !takesChanges(parts.db)) return
    before = waiting.length
    const linked = statements(parts.db).linked.all(JSON.stringify(waiting.map(({ accountingItemId }) => accountingItemId)))
    const { changed, listed } = await takeChanges(parts, linked)
    const others = run.listed().filter(({ why }) => why !== 'sku_in_use')
    run.listOnly([...others, ...listed])
    run.applied({ changed, listed: [], counted: [], belowZero: [] })
  }
}

async function takeChanges(parts: ApplyParts, linked: readonly Linked[]): Promise<Pick<Applied, 'changed' | 'listed'>> {
  const changed: number[] = []
  for (let waiting = linked; ; ) {
    const planned = waiting.map((one) => ({ one, changes: plannedChanges(parts.db, one.accountingItemId) }))
    const moving = planned.filter(({ changes }) => changes !== null && Object.keys(changes.take).length > 0)
    const { done } = await inChunks(parts, moving.map(({ one }) => one), (chunk) => {
      const taken = parts.issue('item.take_changes', { accountingItemIds: chunk.map(({ accountingItemId }) => accountingItemId) })
      return taken.ok ? taken.value.taken : null
    })
    changed.push(...done)
    if (done.length === 0 || parts.signal.aborted) {
      return { changed, listed: planned.flatMap(({ one, changes }) => (changes?.listed ?? []).map(({ why, sku }): Listed => ({ ...named(one), why, sku }))) }
    }
    // A SKU that was free when it was planned may be taken now, and one that was taken may be free.
    waiting = planned.filter(({ changes }) => changes !== null && (changes.listed.length > 0 || changes.take.sku !== undefined)).map(({ one }) => one)
  }
}

async function takeCounts(parts: ApplyParts, linked: readonly Linked[], toldAt: string): Promise<Pick<Applied, 'counted' | 'listed' | 'belowZero'>> {
  const byItem = new Map(linked.map((one) => [one.accountingItemId, one]))
  const planned = plannedCounts(parts.db, linked.map(({ accountingItemId }) => accountingItemId), toldAt)
  const moving = planned.flatMap(({ accountingItemId, difference }) => (difference === 0 ? [] : [byItem.get(accountingItemId)].filter((one) => one !== undefined)))
  const { done, refused } = await inChunks(parts, moving, (chunk) => {
    const counted = parts.issue('item.count', { accountingItemIds: chunk.map(({ accountingItemId }) => accountingItemId), toldAt })
    return counted.ok ? counted.value.posted.map(({ productId }) => productId) : null
  })
  const belowZero = planned.flatMap(({ accountingItemId, productId, belowZero }) => (belowZero ? [{ productId, sku: byItem.get(accountingItemId)?.sku ?? '' }] : []))
  return { counted: done, belowZero, listed: refused.map((one): Listed => ({ ...named(one), why: 'count_refused', sku: one.sku })) }
}

const named = ({ accountingItemId, productId, item }: Linked) => ({ accountingItemId, productId, item })

/** A command should not keep the window waiting for longer. */
const commandMsMax = 25
const chunkMax = 200

/**
 * Runs commands over pieces of a list, as many at a time as take a moment, and pauses between them. A piece that is refused is
 * tried one by one; what is refused alone is returned.
 */
async function inChunks(
  { clock, pause, signal }: ApplyParts,
  all: readonly Linked[],
  runOne: (chunk: readonly Linked[]) => readonly number[] | null,
): Promise<{ readonly done: readonly number[]; readonly refused: readonly Linked[] }> {
  const refused: Linked[] = []
  const done: number[] = []
  let size = 16
  const waiting: (readonly Linked[])[] = []
  for (let from = 0; (from < all.length || waiting.length > 0) && !signal.aborted; ) {
    const chunk = waiting.shift() ?? all.slice(from, (from += size))
    const beganMs = clock.monotonicMs()
    const outcome = runOne(chunk)
    const tookMs = clock.monotonicMs() - beganMs
    if (outcome !== null) done.push(...outcome)
    else if (chunk.length === 1) refused.push(...chunk)
    else waiting.push(...chunk.map((one) => [one]))
    size = tookMs > commandMsMax ? Math.max(1, size >> 1) : Math.min(chunkMax, size * 2)
    await pause()
  }
  return { done, refused }
}
