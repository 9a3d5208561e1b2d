import type { KeyboardEvent } from 'react'

interface LineKeys {
  /** The keys of the lines, in their order. */
  readonly lineKeys: readonly string[]
  /** Columns in which the arrows have work of their own. */
  readonly arrowsKept: readonly string[]
  readonly onFocusCell: (cell: string) => void
  readonly onRemove: (place: number) => void
}

/** The keys of a grid that is filled like a spreadsheet: Enter goes to the next line, arrows up and down, Ctrl+Backspace removes. */
export function onLineKey(event: KeyboardEvent<HTMLElement>, place: number, { lineKeys, arrowsKept, onFocusCell, onRemove }: LineKeys): void {
  if (event.defaultPrevented || event.altKey) return
  const withControl = event.ctrlKey || event.metaKey
  if (event.key === 'Backspace' && withControl) {
    event.preventDefault()
    onRemove(place)
  } else if (event.key === 'Enter' && !withControl) {
    event.preventDefault()
    onFocusCell(`${lineKeys[place + 1] ?? lineKeys[place]}.product`)
  } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !withControl) {
    const next = lineKeys[place + (event.key === 'ArrowUp' ? -1 : 1)]
    const column = columnOf(event.target)
    if (next === undefined || column === null || arrowsKept.includes(column)) return
    event.preventDefault()
    onFocusCell(`${next}.${column}`)
  }
}

function columnOf(target: EventTarget): string | null {
  const cell = target instanceof HTMLElement ? target.dataset['cell'] : undefined
  return cell?.split('.')[1] ?? null
}
