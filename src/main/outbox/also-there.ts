import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { exportsOf, setState, type ExportRow } from './rows.ts'

const statements = perConnection((db) => ({
  find: db.prepare<[number], number>('SELECT 1 FROM sale_also_there WHERE sale_id = ?').pluck(),
  say: db.prepare<[number, string]>('INSERT INTO sale_also_there VALUES (?, ?) ON CONFLICT DO NOTHING'),
  takeBack: db.prepare<[number]>('DELETE FROM sale_also_there WHERE sale_id = ?'),
}))

/** Whether a person entered a sale in the accounting company too. */
export function isAlsoThere(db: Database, saleId: number): boolean {
  return statements(db).find.get(saleId) === 1
}

/**
 * Says that a sale was entered there too, so that nothing more is told of it; or that it was not. Answers what has left
 * this PC already, and then changes nothing. Runs inside the caller's transaction.
 */
export function sayAlsoThere(db: Database, saleId: number, alsoThere: boolean, at: string): ExportRow | null {
  const rows = exportsOf(db, { kind: 'sale', id: saleId })
  const gone = alsoThere ? rows.find(({ state }) => state === 'accepted' || state === 'in_flight' || state === 'unknown') : undefined
  if (gone !== undefined) return gone
  if (alsoThere) statements(db).say.run(saleId, at)
  else statements(db).takeBack.run(saleId)
  for (const { exportId, state, whyJson } of rows) {
    if (alsoThere && (state === 'waiting' || state === 'needs' || state === 'refused')) setState(db, exportId, 'not_exported', [{ code: 'also_there' }])
    if (!alsoThere && state === 'not_exported' && whyJson.includes('"also_there"')) setState(db, exportId, 'waiting', [])
  }
  return null
}
