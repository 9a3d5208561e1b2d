/** QuickBooks' limits of requests per company. */
const perMinute = 500
const perSecond = 10

export interface Limits {
  /** Counts one request; `false` when it is one too many. */
  admit(): boolean
  setOn(on: boolean): void
  isOn(): boolean
}

/** Counts the requests of the last minute and second by a clock that never jumps. */
export function makeLimits(monotonicMs: () => number, startsOn: boolean): Limits {
  let on = startsOn
  let admitted: number[] = []
  return {
    admit: () => {
      if (!on) return true
      const now = monotonicMs()
      admitted = admitted.filter((at) => at > now - 60_000)
      if (admitted.length >= perMinute || admitted.filter((at) => at > now - 1000).length >= perSecond) return false
      admitted.push(now)
      return true
    },
    setOn: (next) => {
      on = next
    },
    isOn: () => on,
  }
}
