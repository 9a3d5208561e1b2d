import { z } from 'zod'
import { foldText } from '../../shared/fold-text.ts'
import { importField, type ImportField, type ImportKind } from '../../shared/imports.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

const statements = perConnection((db) => ({
  find: db.prepare<[string, string], string>('SELECT fields_json FROM import_mapping WHERE kind = ? AND headers_json = ?').pluck(),
  kinds: db.prepare<[string], ImportKind>('SELECT kind FROM import_mapping WHERE headers_json = ? ORDER BY used_at DESC').pluck(),
  keep: db.prepare<[string, string, string, string]>(
    `INSERT INTO import_mapping (kind, headers_json, fields_json, used_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, headers_json) DO UPDATE SET fields_json = excluded.fields_json, used_at = excluded.used_at`,
  ),
}))

const fields = z.array(importField.nullable())

/** How a set of columns is known again, whatever the case of its names. */
function keyOf(headers: readonly string[]): string {
  return JSON.stringify(headers.map((header) => foldText(header.trim())))
}

/** What these columns were taken for the last time; `null` when they are new. */
export function rememberedMapping(db: Database, kind: ImportKind, headers: readonly string[]): (ImportField | null)[] | null {
  const text = statements(db).find.get(kind, keyOf(headers))
  return text === undefined ? null : fields.parse(JSON.parse(text))
}

/** The kind that a file with these columns was the last time; `undefined` when they are new. */
export function rememberedKind(db: Database, headers: readonly string[]): ImportKind | undefined {
  return statements(db).kinds.get(keyOf(headers))
}

/** Keeps what the columns of a file were taken for. */
export function rememberMapping(db: Database, kind: ImportKind, columns: readonly { readonly header: string; readonly field: ImportField | null }[], at: string): void {
  statements(db).keep.run(kind, keyOf(columns.map(({ header }) => header)), JSON.stringify(columns.map(({ field }) => field)), at)
}
