import type { Result } from '../../shared/result.ts'
import type { Database } from './open.ts'
import { perConnection } from './statements.ts'

const statements = perConnection((db) => ({ begin: db.prepare<[]>('BEGIN IMMEDIATE'), commit: db.prepare<[]>('COMMIT') }))

/**
 * Runs `work` in one `BEGIN IMMEDIATE` transaction: commits when it returns a success, rolls back when it returns an
 * error or throws. `work` must be synchronous, and transactions do not nest; a breach of either throws, with everything
 * rolled back. Failures of SQLite itself (busy, disk full, a deferred constraint at the commit) are thrown as they are.
 */
export function transact<T, E>(db: Database, work: () => Result<T, E>): Result<T, E> {
  if (db.inTransaction) throw new Error('A transaction is already open: transactions do not nest.')
  const { begin, commit } = statements(db)
  begin.run()
  try {
    const result = work()
    if (result instanceof Promise) {
      refuseLateStatements(db, result)
      throw new Error('Work inside a transaction must not be asynchronous.')
    }
    if (result.ok) commit.run()
    return result
  } finally {
    // Still open unless it was committed; SQLite itself has already rolled back after some failures, such as a full disk.
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}

/** What follows the first `await` would run after the rollback, outside any transaction: it finds the connection unwritable. */
function refuseLateStatements(db: Database, work: Promise<unknown>): void {
  db.pragma('query_only = ON')
  const allowAgain = () => {
    if (db.open) db.pragma('query_only = OFF')
  }
  void work.then(allowAgain, allowAgain)
}
