// A hash is neither chance nor a clock: the same text gives the same hash everywhere.
// oxlint-disable-next-line no-restricted-imports
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './open.ts'

/** One migration of the program, in drizzle's format: an entry of `meta/_journal.json` and the file `<tag>.sql`. */
export interface Migration {
  readonly idx: number
  readonly tag: string
  /** SHA-256, hex, of the file's text with Unix line endings. */
  readonly hash: string
  readonly statements: readonly string[]
}

/** One migration as a ledger remembers it. */
export interface AppliedMigration {
  readonly idx: number
  readonly tag: string
  readonly hash: string
  /** The version of the program that applied it. */
  readonly appVersion: string
}

/**
 * What is to be done with a ledger. Everything but `ok` is a refusal: `edited` when a migration differs from the one that
 * ran, `out_of_order` when one would have to run before another that has run, `newer` when the ledger knows more than
 * this program.
 */
export type MigrationPlan =
  | { readonly kind: 'ok'; readonly pending: readonly Migration[] }
  | { readonly kind: 'edited'; readonly migration: string }
  | { readonly kind: 'out_of_order'; readonly migration: string; readonly after: string }
  | { readonly kind: 'newer'; readonly newest: AppliedMigration }

/** Compares what ran with what this program knows, both in order; the first difference decides. */
export function planMigrations(applied: readonly AppliedMigration[], known: readonly Migration[]): MigrationPlan {
  for (const [position, ran] of applied.entries()) {
    const ours = known[position]
    const newest = applied.at(-1)
    if (ours === undefined) return { kind: 'newer', newest: newest ?? ran }
    if (ours.tag === ran.tag && ours.hash === ran.hash) continue
    const slippedIn = ours.tag !== ran.tag && known.some((migration) => migration.tag === ran.tag)
    return slippedIn ? { kind: 'out_of_order', migration: ours.tag, after: newest?.tag ?? ran.tag } : { kind: 'edited', migration: ran.tag }
  }
  return { kind: 'ok', pending: known.slice(applied.length) }
}

/** Reads a folder of migrations, in order. Throws when it is not whole: it ships with the program. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { idx: number; tag: string }[] }
  return journal.entries.map(({ idx, tag }, position) => {
    if (idx !== position) throw new Error(`Migration ${tag} has the number ${idx} in the place of ${position}.`)
    // A checkout on Windows may have changed the line endings; the migration is the same.
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n')
    return {
      idx,
      tag,
      hash: createHash('sha256').update(text).digest('hex'),
      statements: text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== ''),
    }
  })
}

/** The table in which a ledger remembers its migrations; made before the first of them. */
export const schemaMigrationTable = `
CREATE TABLE IF NOT EXISTS schema_migration (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  tag TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  applied_at TEXT NOT NULL,
  app_version TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS schema_migration_no_update BEFORE UPDATE ON schema_migration BEGIN SELECT RAISE(ABORT, 'append-only: schema_migration'); END;
CREATE TRIGGER IF NOT EXISTS schema_migration_no_delete BEFORE DELETE ON schema_migration BEGIN SELECT RAISE(ABORT, 'append-only: schema_migration'); END;
`

/** The migrations that ran on a ledger, in order; none on an empty one. */
export function readApplied(db: Database): AppliedMigration[] {
  const known = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'`).get()
  if (known === undefined) return []
  return db.prepare<[], AppliedMigration>('SELECT idx, tag, hash, app_version AS appVersion FROM schema_migration ORDER BY idx').all()
}
