/** One line of a recipe as it is compared: what it is, what it says, and whether it says the same as another. */
export interface DiffLine {
  /** Lines of the same key are the same line in two recipes: the product, or the name of a cost line. */
  readonly key: string
}

export interface LineChange<Line, Aspect extends string> {
  /** `null` when the line is new. */
  readonly before: Line | null
  /** `null` when the line is gone. */
  readonly after: Line | null
  /** What is different; `order` for a line that has another place among those that stayed. */
  readonly changes: readonly (Aspect | 'order')[]
}

/**
 * What became of each line from one recipe to another: the lines of the later one in their order, each removed line where
 * it stood. As few lines as possible are said to have moved. A key met twice is matched first with first.
 */
export function diffLines<Line extends DiffLine, Aspect extends string>(
  before: readonly Line[],
  after: readonly Line[],
  changed: (before: Line, after: Line) => readonly Aspect[],
): LineChange<Line, Aspect>[] {
  const partner = pair(before, after)
  const stayed = placesOfLongestRise(partner)
  const rows: LineChange<Line, Aspect>[] = after.map((line, place) => {
    const from = partner[place]
    const old = from === undefined || from === null ? undefined : before[from]
    if (old === undefined) return { before: null, after: line, changes: [] }
    return { before: old, after: line, changes: [...changed(old, line), ...(stayed.has(place) ? [] : ['order' as const])] }
  })
  return withRemoved(rows, before, partner)
}

/** For each place of `after` its line's place in `before`; `null` when it is new. */
function pair(before: readonly DiffLine[], after: readonly DiffLine[]): (number | null)[] {
  const waiting = new Map<string, number[]>()
  for (const [place, { key }] of before.entries()) waiting.set(key, [...(waiting.get(key) ?? []), place])
  return after.map(({ key }) => waiting.get(key)?.shift() ?? null)
}

/** The places whose partners rise along the longest way: these lines kept their order, the others moved. */
function placesOfLongestRise(partners: readonly (number | null)[]): ReadonlySet<number> {
  interface Step {
    readonly place: number
    readonly partner: number
    readonly length: number
    readonly from: Step | null
  }
  const steps: Step[] = []
  let longest: Step | null = null
  for (const [place, partner] of partners.entries()) {
    if (partner === null) continue
    let from: Step | null = null
    for (const step of steps) {
      if (step.partner < partner && (from === null || step.length > from.length)) from = step
    }
    const step: Step = { place, partner, length: (from?.length ?? 0) + 1, from }
    steps.push(step)
    if (longest === null || step.length > longest.length) longest = step
  }
  const places = new Set<number>()
  for (let step: Step | null = longest; step !== null; step = step.from) places.add(step.place)
  return places
}

/** Puts each line that is gone after the line it followed. */
function withRemoved<Line, Aspect extends string>(
  rows: readonly LineChange<Line, Aspect>[],
  before: readonly Line[],
  partners: readonly (number | null)[],
): LineChange<Line, Aspect>[] {
  const kept = new Set(partners)
  const merged = [...rows]
  for (const [place, line] of before.entries()) {
    if (kept.has(place)) continue
    const previous = place === 0 ? undefined : before[place - 1]
    const at = previous === undefined ? 0 : merged.findIndex((row) => row.before === previous) + 1
    merged.splice(at, 0, { before: line, after: null, changes: [] })
  }
  return merged
}
