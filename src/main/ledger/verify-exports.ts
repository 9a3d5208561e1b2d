import { exportEvents } from '../domain/export-documents.ts'
import { countReason } from '../domain/item-quantities.ts'
import type { Difference, InvariantName } from '../domain/invariants.ts'
import type { Database } from '../database/open.ts'

/**
 * Every event since the first day of exports has its document for the accounting company, or the reason why it has none.
 * What was there before the books, what was counted from its own quantities and sales that come from it, it is never told of.
 */
export function checkExports(db: Database, note: (name: InvariantName, difference: Difference | null) => void): void {
  const from = db.prepare<[], string | null>("SELECT value_json ->> '$.from' FROM setting WHERE name = 'exports_planned_by' AND json_valid(value_json)").pluck().get()
  if (from === undefined || from === null) return
  const kinds = Object.keys(exportEvents)
  const without = db
    .prepare<(string | number)[], { postingId: number; kind: string }>(
      `SELECT p.posting_id AS postingId, p.kind FROM posting p WHERE p.business_date >= ? AND p.kind IN (${kinds.map(() => '?').join(', ')})
         AND NOT EXISTS (SELECT 1 FROM export_document d WHERE d.posting_id = p.posting_id)
         AND NOT (p.document_kind = 'adjustment' AND EXISTS (
           SELECT 1 FROM adjustment a WHERE a.adjustment_id = p.document_id AND (a.kind = 'opening' OR a.reason = ?)))
         AND NOT (p.document_kind = 'sale' AND EXISTS (SELECT 1 FROM sale s WHERE s.sale_id = p.document_id AND s.source = 'quickbooks'))
       ORDER BY p.posting_id LIMIT 1`,
    )
    .get(from, ...kinds, countReason)
  if (without !== undefined) note('events_have_exports', { place: `posting ${without.postingId}`, expected: 'an export, or a reason for none', found: 'neither' })
}
