import type { Database } from './open.ts'

/**
 * Prepares statements once per connection, as preparing costs more than running.
 *
 * A question that joins, groups or sorts is planned anew whenever a bare `?` in its conditions is bound, in case another
 * plan suited the new value; that costs more than most answers. `= +?` means the same and shows the planner no value, so
 * the plan is kept. What is asked for every row of a document is written so.
 */
export function perConnection<T>(prepare: (db: Database) => T): (db: Database) => T {
  const prepared = new WeakMap<Database, T>()
  return (db) => {
    const known = prepared.get(db)
    if (known !== undefined) return known
    const made = prepare(db)
    prepared.set(db, made)
    return made
  }
}
