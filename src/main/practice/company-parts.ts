import type { ServerClock } from './clock.ts'
import type { Entity, World } from './entity.ts'
import type { Limits } from './limits.ts'
import type { Login } from './oauth.ts'
import type { Troubles } from './troubles.ts'

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

