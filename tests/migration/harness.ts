import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrateLedger, type MigrateOptions } from '../../src/main/database/migrate.ts'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { migrationsFolder, temporaryFolder, testNowIso, valueOf } from '../support/database.ts'
import type { ChildTask } from './child.ts'

export interface SampleMigration {
  readonly tag: string
  readonly sql: string
}

/** Writes a folder of migrations as drizzle lays them out. */
export function writeMigrations(folder: string, migrations: readonly SampleMigration[], newline = '\n'): string {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = migrations.map(({ tag }, idx) => ({ idx, version: '6', when: 1_780_000_000_000 + idx, tag, breakpoints: true }))
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }))
  for (const { tag, sql } of migrations) writeFileSync(join(folder, `${tag}.sql`), sql.replaceAll('\n', newline))
  return folder
}

/** The first migrations of the program, as an older version had them. */
export function copyMigrations(folder: string, count: number): void {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  const entries = journal.entries.slice(0, count)
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }))
  for (const { tag } of entries) cpSync(join(migrationsFolder, `${tag}.sql`), join(folder, `${tag}.sql`))
}

/** Two tables, one referring to the other in the way that loses rows when the other is rebuilt carelessly. */
export const shelves: SampleMigration = {
  tag: '0000_shelves',
  sql: `CREATE TABLE shelf (shelf_id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE box (
  box_id INTEGER PRIMARY KEY,
  shelf_id INTEGER NOT NULL REFERENCES shelf (shelf_id) ON DELETE CASCADE,
  label TEXT NOT NULL
) STRICT;
`,
}

/** Rebuilds the table that the other refers to, as SQLite's manual tells. */
export const tallerShelves: SampleMigration = {
  tag: '0001_taller_shelves',
  sql: `CREATE TABLE shelf_new (shelf_id INTEGER PRIMARY KEY, name TEXT NOT NULL, height_mm INTEGER NOT NULL CHECK (height_mm > 0)) STRICT;
--> statement-breakpoint
INSERT INTO shelf_new SELECT shelf_id, name, 300 FROM shelf;
--> statement-breakpoint
DROP TABLE shelf;
--> statement-breakpoint
ALTER TABLE shelf_new RENAME TO shelf;
--> statement-breakpoint
CREATE INDEX box_by_shelf ON box (shelf_id, box_id);
`,
}

export interface Workshop {
  readonly folder: string
  readonly file: string
  readonly backupFolder: string
  readonly oldMigrations: string
  readonly newMigrations: string
}

export function workshopIn(folder: string): Workshop {
  return {
    folder,
    file: join(folder, 'ledger.db'),
    backupFolder: join(folder, 'backups'),
    oldMigrations: join(folder, 'migrations-old'),
    newMigrations: join(folder, 'migrations-new'),
  }
}

export function migrateOptions(at: Workshop, migrations: string): MigrateOptions {
  return { file: at.file, migrationsFolder: migrations, backupFolder: at.backupFolder, appVersion: '1.0.0', nowIso: testNowIso, create: true }
}

/** A ledger of the older version with 40 boxes, closed; its successor's migrations lie beside it. */
export function makeWorkshop(folder: string): Workshop {
  const at = workshopIn(folder)
  writeMigrations(at.oldMigrations, [shelves])
  writeMigrations(at.newMigrations, [shelves, tallerShelves])
  valueOf(migrateLedger({ ...migrateOptions(at, at.oldMigrations), freeBytes: () => Number.MAX_SAFE_INTEGER }))
  withLedger(at.file, (db) => {
    for (let shelf = 1; shelf <= 4; shelf += 1) db.prepare('INSERT INTO shelf VALUES (?, ?)').run(shelf, `shelf ${shelf}`)
    addBoxes(db, 1, 40)
  })
  return at
}

export function addBoxes(db: Database, from: number, to: number): void {
  const insert = db.prepare('INSERT INTO box VALUES (?, ?, ?)')
  for (let box = from; box <= to; box += 1) insert.run(box, (box % 4) + 1, `box ${box}`)
}

export function withLedger<T>(file: string, work: (db: Database) => T): T {
  const db = valueOf(openLedger(file, { access: 'read_write' }))
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Everything a ledger says: each migration's tag, and every row of every other table. */
export function contentOf(file: string): Record<string, unknown[]> {
  return withLedger(file, (db) => {
    const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_migration' ORDER BY name`).pluck().all()
    const migrations = db.prepare('SELECT tag FROM schema_migration ORDER BY idx').pluck().all()
    return { migrations, ...Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}" ORDER BY 1`).all()])) }
  })
}

const childFile = fileURLToPath(new URL('./child.ts', import.meta.url))

export interface ChildEnd {
  readonly killed: boolean
  /** The last thing the child said: the result of its task. */
  readonly said: string
}

/** Runs a task in a process of its own; it may kill itself on the way. Throws when it broke in any other way. */
export function runChild(task: ChildTask): ChildEnd {
  const child = spawnSync(process.execPath, [childFile, JSON.stringify(task)], { encoding: 'utf8', timeout: 30_000 })
  const killed = child.signal === 'SIGKILL'
  if (!killed && child.status !== 0) throw new Error(`The child ended with ${child.signal ?? child.status}: ${child.stderr}`)
  return { killed, said: child.stdout.trim() }
}

/** Runs `work` with a copy of a folder, as a process that died there left it. */
export function inCopyOf<T>(folder: string, work: (copy: string) => T): T {
  const copy = temporaryFolder()
  try {
    cpSync(folder, copy.path, { recursive: true })
    return work(copy.path)
  } finally {
    copy.remove()
  }
}

/** The names beside the ledger, without the folders. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted()
}

/** Whether this process may mount a disk of its own: root on Linux, unless it is shut in. */
export function mayMount(): boolean {
  const disk = mountSmallDisk(100_000)
  disk?.remove()
  return disk !== null
}

export interface SmallDisk {
  readonly path: string
  makeReadOnly(): void
  remove(): void
}

/** A disk of its own in memory; null where this process may not mount one. */
export function mountSmallDisk(bytes: number): SmallDisk | null {
  if (process.platform !== 'linux') return null
  const folder = temporaryFolder()
  const path = join(folder.path, 'disk')
  mkdirSync(path)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    folder.remove()
    return null
  }
  return {
    path,
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', path], { stdio: 'ignore' }),
    remove() {
      if (existsSync(path)) execFileSync('umount', [path], { stdio: 'ignore' })
      folder.remove()
    },
  }
}
