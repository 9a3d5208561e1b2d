import { useEffect, useRef } from 'react'

/** Focuses a cell of a grid by its name, its `data-cell`, once it is drawn. */
export function useCellFocus(place: { readonly current: HTMLElement | null }): (cell: string) => void {
  const wanted = useRef<string | null>(null)
  function focusIfDrawn() {
    if (wanted.current === null) return
    const node = place.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(wanted.current)}"]`)
    if (!node) return
    wanted.current = null
    node.focus()
  }
  useEffect(focusIfDrawn)
  return (cell) => {
    wanted.current = cell
    focusIfDrawn()
  }
}
