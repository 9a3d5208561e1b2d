import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeBackup } from '../../src/main/database/backup.ts'
import { migrateLedger } from '../../src/main/database/migrate.ts'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { restoreBackup, type RestoreStep } from '../../src/main/database/restore.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { migrationsFolder, testLedger, testNowIso, valueOf, type TestLedger } from '../support/database.ts'
import { qty, shopOn, type Shop } from '../support/shop.ts'
import { copyMigrations, inCopyOf, migrateOptions, runChild, withLedger, workshopIn } from './harness.ts'

let ledger: TestLedger
let shop: Shop
let part: number
let backups: string

beforeEach(() => {
  ledger = testLedger()
  backups = workshopIn(ledger.folder).backupFolder
  shop = shopOn(ledger.db)
  part = shop.product('PART')
})

afterEach(() => ledger.close())

const bring = (to: Shop, quantity: string) => valueOf(to.find(part, qty(quantity), 1_000_000))
const backUp = (atIso: string, source: Database = ledger.db) => valueOf(makeBackup({ source, folder: backups, atIso, reason: 'by-hand' })).file
const noteOf = (backup: string) => join(backups, `${backup}.heads.json`)
const books = (db: Database, backupFolder = backups) => verifyBooks(db, { backupFolder })
const wrong = (db: Database, backupFolder = backups) => books(db, backupFolder).checks.filter(({ difference }) => difference !== null)

const missing = (at: string, difference: object = { expected: expect.stringMatching(/^posting 2 sealed [0-9a-f]{12}$/), found: 'no posting 2' }) => [
  { name: 'nothing_missing_since_backups', difference: { place: at, expected: expect.any(String), found: expect.any(String), ...difference } },
]

const dayOne = '2026-01-29T08:00:00.000Z'
const dayTwo = '2026-01-30T08:00:00.000Z'

/** Takes the newest event out of every table, as a careful forger would: what is left adds up and is a whole chain. */
function cutOffTheNewest(db: Database): void {
  for (const name of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) db.exec(`DROP TRIGGER ${name}`)
  db.exec(`PRAGMA foreign_keys = OFF;
    CREATE TEMP TABLE gone AS SELECT posting_id, command_id FROM posting ORDER BY posting_id DESC LIMIT 1;
    UPDATE product_balance SET quantity = quantity - (SELECT sum(quantity) FROM entry WHERE posting_id = (SELECT posting_id FROM gone)),
      value = value - (SELECT sum(value) FROM entry WHERE account = 'lot' AND posting_id = (SELECT posting_id FROM gone));
    DELETE FROM lot_balance WHERE lot_id IN (SELECT lot_id FROM lot WHERE posting_id = (SELECT posting_id FROM gone));
    DELETE FROM command_log WHERE command_id = (SELECT command_id FROM gone)`)
  for (const table of ['adjustment', 'lot', 'entry', 'posting']) db.exec(`DELETE FROM ${table} WHERE posting_id = (SELECT posting_id FROM gone)`)
}

describe('postings cut off at the end', () => {
  beforeEach(() => {
    bring(shop, '5')
    backUp(dayOne)
    bring(shop, '7')
  })

  test('leave books that add up, and are found by the backup that has them', () => {
    backUp(dayTwo)
    expect(books(ledger.db)).toMatchObject({ ok: true, backups: { checked: 2, withoutNote: [], unreadable: [] } })
    cutOffTheNewest(ledger.db)
    expect(verifyBooks(ledger.db).ok).toBe(true)
    expect(wrong(ledger.db)).toEqual(missing(dayTwo))
  })

  test('are found by the note when the backup is damaged, and by the backup when the note is lost', () => {
    const file = backUp(dayTwo)
    cutOffTheNewest(ledger.db)
    const whole = readFileSync(join(backups, file))
    writeFileSync(join(backups, file), 'x'.repeat(8192))
    expect(wrong(ledger.db)).toEqual(missing(dayTwo))
    expect(books(ledger.db).backups).toEqual({ checked: 2, withoutNote: [], unreadable: [dayTwo] })
    writeFileSync(join(backups, file), whole)
    rmSync(noteOf(file))
    expect(wrong(ledger.db)).toEqual(missing(dayTwo))
  })

  test('put back otherwise: the seal at that place is another', () => {
    backUp(dayTwo)
    cutOffTheNewest(ledger.db)
    bring(shop, '8')
    expect(wrong(ledger.db)).toEqual(missing(dayTwo, { found: expect.stringMatching(/^sealed /) }))
  })
})

describe('a lost note', () => {
  test.each([
    ['gone', (file: string) => rmSync(file)],
    ['cut short', (file: string) => writeFileSync(file, '{"postings":')],
    ['of something else', (file: string) => writeFileSync(file, '{"postings":-1}')],
  ])('%s: is told, and is no error', (_, lose) => {
    bring(shop, '5')
    lose(noteOf(backUp(dayOne)))
    expect(books(ledger.db)).toMatchObject({ ok: true, backups: { checked: 1, withoutNote: [dayOne], unreadable: [] } })
  })

  test('a note that says something else than its backup is a difference', () => {
    bring(shop, '5')
    const file = backUp(dayOne)
    const noted = JSON.parse(readFileSync(noteOf(file), 'utf8')) as { postings: number }
    expect(noted.postings).toBe(1)
    bring(shop, '7')
    cpSync(noteOf(backUp(dayTwo)), noteOf(file))
    expect(wrong(ledger.db)).toEqual([
      { name: 'backups_are_as_made', difference: { place: dayOne, expected: expect.stringContaining('posting 2 sealed'), found: expect.stringContaining('posting 1 sealed') } },
    ])
  })
})

test('no books yet: the backup of them ends at nothing', () => {
  backUp(dayOne)
  bring(shop, '5')
  expect(books(ledger.db)).toMatchObject({ ok: true, backups: { checked: 1, withoutNote: [] } })
})

const restore = (backup: string, folder = ledger.folder) => {
  const at = workshopIn(folder)
  return valueOf(restoreBackup({ file: at.file, backupFolder: at.backupFolder, backup, atIso: testNowIso }))
}

describe('a restore', () => {
  test('leaves nothing to miss, nor does the restore that undoes it, however often work goes on in between', () => {
    bring(shop, '5')
    const first = backUp(dayOne)
    bring(shop, '7')
    backUp(dayTwo)
    bring(shop, '1')
    ledger.db.close()
    const { keptAs } = restore(first)
    withLedger(ledger.file, (db) => {
      expect(books(db)).toMatchObject({ ok: true, backups: { checked: 3 } })
      expect(db.prepare('SELECT posting_count FROM replaced_head ORDER BY 1').pluck().all()).toEqual([2, 3])
      for (const quantity of ['2', '3', '4']) bring(shopWithout(db), quantity)
      backUp('2026-01-31T13:00:00.000Z', db)
      expect(wrong(db)).toEqual([])
    })
    restore(keptAs ?? '')
    withLedger(ledger.file, (db) => {
      expect(wrong(db)).toEqual([])
      // Without the record of what was replaced it would look like a loss.
      db.exec('DROP TRIGGER replaced_head_no_delete; DELETE FROM replaced_head')
      expect(wrong(db).map(({ name }) => name)).toEqual(['rows_are_as_written', 'nothing_missing_since_backups'])
    })
  })

  test('of an older version brings the record along, in the table that its migration then makes its own', () => {
    const old = workshopIn(join(ledger.folder, 'old'))
    mkdirSync(old.folder)
    copyMigrations(old.oldMigrations, 6)
    valueOf(migrateLedger(migrateOptions(old, old.oldMigrations)))
    const first = withLedger(old.file, (db) => {
      shopOn(db)
      return valueOf(makeBackup({ source: db, folder: old.backupFolder, atIso: dayOne, reason: 'by-hand' })).file
    })
    valueOf(migrateLedger(migrateOptions(old, migrationsFolder)))
    withLedger(old.file, (db) => {
      const again = shopWithout(db)
      part = again.product('PART')
      bring(again, '5')
      expect(wrong(db, old.backupFolder)).toEqual([])
    })
    restore(first, old.folder)
    valueOf(migrateLedger(migrateOptions(old, migrationsFolder)))
    withLedger(old.file, (db) => {
      expect(db.prepare('SELECT count(*) FROM replaced_head').pluck().get()).toBeGreaterThan(0)
      expect(wrong(db, old.backupFolder)).toEqual([])
      const made = (of: Database) => of.prepare("SELECT sql FROM sqlite_schema WHERE name = 'replaced_head'").pluck().get()
      expect(made(db)).toBe(made(ledger.db))
    })
  })
})

/** The same shop on books that have its supplier and part already. */
function shopWithout(db: Database): Shop {
  db.exec("UPDATE supplier SET code = 'OLD', search_text = 'old acme metals ' WHERE code = 'ACM'")
  const again = shopOn(db)
  db.exec("DELETE FROM supplier WHERE code = 'ACM'; UPDATE supplier SET code = 'ACM', search_text = 'acm acme metals ' WHERE code = 'OLD'")
  return again
}

const steps: RestoreStep[] = ['copy_backup', 'verify_copy', 'keep_replaced', 'record_replaced', 'close_live', 'write_marker', 'move_live_log', 'move_live', 'move_copy', 'sync_folder', 'remove_marker', 'discard_previous', 'done']

test.each(steps)('a restore killed before %s: the record comes with the swap or not at all, and the books are right either way', (killAt) => {
  bring(shop, '5')
  const first = backUp(dayOne)
  bring(shop, '7')
  backUp(dayTwo)
  inCopyOf(ledger.folder, (folder) => {
    const at = workshopIn(folder)
    expect(runChild({ kind: 'restore', folder, backup: first, killAt }).killed).toBe(true)
    valueOf(migrateLedger(migrateOptions(at, migrationsFolder)))
    const isMoved = steps.indexOf(killAt) > steps.indexOf('write_marker')
    const look = () => {
      const db = valueOf(openLedger(at.file, { access: 'read_only' }))
      const seen = { wrong: wrong(db, at.backupFolder), recorded: db.prepare('SELECT count(*) FROM replaced_head').pluck().get() }
      db.close()
      return seen
    }
    expect(look()).toEqual({ wrong: [], recorded: isMoved ? 1 : 0 })
    restore(first, folder)
    expect(look()).toEqual({ wrong: [], recorded: 1 })
    expect(existsSync(`${at.file}.restoring`)).toBe(false)
  })
})
