import { useEffect, useLayoutEffect, useRef } from 'react'

/** How to find out what is meant by what is typed, of each field where that is not known yet. */
const undecided = new Set<() => Promise<void>>()

/** Keeps what is saved waiting for a field while it holds words of which it is not known yet what they mean; `null` while it holds none. */
export function useUndecided(decide: (() => Promise<void>) | null): void {
  const latest = useLatest(decide)
  const waits = decide !== null
  useEffect(() => {
    if (!waits) return
    const ask = () => latest.current?.() ?? Promise.resolve()
    undecided.add(ask)
    return () => void undecided.delete(ask)
  }, [waits, latest])
}

/** The same action, done once every field on the screen knows what is typed in it, and with that. */
export function useOnceDecided(act: () => void): () => void {
  const latest = useLatest(act)
  return () => {
    if (undecided.size === 0) return latest.current()
    void Promise.all([...undecided].map((decide) => decide()))
      .then(taken)
      .then(() => latest.current())
  }
}

function useLatest<T>(value: T) {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}

/** When the screen has taken over what was found. */
function taken(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
