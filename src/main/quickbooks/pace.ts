import type { Clock, Timers } from '../environment.ts'

/** QuickBooks takes so many requests for one company. */
export interface PaceLimits {
  readonly perSecond: number
  readonly perMinute: number
}

export const paceLimits: PaceLimits = { perSecond: 10, perMinute: 500 }

/** Longer than a second and a minute, as the other side counts when requests arrive: one that was held up on its way comes close before the next. */
const secondMs = 1250
const minuteMs = 62_000

/** Lets requests begin no faster than QuickBooks takes them, in the order in which they asked. */
export interface Pace {
  /** Waits for its turn; false when it was cancelled first. */
  turn(signal: AbortSignal | undefined): Promise<boolean>
  /** Nothing begins for so long from now on, as after a 429. */
  hold(ms: number): void
}

export function paceOf({ clock, timers }: { readonly clock: Clock; readonly timers: Timers }, limits: PaceLimits = paceLimits): Pace {
  // When each of the last requests began, oldest first, on the clock that never jumps back.
  let begun: number[] = []
  let heldUntilMs = 0
  let last: Promise<unknown> = Promise.resolve()

  const waitMs = (): number => {
    const nowMs = clock.monotonicMs()
    begun = begun.filter((ms) => ms > nowMs - minuteMs)
    const tooMany = (count: number, withinMs: number) => {
      const nth = begun.at(-count)
      return nth === undefined ? 0 : nth + withinMs - nowMs
    }
    return Math.max(0, heldUntilMs - nowMs, tooMany(limits.perSecond, secondMs), tooMany(limits.perMinute, minuteMs))
  }
  const pass = async (signal: AbortSignal | undefined): Promise<boolean> => {
    for (let ms = waitMs(); ms > 0; ms = waitMs()) {
      if (!(await sleep(timers, ms, signal))) return false
    }
    if (signal?.aborted === true) return false
    begun.push(clock.monotonicMs())
    return true
  }
  return {
    turn: (signal) => {
      const mine = last.then(() => pass(signal))
      last = mine
      return mine
    },
    hold: (ms) => {
      heldUntilMs = Math.max(heldUntilMs, clock.monotonicMs() + ms)
    },
  }
}

/** Waits so long; false as soon as it is cancelled. */
export function sleep(timers: Timers, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false)
    const stop = timers.after(ms, () => {
      signal?.removeEventListener('abort', onCancelled)
      resolve(true)
    })
    const onCancelled = () => {
      stop()
      resolve(false)
    }
    signal?.addEventListener('abort', onCancelled, { once: true })
  })
}
