import type { Database } from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { InputOf, NameOf, OutputOf, OwnErrorOf } from '../../shared/contract/registry.ts'
import type { Result } from '../../shared/result.ts'

/** What a query reads from. */
export interface QueryContext {
  readonly db: Database
  /** Today in the company's calendar, `YYYY-MM-DD`. */
  today(): string
  /** The same connection, for queries written with drizzle. */
  readonly orm: BetterSQLite3Database
}

/** Reads a screen's model. It changes nothing; drizzle or prepared SQL, whichever reads better. */
export type QueryHandler<N extends NameOf<'query'>> = (
  context: QueryContext,
  input: InputOf<'query', N>,
) => Result<OutputOf<'query', N>, OwnErrorOf<'query', N>>
