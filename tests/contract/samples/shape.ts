import type { DraftOf, NameOf } from '../../../src/shared/contract/registry.ts'

/** For every call of the contract inputs that are right and inputs that are wrong; a call without them does not compile. */
export type Samples<K extends 'command' | 'query' | 'host'> = {
  readonly [N in NameOf<K>]: {
    /** Run in the order written here against one ledger. Empty where a call needs more of a story: it is told in a test of its own. */
    readonly valid: readonly DraftOf<K, N>[]
    /** Each with the field that is told to be wrong. */
    readonly invalid: readonly (readonly [unknown, field: string])[]
  }
}

export const built = { productId: 2, quantity: '3', businessDate: '2026-01-31' }
