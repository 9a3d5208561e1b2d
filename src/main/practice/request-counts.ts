import { number, type JsonObject } from './json.ts'
import type { Asked } from './troubles.ts'

export interface RequestCounts {
  count(asked: Asked): void
  reset(): void
  told(): JsonObject
}

/** Counts requests since the last reset, by path, entity and what they do; control and pages are not counted. */
export function makeRequestCounts(): RequestCounts {
  let total = 0
  const byPath = new Map<string, number>()
  const byEntity = new Map<string, number>()
  const byOperation = new Map<string, number>()
  const add = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  const told = (counts: Map<string, number>) => Object.fromEntries([...counts].map(([name, count]) => [name, number(count)]))
  return {
    count: ({ path, entity, operation }) => {
      total += 1
      add(byPath, path)
      if (entity !== '') add(byEntity, entity)
      add(byOperation, entity === '' ? operation : `${operation} ${entity}`)
    },
    reset: () => {
      total = 0
      for (const counts of [byPath, byEntity, byOperation]) counts.clear()
    },
    told: () => ({ total: number(total), byPath: told(byPath), byEntity: told(byEntity), byOperation: told(byOperation) }),
  }
}
