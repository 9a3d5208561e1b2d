import { applyOpenDocuments, type ApplyParts, type OnDone } from './sales-apply.ts'

/**
 * Where all that costs sales documents waits for its turn. A sale draws the lots that are there when it comes to the books,
 * so two passes side by side would take them in the order in which they happen to meet.
 */
export interface SalesQueue {
  /** While documents are stored, those nobody has looked at are left for the pass that follows: what came together is taken in the order of its days. */
  store<T>(storing: () => Promise<T>): Promise<T>
  /** Applies what is open once whatever does so already is done. */
  apply(parts: ApplyParts, onDone: OnDone): Promise<void>
  /** The same, unless a pass has come to its end meanwhile that began after this was asked for. */
  applyAsked(parts: ApplyParts, onDone: OnDone): Promise<void>
  /** Something that documents may have waited for is there: a pass under way begins again with the oldest. */
  ask(): void
  /** Whether no pass has answered what was asked for. */
  isAsked(): boolean
  /** What was asked for has no one to ask any more. */
  forget(): void
}

/** `onWell` is called after each pass that came to its end, whoever asked for it. */
export function salesQueue(onWell: () => void = () => {}): SalesQueue {
  let last: Promise<void> = Promise.resolve()
  let again = new AbortController()
  let storing = 0
  let asked = 0
  let answered = 0

  const pass = async (parts: ApplyParts, onDone: OnDone): Promise<void> => {
    while (!parts.signal.aborted) {
      const answers = asked
      again = new AbortController()
      await applyOpenDocuments({ ...parts, signal: AbortSignal.any([parts.signal, again.signal]) }, storing === 0, onDone)
      if (again.signal.aborted) continue
      if (parts.signal.aborted) return
      answered = Math.max(answered, answers)
      onWell()
      return
    }
  }
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work)
    // Whoever waits behind one that broke has work of its own.
    last = mine.catch(() => {})
    return mine
  }
  const isAsked = () => asked > answered

  return {
    store: async (work) => {
      storing += 1
      try {
        return await work()
      } finally {
        storing -= 1
      }
    },
    apply: (parts, onDone) => inTurn(() => pass(parts, onDone)),
    applyAsked: (parts, onDone) =>
      inTurn(async () => {
        if (isAsked()) await pass(parts, onDone)
      }),
    ask: () => {
      asked += 1
      again.abort()
    },
    isAsked,
    forget: () => {
      answered = asked
    },
  }
}
