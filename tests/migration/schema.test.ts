import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendOnlyTables } from '../../src/main/database/append-only.ts'
import type { Database } from '../../src/main/database/open.ts'
import * as accounting from '../../src/main/database/schema/accounting.ts'
import * as builds from '../../src/main/database/schema/builds.ts'
import * as exports from '../../src/main/database/schema/exports.ts'
import * as files from '../../src/main/database/schema/files.ts'
import * as materials from '../../src/main/database/schema/materials.ts'
import * as postings from '../../src/main/database/schema/postings.ts'
import * as receiving from '../../src/main/database/schema/receiving.ts'
import * as recipes from '../../src/main/database/schema/recipes.ts'
import * as records from '../../src/main/database/schema/records.ts'
import * as sales from '../../src/main/database/schema/sales.ts'
import { testLedger, type TestLedger } from '../support/database.ts'

let ledger: TestLedger

beforeAll(() => {
  ledger = testLedger()
})

afterAll(() => ledger.close())

interface ColumnInfo {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly pk: number
}

const columnsOf = (db: Database, table: string) =>
  db.prepare<[string], ColumnInfo>('SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY name').all(table)

const tablesOf = (db: Database) =>
  db.prepare<[], string>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`).pluck().all()

const areas = [accounting, builds, exports, files, materials, postings, receiving, recipes, records, sales]
const drizzleTables = areas.flatMap((area) => Object.values(area)).filter((value) => value instanceof SQLiteTable)

describe('the schema says what the migrated ledger is', () => {
  test.each(drizzleTables.map((table) => [getTableConfig(table).name, table] as const))('%s', (name, table) => {
    const { columns, primaryKeys } = getTableConfig(table)
    const inKey = (column: string) => primaryKeys.some((key) => key.columns.some((part) => part.name === column))
    const described = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notNull: column.notNull,
      primary: column.primary || inKey(column.name),
    }))
    const found = columnsOf(ledger.db, name).map(({ name: column, type, notnull, pk }) => ({
      name: column,
      type,
      // A lone INTEGER PRIMARY KEY is the row's own number and never null, whatever is declared.
      notNull: notnull === 1 || pk > 0,
      primary: pk > 0,
    }))
    expect(described.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(found)
  })

  test('there are tables to compare', () => {
    expect(drizzleTables.length).toBeGreaterThan(3)
  })
})

test('every table is STRICT', () => {
  const loose = ledger.db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
  expect(tablesOf(ledger.db).length).toBeGreaterThan(4)
  expect(loose.pluck().all()).toEqual([])
  expect(() => ledger.db.prepare(`INSERT INTO supplier (supplier_id, code, name) VALUES ('one', 'ABC', 'x')`).run()).toThrow(/datatype mismatch|cannot store/)
})

test('every foreign key restricts: nothing is deleted along with something else', () => {
  for (const table of tablesOf(ledger.db)) {
    const keys = ledger.db.prepare<[string], { on_delete: string; on_update: string }>('SELECT on_delete, on_update FROM pragma_foreign_key_list(?)').all(table)
    for (const key of keys) expect([table, key.on_delete]).toEqual([table, expect.stringMatching(/^(RESTRICT|NO ACTION)$/)])
  }
})

describe('append-only tables', () => {
  test('are all listed', () => {
    const guarded = ledger.db
      .prepare<[], string>(
        `SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name IN (tbl_name || '_no_update', tbl_name || '_no_delete')
           AND sql LIKE '%append-only: ' || tbl_name || '%' GROUP BY tbl_name HAVING count(*) = 2`,
      )
      .pluck()
      .all()
    expect(guarded.toSorted()).toEqual([...appendOnlyTables].toSorted())
  })

  test.each(appendOnlyTables)('%s refuses UPDATE, DELETE and INSERT OR REPLACE', (table) => {
    const { db } = ledger
    const columns = columnsOf(db, table)
    // A row that only has to be there: what it must refer to and contain is of no matter here.
    db.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON')
    const values = columns.map(({ type }) => (type === 'TEXT' ? 'x' : 1))
    const insert = `INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
    db.prepare(`INSERT OR IGNORE ${insert}`).run(...values)
    db.exec('PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON')
    const rows = () => db.prepare(`SELECT * FROM "${table}" ORDER BY 1`).all()
    const before = rows()
    expect(before.length).toBeGreaterThan(0)

    const refusal = new RegExp(`append-only: ${table}`)
    const key = columns[0]?.name ?? ''
    expect(() => db.prepare(`UPDATE "${table}" SET "${key}" = "${key}"`).run()).toThrow(refusal)
    expect(() => db.prepare(`DELETE FROM "${table}"`).run()).toThrow(refusal)
    db.pragma('foreign_keys = OFF')
    db.pragma('ignore_check_constraints = ON')
    try {
      expect(() => db.prepare(`INSERT OR REPLACE ${insert}`).run(...values)).toThrow(refusal)
    } finally {
      db.pragma('foreign_keys = ON')
      db.pragma('ignore_check_constraints = OFF')
    }
    expect(rows()).toEqual(before)
  })
})
