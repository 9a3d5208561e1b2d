import { randomUUID } from 'node:crypto'
import type { Environment } from '../../../src/main/environment.ts'

/** What a simulated program knows of the world: a clock that is told. */
export function simEnvironment(nowMs: () => number, monotonicMs: () => number = nowMs): Environment {
  const instant = () => new Date(nowMs()).toISOString()
  const none = () => {}
  return {
    clock: { instant, monotonicMs, today: () => instant().slice(0, 10) },
    ids: { uuid: randomUUID },
    log: { info: none, warn: none, error: none },
  }
}
