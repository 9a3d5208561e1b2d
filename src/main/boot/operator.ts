import type { Database } from '../database/open.ts'
import { namedBy } from '../ledger/people.ts'
import type { PcStore } from '../settings/pc-store.ts'

/** Who works at this PC; `null` while nobody of the open ledger was named. */
export interface OperatorKeeper {
  readonly personId: () => number | null
  readonly keep: (personId: number | null) => void
}

/**
 * Remembers who works here for the ledger that is open. After the backup of another company, or one from before that person
 * was named, nobody does, and it is asked again.
 */
export function operatorHere(store: Pick<PcStore, 'operator' | 'keepOperator'>, ledger: () => { readonly db: Database } | null): OperatorKeeper {
  return {
    personId: () => {
      const [kept, open] = [store.operator(), ledger()]
      return kept !== null && open !== null && namedBy(open.db, kept.personId) === kept.namedBy ? kept.personId : null
    },
    keep: (personId) => {
      const open = ledger()
      if (open === null) return
      const by = personId === null ? null : namedBy(open.db, personId)
      store.keepOperator(personId === null || by === null ? null : { personId, namedBy: by })
    },
  }
}

/** Remembers it for as long as the program runs. */
export function keptInMemory(): OperatorKeeper {
  let kept: number | null = null
  return {
    personId: () => kept,
    keep: (personId) => {
      kept = personId
    },
  }
}
