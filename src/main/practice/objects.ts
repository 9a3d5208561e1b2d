import { err, ok, type Result } from '../../shared/result.ts'
import type { Entity, World, WriteRequest } from './entity.ts'
import type { JsonObject } from './json.ts'
import { at, textAt } from './json.ts'
import { refusals, type Refusal } from './refusal.ts'
import type { StoredObject } from './store.ts'
import { dateOf, timeToSecond } from './times.ts'

/** How a write was asked for, beside its body. */
export interface WriteOptions {
  readonly include?: readonly string[]
  readonly minorVersion?: number
}

const newestMinorVersion = 75

/** Fields the server alone writes: what a request says of them is not kept. */
const serverFields = ['Id', 'SyncToken', 'MetaData', 'domain', 'sparse', 'status']

/** Makes an object. Call it inside a transaction; a refusal means that it has to be rolled back. */
export function createObject(world: World, entity: Entity, body: JsonObject, options: WriteOptions = {}): Result<StoredObject, Refusal> {
  if (!entity.operations.includes('create')) return err(refusals.unsupported('create'))
  const done = entity.complete(withoutServerFields(body), requestOf('create', null, options), world)
  if (!done.ok) return done
  const now = toSecond(world.nowMs())
  const id = world.store.nextId(entity.counter ?? (entity.kind === 'transaction' ? 'transaction' : entity.name))
  return settle(world, entity, null, stamped(entity, done.value, { id, syncToken: 0, createdMs: now, updatedMs: now }))
}

/**
 * Changes an object, whole or sparse (what is not named stays). Call it inside a transaction. Refusals: 610 for none,
 * 5010 for another SyncToken, and those of the entity.
 */
export function updateObject(world: World, entity: Entity, body: JsonObject, options: WriteOptions = {}): Result<StoredObject, Refusal> {
  if (!entity.operations.includes('update')) return err(refusals.unsupported('update'))
  const found = findForChange(world, entity, body)
  if (!found.ok) return found
  const before = found.value
  const changes = withoutServerFields(body)
  const draft = at(body, 'sparse') === true ? { ...withoutServerFields(before.body), ...changes } : changes
  const done = entity.complete(draft, requestOf('update', before, options), world)
  if (!done.ok) return done
  return settle(world, entity, before, restamped(world, entity, before, done.value))
}

/** Voids a transaction: it stays, with nothing in it. Call it inside a transaction. */
export function voidObject(world: World, entity: Entity, body: JsonObject): Result<StoredObject, Refusal> {
  if (!entity.operations.includes('void') || entity.voided === undefined) return err(refusals.unsupported('void'))
  const found = findForChange(world, entity, body)
  if (!found.ok) return found
  const done = entity.voided(found.value, world)
  if (!done.ok) return done
  return settle(world, entity, found.value, restamped(world, entity, found.value, done.value))
}

/** Deletes a transaction: only CDC tells of it afterwards. Call it inside a transaction. */
export function deleteObject(world: World, entity: Entity, body: JsonObject): Result<StoredObject, Refusal> {
  if (!entity.operations.includes('delete')) return err(refusals.unsupported('delete'))
  const found = findForChange(world, entity, body)
  if (!found.ok) return found
  const refused = entity.removed?.(found.value, world) ?? null
  if (refused !== null) return err(refused)
  const gone = { ...found.value, deleted: true, updatedMs: toSecond(world.nowMs()) }
  world.store.put(gone)
  return ok(gone)
}

/** The object, unless it was deleted; for a singleton the one there is. */
export function readObject(world: World, entity: Entity, id: string): Result<JsonObject, Refusal> {
  if (entity.singleton !== undefined) return ok(entity.singleton(world))
  const found = world.store.find(entity.name, id)
  return found === null || found.deleted ? err(refusals.notFound(`${entity.name} ${id}`)) : ok(found.body)
}

/** Changes what an object says without a trace in SyncToken and MetaData, as a quantity on hand changes. */
export function amendQuietly(world: World, object: StoredObject, body: JsonObject): StoredObject {
  const amended = { ...object, body }
  world.store.put(amended)
  return amended
}

/** Touches an object: the same content with a new SyncToken and time, as when a person saves a form unchanged. */
export function touchObject(world: World, entity: Entity, object: StoredObject): StoredObject {
  const touched = restamped(world, entity, object, withoutServerFields(object.body))
  world.store.put(touched)
  return touched
}

function settle(world: World, entity: Entity, before: StoredObject | null, object: StoredObject): Result<StoredObject, Refusal> {
  world.store.put(object)
  const refused = entity.written?.(object, before, world) ?? null
  if (refused !== null) return err(refused)
  // What followed may have written to the object itself: an item's quantity on hand.
  return ok(world.store.find(object.type, object.id) ?? object)
}

function findForChange(world: World, entity: Entity, body: JsonObject): Result<StoredObject, Refusal> {
  const id = textAt(body, 'Id')
  const token = textAt(body, 'SyncToken')
  if (id === undefined) return err(refusals.missing('Id'))
  if (token === undefined) return err(refusals.missing('SyncToken'))
  const found = world.store.find(entity.name, id)
  if (found === null || found.deleted) return err(refusals.notFound(`${entity.name} ${id}`))
  return token === String(found.syncToken) ? ok(found) : err(refusals.stale())
}

function requestOf(operation: 'create' | 'update', before: StoredObject | null, { include = [], minorVersion = newestMinorVersion }: WriteOptions): WriteRequest {
  return { operation, before, include, minorVersion }
}

function restamped(world: World, entity: Entity, before: StoredObject, body: JsonObject): StoredObject {
  const { id, syncToken, createdMs } = before
  // Time does not go back, even where a test turned the clock.
  const updatedMs = Math.max(toSecond(world.nowMs()), before.updatedMs)
  return stamped(entity, withoutServerFields(body), { id, syncToken: syncToken + 1, createdMs, updatedMs })
}

function stamped(
  entity: Entity,
  body: JsonObject,
  stamp: { readonly id: string; readonly syncToken: number; readonly createdMs: number; readonly updatedMs: number },
): StoredObject {
  const metaData = entity.metaDataIsDate
    ? { LastUpdatedTime: dateOf(stamp.updatedMs) }
    : { CreateTime: timeToSecond(stamp.createdMs), LastUpdatedTime: timeToSecond(stamp.updatedMs) }
  const whole = { ...body, domain: 'QBO', sparse: false, Id: stamp.id, SyncToken: String(stamp.syncToken), MetaData: metaData }
  return { type: entity.name, ...stamp, active: at(body, 'Active') !== false, deleted: false, body: whole }
}

function withoutServerFields(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !serverFields.includes(name)))
}

function toSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000
}

