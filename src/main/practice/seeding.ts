import type { Chance } from './chance.ts'
import type { World } from './entity.ts'
import type { JsonObject } from './json.ts'
import { createObject } from './objects.ts'
import type { StoredObject } from './store.ts'
import { dateOf } from './times.ts'

const dayMs = 86_400_000
/** How long a seeded shop has kept its books. */
export const seededDays = 365

/** One shop in the making: what was made, by what it is called in the catalogue. */
export interface Shop {
  readonly world: World
  readonly chance: Chance
  /** A reference to the account of that name. */
  readonly account: (name: string) => JsonObject
  /** By SKU. */
  readonly items: ReadonlyMap<string, StoredObject>
  readonly customers: readonly StoredObject[]
  /** By the supplier's code. */
  readonly vendors: ReadonlyMap<string, StoredObject>
}

/** Makes an object of a new company. What a seed makes is never refused: a refusal is our own mistake and throws. */
export function made(world: World, type: string, body: JsonObject): StoredObject {
  const entity = world.entity(type)
  if (entity === null) throw new Error(`The practice company knows no ${type}.`)
  const result = createObject(world, entity, body)
  if (!result.ok) throw new Error(`The seed made a ${type} that is refused: ${result.error.code} ${result.error.detail}`)
  return result.value
}

/** The world as it was: what is made in it bears the times of that day. */
export function daysAgo(world: World, days: number): World {
  // What was done today was done a minute ago, so that the first look of a program finds it.
  const nowMs = world.nowMs() - days * dayMs - 60_000
  return { ...world, nowMs: () => nowMs, today: () => dateOf(nowMs) }
}
