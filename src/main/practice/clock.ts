import { number, textAt, type JsonObject } from './json.ts'
import type { Store } from './store.ts'

/** The server's clock: the PC's, moved or stopped by who practises. It is kept in the file, so that a restart goes on from it. */
export interface ServerClock {
  nowMs(): number
  /** Stops it at that instant. */
  stopAt(ms: number): void
  /** Moves it forward, whether it runs or stands. */
  advance(ms: number): void
  /** The PC's clock again. */
  real(): void
  /** Runs `work` as if it were that instant. */
  at<T>(ms: number, work: () => T): T
}

export function makeClock(store: Store, wallMs: () => number): ServerClock {
  const kept = store.setting<JsonObject>('clock')
  let stoppedMs = kept === null ? null : numberOf(kept, 'stopped')
  let aheadMs = kept === null ? 0 : (numberOf(kept, 'ahead') ?? 0)
  let pretendedMs: number | null = null
  const keep = () => store.setSetting('clock', { ahead: number(aheadMs), stopped: stoppedMs === null ? null : number(stoppedMs) })
  return {
    nowMs: () => pretendedMs ?? stoppedMs ?? wallMs() + aheadMs,
    stopAt: (ms) => {
      stoppedMs = ms
      keep()
    },
    advance: (ms) => {
      if (stoppedMs === null) aheadMs += ms
      else stoppedMs += ms
      keep()
    },
    real: () => {
      stoppedMs = null
      aheadMs = 0
      keep()
    },
    at: (ms, work) => {
      pretendedMs = ms
      try {
        return work()
      } finally {
        pretendedMs = null
      }
    },
  }
}

function numberOf(kept: JsonObject, name: string): number | null {
  const text = textAt(kept, name)
  return text === undefined ? null : Number(text)
}
