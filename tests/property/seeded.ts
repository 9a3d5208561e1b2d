import type { Parameters } from 'fast-check'
import { seededNumbers } from '../../src/shared/seeded-numbers.ts'

/** `PROPERTY_SEED` repeats a run; otherwise every run looks somewhere else. `PROPERTY_EFFORT` multiplies the examples. */
export const seed = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 2_147_483_647)
const effort = Number(process.env['PROPERTY_EFFORT'] ?? 1)
console.log(`PROPERTY_SEED=${seed}`)

/** How many examples to look at, from this run's seed. */
export function runs<T>(numRuns: number): Parameters<T> {
  return { seed, numRuns: numRuns * effort }
}

/** Numbers from a seed, so that a history can be told again by it alone. */
export function dice(start: number) {
  const next = seededNumbers(start)
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!
  return { below, pick }
}
