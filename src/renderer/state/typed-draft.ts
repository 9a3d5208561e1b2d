import { useState } from 'react'
import type { AppError } from '../../shared/errors.ts'
import { newId } from '../api/ids.ts'
import { showNotice } from './window-state.ts'

/** Words beside cells: of a field of the head by its name, of a line's as `<line key>.<column>`. */
export type CellTexts = Readonly<Record<string, string>>

interface TypedLine {
  readonly key: string
  readonly product: { readonly productId: number; readonly sku: string } | null
}

/** A document while it is typed: its head, and lines with an empty one at the end. */
export interface TypedDraft<Line> {
  readonly lines: readonly Line[]
}

/** What is typed, with the words beside its cells and the refusal that belongs beside none. */
interface Shown<Draft> {
  readonly draft: Draft
  readonly cells: CellTexts
  readonly error: AppError | null
}

type WithEmptyLine<Line> = (lines: readonly Line[], newKey: () => string) => readonly Line[]

/** The typing of a document with lines: what is wrong with a cell goes with the next change to it. */
export function useTypedDraft<Line extends TypedLine, Draft extends TypedDraft<Line>>(first: () => Draft, withEmptyLine: WithEmptyLine<Line>) {
  const [draft, setDraft] = useState(first)
  const [cells, setCells] = useState<CellTexts>({})
  const [error, setError] = useState<AppError | null>(null)
  const [round, setRound] = useState(0)

  /** Edits what is typed now: a picked product arrives after the keys that followed it. */
  function change(edit: (now: Draft) => Draft, touched: readonly string[]) {
    setDraft(edit)
    // What was wrong with a cell may be put right; its words wait for the next try.
    setCells((before) => Object.fromEntries(Object.entries(before).filter(([cell]) => !touched.includes(cell))))
  }

  const setLines = (edit: (lines: readonly Line[]) => readonly Line[], touched: readonly string[] = []) =>
    change((now) => ({ ...now, lines: withEmptyLine(edit(now.lines), newId) }), touched)

  return {
    draft,
    cells,
    error,
    /** Counts up when all that is typed was replaced, so that fields forget what they were in the middle of. */
    round,
    refuse: (words: CellTexts, refusal: AppError | null) => {
      setCells(words)
      setError(refusal)
    },
    /** Shows another draft in place of what is typed. */
    replace: (shown: Shown<Draft>) => {
      setDraft(shown.draft)
      setCells(shown.cells)
      setError(shown.error)
      setRound((now) => now + 1)
    },
    setHead: (head: Partial<Omit<Draft, 'lines'>>) => change((now) => ({ ...now, ...head }), Object.keys(head)),
    setLine: (key: string, line: Partial<Line>) =>
      setLines((lines) => lines.map((before) => (before.key === key ? { ...before, ...line } : before)), Object.keys(line).map((column) => `${key}.${column}`)),
    removeLine: (key: string) => setLines((lines) => lines.filter((line) => line.key !== key)),
    /** Puts a removed line back where it was. */
    restoreLine: (line: Line, place: number) => setLines((lines) => lines.toSpliced(place, 0, line)),
  }
}

interface Undoable<Line> {
  removeLine(key: string): void
  restoreLine(line: Line, place: number): void
  discard(): () => void
}

/** Takes a line out of what is typed, with the way back. */
export function removeTypedLine<Line extends TypedLine>(handle: Undoable<Line>, lines: readonly Line[], line: Line): void {
  handle.removeLine(line.key)
  showNotice({
    kind: 'done',
    text: line.product === null ? 'Line removed' : `Line of ${line.product.sku} removed`,
    undo: { label: 'Undo', run: () => handle.restoreLine(line, lines.indexOf(line)) },
  })
}

/** Discards what is typed, with the way back; `focus` goes where typing begins again. */
export function discardTyped(handle: Pick<Undoable<never>, 'discard'>, focus: () => void): void {
  const putBack = handle.discard()
  focus()
  showNotice({ kind: 'done', text: 'Changes discarded', undo: { label: 'Undo', run: putBack } })
}
