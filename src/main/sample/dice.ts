import { seededNumbersAt } from '../../shared/seeded-numbers.ts'

/** Draws numbers from a seed, the same ones every time. */
export interface Dice {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** Whether something that happens `of` times in a hundred happens now. */
  chance(of: number): boolean
  pick<T>(list: readonly T[]): T
}

/** From the seed and the place of a day: a day draws the same whatever was drawn on the days before it. */
export function dice(seed: number, place: number): Dice {
  const next = seededNumbersAt(seed, place)
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    int,
    chance: (of) => next() * 100 < of,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)]
      if (picked === undefined) throw new Error('There is nothing to pick from.')
      return picked
    },
  }
}
