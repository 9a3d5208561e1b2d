import { randomUUID } from 'node:crypto'
import type { Clock, Ids } from '../environment.ts'

/** The PC's clock. A business date is today as the calendar on the wall of this PC shows it. */
export const systemClock: Clock = {
  instant: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
  today: () => {
    const now = new Date()
    const two = (n: number) => String(n).padStart(2, '0')
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  },
}

export const systemIds: Ids = { uuid: () => randomUUID() }
