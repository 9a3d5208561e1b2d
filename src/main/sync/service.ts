import type { ChangedTopic } from '../../shared/bridge.ts'
import type { SyncKind } from '../../shared/accounting.ts'
import type { AccountingCompany, AccountingSettings } from '../../shared/contract/accounting.ts'
import type { SalesRunSummary } from '../../shared/contract/sales-channel.ts'
import type { ConnectionStatus, RunSummary } from '../../shared/contract/connection.ts'
import { appError, type AppError, type ErrorData } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import { classify } from '../database/sqlite-errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Outside } from '../environment.ts'
import type { QuickbooksClient } from '../quickbooks/client.ts'
import type { QueryContext } from '../queries/context.ts'
import { boundCompany } from '../queries/accounting.ts'
import { runQuery } from '../queries/run.ts'
import { channelNow } from '../queries/sales-last-sync.ts'
import { msOfInstant } from '../quickbooks/times.ts'
import { shownKeys } from './app-keys.ts'
import { connectionOf, type Connection, type Issue, type PracticeOrigin } from './connection.ts'
import { exportRuns } from './export-runs.ts'
import { engineAtStart, step, type EngineEvent, type EngineState, type RunEnd } from './engine.ts'
import { syncItems } from './item-sync.ts'
import { accountList, vendorList, type ListSyncParts } from './lists.ts'
import { watchOnline } from './online.ts'
import { reconcile } from './reconcile-run.ts'
import type { IssueSaleCommand } from './sales-apply.ts'
import { salesQueue } from './sales-queue.ts'
import { salesRetry } from './sales-retry.ts'
import { applyStored, syncSales } from './sales-sync.ts'
import { connectionStatus, lastRunsOf } from './status.ts'

export interface SyncServiceParts {
  readonly outside: Outside
  /** The open ledger; `null` while it is closed. */
  readonly ledger: () => QueryContext | null
  readonly issue: Issue
  readonly practice: () => PracticeOrigin | null
  /** Ports the browser may come back to; without them those that are registered with Intuit. */
  readonly ports?: readonly number[]
  readonly onChanged: (topics: readonly ChangedTopic[]) => void
}

/** Everything that reaches the accounting company, in the background: nothing waits for it. */
export interface SyncService {
  readonly connection: Connection
  status(): ConnectionStatus
  /** Reads these lists after what runs. Errors: `accounting.not_connected`, `connection.reconnect`, `sales.no_channel`. */
  run(kinds: readonly SyncKind[]): Result<Record<string, never>, AppError<'accounting.not_connected' | 'connection.reconnect' | 'sales.no_channel'>>
  cancel(): void
  /** Shows a page of the practice company in the browser. Errors: `accounting.no_practice`, `connection.no_browser`. */
  showPage(page: string): Promise<Result<Record<string, never>, AppError<'accounting.no_practice' | 'connection.no_browser'>>>
  checkNow(): Promise<ConnectionStatus['online']>
  disconnect: Connection['disconnect']
  /** Says what commands moved, as a setting may change what is to be done. */
  noticed(topics: readonly ChangedTopic[]): void
  /** The ledger was opened, perhaps as another than before. */
  opened(): void
  /** The ledger is about to be closed: it is not touched after this returns. */
  closing(): void
  /** For good: at the end of the program. */
  stop(): void
}

interface Running {
  readonly kind: SyncKind
  readonly aborting: AbortController
  done: number
  /** Of how many; `null` while that is not known. */
  of: number | null
}

type BrokenTask = ErrorData<'accounting.sync_broke'>['task']

const minuteMs = 60_000
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function syncService(parts: SyncServiceParts): SyncService {
  const { ledger, issue, practice, onChanged } = parts
  const { clock, timers, random, log, keychain } = parts.outside
  let state: EngineState = engineAtStart({})
  let running: Running | null = null
  let cancelWake = () => {}
  /** What was stored before and is applied without asking anybody. */
  let applying: Promise<void> | null = null
  let stopApplying = new AbortController()
  let stopped = false

  /** What broke in the background, until the same goes well. Kept here, as a ledger that cannot be written cannot hold it. */
  const broken = new Map<BrokenTask, AppError<'accounting.sync_broke'>>()

  const tell = () => onChanged([{ kind: 'connection' }])
  const broke = (task: BrokenTask, thrown: unknown): void => {
    const reference = parts.outside.ids.uuid()
    log.error('sync broke', { task, reference, thrown })
    broken.set(task, appError('accounting.sync_broke', { task, reference }))
    tell()
  }
  const wentWell = (task: BrokenTask): void => {
    if (broken.delete(task)) tell()
  }
  const nowMs = () => msOfInstant(clock.instant()) ?? 0
  const watch = watchOnline({
    http: parts.outside.http,
    clock,
    timers,
    random,
    target: () => connection.probeTarget(),
    onChange: ({ state: reached }) => {
      log.info('way to the accounting company', { reached })
      tell()
      if (reached !== 'online') return
      dispatch({ kind: 'came_online', nowMs: nowMs() })
      exports.poke()
    },
  })
  const outside: Outside = { ...parts.outside, http: watch.http }
  const settings = (): AccountingSettings | null => {
    const open = ledger()
    const asked = open === null ? null : runQuery(open, 'accounting.settings', {})
    return asked?.ok === true ? asked.value : null
  }
  const salesEveryMs = (): EngineState['salesEveryMs'] => {
    const open = ledger()
    const channel = open === null ? null : channelNow(open.db)
    if (channel === null || !channel.active) return 'off'
    return channel.everyMinutes === null ? null : channel.everyMinutes * minuteMs
  }
  const company = (): AccountingCompany | null => {
    const open = ledger()
    return open === null ? null : boundCompany(open.db)
  }
  const connection = connectionOf({
    outside,
    company,
    issue,
    practice,
    ...(parts.ports === undefined ? {} : { ports: parts.ports }),
    onChange: tell,
    onConnected: () => {
      dispatch({ kind: 'connected', nowMs: nowMs() })
      exports.poke()
    },
  })

  const exports = exportRuns({
    environment: outside,
    timers,
    random,
    client: async () => (company()?.connected === true && connection.reconnect() === null && watch.now().state !== 'offline' ? connection.client() : null),
    onChanged,
    onProgress: tell,
    onBroke: (thrown) => broke('exports', thrown),
    onWell: () => wentWell('exports'),
    onOldLists: () => dispatch({ kind: 'asked', kinds: ['accounts', 'vendors', 'items'], nowMs: nowMs() }),
  })

  const dispatch = (event: EngineEvent): void => {
    if (stopped) return
    const next = step(state, event)
    state = next.state
    for (const effect of next.effects) {
      if (effect.do === 'begin') void begin(effect.kind)
      else if (effect.do === 'abort') running?.aborting.abort()
      else {
        cancelWake()
        cancelWake = timers.after(effect.inMs, look)
      }
    }
  }
  /** Tells the engine how things stand. */
  const look = (): void => {
    const known = settings()
    const everyMinutes = known?.itemSync.everyMinutes ?? null
    dispatch({
      kind: 'looked',
      able: known?.company?.connected === true && connection.reconnect() === null,
      online: watch.now().state !== 'offline',
      itemsEveryMs: everyMinutes === null ? null : everyMinutes * minuteMs,
      salesEveryMs: salesEveryMs(),
      nowMs: nowMs(),
    })
  }

  const begin = async (kind: SyncKind): Promise<void> => {
    const own: Running = { kind, aborting: new AbortController(), done: 0, of: null }
    running = own
    tell()
    const how = await run(own)
    if (running !== own) return
    running = null
    onChanged([{ kind: 'connection' }, { kind: movedBy[kind] }])
    dispatch({ kind: 'ended', how, nowMs: nowMs() })
    // A login that ended meanwhile is noticed here.
    look()
    try {
      exports.listsRead()
    } catch (thrown) {
      broke('exports', thrown)
    }
    if (kind === 'items') retry.poke()
  }
  // A sync applies what was stored before as well, also where the rest could not be asked for.
  const queue = salesQueue(() => wentWell('stored_sales'))
  /** A document that breaks a rule of ours stops only itself; a ledger that cannot be written stops the run. */
  const issueSale: IssueSaleCommand = (name, input) => {
    try {
      return issue(name, input)
    } catch (thrown) {
      if (classify(thrown) !== null) throw thrown
      const reference = parts.outside.ids.uuid()
      log.error('a sales document broke', { reference, ...input, thrown })
      return err(appError('app.internal', { reference }))
    }
  }
  const read = async (kind: SyncKind, list: Omit<ListSyncParts, 'client'>, client: QuickbooksClient): Promise<RunSummary> => {
    switch (kind) {
      case 'accounts':
        return accountList({ ...list, client, before: () => connection.lookAgain(client, list.signal) })
      case 'vendors':
        return vendorList({ ...list, client })
      case 'items':
        return syncItems({ ...list, client, issue, kinds: settings()?.itemSync.kinds ?? [] })
      case 'sales':
        await applying
        return ofLists(await syncSales({ ...list, client, queue, issue: issueSale }))
      case 'documents':
        return reconcile({ ...list, client, takesAdjustments: company()?.obstacle === null })
    }
  }
  const run = async (own: Running): Promise<RunEnd> => {
    const { kind, aborting } = own
    try {
      const open = ledger()
      const client = open === null ? null : await connection.client()
      if (open === null || client === null || aborting.signal.aborted) return 'stopped'
      const parts = {
        db: open.db,
        clock,
        signal: aborting.signal,
        pause,
        onProgress: (done: number, of?: number) => {
          own.done = done
          own.of = of ?? null
          tell()
        },
      }
      const summary = await read(kind, parts, client)
      log.info('sync ended', { kind, ...summary, problem: summary.problem?.code ?? null })
      wentWell(kind)
      return endOf(summary)
    } catch (thrown) {
      // A ledger that was closed meanwhile is no mistake.
      if (!aborting.signal.aborted) broke(kind, thrown)
      return 'failed'
    }
  }

  const retry = salesRetry({
    queue,
    ledger: () => (salesEveryMs() === 'off' ? null : (ledger()?.db ?? null)),
    issue: issueSale,
    pause,
    onChanged: () => onChanged([{ kind: 'sale' }, { kind: 'connection' }]),
    onBroke: (thrown) => broke('stored_sales', thrown),
  })

  /** Applies sales that were stored when the program ended before, whether QuickBooks can be reached or not. */
  const applyLeft = async (db: Database): Promise<void> => {
    stopApplying = new AbortController()
    const { signal } = stopApplying
    try {
      // Not before the window has had its turn.
      await pause()
      if (signal.aborted) return
      const summary = await applyStored({ db, clock, queue, issue: issueSale, pause, signal, onProgress: () => {} })
      if (summary === null) return
      log.info('stored sales applied', { created: summary.created, updated: summary.updated, voided: summary.voided })
      onChanged([{ kind: 'sale' }, { kind: 'connection' }])
    } catch (thrown) {
      if (!signal.aborted) broke('stored_sales', thrown)
    }
  }

  /** Whether the company can be reached is known before anybody asks; the practice company is started for it. */
  const reachOut = async (): Promise<void> => {
    if ((await connection.client()) !== null) await watch.check()
  }

  return {
    connection,
    status: () =>
      connectionStatus(ledger(), {
        login: connection.login.shown(),
        keychain: keychain.kind(),
        keys: shownKeys(keychain),
        practice: practice() !== null,
        refreshDaysLeft: connection.refreshDaysLeft(),
        online: watch.now(),
        running: runningNow(running, state.queue),
        sending: exports.sending(),
        reconnect: connection.reconnect(),
        broken: [...broken.values()],
      }),
    run: (kinds) => {
      if (company()?.connected !== true) return err(appError('accounting.not_connected', {}))
      const reconnect = connection.reconnect()
      if (reconnect !== null) return err(reconnect)
      if (kinds.includes('sales') && salesEveryMs() === 'off') return err(appError('sales.no_channel', {}))
      look()
      dispatch({ kind: 'asked', kinds, nowMs: nowMs() })
      if (broken.has('exports')) exports.poke()
      if (broken.has('stored_sales')) retry.poke()
      return ok({})
    },
    cancel: () => dispatch({ kind: 'cancelled' }),
    showPage: async (page) => {
      const company = practice()
      if (company === null) return err(appError('accounting.no_practice', {}))
      const address = `${await company.origin()}${page}`
      try {
        await parts.outside.browser.open(address)
        return ok({})
      } catch (thrown) {
        log.warn('page not shown', { thrown })
        return err(appError('connection.no_browser', { address }))
      }
    },
    checkNow: () => watch.check(),
    disconnect: () => {
      const disconnecting = connection.disconnect()
      look()
      return disconnecting
    },
    noticed: (topics) => {
      if (topics.some(({ kind }) => kind === 'accounting')) look()
      if (topics.some(({ kind }) => kind === 'export' || kind === 'accounting')) exports.poke()
      // A link, or a word about an item, may be all that a sale waits for.
      if (topics.some(({ kind }) => kind === 'item')) retry.poke()
    },
    opened: () => {
      const open = ledger()
      state = engineAtStart(open === null ? {} : readAtMsOf(lastRunsOf(open.db)))
      if (open !== null) {
        exports.opened(open.db)
        applying = applyLeft(open.db)
      }
      void reachOut()
      look()
    },
    closing: () => {
      exports.closing()
      stopApplying.abort()
      retry.stop()
      cancelWake()
      connection.login.cancel()
      running?.aborting.abort()
      running = null
      broken.clear()
      state = engineAtStart({})
    },
    stop: () => {
      stopped = true
      exports.closing()
      stopApplying.abort()
      retry.stop()
      cancelWake()
      connection.login.cancel()
      running?.aborting.abort()
      watch.stop()
    },
  }
}

/** What runs, and what waits behind it. */
function runningNow(running: Running | null, queue: readonly SyncKind[]): ConnectionStatus['running'] {
  const waiting = queue.map((kind) => ({ kind, done: 0, of: null }))
  return running === null ? waiting : [{ kind: running.kind, done: running.done, of: running.of }, ...waiting]
}

/** Which questions are asked again after a list was read. */
const movedBy: { readonly [K in SyncKind]: ChangedTopic['kind'] } = { accounts: 'accounting', vendors: 'accounting', items: 'item', sales: 'sale', documents: 'export' }

/** The counts that every list has. */
function ofLists({ created, updated, voided, skipped, problem, cancelled }: SalesRunSummary): RunSummary {
  return { created, updated, deactivated: voided, skipped, problem, cancelled }
}

function endOf({ problem, cancelled }: RunSummary): RunEnd {
  if (cancelled) return 'stopped'
  if (problem === null) return 'done'
  return problem.code === 'connection.offline' || problem.code === 'connection.timed_out' ? 'offline' : 'failed'
}

/** When each list was read to its end the last time. A run that failed says nothing about that, so what follows it is due at once. */
function readAtMsOf(lastRuns: ConnectionStatus['lastRuns']): EngineState['readAtMs'] {
  return Object.fromEntries(lastRuns.flatMap(({ kind, endedAt, summary }) => (summary.problem === null && !summary.cancelled ? [[kind, msOfInstant(endedAt) ?? 0]] : [])))
}
