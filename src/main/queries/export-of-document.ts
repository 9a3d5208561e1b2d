import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { exportSettings } from '../outbox/choices.ts'
import type { QueryHandler } from './context.ts'
import { describeExport, exportColumns, type ExportColumns } from './export-rows.ts'

const statements = perConnection((db) => ({
  rows: db.prepare<[string, number], ExportColumns>(
    `SELECT ${exportColumns} FROM export_document d WHERE d.document_kind = +? AND d.document_id = +? ORDER BY d.posting_id, d.export_id`,
  ),
  /** Late costs of others that tell of it too. */
  besides: db.prepare<[string, number, string, number], ExportColumns>(
    `SELECT ${exportColumns} FROM export_document d
     WHERE d.export_id IN (SELECT l.export_id FROM export_line l WHERE l.document_kind = +? AND l.document_id = +?) AND NOT (d.document_kind = +? AND d.document_id = +?)
     ORDER BY d.posting_id, d.export_id`,
  ),
  begunOn: db.prepare<[string, number], string>('SELECT business_date FROM posting WHERE document_kind = +? AND document_id = +? ORDER BY posting_id LIMIT 1').pluck(),
}))

/** Everything that tells the accounting company of a document. */
export const exportsOfDocument: QueryHandler<'export.of_document'> = ({ db }, { kind, id }) => {
  const settings = exportSettings(db)
  if (settings === null) return ok({ exports: [], exporting: false, olderThan: null })
  const own = statements(db).rows.all(kind, id)
  const besides = statements(db).besides.all(kind, id, kind, id)
  const begunOn = own.length > 0 ? undefined : statements(db).begunOn.get(kind, id)
  const olderThan = begunOn !== undefined && begunOn < settings.from ? settings.from : null
  const exports = [...own, ...besides].map(describeExport).filter(({ state, why }) => state !== 'withdrawn' || why[0]?.code !== 'planned_anew')
  return ok({ exports, exporting: true, olderThan })
}
