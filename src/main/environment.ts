/**
 * The ports: everything outside the program's own rules comes in through these, so that a test can decide what time it
 * is and which ids are made. The real ones are made in `boot` alone.
 */
export interface Environment {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

/** The ports of what reaches beyond this PC. Rules, commands and the ledger get by without them. */
export interface Outside extends Environment {
  readonly http: Http
  readonly keychain: Keychain
  readonly browser: Browser
  readonly timers: Timers
  readonly random: Random
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

export interface Http {
  /** One request; rejects when no answer came. How long to wait and how much to read is the caller's to decide. */
  fetch(url: string, init: RequestInit): Promise<Response>
}

/** Where secrets lie: encrypted by the operating system, or in memory until the program ends where it offers nothing. */
export interface Keychain {
  kind(): 'os' | 'memory'
  /** The secret kept under this name; `null` when there is none or this PC cannot decrypt it any more. */
  read(name: string): string | null
  /** Keeps a secret, in the place of the one before; it is on the disk when this returns. Throws when it could not be kept. */
  write(name: string, text: string): void
  remove(name: string): void
}

export interface Browser {
  /** Shows an address in the person's own browser. Rejects for an address that is on no list, and when no browser opens. */
  open(url: string): Promise<void>
}

export interface Timers {
  /** Runs once after so many milliseconds; what comes back stops it. */
  after(ms: number, run: () => void): () => void
}

export interface Random {
  /** From 0 up to and without 1, not to be guessed. */
  fraction(): number
}
