import type { SyncKind } from '../../shared/accounting.ts'

/** Everything that decides what is read when. Times are milliseconds since 1970 on the PC's clock. */
export interface EngineState {
  /** A company is connected and its login works. */
  readonly able: boolean
  readonly online: boolean
  readonly running: SyncKind | null
  /** What is read after what runs, in this order. */
  readonly queue: readonly SyncKind[]
  /** When each was read to its end the last time, as far as is known. */
  readonly readAtMs: { readonly [K in SyncKind]?: number }
  /** When each that failed may be tried again by itself. */
  readonly notBeforeMs: { readonly [K in SyncKind]?: number }
  /** How often each failed in a row, for whatever reason; what did is still owed, whenever it would be due. */
  readonly failures: { readonly [K in SyncKind]?: number }
  /** Items are read by themselves so often; `null`: by hand alone. */
  readonly itemsEveryMs: number | null
  /** The same of sales, or `off` where none are pulled at all. */
  readonly salesEveryMs: number | null | 'off'
}

export type EngineEvent =
  | ({ readonly kind: 'looked'; readonly nowMs: number } & Pick<EngineState, 'able' | 'online' | 'itemsEveryMs' | 'salesEveryMs'>)
  | { readonly kind: 'asked'; readonly kinds: readonly SyncKind[]; readonly nowMs: number }
  | { readonly kind: 'connected'; readonly nowMs: number }
  | { readonly kind: 'came_online'; readonly nowMs: number }
  | { readonly kind: 'ended'; readonly how: RunEnd; readonly nowMs: number }
  | { readonly kind: 'cancelled' }

/** `offline`: no way there; `failed`: their side or ours, to be tried again later; `stopped`: by a person, or the ledger was closed. */
export type RunEnd = 'done' | 'offline' | 'failed' | 'stopped'

/** `begin` this list; `abort` what runs; look again in so many milliseconds. */
export type EngineEffect = { readonly do: 'begin'; readonly kind: SyncKind } | { readonly do: 'abort' } | { readonly do: 'wake'; readonly inMs: number }

export interface Step {
  readonly state: EngineState
  readonly effects: readonly EngineEffect[]
}

/** Accounts come first: what is chosen of them decides what can be sent. Sales come last: items say which products they are of. */
const order: readonly SyncKind[] = ['accounts', 'vendors', 'items', 'sales', 'documents']
const listsEveryMs = 24 * 3_600_000
const retryMs = 15 * 60_000
const retryMsMax = 6 * 3_600_000
const triesOnReturn = 3
/** A PC that slept, or whose clock was set, is noticed after so long. */
const wakeMsMax = 10 * 60_000

export function engineAtStart(readAtMs: EngineState['readAtMs']): EngineState {
  return { able: false, online: false, running: null, queue: [], readAtMs, notBeforeMs: {}, failures: {}, itemsEveryMs: null, salesEveryMs: 'off' }
}

/**
 * What to do about one thing that happened. One list is read at a time; one that fails stops none of the others; what failed
 * for want of a connection is read when it is back, and any other failure later and later.
 */
export function step(state: EngineState, event: EngineEvent): Step {
  switch (event.kind) {
    case 'looked': {
      const { able, online, itemsEveryMs, salesEveryMs } = event
      // A way that came back before what failed for want of it had ended was told to nobody who waited.
      const notBeforeMs = online && !state.online ? withoutSoon(state) : state.notBeforeMs
      const now = { ...state, able, online, itemsEveryMs, salesEveryMs, notBeforeMs }
      if (able || state.running === null) return goOn(now, event.nowMs)
      return { state: { ...now, queue: [] }, effects: [{ do: 'abort' }] }
    }
    case 'asked':
      return goOn({ ...state, queue: joined(state, event.kinds), notBeforeMs: without(state.notBeforeMs, event.kinds) }, event.nowMs)
    case 'connected':
      return goOn({ ...state, able: true, notBeforeMs: {}, failures: {}, queue: joined(state, ['accounts', 'vendors', ...onReconnect(state)]) }, event.nowMs)
    case 'came_online':
      return goOn({ ...state, online: true, notBeforeMs: withoutSoon(state) }, event.nowMs)
    case 'ended':
      return goOn(afterRun(state, event.how, event.nowMs), event.nowMs)
    case 'cancelled':
      return { state: { ...state, queue: [] }, effects: state.running === null ? [] : [{ do: 'abort' }] }
  }
}

function afterRun(state: EngineState, how: RunEnd, nowMs: number): EngineState {
  const { running, readAtMs, notBeforeMs, failures } = state
  if (running === null) return state
  const ended = { ...state, running: null }
  switch (how) {
    case 'done':
      return { ...ended, readAtMs: { ...readAtMs, [running]: nowMs }, notBeforeMs: without(notBeforeMs, [running]), failures: without(failures, [running]) }
    case 'stopped':
      // Whoever stopped it does not want it again at once.
      return { ...ended, failures: without(failures, [running]), notBeforeMs: { ...notBeforeMs, [running]: nowMs + retryMs } }
    case 'offline':
    case 'failed': {
      const count = (failures[running] ?? 0) + 1
      const waitMs = Math.min(retryMsMax, retryMs * 2 ** Math.min(count - 1, 10))
      const online = how === 'failed' && ended.online
      return { ...ended, online, failures: { ...failures, [running]: count }, notBeforeMs: { ...notBeforeMs, [running]: nowMs + waitMs } }
    }
  }
}

/** Begins what is to be read next, or says when to look again. */
function goOn(state: EngineState, nowMs: number): Step {
  if (!state.able) return { state: { ...state, queue: [] }, effects: [] }
  if (state.running !== null) return { state, effects: [] }
  const [asked, ...rest] = state.queue
  const next = asked ?? (state.online ? order.find((kind) => dueInMs(state, kind, nowMs) === 0) : undefined)
  if (next !== undefined) return { state: { ...state, running: next, queue: asked === undefined ? state.queue : rest }, effects: [{ do: 'begin', kind: next }] }
  // Without a way there nothing is due; that it is back is told.
  const waits = state.online ? order.map((kind) => dueInMs(state, kind, nowMs)).filter((ms) => ms !== null) : []
  return { state, effects: [{ do: 'wake', inMs: Math.max(1000, Math.min(wakeMsMax, ...waits)) }] }
}

/** In how long a list is read by itself: 0 for at once, `null` for never. */
function dueInMs(state: EngineState, kind: SyncKind, nowMs: number): number | null {
  const { readAtMs, notBeforeMs, failures } = state
  const everyMs = everyMsOf(state, kind)
  if (everyMs === 'off') return null
  const owed = failures[kind] !== undefined
  if (everyMs === null && !owed) return null
  const readMs = readAtMs[kind]
  // A clock that was set back would otherwise put it off for as long.
  const dueMs = owed || readMs === undefined || readMs > nowMs ? nowMs : readMs + (everyMs ?? 0)
  const waitMs = (notBeforeMs[kind] ?? 0) - nowMs
  return Math.max(0, dueMs - nowMs, waitMs > retryMsMax ? 0 : waitMs)
}

function everyMsOf({ itemsEveryMs, salesEveryMs }: EngineState, kind: SyncKind): number | null | 'off' {
  if (kind === 'sales') return salesEveryMs
  // Compared by hand alone.
  if (kind === 'documents') return null
  return kind === 'items' ? itemsEveryMs : listsEveryMs
}

/** Whoever has sales synced by themselves has them synced when the company is back as well. */
function onReconnect({ salesEveryMs }: EngineState): readonly SyncKind[] {
  return typeof salesEveryMs === 'number' ? ['sales'] : []
}

/** What is asked for waits behind what waits already, each once; what runs is not read a second time. */
function joined({ queue, running }: EngineState, kinds: readonly SyncKind[]): readonly SyncKind[] {
  return order.filter((kind) => kind !== running && (kinds.includes(kind) || queue.includes(kind)))
}

/** A connection that is back is a reason to try again at once, but not over and over where only one thing gets no answer. */
function withoutSoon({ notBeforeMs, failures }: EngineState): EngineState['notBeforeMs'] {
  return without(notBeforeMs, order.filter((kind) => (failures[kind] ?? 0) < triesOnReturn))
}

function without<T>(map: { readonly [K in SyncKind]?: T }, kinds: readonly SyncKind[]): { readonly [K in SyncKind]?: T } {
  return Object.fromEntries(Object.entries(map).filter(([kind]) => !kinds.includes(kind as SyncKind)))
}
