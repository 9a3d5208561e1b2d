import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Stamp } from './append.ts'

const statements = perConnection((db) => ({
  // Postings name a command; this one is gone again with them.
  begin: db.prepare<[string, string]>(
    `INSERT INTO command_log (command_id, seq, name, contract_version, input_hash, done_at)
     VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM command_log), 'rehearsal', 1, '${'0'.repeat(64)}', ?)`,
  ),
}))

const stamp: Stamp = { commandId: '00000000-0000-0000-0000-000000000000', recordedAt: '0000-01-01T00:00:00.000Z' }

/**
 * Does the work, looks at what came of it, and takes all of it back: what a command would do, told by the very function
 * that does it. Nothing is left behind, not even a number. Opens a transaction of its own.
 */
export function rehearse<T, E>(db: Database, work: (stamp: Stamp) => Result<unknown, E>, look: () => T): Result<T, E> {
  let outcome: Result<T, E> | null = null
  transact<never, null>(db, () => {
    statements(db).begin.run(stamp.commandId, stamp.recordedAt)
    const done = work(stamp)
    outcome = done.ok ? ok(look()) : done
    // A refusal is what rolls back.
    return err(null)
  })
  if (outcome === null) throw new Error('what was rehearsed has no outcome')
  return outcome
}
