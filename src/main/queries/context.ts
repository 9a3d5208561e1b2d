import type { Database } from 'better-sqlite3'
import type { InputOf, NameOf, OutputOf, OwnErrorOf } from '../../shared/contract/registry.ts'
import type { Result } from '../../shared/result.ts'

/** What a query reads from. */
export interface QueryContext {
  readonly db: Database
  /** Today in the company's calendar, `YYYY-MM-DD`. */
  today(): string
  /**
   * Whether answers are handed out as they are. Without it each is held against its contract, which says something about our own
   * code and nothing about the books: so in tests and development, while the installed program trusts what they have shown.
   */
  readonly trustsAnswers?: boolean
}

/** Every query: it reads a screen's model and changes nothing; drizzle or SQL, whichever reads better, prepared once per connection. */
export type QueryHandlers = {
  readonly [N in NameOf<'query'>]: (context: QueryContext, input: InputOf<'query', N>) => Result<OutputOf<'query', N>, OwnErrorOf<'query', N>>
}

/** One query. Looked up, not generic: the compiler would not tell one generic handler from another. */
export type QueryHandler<N extends NameOf<'query'>> = QueryHandlers[N]
