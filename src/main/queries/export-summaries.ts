import type { DocumentKind } from '../../shared/errors.ts'
import type { ExportFilter, ExportState, ExportSummary } from '../../shared/exports.ts'
import type { Database } from '../database/open.ts'
import { summaryOf } from '../domain/export-summary.ts'
import { exportSettings } from '../outbox/choices.ts'
import { openStates } from '../outbox/rows.ts'
import { rowsOfPage, type Condition } from './list-page.ts'

interface StateRow {
  readonly documentId: number
  readonly state: ExportState
  readonly why: string | null
}

/** A document whose exports are asked about. */
export interface Exported {
  readonly id: number
  readonly businessDate: string
  /** Whether its event has happened: a draft, or a build in review, is nothing to be exported yet. */
  readonly done: boolean
}

/**
 * Where the exports of documents of one kind stand; `null` of what has none. What happened before the first day is not
 * exported. Without a company there is nothing to tell of any.
 */
export function exportSummaries(db: Database, kind: DocumentKind, documents: readonly Exported[]): ReadonlyMap<number, ExportSummary | null> {
  const settings = exportSettings(db)
  if (settings === null) return new Map()
  const rows = rowsOfPage<StateRow>(
    db,
    documents.map(({ id }) => id),
    `SELECT d.document_id AS documentId, d.state, d.why_json ->> '$[0].code' AS why
     FROM page CROSS JOIN export_document d ON d.document_kind = '${kind}' AND d.document_id = page.id
     WHERE d.state <> 'withdrawn' OR d.why_json ->> '$[0].code' IS NOT 'planned_anew'`,
  )
  const byDocument = Map.groupBy(rows, ({ documentId }) => documentId)
  return new Map(
    documents.map(({ id, businessDate, done }) => {
      const summary = summaryOf(byDocument.get(id) ?? [])
      return [id, summary ?? (done && businessDate < settings.from ? 'not_exported' : null)]
    }),
  )
}

/** SQL for an export `d` that stands still until somebody does something. */
export const askedOfPeople = `(d.state IN ('needs', 'refused') OR d.state = 'unknown' AND d.why_json LIKE '[{"code":"found_twice"%')`

/** Documents of one kind by where their exports stand; `id` is SQL for theirs. What is open is found by its partial index. */
export function exportedAs(kind: DocumentKind, id: string, asked: ExportFilter | null): Condition[] {
  if (asked === null) return []
  const open = (which: string) => `${id} IN (SELECT d.document_id FROM export_document d INDEXED BY export_document_open
    WHERE d.state IN ${openStates} AND d.document_kind = '${kind}' AND ${which})`
  const arrived = `EXISTS (SELECT 1 FROM export_document d WHERE d.document_kind = '${kind}' AND d.document_id = ${id} AND d.state = 'accepted')`
  const conditions: Readonly<Record<ExportFilter, string>> = {
    needs_you: open(askedOfPeople),
    waiting: open(`NOT ${askedOfPeople}`),
    synced: `${arrived} AND NOT ${open('1')}`,
  }
  return [{ sql: conditions[asked], params: [], readsAll: true }]
}
