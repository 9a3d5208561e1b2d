import { randomBytes } from 'node:crypto'
import { setTimeout as startTimer } from 'node:timers'

/** What the practice company takes from outside its own rules; a test makes its own. */
export interface PracticePorts {
  /** Milliseconds since 1970 as the PC's clock shows them. */
  wallMs(): number
  /** Milliseconds that never jump back; limits of requests are counted by these. */
  monotonicMs(): number
  /** Runs something later; the function that comes back calls it off. */
  after(ms: number, run: () => void): () => void
  /** A new unguessable text of letters and digits, for tokens and transaction ids. */
  token(): string
}

/** The PC's clock, timers and randomness. */
export function realPorts(): PracticePorts {
  return {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    after: (ms, run) => {
      const timer = startTimer(run, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    token: () => randomBytes(24).toString('hex'),
  }
}
