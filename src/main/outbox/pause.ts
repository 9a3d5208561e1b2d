import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

interface Pause {
  readonly byPerson: boolean
  /** The newest restore that a person has dealt with. */
  readonly restore: number
}

const statements = perConnection((db) => ({
  read: db.prepare<[], string>("SELECT value_json FROM setting WHERE name = 'exports_pause'").pluck(),
  write: db.prepare<[string]>("INSERT INTO setting (name, value_json) VALUES ('exports_pause', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json"),
  lastRestore: db.prepare<[], number>('SELECT coalesce(max(replaced_head_id), 0) FROM replaced_head').pluck(),
}))

function pauseOf(db: Database): Pause {
  return { byPerson: false, restore: 0, ...(JSON.parse(statements(db).read.get() ?? '{}') as Partial<Pause>) }
}

/** Why nothing is sent: somebody said so, or a backup was restored, after which the books may lack what was sent since. */
export function exportsPaused(db: Database): 'person' | 'restored' | null {
  const { byPerson, restore } = pauseOf(db)
  if ((statements(db).lastRestore.get() ?? 0) > restore) return 'restored'
  return byPerson ? 'person' : null
}

/** Pauses, or goes on, also after a restore. Runs inside the caller's transaction. */
export function setPaused(db: Database, paused: boolean): void {
  statements(db).write.run(JSON.stringify({ byPerson: paused, restore: statements(db).lastRestore.get() ?? 0 } satisfies Pause))
}
