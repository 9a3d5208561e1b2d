import type { KeyboardEvent, ReactNode } from 'react'
import { movedRow } from './recipe-draft.ts'
import { altArrow, useToldMoves } from './sortable-rows.tsx'

interface RowMovesOptions<Row> {
  readonly rows: readonly Row[]
  /** Those of the rows that can change places, in their order; the others stay where they are. */
  readonly movable: readonly Row[]
  readonly nameOf: (key: string) => string
  readonly onChange: (change: (before: readonly Row[]) => readonly Row[]) => void
  readonly onFocusCell: (cell: string) => void
  /** Which cell of the next row has the focus when a row is removed. */
  readonly firstCell: string
  /** The last row is gone: there is no cell to go to. */
  readonly onNoneLeft?: () => void
}

interface RowMoves {
  readonly move: (key: string, to: number) => void
  readonly remove: (place: number) => void
  /** Alt with an arrow moves the row, Ctrl+Backspace removes it. */
  readonly onRowKey: (event: KeyboardEvent<HTMLElement>, place: number) => void
  /** What was moved, for those who cannot see it. */
  readonly told: ReactNode
}

/** The rows of a recipe moved and removed by keyboard, with the focus staying in the row that moved, or going to the next. */
export function useRowMoves<Row extends { readonly key: string }>(options: RowMovesOptions<Row>): RowMoves {
  const { rows, movable, nameOf, onChange, onFocusCell, firstCell, onNoneLeft } = options
  const { tell, told } = useToldMoves()

  function move(key: string, to: number) {
    const place = Math.max(0, Math.min(movable.length - 1, to))
    onChange((before) => movedRow(before, before.findIndex((row) => row.key === key), place))
    tell(`${nameOf(key)}: place ${place + 1} of ${movable.length}.`)
  }

  function remove(place: number) {
    const next = rows[place + 1] ?? rows[place - 1]
    onChange((before) => before.toSpliced(place, 1))
    if (next) onFocusCell(`${next.key}.${firstCell}`)
    else onNoneLeft?.()
  }

  function onRowKey(event: KeyboardEvent<HTMLElement>, place: number) {
    const row = rows[place]
    if (!row || !movable.includes(row)) return
    const step = altArrow(event)
    // In a list of choices Alt with an arrow opens the choices.
    if (step !== 0 && !(event.target instanceof HTMLSelectElement)) {
      event.preventDefault()
      move(row.key, place + step)
      const cell = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined
      // A row that moves in the document loses the focus it had.
      if (cell !== undefined) requestAnimationFrame(() => onFocusCell(cell))
    } else if (event.key === 'Backspace' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      remove(place)
    }
  }

  return { move, remove, onRowKey, told }
}
