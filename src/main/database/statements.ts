import type { Statement } from 'better-sqlite3'
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

type Cell = string | number | null

/** Most documents have fewer lines. */
const rowsAtOnceMax = 8

/**
 * Prepares an INSERT that writes many rows at a time, which costs a third less than one by one. `insert` ends before VALUES; `after`
 * follows the rows.
 */
export function manyRows(db: Database, insert: string, columnCount: number, after = ''): (rows: readonly (readonly Cell[])[]) => void {
  const row = `(${Array.from({ length: columnCount }, () => '?').join(', ')})`
  const prepared: Statement<Cell[]>[] = []
  const statementFor = (count: number) => (prepared[count] ??= db.prepare<Cell[]>(`${insert} VALUES ${Array.from({ length: count }, () => row).join(', ')} ${after}`))
  return (rows) => {
    for (let from = 0; from < rows.length; from += rowsAtOnceMax) {
      const some = rows.slice(from, from + rowsAtOnceMax)
      statementFor(some.length).run(...some.flat())
    }
  }
}
