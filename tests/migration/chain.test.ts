import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups } from '../../src/main/database/backup.ts'
import { migrateLedger } from '../../src/main/database/migrate.ts'
import { planMigrations, readMigrations } from '../../src/main/database/migrations.ts'
import { errorOf, migrationsFolder, temporaryFolder, testLedger, valueOf, type TemporaryFolder } from '../support/database.ts'
import {
  contentOf,
  filesIn,
  makeWorkshop,
  migrateOptions,
  shelves,
  tallerShelves,
  withLedger,
  writeMigrations,
  type SampleMigration,
  type Workshop,
} from './harness.ts'

let folder: TemporaryFolder
let at: Workshop

beforeEach(() => {
  folder = temporaryFolder()
  at = makeWorkshop(folder.path)
})

afterEach(() => folder.remove())

/** Migrates with these migrations and expects a refusal that leaves the ledger, and the folder around it, as they were. */
function refusalOf(migrations: readonly SampleMigration[], options: { readonly freeBytes?: () => number } = {}) {
  const before = contentOf(at.file)
  const known = writeMigrations(join(at.folder, 'migrations-other'), migrations)
  const error = errorOf(migrateLedger({ ...migrateOptions(at, known), ...options }))
  expect(contentOf(at.file)).toEqual(before)
  expect(filesIn(at.folder)).toEqual(['ledger.db'])
  return error
}

const aisles: SampleMigration = { tag: '0001_aisles', sql: 'CREATE TABLE aisle (aisle_id INTEGER PRIMARY KEY) STRICT;' }

describe('the chain of migrations', () => {
  test('one that was edited after it ran is refused by name', () => {
    const edited = { ...shelves, sql: shelves.sql.replace('label TEXT', 'label TEXT COLLATE NOCASE') }
    expect(refusalOf([edited, tallerShelves])).toEqual({ code: 'ledger.migration_edited', data: { file: at.file, migration: '0000_shelves' } })
  })

  test('one that was put in before one that ran is refused, naming both', () => {
    valueOf(migrateLedger(migrateOptions(at, at.newMigrations)))
    expect(refusalOf([shelves, aisles, { ...tallerShelves, tag: '0001_taller_shelves' }])).toEqual({
      code: 'ledger.migration_out_of_order',
      data: { file: at.file, migration: '0001_aisles', after: '0001_taller_shelves' },
    })
  })

  test('a ledger of a newer version is refused, naming both versions', () => {
    valueOf(migrateLedger({ ...migrateOptions(at, at.newMigrations), appVersion: '2.0.0' }))
    expect(refusalOf([shelves])).toEqual({ code: 'ledger.from_newer_version', data: { file: at.file, newest: '2.0.0', ours: '1.0.0' } })
  })

  test('another migration in the place of one that ran counts as edited', () => {
    valueOf(migrateLedger(migrateOptions(at, at.newMigrations)))
    expect(refusalOf([shelves, aisles])).toMatchObject({ code: 'ledger.migration_edited', data: { migration: '0001_taller_shelves' } })
  })

  test('a checkout with Windows line endings is the same chain', () => {
    const windows = writeMigrations(join(at.folder, 'migrations-windows'), [shelves, tallerShelves], '\r\n')
    expect(readFileSync(join(windows, '0000_shelves.sql'), 'utf8')).toContain('\r\n')
    expect(readMigrations(windows)).toEqual(readMigrations(at.newMigrations))
  })

  test('nothing to do is nothing done: no backup, no new file', () => {
    const bytes = readFileSync(at.file)
    expect(valueOf(migrateLedger(migrateOptions(at, at.oldMigrations)))).toEqual({ created: false, applied: [], backup: null })
    expect(readFileSync(at.file).length).toBe(bytes.length)
    expect(listBackups(at.backupFolder)).toEqual([])
  })

  test('a folder with a gap in its numbers is a broken program', () => {
    const broken = writeMigrations(join(at.folder, 'migrations-gap'), [shelves, tallerShelves])
    rmSync(join(broken, '0001_taller_shelves.sql'))
    expect(() => readMigrations(broken)).toThrow('0001_taller_shelves')
  })

  test('the plan of an empty ledger is everything, in order', () => {
    const known = readMigrations(migrationsFolder)
    expect(known.length).toBeGreaterThan(0)
    expect(planMigrations([], known)).toEqual({ kind: 'ok', pending: known })
  })
})

describe('running them', () => {
  test('a table rebuilt under rows that refer to it with ON DELETE CASCADE keeps those rows', () => {
    const before = contentOf(at.file)
    valueOf(migrateLedger(migrateOptions(at, at.newMigrations)))
    const after = contentOf(at.file)
    expect(after.box).toHaveLength(40)
    expect(after.box).toEqual(before.box)
    expect(after.shelf?.[0]).toEqual({ shelf_id: 1, name: 'shelf 1', height_mm: 300 })
    withLedger(at.file, (db) => {
      expect(() => db.prepare('INSERT INTO box VALUES (99, 77, ?)').run('no such shelf')).toThrow('FOREIGN KEY')
    })
  })

  test('the copy that takes the place of the ledger is one file that needs no log', () => {
    const looks: unknown[] = []
    const atStep = (step: string) => {
      // Bytes 18 and 19 of a database tell how it is written: 1 with a rollback journal, 2 with a write-ahead log.
      if (step === 'close_live') looks.push([...readFileSync(`${at.file}.migrating`).subarray(18, 20)], filesIn(at.folder))
    }
    valueOf(migrateLedger({ ...migrateOptions(at, at.newMigrations), atStep }))
    expect(looks).toEqual([[1, 1], ['ledger.db', 'ledger.db.migrating']])
  })

  test('a start clears away what a dying process left half done', () => {
    mkdirSync(at.backupFolder, { recursive: true })
    const rubbish = ['ledger.db.migrating', 'ledger.db.migrating-wal', 'ledger.db.restoring', 'ledger.db.previous', 'ledger.db.swap.new']
    for (const name of rubbish) writeFileSync(join(at.folder, name), 'half')
    writeFileSync(join(at.backupFolder, 'ledger-20260130T120000Z-daily.db.partial'), 'half')
    const before = contentOf(at.file)
    valueOf(migrateLedger(migrateOptions(at, at.oldMigrations)))
    expect(filesIn(at.folder)).toEqual(['ledger.db'])
    expect(filesIn(at.backupFolder)).toEqual([])
    expect(contentOf(at.file)).toEqual(before)
  })

  test.each<[string, string, string]>([
    ['a statement that fails', 'CREATE TABLE ok_so_far (a INTEGER) STRICT;\n--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);', 'no such table: nowhere'],
    ['a row that breaks a constraint', "INSERT INTO shelf VALUES (1, 'again');", 'UNIQUE constraint failed: shelf.shelf_id'],
    ['a reference that leads nowhere', 'DELETE FROM shelf WHERE shelf_id = 2;', 'box row 1 refers to no shelf'],
    ['a COMMIT of its own', 'CREATE TABLE half (a INTEGER) STRICT; COMMIT;', 'it ends its own transaction'],
  ])('%s stops it with the ledger as it was', (_, sql, detail) => {
    expect(refusalOf([shelves, { tag: '0001_bad', sql }])).toEqual({
      code: 'ledger.migration_failed',
      data: { file: at.file, migration: '0001_bad', detail },
    })
  })

  test('a table that is not STRICT does not get in', () => {
    expect(refusalOf([shelves, { tag: '0001_loose', sql: 'CREATE TABLE loose (a INTEGER);' }])).toMatchObject({
      code: 'ledger.check_failed',
      data: { file: at.file, check: 'strict_tables', detail: 'table loose is not STRICT' },
    })
  })

  test('an append-only table without its triggers does not get in', () => {
    const sql = 'CREATE TABLE audit (audit_id INTEGER PRIMARY KEY) STRICT;'
    expect(refusalOf([shelves, { tag: '0001_unguarded', sql }])).toMatchObject({
      code: 'ledger.check_failed',
      data: { check: 'append_only', detail: 'trigger audit_no_update is missing' },
    })
  })

  test('too little space is found before anything is written', () => {
    const error = refusalOf([shelves, tallerShelves], { freeBytes: () => 1000 })
    expect(error).toMatchObject({ code: 'ledger.disk_full', data: { file: at.file, bytesFree: 1000 } })
    expect(error.code === 'ledger.disk_full' && error.data.bytesNeeded).toBeGreaterThan(1000)
    expect(listBackups(at.backupFolder)).toEqual([])
  })

  test('a missing ledger is made only when asked for', () => {
    rmSync(at.file)
    expect(errorOf(migrateLedger({ ...migrateOptions(at, at.newMigrations), create: false })).code).toBe('ledger.io')
    expect(existsSync(at.file)).toBe(false)
  })
})

describe("the program's own migrations", () => {
  test('make a ledger that remembers each of them with its hash', () => {
    const ledger = testLedger()
    try {
      const remembered = ledger.db.prepare('SELECT idx, tag, hash FROM schema_migration ORDER BY idx').all()
      expect(remembered).toEqual(readMigrations(migrationsFolder).map(({ idx, tag, hash }) => ({ idx, tag, hash })))
    } finally {
      ledger.close()
    }
  })

  test('carry a ledger of the first one, with its rows, to the newest', () => {
    const known = readMigrations(migrationsFolder)
    const first = known[0]
    if (first === undefined) throw new Error('There is no first migration.')
    const file = join(at.folder, 'company.db')
    const firstOnly = writeMigrations(join(at.folder, 'migrations-first'), [{ tag: first.tag, sql: readFileSync(join(migrationsFolder, `${first.tag}.sql`), 'utf8') }])
    valueOf(migrateLedger({ ...migrateOptions(at, firstOnly), file }))
    withLedger(file, (db) => {
      db.prepare(`INSERT INTO supplier (supplier_id, code, name) VALUES (1, 'ABC', 'Abacus Metals')`).run()
      db.prepare(`INSERT INTO command_log (command_id, seq, name, contract_version, input_hash, result_json, done_at) VALUES (?, 1, 'supplier.create', 1, ?, '{}', '2026-01-31T12:00:00.000Z')`).run('c'.repeat(36), 'a'.repeat(64))
      db.prepare(`INSERT INTO audit VALUES (1, ?, 'supplier', 1, 'created', '{}')`).run('c'.repeat(36))
      db.prepare(`INSERT INTO setting VALUES ('company', '"Sample"')`).run()
    })
    const before = contentOf(file)
    valueOf(migrateLedger({ ...migrateOptions(at, migrationsFolder), file }))
    const after = contentOf(file)
    for (const table of ['supplier', 'command_log', 'audit', 'setting']) {
      const kept = (before[table] ?? []) as Record<string, unknown>[]
      expect(kept).toHaveLength(1)
      expect(after[table]).toMatchObject(kept)
    }
    expect(after.migrations).toEqual(known.map((migration) => migration.tag))
  })
})
