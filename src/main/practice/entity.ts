import type { Result } from '../../shared/result.ts'
import type { ServerClock } from './clock.ts'
import type { JsonObject } from './json.ts'
import type { Limits } from './limits.ts'
import type { Login } from './oauth.ts'
import type { Refusal } from './refusal.ts'
import type { Store, StoredObject } from './store.ts'
import type { Troubles } from './troubles.ts'

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

/** A page of the company's web site. */
export interface PageRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Fields of a posted form; empty for a GET. */
  readonly form: URLSearchParams
}

/** What a page may turn beside the company's objects: the same as the addresses below `/practice/`. */
export interface PageControls {
  readonly troubles: Troubles
  readonly clock: ServerClock
  readonly limits: Limits
  readonly login: Login
}

export type PageAnswer = { readonly html: string; readonly status?: number } | { readonly seeOther: string }

/** What the company is made of: its entities, the tables of its books, how it begins, and its pages. */
export interface Content {
  readonly entities: readonly Entity[]
  readonly tables: readonly string[]
  /** Fills a new company, inside a transaction. */
  readonly seed: (world: World, options: SeedOptions) => void
  /** The page at that address, or `null`. Its writes are one transaction. */
  readonly page: (request: PageRequest, world: World, controls: PageControls) => PageAnswer | null
}

export interface SeedOptions {
  /** The same number makes the same company. */
  readonly seed: number
  /** Accounts only. */
  readonly empty: boolean
  /** How many items at least; 0 for as many as the sample shop has. */
  readonly items: number
  /** What was counted last, decimal text by SKU: the company's stock then agrees with a shop that counted it. */
  readonly stock?: Readonly<Record<string, string>> | null
}

