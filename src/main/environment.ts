/**
 * The ports: everything outside the program's own rules comes in through these, so that a test can decide what time it
 * is and which ids are made. The real ones are made in `boot` alone.
 */
export interface Environment {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

export interface Clock {
  /** Now as a UTC instant, `2026-01-31T12:00:00.000Z`. */
  instant(): string
  /** Milliseconds that never jump back; for measuring how long something took. */
  monotonicMs(): number
  /** Today in the company's calendar, `YYYY-MM-DD`. */
  today(): string
}

export interface Ids {
  /** A new UUID. */
  uuid(): string
}

/** One line per event with its facts; secrets are blotted out by the log itself. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}
