import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { bodyOf } from './bodies.ts'
import { exportSettings } from './choices.ts'
import { lookupsOn, prepare, type ReadyIds } from './prerequisites.ts'
import { exportRow, linesOf } from './rows.ts'

const statements = perConnection((db) => ({
  body: db.prepare<[number], string | null>('SELECT body FROM export_document WHERE export_id = ?').pluck(),
}))

export interface ExportPreview {
  /** As it was sent, or would be sent now; `null` while something is missing or there is nothing to send. */
  readonly body: string | null
  readonly offsetAccount: string | null
  /** By line number. */
  readonly ids: ReadonlyMap<number, ReadyIds>
}

/** What a document says by the accounting company's own ids: as it was sent, or as it would be now. Changes nothing. */
export function previewOf(db: Database, exportId: number): ExportPreview {
  const row = exportRow(db, exportId)
  const settings = exportSettings(db)
  if (row === undefined || settings === null) return { body: null, offsetAccount: null, ids: new Map() }
  const { needs, ready } = prepare(lookupsOn(db), settings, row, linesOf(db, exportId))
  const sent = statements(db).body.get(exportId) ?? null
  const waits = ['waiting', 'needs', 'refused', 'not_exported'].includes(row.state)
  const body = sent ?? (waits && needs.length === 0 ? bodyOf(db, settings, row, ready) : null)
  return { body, offsetAccount: ready.offsetAccount, ids: new Map(ready.lines.map(({ lineNo, ids }) => [lineNo, ids])) }
}
