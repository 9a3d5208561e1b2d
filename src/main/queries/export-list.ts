import type { ExportTab } from '../../shared/contract/export.ts'
import { ok } from '../../shared/result.ts'
import { exportCounts } from '../outbox/counts.ts'
import { exportsPaused } from '../outbox/pause.ts'
import { openStates } from '../outbox/rows.ts'
import type { QueryHandler } from './context.ts'
import { askedOfPeople } from './export-summaries.ts'
import { describeExport, exportColumns, type ExportColumns } from './export-rows.ts'
import { pageOf, searchFor, type Condition } from './list-page.ts'

const exports = 'export_document d'
const sortBy = { event: 'd.posting_id', number: 'natural_order(d.doc_number)', date: 'd.txn_date', state: 'd.state' } as const

/** What is not settled is named first as the partial index names it, so that a tab does not read the past. */
const open = `d.state IN ${openStates}`
const tabs: Readonly<Record<ExportTab, string | null>> = {
  needs_you: `${open} AND ${askedOfPeople}`,
  waiting: `${open} AND NOT ${askedOfPeople}`,
  // What was written anew stands there as it is now.
  done: `d.state IN ('accepted', 'not_exported', 'withdrawn') AND NOT (d.state = 'withdrawn' AND d.why_json ->> '$[0].code' = 'planned_anew')`,
  left_out: `d.state = 'nothing_to_send' AND d.why_json ->> '$[0].code' = 'no_conversion_account' AND d.purpose = 'cogs'`,
  all: null,
}

/** Documents for the accounting company, a page at a time. */
export const listExports: QueryHandler<'export.list'> = ({ db }, { tab, search, kinds, sort, descending, ...asked }) => {
  const ofTab: Condition[] = tabs[tab] === null ? [] : [{ sql: tabs[tab], params: [] }]
  const ofKinds: Condition[] = kinds.length === 0 ? [] : [{ sql: `d.document_kind IN (${kinds.map(() => '?').join(', ')})`, params: kinds }]
  const searched = searchFor(search, ({ written }) => `${written('d.doc_number')} OR ${written("coalesce(d.external_id, '')")}`)
  const where = [...ofTab, ...ofKinds, ...searched]
  const list = { id: 'd.export_id', table: exports, from: exports, where, orderBy: [sortBy[sort]], descending, indexed: false }
  const { rows, ...whole } = pageOf<ExportColumns>(db, list, asked, `SELECT ${exportColumns} FROM page CROSS JOIN export_document d ON d.export_id = page.id`)
  return ok({ exports: rows.map(describeExport), ...whole, counts: exportCounts(db), paused: exportsPaused(db) })
}
