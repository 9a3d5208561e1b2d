import { seededNumbersAt } from '../../src/shared/seeded-numbers.ts'

/** Draws numbers from a seed, the same ones every time. */
export interface Dice {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** Whether something with this probability happens. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T | undefined
  /** By weight; weights of zero are never picked. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
}

/** From the seed and the place of the step: a step draws the same whatever happened before it. */
export function dice(seed: number, place: number): Dice {
  const next = seededNumbersAt(seed, place)
  return {
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)],
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let at = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        at -= weight
        if (at < 0) return name
      }
      throw new Error('nothing has a weight')
    },
  }
}
