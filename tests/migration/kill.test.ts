import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listBackups, makeBackup, verifyBackupFile } from '../../src/main/database/backup.ts'
import { migrateLedger, type MigrateStep } from '../../src/main/database/migrate.ts'
import { openLedger } from '../../src/main/database/open.ts'
import { restoreBackup, type RestoreStep } from '../../src/main/database/restore.ts'
import { finishInterruptedSwap, type SwapStep } from '../../src/main/database/swap.ts'
import { errorOf, temporaryFolder, testNowIso, valueOf, type TemporaryFolder } from '../support/database.ts'
import { addBoxes, contentOf, filesIn, inCopyOf, makeWorkshop, migrateOptions, runChild, shelves, tallerShelves, withLedger, workshopIn, writeMigrations } from './harness.ts'

const swapSteps: SwapStep[] = ['close_live', 'write_marker', 'move_live_log', 'move_live', 'move_copy', 'sync_folder', 'remove_marker']
const migrateSteps: MigrateStep[] = [
  'plan',
  'check_space',
  'back_up',
  'copy',
  'migrate_copy',
  'check_copy',
  'seal_copy',
  ...swapSteps,
  'reopen',
  'discard_previous',
  'done',
]
const createSteps = migrateSteps.filter((step) => step !== 'back_up')
const restoreSteps: RestoreStep[] = ['copy_backup', 'verify_copy', 'keep_replaced', 'record_replaced', ...swapSteps, 'discard_previous', 'done']

const boxesOf = (content: Record<string, unknown[]>) => content.box?.length

/** A ledger of the older version whose last 10 boxes are only in the log that a killed writer left. */
let older: TemporaryFolder
let olderContent: Record<string, unknown[]>
let newerContent: Record<string, unknown[]>

beforeAll(() => {
  older = temporaryFolder()
  makeWorkshop(older.path)
  expect(runChild({ kind: 'write_and_die', folder: older.path, from: 41, to: 50 }).killed).toBe(true)
  expect(statSync(join(older.path, 'ledger.db-wal')).size).toBeGreaterThan(0)
  olderContent = inCopyOf(older.path, (folder) => contentOf(workshopIn(folder).file))
  newerContent = inCopyOf(older.path, (folder) => {
    const at = workshopIn(folder)
    valueOf(migrateLedger(migrateOptions(at, at.newMigrations)))
    return contentOf(at.file)
  })
})

afterAll(() => older.remove())

test('a writer that is killed loses nothing it committed and leaves nothing it did not', () => {
  expect(olderContent).toMatchObject({ migrations: ['0000_shelves'] })
  expect(boxesOf(olderContent)).toBe(50)
})

describe('a migration killed before any step', () => {
  test('tells its steps in order', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      const seen: MigrateStep[] = []
      const outcome = valueOf(migrateLedger({ ...migrateOptions(at, at.newMigrations), atStep: (step) => seen.push(step) }))
      expect(seen).toEqual(migrateSteps)
      expect(outcome).toMatchObject({ created: false, applied: ['0001_taller_shelves'], backup: { reason: 'before-migration' } })
      expect(contentOf(at.file)).toMatchObject({ migrations: ['0000_shelves', '0001_taller_shelves'] })
      expect(boxesOf(newerContent)).toBe(50)
      expect(filesIn(folder)).toEqual(['ledger.db'])
    })
  })

  test.each(migrateSteps)('%s: the next start finds the old ledger or the new one, and completes', (killAt) => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      expect(runChild({ kind: 'migrate', folder, killAt }).killed).toBe(true)

      valueOf(finishInterruptedSwap(at.file))
      const found = contentOf(at.file)
      const isMoved = migrateSteps.indexOf(killAt) > migrateSteps.indexOf('write_marker')
      expect(found).toEqual(isMoved ? newerContent : olderContent)

      const again = valueOf(migrateLedger(migrateOptions(at, at.newMigrations)))
      expect(again.applied).toEqual(isMoved ? [] : ['0001_taller_shelves'])
      expect(contentOf(at.file)).toEqual(newerContent)
      expect(filesIn(folder)).toEqual(['ledger.db'])
      const backups = listBackups(at.backupFolder)
      expect(backups.length).toBeGreaterThan(0)
      expect(filesIn(at.backupFolder).toSorted()).toEqual(backups.map((row) => row.file).toSorted())
      for (const { file } of backups) expect(contentOf(join(at.backupFolder, file))).toEqual(olderContent)
    })
  })

  test.each(createSteps)('%s of a new ledger: there is none, or a whole one', (killAt) => {
    const folder = temporaryFolder()
    try {
      const at = workshopIn(folder.path)
      writeMigrations(at.newMigrations, [shelves, tallerShelves])
      expect(runChild({ kind: 'migrate', folder: folder.path, killAt }).killed).toBe(true)
      const again = valueOf(migrateLedger(migrateOptions(at, at.newMigrations)))
      const isMoved = createSteps.indexOf(killAt) > createSteps.indexOf('write_marker')
      expect(again.created).toBe(!isMoved)
      expect(contentOf(at.file)).toEqual({ migrations: ['0000_shelves', '0001_taller_shelves'], box: [], shelf: [] })
      expect(filesIn(folder.path)).toEqual(['ledger.db'])
    } finally {
      folder.remove()
    }
  })
})

describe('finishing a swap, itself killed', () => {
  const afterMarker = swapSteps.slice(swapSteps.indexOf('write_marker') + 1)

  test.each(afterMarker)('first killed at %s, then again at any step: it still ends with the new ledger', (killedAt) => {
    inCopyOf(older.path, (dead) => {
      expect(runChild({ kind: 'migrate', folder: dead, killAt: killedAt }).killed).toBe(true)
      const stepsOfFinishing = inCopyOf(dead, (folder) => {
        const seen: SwapStep[] = []
        expect(valueOf(finishInterruptedSwap(workshopIn(folder).file, (step) => seen.push(step)))).toBe('finished')
        return seen
      })
      expect(stepsOfFinishing).toContain('remove_marker')
      for (const killAt of stepsOfFinishing) {
        inCopyOf(dead, (folder) => {
          const at = workshopIn(folder)
          expect(runChild({ kind: 'finish', folder, killAt }).killed).toBe(true)
          expect(valueOf(finishInterruptedSwap(at.file))).toBe('finished')
          expect(valueOf(finishInterruptedSwap(at.file))).toBe('none')
          expect(contentOf(at.file)).toEqual(newerContent)
        })
      }
    })
  })

  test('the copy is gone: the old ledger comes back', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      runChild({ kind: 'migrate', folder, killAt: 'move_copy' })
      expect(existsSync(at.file)).toBe(false)
      rmSync(`${at.file}.migrating`)
      expect(valueOf(finishInterruptedSwap(at.file))).toBe('undone')
      expect(contentOf(at.file)).toEqual(olderContent)
    })
  })

  test('somebody wrote the ledger after the marker: what was written stays', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      runChild({ kind: 'migrate', folder, killAt: 'move_live_log' })
      expect(runChild({ kind: 'write_and_die', folder, from: 51, to: 60 }).killed).toBe(true)
      expect(valueOf(finishInterruptedSwap(at.file))).toBe('undone')
      expect(boxesOf(contentOf(at.file))).toBe(60)
      expect(existsSync(`${at.file}.migrating`)).toBe(false)
    })
  })

  test('nor is it lost when the writer closed the ledger properly and its size is the same', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      runChild({ kind: 'migrate', folder, killAt: 'move_live_log' })
      const bytes = statSync(at.file).size
      withLedger(at.file, (db) => db.prepare(`UPDATE box SET label = 'box A' WHERE box_id = 1`).run())
      expect(statSync(at.file).size).toBe(bytes)
      expect(filesIn(folder)).not.toContain('ledger.db-wal')
      expect(valueOf(finishInterruptedSwap(at.file))).toBe('undone')
      expect(contentOf(at.file).box?.[0]).toMatchObject({ label: 'box A' })
    })
  })

  test('neither the ledger nor anything to make it from: an error, and no empty ledger in its place', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      runChild({ kind: 'migrate', folder, killAt: 'move_copy' })
      rmSync(`${at.file}.migrating`)
      rmSync(`${at.file}.previous`)
      expect(errorOf(migrateLedger(migrateOptions(at, at.newMigrations))).code).toBe('ledger.io')
      expect(errorOf(migrateLedger(migrateOptions(at, at.newMigrations))).code).toBe('ledger.io')
      expect(existsSync(at.file)).toBe(false)
    })
  })

  test('a damaged marker never costs the ledger', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      writeFileSync(`${at.file}.swap`, '{"copy":')
      expect(valueOf(finishInterruptedSwap(at.file))).toBe('undone')
      expect(contentOf(at.file)).toEqual(olderContent)
    })
  })

  test('a connection left open keeps the swap from beginning', () => {
    inCopyOf(older.path, (folder) => {
      const at = workshopIn(folder)
      const forgotten = valueOf(openLedger(at.file, { access: 'read_only' }))
      try {
        expect(errorOf(migrateLedger(migrateOptions(at, at.newMigrations))).code).toBe('ledger.busy')
        expect(filesIn(folder)).toEqual(['ledger.db', 'ledger.db-shm', 'ledger.db-wal'])
      } finally {
        forgotten.close()
      }
      expect(contentOf(at.file)).toEqual(olderContent)
    })
  })
})

const restoreOptions = (folder: string, file: string) => {
  const at = workshopIn(folder)
  return { file: at.file, backupFolder: at.backupFolder, backup: file, atIso: testNowIso }
}

describe('a restore killed before any step', () => {
  /** The backup holds 50 boxes; the ledger has 60, the last of them only in its log. */
  let worked: TemporaryFolder
  let backup: string
  let workedContent: Record<string, unknown[]>

  beforeAll(() => {
    worked = temporaryFolder()
    const at = makeWorkshop(worked.path)
    withLedger(at.file, (db) => {
      addBoxes(db, 41, 50)
      backup = valueOf(makeBackup({ source: db, folder: at.backupFolder, atIso: '2026-01-30T08:00:00.000Z', reason: 'by-hand' })).file
    })
    runChild({ kind: 'write_and_die', folder: worked.path, from: 51, to: 60 })
    workedContent = inCopyOf(worked.path, (folder) => contentOf(workshopIn(folder).file))
    expect(boxesOf(workedContent)).toBe(60)
  })

  afterAll(() => worked.remove())

  test('tells its steps in order', () => {
    inCopyOf(worked.path, (folder) => {
      const seen: RestoreStep[] = []
      valueOf(restoreBackup({ ...restoreOptions(folder, backup), atStep: (step) => seen.push(step) }))
      expect(seen).toEqual(restoreSteps)
    })
  })

  test.each(restoreSteps)('%s: the ledger is the old one or the restored one, and what it replaced is kept', (killAt) => {
    inCopyOf(worked.path, (folder) => {
      const at = workshopIn(folder)
      expect(runChild({ kind: 'restore', folder, backup, killAt }).killed).toBe(true)
      const start = valueOf(migrateLedger(migrateOptions(at, at.oldMigrations)))
      expect(start).toMatchObject({ created: false, applied: [] })
      const isMoved = restoreSteps.indexOf(killAt) > restoreSteps.indexOf('write_marker')
      expect(contentOf(at.file)).toEqual(isMoved ? olderContent : workedContent)
      expect(filesIn(folder)).toEqual(['ledger.db'])
      if (isMoved) {
        const kept = listBackups(at.backupFolder).find((row) => row.reason === 'before-restore')
        expect(contentOf(join(at.backupFolder, kept?.file ?? ''))).toEqual(workedContent)
      } else {
        valueOf(restoreBackup(restoreOptions(folder, backup)))
        expect(contentOf(at.file)).toEqual(olderContent)
      }
    })
  })

  test.each(restoreSteps)('%s of a damaged ledger: its files stay, with the log that belongs to them', (killAt) => {
    inCopyOf(worked.path, (folder) => {
      const at = workshopIn(folder)
      writeFileSync(at.file, Buffer.alloc(4096, 0xa5))
      const log = readFileSync(`${at.file}-wal`)
      expect(runChild({ kind: 'restore', folder, backup, killAt }).killed).toBe(true)
      valueOf(finishInterruptedSwap(at.file))
      const isMoved = restoreSteps.indexOf(killAt) > restoreSteps.indexOf('write_marker')
      const kept = isMoved ? join(folder, 'ledger-20260131T120000Z-broken.db') : at.file
      expect(readFileSync(kept).equals(Buffer.alloc(4096, 0xa5))).toBe(true)
      expect(readFileSync(`${kept}-wal`).equals(log)).toBe(true)
      if (isMoved) expect(contentOf(at.file)).toEqual(olderContent)
      else expect(valueOf(restoreBackup(restoreOptions(folder, backup))).keptAs).toBe('ledger-20260131T120000Z-broken.db')
      expect(contentOf(at.file)).toEqual(olderContent)
      expect(verifyBackupFile(at.file).ok).toBe(true)
    })
  })

  test('is undone by restoring what it kept', () => {
    inCopyOf(worked.path, (folder) => {
      const at = workshopIn(folder)
      const { keptAs } = valueOf(restoreBackup(restoreOptions(folder, backup)))
      expect(contentOf(at.file)).toEqual(olderContent)
      valueOf(restoreBackup(restoreOptions(folder, keptAs ?? '')))
      expect(contentOf(at.file)).toEqual(workedContent)
    })
  })
})
