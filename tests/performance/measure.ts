/** Milliseconds of one piece of work. */
export function timeMs(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The value below which the given part (0 to 1) of the samples lies. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5)

/** Runs two kinds of work in turns, `rounds` times each, and returns their samples; who goes first alternates. */
export function interleave(rounds: number, first: (round: number) => unknown, second: (round: number) => unknown): [number[], number[]] {
  const samples: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const turns = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
    for (const turn of turns) samples[turn].push(timeMs(() => (turn === 0 ? first : second)(round)))
  }
  return samples
}

/** Answers below this come at once, and their time is that of code which the compiler may not be done with. */
const atOnceMs = 5

/**
 * Median milliseconds of two answers to the same question. `before` runs untimed before every one of them, so that neither finds
 * what was kept of the other, nor what the other brought into memory. Of answers that come at once `many` are taken, of others `few`.
 */
export function compareAnswers(before: (round: number) => unknown, ours: () => unknown, bare: () => unknown, { few, many }: { readonly few: number; readonly many: number }): [number, number] {
  const medians = (rounds: number): [number, number] => {
    const samples: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      for (const turn of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        before(round)
        samples[turn].push(timeMs(turn === 0 ? ours : bare))
      }
    }
    return [median(samples[0]), median(samples[1])]
  }
  const first = medians(few)
  return Math.max(...first) < atOnceMs ? medians(many) : first
}

export interface Goal {
  readonly what: string
  readonly ours: string
  readonly bound: string
  readonly ratio: number
  readonly ratioMax: number
}

export function printGoals(goals: readonly Goal[]): void {
  console.table(
    goals.map(({ what, ours, bound, ratio, ratioMax }) => ({ what, ours, bound, ratio: ratio.toFixed(2), goal: `≤ ${ratioMax}`, met: ratio <= ratioMax })),
  )
}
