/** Who works at this PC, as the PC remembers it; `null` while nobody was named. */
export interface OperatorKeeper {
  readonly personId: () => number | null
  readonly keep: (personId: number | null) => void
}

/** Remembers it for as long as the program runs. */
export function keptInMemory(): OperatorKeeper {
  let kept: number | null = null
  return {
    personId: () => kept,
    keep: (personId) => {
      kept = personId
    },
  }
}
