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

/** Mulberry32 over the seed and the place of the step: a step draws the same whatever happened before it. */
export function dice(seed: number, place: number): Dice {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  next()
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
