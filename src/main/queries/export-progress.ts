import type { ExportState } from '../../shared/exports.ts'
import { ok } from '../../shared/result.ts'
import type { QueryHandler } from './context.ts'
import { rowsOfPage } from './list-page.ts'

interface StateRow {
  readonly exportId: number
  readonly state: ExportState
  readonly queued: 0 | 1
}

/** What has become of documents that were sent together. */
export const progressOfExports: QueryHandler<'export.progress'> = ({ db }, { exportIds }) => {
  const rows = rowsOfPage<StateRow>(
    db,
    exportIds,
    'SELECT d.export_id AS exportId, d.state, d.queued FROM page CROSS JOIN export_document d ON d.export_id = page.id',
  )
  const count = (state: ExportState) => rows.filter((row) => row.state === state).length
  return ok({
    arrived: count('accepted'),
    refused: count('refused'),
    lacking: count('needs'),
    unknown: count('unknown'),
    sending: count('in_flight'),
    waiting: rows.filter(({ state, queued }) => state === 'waiting' && queued === 1).map(({ exportId }) => exportId),
  })
}
