import type { Entity, World } from './entity.ts'
import { refusals, type Refusal } from './refusal.ts'

/** Why a kind of object cannot be asked for, by its minor version or by what the company is; `null` when it can. */
export function unavailable(world: World, entity: Entity, minorVersion: number): Refusal | null {
  if ((entity.minorVersionMin ?? 0) > minorVersion) return refusals.unsupported(entity.name)
  return entity.available?.(world) ?? null
}
