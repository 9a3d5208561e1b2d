import type { Clock, Timers } from '../environment.ts'

/** QuickBooks takes so many requests for one company. */
export interface PaceLimits {
  readonly perSecond: number
  readonly perMinute: number
}

export const paceLimits: PaceLimits = { perSecond: 10, perMinute: 500 }

/** A little longer than a second and a minute, as no two clocks go alike. */
const secondMs = 1050
const minuteMs = 60_500

/** One request's turn. */
export interface Turn {
  /** Its answer came, or it never will. */
  ended(): void
}

/** Lets requests begin no faster than QuickBooks takes them, in the order in which they asked. */
export interface Pace {
  /** Waits for its turn; `null` when it was cancelled first. */
  turn(signal: AbortSignal | undefined): Promise<Turn | null>
  /** Nothing begins for so long from now on, as after a 429. */
  hold(ms: number): void
}

/**
 * The other side counts requests when they arrive there, which is some time between sending and the answer: one that was held
 * up on its way counts later than it was sent, and an eleventh would come too soon after it. So a request counts until a second
 * after its answer.
 */
export function paceOf({ clock, timers }: { readonly clock: Clock; readonly timers: Timers }, limits: PaceLimits = paceLimits): Pace {
  // The latest that each of the last requests may have arrived, on the clock that never jumps back; `null` while it is on its way.
  let counted: { arrivedMs: number | null }[] = []
  let heldUntilMs = 0
  let last: Promise<unknown> = Promise.resolve()

  const waitMs = (): number => {
    const nowMs = clock.monotonicMs()
    counted = counted.filter(({ arrivedMs }) => arrivedMs === null || arrivedMs > nowMs - minuteMs)
    const arrived = counted.map(({ arrivedMs }) => arrivedMs ?? nowMs).toSorted((a, b) => a - b)
    const tooMany = (count: number, withinMs: number) => {
      const nth = arrived.at(-count)
      return nth === undefined ? 0 : nth + withinMs - nowMs
    }
    return Math.max(0, heldUntilMs - nowMs, tooMany(limits.perSecond, secondMs), tooMany(limits.perMinute, minuteMs))
  }
  const pass = async (signal: AbortSignal | undefined): Promise<Turn | null> => {
    for (let ms = waitMs(); ms > 0; ms = waitMs()) {
      if (!(await sleep(timers, ms, signal))) return null
    }
    if (signal?.aborted === true) return null
    const own: (typeof counted)[number] = { arrivedMs: null }
    counted.push(own)
    return {
      ended: () => {
        own.arrivedMs ??= clock.monotonicMs()
      },
    }
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
