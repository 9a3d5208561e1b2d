import { chmodSync, closeSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeBackup } from '../../src/main/database/backup.ts'
import { checkLedgerFile } from '../../src/main/database/doctor.ts'
import { freeBytes, retryHeldFile } from '../../src/main/database/files.ts'
import { takeLock } from '../../src/main/database/lock.ts'
import { migrateLedger } from '../../src/main/database/migrate.ts'
import { checkpoint, openLedger } from '../../src/main/database/open.ts'
import { classify, toLedgerError } from '../../src/main/database/sqlite-errors.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { ok } from '../../src/shared/result.ts'
import { errorOf, temporaryFolder, testLedger, testNowIso, valueOf, type TestLedger } from '../support/database.ts'
import {
  addBoxes,
  contentOf,
  filesIn,
  makeWorkshop,
  mayMount,
  migrateOptions,
  mountSmallDisk,
  runChild,
  shelves,
  withLedger,
  workshopIn,
  writeMigrations,
} from './harness.ts'

let ledger: TestLedger

beforeEach(() => {
  ledger = testLedger({ durable: true })
})

afterEach(() => ledger.close())

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

function fillSettings(rows: number, from = 0): void {
  const insert = ledger.db.prepare('INSERT INTO setting VALUES (?, ?)')
  transact(ledger.db, () => {
    for (let row = from; row < from + rows; row += 1) insert.run(`setting ${row}`, 'x'.repeat(900))
    return ok(null)
  })
}

const countSettings = () => ledger.db.prepare('SELECT count(*) FROM setting').pluck().get()

describe('opening', () => {
  test('sets everything the ledger stands on', () => {
    const { db } = ledger
    const read = (name: string) => db.pragma(name, { simple: true })
    expect(read('journal_mode')).toBe('wal')
    expect(read('synchronous')).toBe(2)
    expect(read('foreign_keys')).toBe(1)
    expect(read('recursive_triggers')).toBe(1)
    expect(read('busy_timeout')).toBe(5000)
    expect(read('trusted_schema')).toBe(0)
    expect(read('cell_size_check')).toBe(1)
    expect(read('wal_autocheckpoint')).toBe(16_000)
  })

  test('a missing file is an error, and is not made', () => {
    const file = join(ledger.folder, 'other.db')
    expect(errorOf(openLedger(file, { access: 'read_write' }))).toEqual({ code: 'ledger.io', data: { file, detail: 'no such file' } })
    expect(filesIn(ledger.folder)).not.toContain('other.db')
  })

  test('read only cannot write', () => {
    const reader = valueOf(openLedger(ledger.file, { access: 'read_only' }))
    const error = thrownBy(() => reader.prepare(`INSERT INTO setting VALUES ('a', '1')`).run())
    reader.close()
    expect(toLedgerError(error, ledger.file)).toEqual({ code: 'ledger.read_only', data: { file: ledger.file } })
  })

  test("another program's database is refused and left as it was", () => {
    const file = join(ledger.folder, 'other.db')
    const other = new SqliteDatabase(file)
    other.exec('CREATE TABLE bookmark (url TEXT)')
    other.close()
    const before = readFileSync(file)
    for (const access of ['read_write', 'read_only'] as const) {
      expect(errorOf(openLedger(file, { access }))).toEqual({ code: 'ledger.not_a_ledger', data: { file } })
    }
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test.each([
    ['text', 'Dear Sir or Madam, '.repeat(500)],
    ['nothing at all', ''],
  ])('a file of %s is no ledger', (_, content) => {
    const file = join(ledger.folder, 'letter.db')
    writeFileSync(file, content)
    expect(errorOf(openLedger(file, { access: 'read_write' })).code).toBe('ledger.not_a_ledger')
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  test('an idle checkpoint empties the log into the file', () => {
    fillSettings(50)
    const outcome = checkpoint(ledger.db)
    expect(outcome.pagesInLog).toBeGreaterThan(0)
    expect(outcome.pagesCopied).toBe(outcome.pagesInLog)
    // The file alone now holds what the log held.
    const copy = join(ledger.folder, 'copy.db')
    writeFileSync(copy, readFileSync(ledger.file))
    expect(withLedger(copy, (db) => db.prepare('SELECT count(*) FROM setting').pluck().get())).toBe(50)
  })
})

describe('a full disk', () => {
  test('refuses the command whole and keeps what was there', () => {
    fillSettings(20)
    checkpoint(ledger.db)
    ledger.db.pragma(`max_page_count = ${ledger.db.pragma('page_count', { simple: true })}`)
    const error = thrownBy(() => fillSettings(200, 20))
    expect(toLedgerError(error, ledger.file)).toEqual({ code: 'ledger.disk_full', data: { file: ledger.file } })
    expect(ledger.db.inTransaction).toBe(false)
    expect(countSettings()).toBe(20)
    ledger.db.pragma('max_page_count = 1000000')
    fillSettings(1, 20)
    expect(countSettings()).toBe(21)
  })

  test('in the middle of a migration leaves the old ledger', () => {
    const folder = temporaryFolder()
    try {
      const at = makeWorkshop(folder.path)
      const before = contentOf(at.file)
      const sql = `PRAGMA max_page_count = 1;
        CREATE TABLE large (a TEXT NOT NULL) STRICT;
        INSERT INTO large WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT hex(zeroblob(500)) FROM n;`
      const large = { tag: '0001_large', sql }
      const known = writeMigrations(join(at.folder, 'migrations-large'), [shelves, large])
      expect(errorOf(migrateLedger(migrateOptions(at, known)))).toEqual({ code: 'ledger.disk_full', data: { file: at.file } })
      expect(filesIn(at.folder)).toEqual(['ledger.db'])
      expect(contentOf(at.file)).toEqual(before)
    } finally {
      folder.remove()
    }
  })

  // The same with a disk that is really full, where this process may mount one.
  if (mayMount()) {
    test('while the copy is made leaves the old ledger, and no backup', () => {
      const disk = mountSmallDisk(4_000_000)
      const elsewhere = temporaryFolder()
      try {
        const at = makeWorkshop(disk?.path ?? '')
        withLedger(at.file, (db) => transact(db, () => ok(addBoxes(db, 41, 35_000))))
        const before = contentOf(at.file)
        writeFileSync(join(at.folder, 'holiday.mov'), Buffer.alloc(freeBytes(at.folder) - 300_000))
        const options = { ...migrateOptions(at, at.newMigrations), backupFolder: elsewhere.path, freeBytes: () => Number.MAX_SAFE_INTEGER }
        expect(errorOf(migrateLedger(options))).toEqual({ code: 'ledger.disk_full', data: { file: at.file } })
        expect(filesIn(at.folder)).toEqual(['holiday.mov', 'ledger.db'])
        expect(contentOf(at.file)).toEqual(before)
        const backup = makeBackup({ ...options, source: at.file, folder: join(at.folder, 'backups'), atIso: testNowIso, reason: 'daily' })
        expect(errorOf(backup).code).toBe('ledger.disk_full')
        expect(filesIn(join(at.folder, 'backups'))).toEqual([])
      } finally {
        disk?.remove()
        elsewhere.remove()
      }
    })
  }
})

describe('a ledger that may not be written', () => {
  /**
   * A disk mounted read only where this process may mount one; permissions where it may not, as those who may not mount are
   * not above permissions.
   */
  test('is refused as read only by the lock, the start and the opening, and stays as it was', () => {
    const disk = mountSmallDisk(4_000_000)
    const folder = temporaryFolder()
    const at = workshopIn(disk?.path ?? folder.path)
    try {
      makeWorkshop(at.folder)
      const before = readFileSync(at.file)
      if (disk === null) for (const path of [at.file, dirname(at.file)]) chmodSync(path, 0o555)
      else disk.makeReadOnly()
      const refused = { code: 'ledger.read_only', data: { file: at.file } }
      expect(errorOf(takeLock(at.file, { host: 'a', user: 'b', since: testNowIso }))).toEqual(refused)
      expect(errorOf(openLedger(at.file, { access: 'read_write' }))).toEqual(refused)
      expect(errorOf(migrateLedger(migrateOptions(at, at.newMigrations)))).toEqual(refused)
      expect(readFileSync(at.file).equals(before)).toBe(true)
      const backup = makeBackup({ source: at.file, folder: join(at.folder, 'new-folder'), atIso: testNowIso, reason: 'daily' })
      expect(errorOf(backup).code).toBe('backup.failed')
    } finally {
      if (disk === null) for (const path of [dirname(at.file), at.file]) chmodSync(path, 0o755)
      disk?.remove()
      folder.remove()
    }
  })
})

function damage(at: number, bytes: Buffer): void {
  checkpoint(ledger.db)
  ledger.db.close()
  const descriptor = openSync(ledger.file, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, at)
  closeSync(descriptor)
}

const findings = () => {
  const opened = openLedger(ledger.file, { access: 'read_write' })
  if (!opened.ok) return opened.error.code
  try {
    return errorOf(checkLedgerFile(opened.value)).code
  } finally {
    opened.value.close()
  }
}

describe('a damaged file', () => {
  test('one page of rubbish is found, named, and never becomes a backup', () => {
    fillSettings(400)
    const bytes = Number(ledger.db.pragma('page_count', { simple: true })) * 4096
    damage(Math.floor(bytes / 8192) * 4096, Buffer.alloc(4096, 0xee))
    expect(['ledger.corrupt', 'ledger.check_failed']).toContain(findings())
    const folder = join(ledger.folder, 'backups')
    expect(errorOf(makeBackup({ source: ledger.file, folder, atIso: testNowIso, reason: 'daily' })).code).toBe('backup.failed')
    expect(filesIn(folder)).toEqual([])
  })

  test('one page of an index is enough', () => {
    fillSettings(400)
    const page = ledger.db.prepare(`SELECT max(pageno) FROM dbstat WHERE name = 'sqlite_autoindex_setting_1' AND pagetype = 'leaf'`).pluck().get()
    damage((Number(page) - 1) * 4096 + 8, Buffer.alloc(200, 0x11))
    expect(['ledger.corrupt', 'ledger.check_failed']).toContain(findings())
  })

  test('half a file is corrupt', () => {
    fillSettings(400)
    damage(0, Buffer.alloc(0))
    truncateSync(ledger.file, Math.floor(statSync(ledger.file).size / 8192) * 4096)
    expect(['ledger.corrupt', 'ledger.check_failed']).toContain(findings())
  })

  test('a rubbish header is no ledger', () => {
    damage(0, Buffer.alloc(100, 0xee))
    expect(findings()).toBe('ledger.not_a_ledger')
  })
})

const check = () => {
  const error = errorOf(checkLedgerFile(ledger.db))
  return error.code === 'ledger.check_failed' ? [error.data.check, error.data.detail] : [error.code]
}

describe('the check names the first difference', () => {
  test('nothing in a sound ledger', () => {
    const seen: string[] = []
    expect(checkLedgerFile(ledger.db, { onCheck: (name) => seen.push(name) })).toEqual(ok({ checks: 6 }))
    expect(seen).toEqual(['quick_check', 'integrity_check', 'foreign_keys', 'strict_tables', 'integer_range', 'append_only'])
  })

  test('a reference that leads nowhere', () => {
    ledger.db.pragma('foreign_keys = OFF')
    ledger.db.prepare(`INSERT INTO audit VALUES (7, 'nobody', 'supplier', 1, 'created', '{}')`).run()
    expect(check()).toEqual(['foreign_keys', 'audit row 7 refers to no command_log'])
  })

  test('a number that JavaScript cannot hold', () => {
    ledger.db.prepare('INSERT INTO supplier (supplier_id, code, name) VALUES (?, ?, ?)').run(9_007_199_254_740_993n, 'ABC', 'Abacus')
    expect(check()).toEqual(['integer_range', 'supplier.supplier_id holds 9007199254740993, beyond 2^53 - 1'])
  })

  test('a guard that is gone', () => {
    ledger.db.exec('DROP TRIGGER audit_no_delete')
    expect(check()).toEqual(['append_only', 'trigger audit_no_delete is missing'])
  })

  test('a table that would take anything', () => {
    ledger.db.exec('CREATE TABLE anything (a)')
    expect(check()).toEqual(['strict_tables', 'table anything is not STRICT'])
  })
})

describe('kinds of failure', () => {
  test.each<[string, string | null]>([
    ['SQLITE_CORRUPT_VTAB', 'corrupt'],
    ['SQLITE_NOTADB', 'not_a_ledger'],
    ['SQLITE_BUSY_SNAPSHOT', 'busy'],
    ['SQLITE_LOCKED', 'busy'],
    ['SQLITE_READONLY_DIRECTORY', 'read_only'],
    ['SQLITE_READONLY_DBMOVED', 'io'],
    ['SQLITE_FULL', 'disk_full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
    ['SQLITE_IOERR_FSYNC', 'io'],
    ['SQLITE_CANTOPEN', 'io'],
    ['SQLITE_CONSTRAINT_CHECK', 'constraint'],
    ['SQLITE_ERROR', null],
    ['SQLITE_MISUSE', null],
    ['ENOSPC', 'disk_full'],
    ['EROFS', 'read_only'],
    ['ERR_INVALID_ARG_TYPE', null],
  ])('%s is %s', (code, kind) => {
    expect(classify(Object.assign(new Error('x'), { code }))).toBe(kind)
  })

  test('a breach of a constraint is nobody\'s file', () => {
    const error = thrownBy(() => ledger.db.prepare(`INSERT INTO supplier (supplier_id, code, name) VALUES (1, 'abc', 'x')`).run())
    expect(classify(error)).toBe('constraint')
    expect(toLedgerError(error, ledger.file)).toBeNull()
    expect(toLedgerError(new TypeError('a bug'), ledger.file)).toBeNull()
  })

  test('a writer in the way is busy', () => {
    const other = valueOf(openLedger(ledger.file, { access: 'read_write' }))
    other.pragma('busy_timeout = 20')
    ledger.db.exec('BEGIN IMMEDIATE')
    const error = thrownBy(() => transact(other, () => ok(null)))
    ledger.db.exec('ROLLBACK')
    other.close()
    expect(toLedgerError(error, ledger.file)).toEqual({ code: 'ledger.busy', data: { file: ledger.file } })
  })
})

const held = (code: string) => Object.assign(new Error(code), { code })

describe('a file that another program holds for a moment', () => {
  test('is tried again until it is let go', () => {
    const failures = [held('EBUSY'), held('EPERM')]
    const done = retryHeldFile(() => {
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      return 'renamed'
    }, 5)
    expect(done).toBe('renamed')
  })

  test('is given up after so many attempts, and other failures at once', () => {
    let attempts = 0
    const failing = (code: string) => () => {
      attempts += 1
      throw held(code)
    }
    expect(() => retryHeldFile(failing('EBUSY'), 3)).toThrow('EBUSY')
    expect(attempts).toBe(3)
    expect(() => retryHeldFile(failing('ENOENT'), 3)).toThrow('ENOENT')
    expect(attempts).toBe(4)
  })
})

test('what a killed writer committed is there without its log file being asked for', () => {
  const folder = temporaryFolder()
  try {
    const at = makeWorkshop(folder.path)
    runChild({ kind: 'write_and_die', folder: folder.path, from: 41, to: 45 })
    expect(filesIn(folder.path)).toContain('ledger.db-wal')
    expect(contentOf(at.file).box).toHaveLength(45)
    // Why a plain copy of the file is no backup: without the log, those rows are gone.
    runChild({ kind: 'write_and_die', folder: folder.path, from: 46, to: 50 })
    rmSync(`${at.file}-wal`)
    expect(contentOf(at.file).box).toHaveLength(45)
  } finally {
    folder.remove()
  }
})
