import type { Database } from '../database/open.ts'
import type { IssueSaleCommand } from './sales-apply.ts'
import type { SalesQueue } from './sales-queue.ts'

interface RetryParts {
  readonly queue: SalesQueue
  /** The open ledger while sales are pulled; `null` otherwise. */
  readonly ledger: () => Database | null
  readonly issue: IssueSaleCommand
  /** Lets the window have its turn. */
  readonly pause: () => Promise<void>
  /** Called after a pass in which a sale came to what its document says, or a document to wait for something else. */
  readonly onChanged: () => void
  /** A mistake of ours, or a ledger that cannot be written, stopped a pass. */
  readonly onBroke: (thrown: unknown) => void
}

/** Tries again, without a sync, what waits. */
export interface SalesRetry {
  /** Something that sales may have waited for is there: an item was linked, imported, or said to be no product. */
  poke(): void
  /** The ledger is about to be closed: it is not touched after this returns. */
  stop(): void
}

/**
 * What is asked for meanwhile has the pass begin again with the oldest document: a sale draws the lots that are there when it
 * comes to the books, so what came to be possible together is taken in the order of its days. What was in the books before
 * stays as it was costed then. A sync that applies documents has its turn first, and may leave nothing to do.
 */
export function salesRetry({ queue, ledger, issue, pause, onChanged, onBroke }: RetryParts): SalesRetry {
  let stopping = new AbortController()
  let running = false

  const pass = async (db: Database, signal: AbortSignal): Promise<void> => {
    let moved = false
    // Whoever linked the item sees that first.
    await pause()
    await queue.applyAsked({ db, issue, pause, signal }, ({ changed }) => (moved ||= changed))
    if (!signal.aborted && moved) onChanged()
  }
  const run = async (): Promise<void> => {
    running = true
    const { signal } = stopping
    while (queue.isAsked() && !signal.aborted) {
      const db = ledger()
      if (db === null) queue.forget()
      else await pass(db, signal).catch((thrown: unknown) => {
        queue.forget()
        // A ledger that was closed meanwhile is no mistake.
        if (!signal.aborted) onBroke(thrown)
      })
    }
    running = false
    // Asked for after the ledger it worked on was closed, and another opened.
    if (queue.isAsked()) void run()
  }

  return {
    poke: () => {
      queue.ask()
      if (!running) void run()
    },
    stop: () => {
      queue.forget()
      stopping.abort()
      stopping = new AbortController()
    },
  }
}
