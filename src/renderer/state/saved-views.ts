import { useNavigate, useSearch } from '@tanstack/react-router'
import type { SavedView } from '../../shared/contract/app.ts'
import { usePractice } from './practice.ts'
import { viewSearch, viewShown } from './view-search.ts'
import { setPreferences, showNotice, useWindowState } from './window-state.ts'

export interface SavedViews {
  /** Those of this list, in the order in which they were saved. */
  readonly views: readonly SavedView[]
  readonly shown: SavedView | undefined
  /** Whether the list is narrowed or sorted at all. */
  readonly narrowed: boolean
  readonly open: (view: SavedView) => void
  /** Keeps the list as it is under a name; what had that name is replaced. */
  readonly save: (name: string) => void
  /** Gives a view another name; false where another view has it. */
  readonly rename: (view: SavedView, name: string) => boolean
  readonly remove: (view: SavedView) => void
}

/** The views that this PC keeps of a list, by the list's address. Each change has its way back in the notice bar. */
export function useSavedViews(list: string): SavedViews | null {
  const here = usePractice()?.here
  const all = useWindowState((state) => state.preferences.views)
  const search = viewSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  if (here === undefined) return null
  const views = all.filter((view) => view.place === here && view.list === list)
  const isNamed = (view: SavedView, name: string) => view.place === here && view.list === list && view.name === name
  /** By name, so that what was done to other views in the meantime stays. */
  const put = (name: string, view: SavedView | null) => {
    const { preferences } = useWindowState.getState()
    const at = preferences.views.findIndex((one) => isNamed(one, name))
    const next = preferences.views.filter((one) => !isNamed(one, name))
    void setPreferences({ views: view === null ? next : next.toSpliced(at < 0 ? next.length : at, 0, view) })
  }
  const tell = (text: string, back: () => void) => {
    const undo = () => {
      back()
      showNotice({ kind: 'done', text: 'The views are as they were' })
    }
    showNotice({ kind: 'done', text, undo: { label: 'Undo', run: undo } })
  }
  return {
    views,
    shown: viewShown(views, search),
    narrowed: Object.keys(search).length > 0,
    open: (view) => void navigate({ to: list, search: view.search as object }),
    save: (name) => {
      const before = views.find((view) => view.name === name) ?? null
      put(name, { place: here, list, name, search })
      tell(before === null ? `${name} is saved as a view` : `${name} is saved anew`, () => put(name, before))
    },
    rename: (view, name) => {
      if (name !== view.name && views.some((other) => other.name === name)) return false
      put(view.name, { ...view, name })
      tell(`${view.name} is called ${name} now`, () => put(name, view))
      return true
    },
    remove: (view) => {
      put(view.name, null)
      tell(`The view ${view.name} is deleted`, () => put(view.name, view))
    },
  }
}
