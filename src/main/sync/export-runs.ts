import type { ChangedTopic } from '../../shared/bridge.ts'
import type { Database } from '../database/open.ts'
import type { Clock, Ids, Log, Random, Timers } from '../environment.ts'
import { exportPusher, type PushClient, type Pusher, type PushSummary } from '../exports/push.ts'
import { refreshAllNeeds } from '../outbox/transitions.ts'

export interface ExportRunsParts {
  readonly environment: { readonly clock: Clock; readonly ids: Ids; readonly log: Log }
  readonly timers: Timers
  readonly random: Random
  /** Asks the accounting company; `null` while there is none, or its login does not work. */
  readonly client: () => Promise<PushClient | null>
  readonly onChanged: (topics: readonly ChangedTopic[]) => void
  /** Told when `sending` has another answer. */
  readonly onProgress: () => void
  /** It stopped at a mistake of ours, or went on without one. */
  readonly onBroke: (thrown: unknown) => void
  readonly onWell: () => void
  /** Something was refused because the lists here are not what they are there. */
  readonly onOldLists: () => void
}

/** Sends what waits for the accounting company, by itself: nothing waits for it, and it stops for nothing but the ledger's closing. */
export interface ExportRuns {
  /** The ledger was opened: what was on its way then is looked for. */
  opened(db: Database): void
  /** Something may be sent now: an event, a choice, a connection that is back. Never waits. */
  poke(): void
  /** Lists of the accounting company were read: what lacked something may lack it no more. */
  listsRead(): void
  /** The ledger is not touched after this returns. */
  closing(): void
  /** How far what is being sent now has come; `null` while nothing is. */
  sending(): { readonly done: number; readonly of: number } | null
}

/** After a round that could not go on: tried again by itself, later and later. */
const retryMs = 60_000
const retryMsMax = 15 * 60_000

interface Open {
  readonly db: Database
  readonly pusher: Pusher
  readonly aborting: AbortController
}

export function exportRuns({ environment, timers, random, client, onChanged, onProgress, onBroke, onWell, onOldLists }: ExportRunsParts): ExportRuns {
  let open: Open | null = null
  let busy = false
  /** Somebody asked for more while it ran. */
  let again = false
  let problems = 0
  let sending: { readonly done: number; readonly of: number } | null = null
  let cancelWake = () => {}

  const wakeIn = (ms: number) => {
    cancelWake()
    cancelWake = timers.after(ms, poke)
  }
  const showSending = (now: typeof sending) => {
    sending = now
    onProgress()
  }
  const after = ({ accepted, problem, nextInMs, listsAreOld }: PushSummary) => {
    problems = problem === null ? 0 : problems + 1
    const backoffMs = problem === null ? null : Math.min(retryMsMax, retryMs * 2 ** Math.min(problems - 1, 8)) * (0.5 + random.fraction() / 2)
    const waits = [nextInMs, backoffMs].filter((ms) => ms !== null)
    if (waits.length > 0) wakeIn(Math.max(1000, Math.min(...waits)))
    if (listsAreOld) onOldLists()
    // What opposes something may go out now that it arrived. Where nothing gets through, trying at once is no use.
    again = problem === null && (again || accepted > 0)
  }
  const round = async (now: Open): Promise<void> => {
    try {
      const asked = await client()
      if (asked === null || now.aborting.signal.aborted) return
      const summary = await now.pusher.run(asked, { signal: now.aborting.signal, onProgress: showSending })
      if (now.aborting.signal.aborted) return
      onWell()
      after(summary)
    } catch (thrown) {
      if (now.aborting.signal.aborted) return
      onBroke(thrown)
      wakeIn(retryMsMax)
    } finally {
      if (sending !== null) showSending(null)
    }
  }
  const run = async (): Promise<void> => {
    busy = true
    do {
      again = false
      if (open !== null) await round(open)
    } while (again && open !== null)
    busy = false
  }
  function poke(): void {
    if (busy) again = true
    else if (open !== null) void run()
  }

  return {
    sending: () => sending,
    opened: (db) => {
      const pusher = exportPusher({ db, environment, random, onChanged: () => onChanged([{ kind: 'export' }]) })
      open = { db, pusher, aborting: new AbortController() }
      problems = 0
      poke()
    },
    poke,
    listsRead: () => {
      if (open !== null && refreshAllNeeds(open.db)) onChanged([{ kind: 'export' }])
      poke()
    },
    closing: () => {
      cancelWake()
      open?.aborting.abort()
      open = null
    },
  }
}
