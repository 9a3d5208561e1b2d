import type { DocumentKind } from '../../shared/errors.ts'
import type { ExportRow } from '../../shared/contract/export.ts'
import type { ExportWhy } from '../../shared/exports.ts'
import { companyPageOf } from '../domain/export-pages.ts'
import { documentNumber, nameDocument } from './documents.ts'

export interface ExportColumns extends Omit<ExportRow, 'document' | 'why' | 'queued' | 'page'> {
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  readonly whyJson: string
  readonly queued: 0 | 1
}

/** Columns of an export `d`. What is left out of a journal has no cents. */
export const exportColumns = `d.export_id AS exportId, d.doc_number AS docNumber, d.kind, d.purpose, d.source, d.document_kind AS documentKind,
  d.document_id AS documentId, ${documentNumber('d')} AS documentNumber, d.txn_date AS txnDate, d.other_date AS otherDate, d.state, d.why_json AS whyJson, d.queued,
  CASE d.kind WHEN 'journal_entry' THEN (SELECT coalesce(sum(abs(l.cents)), 0) FROM export_line l WHERE l.export_id = d.export_id) END AS cents,
  (SELECT count(DISTINCT l.product_id) FROM export_line l WHERE l.export_id = d.export_id) AS products, d.external_id AS externalId`

export function describeExport({ documentKind, documentId, documentNumber: number, whyJson, queued, ...row }: ExportColumns): ExportRow {
  return {
    ...row,
    document: nameDocument({ documentKind, documentId, documentNumber: number }),
    why: JSON.parse(whyJson) as ExportWhy[],
    queued: queued === 1,
    page: row.externalId === null ? null : companyPageOf(row.kind, row.externalId),
  }
}
