import type { World } from '../entity.ts'
import { textAt } from '../json.ts'
import { nameTaken } from '../lookups.ts'
import type { StoredObject } from '../store.ts'

const deleted = / \(deleted(?: \d+)?\)$/

/** QuickBooks renames what is made inactive, so that its name is free again, and gives it its name back with its life. */
export function inactiveName(world: World, type: string, given: string, active: boolean, before: StoredObject | null): string {
  if (active) return before !== null && !before.active && given === textAt(before.body, 'Name') ? given.replace(deleted, '') : given
  if (deleted.test(given)) return given
  for (let count = 0; ; count += 1) {
    const name = count === 0 ? `${given} (deleted)` : `${given} (deleted ${count})`
    if (!nameTaken(world, [type], 'Name', name, before?.id ?? null)) return name
  }
}
