import type { SavedView } from '../../shared/contract/app.ts'

/** The part of a list's address that a view keeps: what narrows and sorts it, and not the row or panel that is open. */
export function viewSearch(search: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const kept = Object.entries(search).filter(([name, value]) => name !== 'panel' && name !== 'selected' && value !== '' && value !== undefined)
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const sameText = (search: Readonly<Record<string, string>>) => JSON.stringify(viewSearch(search))

/** The view that shows a list as it is now; `undefined` without one. */
export function viewShown(views: readonly SavedView[], search: Readonly<Record<string, string>>): SavedView | undefined {
  return views.find((view) => sameText(view.search) === sameText(search))
}
