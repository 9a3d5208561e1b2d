import type { Company, Entity, World } from './entity.ts'
import type { JsonObject } from './json.ts'
import type { Store } from './store.ts'
import { dateOf } from './times.ts'

/** The one company there is. */
export const practiceRealm = '9130000000000000001'
/** The one app that is registered. */
export const practiceClient = { id: 'practice-client', secret: 'practice-secret' } as const

const usual: Company = {
  realmId: practiceRealm,
  name: 'Ridgeline Metalworks (practice)',
  plan: 'Plus',
  country: 'US',
  currency: 'USD',
  closedThrough: null,
  refuseDuplicateNumbers: false,
  voidedQuantity: 'zero',
  adjustmentNote: 'kept',
}

export interface WorldParts {
  readonly store: Store
  readonly entities: readonly Entity[]
  readonly nowMs: () => number
  /** What troubles in force pretend of the company. */
  readonly pretended: () => Partial<Company>
}

/** Puts together what entities see. */
export function makeWorld({ store, entities, nowMs, pretended }: WorldParts): World {
  const byName = new Map(entities.map((entity) => [entity.name.toLowerCase(), entity]))
  const chosen = () => (store.setting<JsonObject>('company') ?? {}) as Partial<Company>
  return {
    store,
    nowMs,
    today: () => dateOf(nowMs()),
    company: () => ({ ...usual, ...chosen(), ...pretended() }),
    setCompany: (change) => store.setSetting('company', { ...chosen(), ...change }),
    entity: (name) => byName.get(name.toLowerCase()) ?? null,
  }
}
