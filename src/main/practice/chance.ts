import { seededNumbers } from '../../shared/seeded-numbers.ts'

/** Numbers from a seed: the same seed tells the same story. */
export interface Chance {
  /** A whole number from 0 to n − 1. */
  below(n: number): number
  /** One of a list that is not empty. */
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T
}

/** From a seed. */
export function makeChance(seed: number): Chance {
  const next = seededNumbers(seed)
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    pick: <T>(from: readonly T[]): T => {
      const found = from[below(from.length)]
      if (found === undefined) throw new RangeError('Nothing to pick from.')
      return found
    },
  }
}
