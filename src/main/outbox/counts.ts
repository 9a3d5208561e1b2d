import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { openStates } from './rows.ts'

export interface ExportCounts {
  /** Something is missing, was refused, or was found twice. */
  readonly needsYou: number
  /** On its way, or to be sent. */
  readonly waiting: number
}

const statements = perConnection((db) => ({
  counts: db.prepare<[], ExportCounts>(
    `SELECT coalesce(sum(asks), 0) AS needsYou, coalesce(sum(1 - asks), 0) AS waiting FROM (
       SELECT (state IN ('needs', 'refused') OR state = 'unknown' AND why_json LIKE '[{"code":"found_twice"%') AS asks
       FROM export_document INDEXED BY export_document_open WHERE state IN ${openStates})`,
  ),
}))

/** How many documents are not settled yet. */
export function exportCounts(db: Database): ExportCounts {
  return statements(db).counts.get() ?? { needsYou: 0, waiting: 0 }
}
