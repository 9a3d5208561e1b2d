import type { Clock, Environment, Http, Keychain, Log, Outside, Random, Timers } from '../../src/main/environment.ts'

/** Ports a test decides: a clock that moves one second at each look, counted ids, a log kept in a list. */
export function testEnvironment(today = '2026-01-31'): Environment & { readonly logged: string[] } {
  const logged: string[] = []
  let seconds = 0
  let ids = 0
  const write = (event: string) => {
    logged.push(event)
  }
  return {
    logged,
    clock: {
      instant: () => new Date(Date.parse(`${today}T12:00:00.000Z`) + 1000 * seconds++).toISOString(),
      monotonicMs: () => 1000 * seconds,
      today: () => today,
    },
    ids: { uuid: () => testId(++ids) },
    log: { info: write, warn: write, error: write },
  }
}

/** The nth id of a test, a well-formed UUID. */
export function testId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** Time that passes only while everybody waits: then it jumps to the next timer. Hours take milliseconds. */
export interface TestTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Lets so much time pass at once, as while the PC slept. */
  readonly jump: (ms: number) => void
  readonly nowMs: () => number
}

export function testTime(startIso = '2026-01-31T12:00:00.000Z'): TestTime {
  const startMs = Date.parse(startIso)
  const waiting = new Set<{ readonly atMs: number; readonly run: () => void }>()
  let nowMs = 0
  let moving = false
  const move = async () => {
    if (moving) return
    moving = true
    while (waiting.size > 0) {
      // Whoever can go on without time passing goes first; real sockets get a turn too.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      const next = [...waiting].toSorted((a, b) => a.atMs - b.atMs)[0]
      if (next === undefined) break
      waiting.delete(next)
      nowMs = Math.max(nowMs, next.atMs)
      next.run()
    }
    moving = false
  }
  return {
    clock: {
      instant: () => new Date(startMs + nowMs).toISOString(),
      monotonicMs: () => nowMs,
      today: () => new Date(startMs + nowMs).toISOString().slice(0, 10),
    },
    timers: {
      after: (ms, run) => {
        const timer = { atMs: nowMs + ms, run }
        waiting.add(timer)
        void move()
        return () => void waiting.delete(timer)
      },
    },
    jump: (ms) => {
      nowMs += ms
    },
    nowMs: () => nowMs,
  }
}

/** A keychain whose writes can be made to fail. */
export interface TestKeychain extends Keychain {
  readonly kept: Map<string, string>
  /** What each write throws from now on; `null` when it works again. */
  fails: Error | null
}

export function testKeychain(kept = new Map<string, string>()): TestKeychain {
  const keychain: TestKeychain = {
    kept,
    fails: null,
    kind: () => 'os',
    read: (name) => kept.get(name) ?? null,
    write: (name, text) => {
      if (keychain.fails !== null) throw keychain.fails
      kept.set(name, text)
    },
    remove: (name) => void kept.delete(name),
  }
  return keychain
}

/** Chance that always falls the same: in the middle. */
export const testRandom: Random = { fraction: () => 0.5 }

/** All ports, with no network unless one is given; what was opened in the browser and logged with its facts can be read. */
export function testOutside(
  given: { readonly http?: Http; readonly time?: TestTime; readonly keychain?: Keychain } = {},
): Outside & { readonly opened: string[]; readonly logged: { readonly event: string; readonly facts: unknown }[] } {
  const time = given.time ?? testTime()
  const opened: string[] = []
  const logged: { event: string; facts: unknown }[] = []
  const write = (event: string, facts: unknown) => {
    logged.push({ event, facts })
  }
  const log: Log = { info: write, warn: write, error: write }
  let ids = 0
  return {
    opened,
    logged,
    log,
    clock: time.clock,
    timers: time.timers,
    ids: { uuid: () => testId(++ids) },
    http: given.http ?? { fetch: async () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('no network'), { code: 'ENETUNREACH' }) })) },
    keychain: given.keychain ?? testKeychain(),
    browser: {
      open: async (url) => {
        opened.push(url)
      },
    },
    random: testRandom,
  }
}

/** The clock on the wall and its timers, where real sockets are waited for. */
export const realClock: Clock = { instant: () => new Date().toISOString(), monotonicMs: () => performance.now(), today: () => '2026-06-01' }
export const realTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
