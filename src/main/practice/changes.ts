import { err, ok, type Result } from '../../shared/result.ts'
import { unavailable } from './availability.ts'
import type { World } from './entity.ts'
import { invalid, refusals, type Refusal } from './refusal.ts'
import { readTime, timeToSecond } from './times.ts'
import { writeJson } from './json.ts'

const dayMs = 86_400_000
const daysBackMost = 30
/** Of all entities of one answer together. There is no next page. */
const objectsMost = 1000

interface ChangedRow {
  readonly id: string
  readonly deleted: number
  readonly updated_ms: number
  readonly body: string
}

/**
 * What changed since then, of each entity asked for, as the JSON text of `CDCResponse`; the only place where deleted
 * objects show. Refusals: more than 30 days back, no time, an unknown entity.
 */
export function changesSince(world: World, entities: string, changedSince: string, minorVersion: number): Result<string, Refusal> {
  const sinceMs = readTime(changedSince)
  if (sinceMs === null) return err(invalid('4000', 'Error parsing query', `changedSince is no time: ${changedSince}`))
  if (sinceMs < world.nowMs() - daysBackMost * dayMs) {
    return err(invalid('4000', 'Error parsing query', `changedSince cannot be more than ${daysBackMost} days back`))
  }
  const responses: string[] = []
  let left = objectsMost
  for (const name of entities.split(',').map((each) => each.trim())) {
    const entity = world.entity(name)
    if (entity === null || entity.kind === 'singleton') return err(refusals.query(`Metadata not found for Entity ${name}.`))
    const closed = unavailable(world, entity, minorVersion)
    if (closed !== null) return err(closed)
    const rows = world.store
      .statement('select id, deleted, updated_ms, body from object where type = ? and updated_ms >= ? order by updated_ms, number limit ?')
      .all(entity.name, sinceMs, left) as ChangedRow[]
    left -= rows.length
    responses.push(
      rows.length === 0 ? '{}' : `{${writeJson(entity.name)}:[${rows.map(changeOf).join(',')}],"startPosition":1,"maxResults":${rows.length},"totalCount":${rows.length}}`,
    )
  }
  return ok(`[{"QueryResponse":[${responses.join(',')}]}]`)
}

function changeOf({ id, deleted, updated_ms, body }: ChangedRow): string {
  return deleted === 1 ? writeJson({ status: 'Deleted', domain: 'QBO', Id: id, MetaData: { LastUpdatedTime: timeToSecond(updated_ms) } }) : body
}
