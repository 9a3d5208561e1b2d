import type { Result } from '../../shared/result.ts'
import type { JsonObject } from './json.ts'
import type { Refusal } from './refusal.ts'
import type { Store, StoredObject } from './store.ts'

/** What the company is, as it stands now: what was chosen for it, and what a trouble pretends. */
export interface Company {
  readonly realmId: string
  readonly name: string
  /** `Simple Start` and `Essentials` have no inventory. */
  readonly plan: 'Simple Start' | 'Essentials' | 'Plus' | 'Advanced'
  /** ISO country; only `US` has inventory adjustments. */
  readonly country: string
  /** The home currency. */
  readonly currency: string
  /** Books are closed up to and with this date; `null` when they are open. */
  readonly closedThrough: string | null
  /** Refuse a number that another document of its kind has. */
  readonly refuseDuplicateNumbers: boolean
  /** What a void makes of a line's quantity: both are seen in the wild. */
  readonly voidedQuantity: 'zero' | 'absent'
  /** Whether an inventory adjustment is told with the note it was sent with: its answers have been seen without. */
  readonly adjustmentNote: 'kept' | 'dropped'
}

/** Everything an entity may look at and write to. */
export interface World {
  readonly store: Store
  /** Milliseconds since 1970 by the server's clock. */
  readonly nowMs: () => number
  /** The business date by the server's clock. */
  readonly today: () => string
  readonly company: () => Company
  /** Changes what was chosen for the company. */
  readonly setCompany: (change: Partial<Company>) => void
  /** The entity of that name, however its letters are cased; `null` when there is none. */
  readonly entity: (name: string) => Entity | null
}

/** How a field is compared in a query. A reference is compared by its id; `time` fields are those of MetaData. */
export type FieldKind = 'text' | 'number' | 'date' | 'time' | 'boolean' | 'reference'

export interface WriteRequest {
  readonly operation: 'create' | 'update' | 'void'
  /** The object as it stood; `null` for a new one. */
  readonly before: StoredObject | null
  /** Words of the `include` parameter, in lower case. */
  readonly include: readonly string[]
  readonly minorVersion: number
}

/**
 * One kind of object. The server reads the request, merges a sparse update into what stood there and checks names and
 * types of its fields; the entity says what the whole then is, and what follows from it.
 */
export interface Entity {
  /** As QuickBooks writes it: `JournalEntry`. */
  readonly name: string
  /** Lists of names hide inactive rows and are never deleted; singletons have one object that is made when it is read. */
  readonly kind: 'name_list' | 'transaction' | 'singleton'
  readonly operations: readonly ('create' | 'update' | 'delete' | 'void' | 'query')[]
  /** What a query may ask for beside Id and MetaData, by its dotted path: `DocNumber`, `CustomerRef`. */
  readonly queryable: Readonly<Record<string, FieldKind>>
  /** Requests of a lower minor version do not know this entity. */
  readonly minorVersionMin?: number
  /** Why the company, as it is now, has nothing of the kind: neither to be read nor written. */
  available?(world: World): Refusal | null
  /** Its MetaData holds one date and no times. */
  readonly metaDataIsDate?: boolean
  /** The counter its ids come from; transactions share one unless they say otherwise. */
  readonly counter?: string
  /** What a new or changed object is in full (names of references, line ids, totals), or why it is refused. Writes nothing. */
  complete(draft: JsonObject, request: WriteRequest, world: World): Result<JsonObject, Refusal>
  /** What a voided object is; without it there is no void. */
  voided?(object: StoredObject, world: World): Result<JsonObject, Refusal>
  /** Books what follows, in the same transaction; a refusal takes all of it back. */
  written?(object: StoredObject, before: StoredObject | null, world: World): Refusal | null
  /** Takes back what followed, in the same transaction. */
  removed?(object: StoredObject, world: World): Refusal | null
  /** The one object of a singleton. */
  singleton?(world: World): JsonObject
}
