import type { ItemRunSummary } from '../../shared/contract/item.ts'

/** A change that was not applied, and why. */
export type Listed = ItemRunSummary['listed'][number]

/** What was done to products, and what a person should know. */
export interface Applied {
  /** Ids of products; one may have been changed twice. */
  readonly changed: readonly number[]
  readonly counted: readonly number[]
  readonly listed: readonly Listed[]
  readonly belowZero: ItemRunSummary['belowZero']
}
