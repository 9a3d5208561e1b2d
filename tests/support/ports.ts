import type { Environment } from '../../src/main/environment.ts'

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
