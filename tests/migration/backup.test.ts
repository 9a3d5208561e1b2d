import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups, makeBackup, removePartialBackups, rotate } from '../../src/main/database/backup.ts'
import { backupsToRemove, formatBackupName, parseBackupName } from '../../src/main/database/backup-names.ts'
import { openLedger } from '../../src/main/database/open.ts'
import { restoreBackup } from '../../src/main/database/restore.ts'
import { runDatabaseTask } from '../../src/main/worker/client.ts'
import type { TaskProgress } from '../../src/main/worker/tasks.ts'
import type { BackupReason, BackupRow } from '../../src/shared/contract/backup.ts'
import { errorOf, testLedger, testNowIso, valueOf, type TestLedger } from '../support/database.ts'
import { contentOf, filesIn } from './harness.ts'

let ledger: TestLedger
let folder: string

beforeEach(() => {
  ledger = testLedger()
  folder = join(ledger.folder, 'backups')
})

afterEach(() => ledger.close())

const addSupplier = (id: number) =>
  ledger.db.prepare('INSERT INTO supplier (supplier_id, code, name) VALUES (?, ?, ?)').run(id, `AB${String.fromCharCode(64 + id)}`, `supplier ${id}`)
const backUp = (atIso = testNowIso, reason: BackupReason = 'by-hand') => makeBackup({ source: ledger.db, folder, atIso, reason })
const suppliersIn = (file: string) => contentOf(file).supplier?.length

describe('making a backup', () => {
  test('holds what is only in the log, while the ledger stays open', () => {
    addSupplier(1)
    const row = valueOf(backUp())
    expect(row).toMatchObject({ file: 'ledger-20260131T120000Z-by-hand.db', at: testNowIso, reason: 'by-hand' })
    expect(row.bytes).toBe(readFileSync(join(folder, row.file)).length)
    expect(filesIn(folder)).toEqual([row.file, `${row.file}.heads.json`])
    addSupplier(2)
    expect(suppliersIn(join(folder, row.file))).toBe(1)
  })

  test('two of one second stand beside each other, the later first', () => {
    const first = valueOf(backUp())
    addSupplier(1)
    const second = valueOf(backUp())
    expect(second.file).toBe('ledger-20260131T120000Z-by-hand-2.db')
    expect(listBackups(folder).map((row) => row.file)).toEqual([second.file, first.file])
  })

  test('a ledger that fails its checks makes none, and the error says which', () => {
    ledger.db.pragma('foreign_keys = OFF')
    ledger.db.prepare(`INSERT INTO audit VALUES (7, 'nobody', 'supplier', 1, 'created', '{}')`).run()
    expect(errorOf(backUp())).toEqual({ code: 'backup.failed', data: { detail: 'foreign_keys: audit row 7 refers to no command_log' } })
    expect(filesIn(folder)).toEqual([])
  })

  test('too little space is found before anything is written', () => {
    const made = makeBackup({ source: ledger.db, folder, atIso: testNowIso, reason: 'daily', freeBytes: () => 5000 })
    expect(errorOf(made)).toMatchObject({ code: 'ledger.disk_full', data: { bytesFree: 5000 } })
    expect(filesIn(folder)).toEqual([])
  })

  test('a folder that cannot be one is an error', () => {
    writeFileSync(folder, 'a file')
    expect(errorOf(backUp()).code).toBe('backup.failed')
  })

  test('the list ignores other files, and what a dying process left is cleared away', () => {
    const row = valueOf(backUp())
    const strangers = ['notes.txt', 'ledger-20260131T120000Z-someday.db', 'holiday.db.partial']
    const unfinished = ['.partial', '.partial-journal', '.partial.heads.json', '.heads.json'].map((ending) => `ledger-20260130T120000Z-daily.db${ending}`)
    for (const name of [...strangers, ...unfinished]) writeFileSync(join(folder, name), 'x')
    expect(listBackups(folder)).toEqual([row])
    removePartialBackups(folder)
    expect(filesIn(folder)).toEqual([row.file, `${row.file}.heads.json`, ...strangers].toSorted())
    expect(listBackups(join(ledger.folder, 'nowhere'))).toEqual([])
  })
})

describe('names', () => {
  test.each<[string, BackupReason, number]>([
    ['2026-01-31T12:00:00.000Z', 'daily', 1],
    ['2024-02-29T23:59:59.000Z', 'before-migration', 1],
    ['1999-12-31T00:00:00.000Z', 'before-restore', 12],
  ])('%s %s %i comes back out of its name', (at, reason, nth) => {
    expect(parseBackupName(formatBackupName(at, reason, nth))).toEqual({ at, reason, nth })
  })

  test('something that is no UTC instant is refused', () => {
    expect(() => formatBackupName('2026-01-31', 'daily')).toThrow('2026-01-31')
  })
})

const row = (at: string, reason: BackupReason = 'daily'): BackupRow => ({ file: formatBackupName(at, reason), at, bytes: 1, reason })

/** `days` before 2026-01-31 noon, a Saturday. */
const daysAgo = (days: number, hour = 9) => new Date(Date.UTC(2026, 0, 31 - days, hour)).toISOString()

const kept = (rows: BackupRow[]) => {
  const removed = new Set(backupsToRemove(rows, testNowIso).map((r) => r.file))
  return rows.filter((r) => !removed.has(r.file)).map((r) => r.at.slice(0, 13))
}

describe('rotation', () => {
  test('two years of daily backups: 7 days, 8 weeks, 12 months', () => {
    const rows = Array.from({ length: 730 }, (_, days) => row(daysAgo(days)))
    expect(kept(rows)).toEqual(
      [
        // The last seven days.
        '01-31, 01-30, 01-29, 01-28, 01-27, 01-26, 01-25',
        // The Sundays that ended a week; those of this week and of 25 January are above.
        '01-18, 01-11, 01-04',
        // The newest of December, and the Sundays that make it eight weeks.
        '12-31, 12-28, 12-21, 12-14',
        // The newest of the months before: twelve with this one.
        '11-30, 10-31, 09-30, 08-31, 07-31, 06-30, 05-31, 04-30, 03-31, 02-28',
      ]
        .join(', ')
        .split(', ')
        .map((day) => `${day.startsWith('01') ? '2026' : '2025'}-${day}T09`),
    )
  })

  test('of several on one day the newest stays', () => {
    expect(kept([row(daysAgo(1, 8)), row(daysAgo(1, 17)), row(daysAgo(1, 11)), row(daysAgo(0))])).toEqual(['2026-01-30T17', '2026-01-31T09'])
  })

  test('the newest of each occasion stays 30 days beside a newer one of its day', () => {
    const occasions: BackupReason[] = ['by-hand', 'before-migration', 'before-restore']
    const rows = [
      ...occasions.flatMap((reason) => [row(daysAgo(20, 7), reason), row(daysAgo(20, 8), reason)]),
      ...occasions.map((reason) => row(daysAgo(40, 7), reason)),
      ...Array.from({ length: 60 }, (_, days) => row(daysAgo(days))),
    ]
    const removed = backupsToRemove(rows, testNowIso)
    for (const reason of occasions) {
      expect(removed).not.toContainEqual(row(daysAgo(20, 8), reason))
      expect(removed).toContainEqual(row(daysAgo(20, 7), reason))
      expect(removed).toContainEqual(row(daysAgo(40, 7), reason))
    }
  })

  test('the only one stays, however old', () => {
    expect(kept([row('2019-05-05T05:00:00.000Z')])).toHaveLength(1)
    expect(kept([row('2019-05-05T05:00:00.000Z'), row('2018-05-05T05:00:00.000Z')])).toEqual(['2019-05-05T05'])
  })

  test('one from the future stays, and does not count as the newest', () => {
    expect(kept([row('2031-01-01T00:00:00.000Z'), row('2019-05-05T05:00:00.000Z')])).toHaveLength(2)
  })

  test('removes the files and nothing else', () => {
    mkdirSync(folder)
    const old = formatBackupName('2019-05-05T05:00:00.000Z', 'daily')
    const older = formatBackupName('2018-05-05T05:00:00.000Z', 'daily')
    for (const name of [old, older, `${older}.heads.json`, 'notes.txt']) writeFileSync(join(folder, name), 'x')
    expect(rotate(folder, testNowIso)).toEqual([older])
    expect(filesIn(folder)).toEqual([old, 'notes.txt'])
  })
})

const restore = (backup: string) => {
  ledger.db.close()
  return restoreBackup({ file: ledger.file, backupFolder: folder, backup, atIso: '2026-02-01T09:00:00.000Z' })
}

describe('restoring', () => {
  test('puts the backup in place, keeps what it replaced, and can be undone', () => {
    addSupplier(1)
    const backup = valueOf(backUp())
    addSupplier(2)
    expect(valueOf(restore(backup.file))).toEqual({ keptAs: 'ledger-20260201T090000Z-before-restore.db' })
    expect(suppliersIn(ledger.file)).toBe(1)
    expect(valueOf(restore('ledger-20260201T090000Z-before-restore.db')).keptAs).toBe('ledger-20260201T090000Z-before-restore-2.db')
    expect(suppliersIn(ledger.file)).toBe(2)
    expect(listBackups(folder)).toHaveLength(3)
  })

  test('a lost ledger comes back, and there is nothing to keep', () => {
    addSupplier(1)
    const backup = valueOf(backUp())
    ledger.db.close()
    rmSync(ledger.file)
    expect(valueOf(restore(backup.file))).toEqual({ keptAs: null })
    expect(suppliersIn(ledger.file)).toBe(1)
  })

  test.each(['ledger-20260131T120000Z-daily.db', '../ledger.db', '/etc/hostname', 'notes.txt', ''])('%j is not a backup of this folder', (name) => {
    valueOf(backUp())
    writeFileSync(join(folder, 'notes.txt'), 'x')
    expect(errorOf(restore(name))).toEqual({ code: 'backup.not_found', data: { file: name } })
  })

  test('a damaged backup is refused with the ledger untouched', () => {
    addSupplier(1)
    const backup = valueOf(backUp())
    addSupplier(2)
    writeFileSync(join(folder, backup.file), readFileSync(join(folder, backup.file)).fill(0x77, 4096))
    expect(errorOf(restore(backup.file)).code).toBe('backup.failed')
    expect(suppliersIn(ledger.file)).toBe(2)
    expect(listBackups(folder)).toHaveLength(1)
    expect(filesIn(ledger.folder)).toEqual(['ledger.db'])
  })

  test('is refused while another connection is open, with the ledger untouched', () => {
    addSupplier(1)
    const backup = valueOf(backUp())
    addSupplier(2)
    const forgotten = valueOf(openLedger(ledger.file, { access: 'read_only' }))
    expect(errorOf(restore(backup.file)).code).toBe('backup.failed')
    forgotten.close()
    expect(suppliersIn(ledger.file)).toBe(2)
    expect(existsSync(`${ledger.file}.swap`)).toBe(false)
  })
})

describe('in a worker', () => {
  const workerFile = new URL('../../src/main/worker/worker.ts', import.meta.url)

  test('a backup is made, checked and told step by step, and the old ones go', async () => {
    mkdirSync(folder)
    for (const year of ['2018', '2019']) writeFileSync(join(folder, formatBackupName(`${year}-05-05T05:00:00.000Z`, 'daily')), 'x')
    addSupplier(1)
    const seen: TaskProgress[] = []
    const task = { kind: 'backup', file: ledger.file, folder, atIso: testNowIso, reason: 'daily' } as const
    const row = valueOf(await runDatabaseTask(workerFile, task, { onProgress: (progress) => seen.push(progress) }))
    expect(seen).toEqual(['copy', 'quick_check', 'foreign_keys', 'strict_tables', 'integer_range'].map((step, done) => ({ step, done, of: 5 })))
    expect(filesIn(folder)).toEqual([row.file, `${row.file}.heads.json`])
    expect(suppliersIn(join(folder, row.file))).toBe(1)
  })

  test('a check answers for the open ledger, and its errors come back as values', async () => {
    expect(valueOf(await runDatabaseTask(workerFile, { kind: 'check', file: ledger.file }))).toEqual({ checks: 6 })
    ledger.db.exec('DROP TRIGGER audit_no_update')
    expect(errorOf(await runDatabaseTask(workerFile, { kind: 'check', file: ledger.file }))).toMatchObject({
      code: 'ledger.check_failed',
      data: { check: 'append_only' },
    })
    const missing = join(ledger.folder, 'missing.db')
    expect(errorOf(await runDatabaseTask(workerFile, { kind: 'check', file: missing })).code).toBe('ledger.io')
  })

  test('the event loop goes on while it works, and the connection is closed afterwards', async () => {
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    valueOf(await runDatabaseTask(workerFile, { kind: 'backup', file: ledger.file, folder, atIso: testNowIso, reason: 'by-hand' }))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(1)
    expect(ledger.db.pragma('journal_mode = DELETE', { simple: true })).toBe('delete')
  })

  test('a worker that breaks is thrown, not swallowed', async () => {
    const task = { kind: 'backup', file: ledger.file, folder, atIso: 'yesterday', reason: 'daily' } as const
    await expect(runDatabaseTask(workerFile, task)).rejects.toThrow('yesterday')
  })
})
