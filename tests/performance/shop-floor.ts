import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { openLedger, withOurFunctions, type Database } from '../../src/main/database/open.ts'
import { migrationsFolder, valueOf } from '../support/database.ts'

/** An empty ledger with the program's tables: at a path, with the program's own settings, or in memory. */
export function emptyLedgerAt(file: string | ':memory:'): Database {
  const db = file === ':memory:' ? withOurFunctions(new SqliteDatabase(':memory:')) : valueOf(openLedger(file, { access: 'read_write', create: true }))
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  for (const { tag } of entries) db.exec(readFileSync(join(migrationsFolder, `${tag}.sql`), 'utf8'))
  db.pragma('foreign_keys = ON')
  return db
}

/** How many rows each table holds. */
export function rowCounts(db: Database): Record<string, number> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
    .pluck()
    .all()
  return Object.fromEntries(tables.map((name) => [name, db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get()!]))
}
