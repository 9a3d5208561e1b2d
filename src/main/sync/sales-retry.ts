import type { Database } from '../database/open.ts'
import { applyOpenDocuments, type IssueSaleCommand } from './sales-apply.ts'

interface RetryParts {
  /** The open ledger while sales are pulled; `null` otherwise. */
  readonly ledger: () => Database | null
  readonly issue: IssueSaleCommand
  /** Lets the window have its turn. */
  readonly pause: () => Promise<void>
  /** Called after a pass in which a sale came to what its document says. */
  readonly onApplied: () => void
  /** A mistake of ours, or a ledger that cannot be written, stopped a pass. */
  readonly onBroke: (thrown: unknown) => void
  /** Called after a pass that came to its end. */
  readonly onWell: () => void
}

/** Tries again, without a sync, what waits. */
export interface SalesRetry {
  /** Something that sales may have waited for is there: an item was linked, imported, or said to be no product. */
  poke(): void
  /** The ledger is about to be closed: it is not touched after this returns. */
  stop(): void
}

/**
 * One pass at a time. What is asked for meanwhile ends it, and the next one begins again with the oldest document: a sale
 * draws the lots that are there when it comes to the books, so what came to be possible together is taken in the order of
 * its days. What was in the books before stays as it was costed then.
 */
export function salesRetry({ ledger, issue, pause, onApplied, onBroke, onWell }: RetryParts): SalesRetry {
  let stopping = new AbortController()
  let askedAgain = new AbortController()
  let asked = false
  let running = false

  const pass = async (db: Database, stopped: AbortSignal): Promise<void> => {
    const signal = AbortSignal.any([stopped, askedAgain.signal])
    let applied = 0
    // Whoever linked the item sees that first.
    await pause()
    if (!signal.aborted) await applyOpenDocuments({ db, issue, pause, signal }, ({ done }) => (applied += done === 'none' ? 0 : 1))
    if (stopped.aborted) return
    if (!signal.aborted) onWell()
    if (applied > 0) onApplied()
  }
  const run = async (): Promise<void> => {
    running = true
    const { signal } = stopping
    while (asked && !signal.aborted) {
      asked = false
      askedAgain = new AbortController()
      const db = ledger()
      if (db === null) continue
      try {
        await pass(db, signal)
      } catch (thrown) {
        // A ledger that was closed meanwhile is no mistake.
        if (!signal.aborted) onBroke(thrown)
      }
    }
    running = false
    // Asked for after the ledger it worked on was closed, and another opened.
    if (asked) void run()
  }

  return {
    poke: () => {
      asked = true
      if (running) askedAgain.abort()
      else void run()
    },
    stop: () => {
      asked = false
      stopping.abort()
      stopping = new AbortController()
    },
  }
}
