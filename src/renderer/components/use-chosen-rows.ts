import { useState } from 'react'
import { countText } from '../text/numbers.ts'
import type { ChosenRows } from './table-view.tsx'

interface Choosable<Row> {
  readonly keyOf: (row: Row) => number
  /** What a row is called: `Hex bolt`. */
  readonly nameOf: (row: Row) => string
  /** How long the list is as it is narrowed now; `undefined` before it is known. */
  readonly total: number | undefined
  /** As many as can be chosen together. */
  readonly max: number
  /** Every row of the list as it is narrowed now, whether it is at hand or not, up to so many. */
  readonly everyRow: (most: number) => Promise<readonly Row[]>
  /** Another list begins with none chosen; without it what is chosen stays while the list is narrowed. */
  readonly list?: string
}

export interface Chosen<Row> {
  readonly chosen: readonly Row[]
  readonly rows: ChosenRows<Row>
  readonly clear: () => void
}

/** Rows of a list that are chosen, one by one or all that there are, as they were when they were chosen. */
export function useChosenRows<Row>({ keyOf, nameOf, total, max, everyRow, list = '' }: Choosable<Row>): Chosen<Row> {
  const [kept, setKept] = useState<{ readonly list: string; readonly rows: ReadonlyMap<number, Row> }>({ list, rows: new Map() })
  const now = kept.list === list ? kept.rows : new Map<number, Row>()
  const most = Math.min(total ?? 0, max)
  const state = now.size === 0 ? 'none' : now.size >= most ? 'all' : 'some'
  const keep = (rows: Iterable<Row>) => setKept({ list, rows: new Map([...rows].map((row) => [keyOf(row), row])) })
  const clear = () => keep([])

  return {
    chosen: [...now.values()],
    clear,
    rows: {
      has: (row) => now.has(keyOf(row)),
      toggle: (row) => {
        const others = [...now.values()].filter((other) => keyOf(other) !== keyOf(row))
        keep(now.has(keyOf(row)) ? others : [...others, row])
      },
      nameOf,
      all: {
        state,
        label: (total ?? 0) > max ? `Choose the first ${countText(max)}` : `Choose all ${countText(most)}`,
        toggle: () => (state === 'all' ? clear() : void everyRow(most).then(keep)),
      },
    },
  }
}

/** Rows of a list whose pages are asked for one after the other, up to so many; what came before a refusal when one is refused. */
export async function allPages<Row>(most: number, page: (place: { readonly limit: number; readonly offset: number }) => Promise<readonly Row[] | null>): Promise<Row[]> {
  const all: Row[] = []
  while (all.length < most) {
    const limit = Math.min(pageRows, most - all.length)
    const rows = await page({ limit, offset: all.length })
    if (rows === null) break
    all.push(...rows)
    if (rows.length < limit) break
  }
  return all
}

const pageRows = 500
