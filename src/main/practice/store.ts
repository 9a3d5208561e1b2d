import { rmSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import type { Result } from '../../shared/result.ts'
import { parseJson, writeJson, type Json, type JsonObject } from './json.ts'
import { coreTables, storeVersion } from './schema.ts'

/** One object of the company as it stands, or as it was when it was deleted. */
export interface StoredObject {
  readonly type: string
  /** Text of digits, counted up per counter. */
  readonly id: string
  /** Raised by one with each update. */
  readonly syncToken: number
  readonly createdMs: number
  /** To the second, as QuickBooks keeps it. */
  readonly updatedMs: number
  readonly active: boolean
  readonly deleted: boolean
  /** The object whole, as it is answered. */
  readonly body: JsonObject
}

/** The practice company's file. All of it is synchronous; writes belong inside `transact`. */
export interface Store {
  /** For the tables of the books and for questions of their own. */
  readonly db: SqliteDatabase.Database
  /** Keeps what `work` did when it returns a success; takes it back when it refuses or throws. Within another it is a part of that. */
  transact<T, E>(work: () => Result<T, E>): Result<T, E>
  /** A prepared statement, made once for each text. */
  statement(sql: string): SqliteDatabase.Statement
  /** The next id of a counter. */
  nextId(counter: string): string
  /** The object, deleted or not; `null` when there never was one. */
  find(type: string, id: string): StoredObject | null
  /** Writes the object whole, over what was there. */
  put(object: StoredObject): void
  setting<T extends Json>(name: string): T | null
  setSetting(name: string, value: Json): void
  /** Throws everything away but who is logged in. */
  empty(): void
  close(): void
}

export interface ObjectRow {
  readonly type: string
  readonly id: string
  readonly sync_token: number
  readonly created_ms: number
  readonly updated_ms: number
  readonly active: number
  readonly deleted: number
  readonly body: string
}

/** Opens the file, or makes it anew when there is none or its tables are of another version. */
export function openStore(file: string, moreTables: readonly string[] = []): Store {
  let db = new SqliteDatabase(file)
  if (db.pragma('user_version', { simple: true }) !== storeVersion) {
    db.close()
    if (file !== ':memory:') for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
    db = new SqliteDatabase(file)
    db.transaction(() => {
      for (const tables of [coreTables, ...moreTables]) db.exec(tables)
      db.pragma(`user_version = ${storeVersion}`)
    })()
  }
  db.pragma('journal_mode = wal')
  // A killed process loses nothing it answered; a power cut may, and nothing here is real.
  db.pragma('synchronous = normal')
  db.pragma('foreign_keys = on')
  return storeOn(db)
}

function storeOn(db: SqliteDatabase.Database): Store {
  const statements = new Map<string, SqliteDatabase.Statement>()
  const statement = (sql: string): SqliteDatabase.Statement => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const made = db.prepare(sql)
    statements.set(sql, made)
    return made
  }
  return {
    db,
    statement,
    transact: (work) => {
      const outer = !db.inTransaction
      db.exec(outer ? 'begin immediate' : 'savepoint work')
      let done = false
      try {
        const result = work()
        done = result.ok
        return result
      } finally {
        // Some failures, such as a full disk, have rolled everything back already.
        if (db.inTransaction) db.exec(endOf(outer, done))
      }
    },
    nextId: (counter) => {
      const row = statement('insert into counter values (?, 1) on conflict do update set last = last + 1 returning last').get(counter) as { last: number }
      return String(row.last)
    },
    find: (type, id) => {
      const row = statement('select * from object where type = ? and id = ?').get(type, id) as ObjectRow | undefined
      return row === undefined ? null : objectOf(row)
    },
    put: (object) => {
      statement('insert or replace into object values (?, ?, cast(? as integer), ?, ?, ?, ?, ?, ?)').run(
        object.type,
        object.id,
        object.id,
        object.syncToken,
        object.createdMs,
        object.updatedMs,
        object.active ? 1 : 0,
        object.deleted ? 1 : 0,
        writeJson(object.body),
      )
    },
    setting: <T extends Json>(name: string) => {
      const row = statement('select value from setting where name = ?').get(name) as { value: string } | undefined
      return row === undefined ? null : (parseJson(row.value) as T)
    },
    setSetting: (name, value) => {
      statement('insert or replace into setting values (?, ?)').run(name, writeJson(value))
    },
    empty: () => {
      const tables = db.prepare("select name from sqlite_schema where type = 'table' and name not in ('token', 'code') and name not like 'sqlite_%'").all() as { name: string }[]
      db.transaction(() => {
        // Tables of the books may point at each other.
        db.pragma('defer_foreign_keys = on')
        for (const { name } of tables) db.exec(`delete from "${name}"`)
      })()
    },
    close: () => db.close(),
  }
}

function endOf(outer: boolean, done: boolean): string {
  if (outer) return done ? 'commit' : 'rollback'
  return done ? 'release work' : 'rollback to work; release work'
}

/** The object of a row of `object`. */
export function objectOf(row: ObjectRow): StoredObject {
  return {
    type: row.type,
    id: row.id,
    syncToken: row.sync_token,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    active: row.active === 1,
    deleted: row.deleted === 1,
    body: parseJson(row.body) as JsonObject,
  }
}
