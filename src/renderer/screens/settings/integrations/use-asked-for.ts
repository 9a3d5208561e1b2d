import { useEffect, useRef, type RefObject } from 'react'
import { useScreenSearch } from '../../../state/screen-search.ts'

/** Gives the focus to a field that whoever came here was sent to, by its name in the address, and shows it. */
export function useAskedFor(name: string): RefObject<HTMLInputElement | null> {
  const [{ selected }] = useScreenSearch()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (selected !== name) return
    field.current?.focus({ preventScroll: true })
    // No further than it must: to the middle, the whole window would move with it.
    field.current?.scrollIntoView({ block: 'nearest' })
  }, [selected, name])
  return field
}
