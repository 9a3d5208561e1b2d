import { useState } from 'react'
import { readSort, writeSort, type ListSort } from './list-sort.ts'
import { useScreenSearch, type ScreenSearch } from './screen-search.ts'

/** What a list screen's address says, and the row that has the focus next. */
export interface ListScreenState extends Pick<ScreenSearch, 'search' | 'filter' | 'panel' | 'selected'> {
  readonly sortedBy: ListSort
  readonly change: (change: Partial<ScreenSearch>, step?: 'new step' | 'in place') => void
  readonly focusRow: { readonly id: string } | null
  /** Brings a row into view and gives it the focus. */
  readonly focus: (id: string) => void
  readonly sort: (sort: ListSort) => void
}

/** The state of a list screen. Coming back to it finds the row that was left. */
export function useListScreen(ownSort: ListSort): ListScreenState {
  const [{ search, filter, sort, panel, selected }, change] = useScreenSearch()
  const [focusRow, setFocusRow] = useState<{ readonly id: string } | null>(() => (selected === '' ? null : { id: selected }))
  return {
    search,
    filter,
    panel,
    selected,
    change,
    sortedBy: sort === '' ? ownSort : readSort(sort, ownSort.column),
    focusRow,
    focus: (id) => setFocusRow({ id }),
    sort: (next) => change({ sort: writeSort(next) }, 'in place'),
  }
}

/** The id of the row to look for in the whole list. */
export function findIdOf({ focusRow }: ListScreenState): number | null {
  const id = Number(focusRow?.id)
  return focusRow !== null && Number.isSafeInteger(id) && id > 0 ? id : null
}
