import type { Parameters } from 'fast-check'

/** `PROPERTY_SEED` repeats a run; otherwise every run looks somewhere else. `PROPERTY_EFFORT` multiplies the examples. */
export const seed = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 2_147_483_647)
const effort = Number(process.env['PROPERTY_EFFORT'] ?? 1)
console.log(`PROPERTY_SEED=${seed}`)

/** How many examples to look at, from this run's seed. */
export function runs<T>(numRuns: number): Parameters<T> {
  return { seed, numRuns: numRuns * effort }
}
