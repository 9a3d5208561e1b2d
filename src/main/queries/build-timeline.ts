import type { OutputOf } from '../../shared/contract/registry.ts'
import type { DocumentKind } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { documentNumber, nameDocument } from './documents.ts'

type Event = OutputOf<'query', 'build.get'>['timeline'][number]

interface PostedRow {
  readonly postingId: number
  readonly kind: string
  readonly at: string
  readonly by: string | null
  readonly reason: string | null
  readonly notes: string
}

interface CostRow {
  readonly postingId: number
  readonly at: string
  readonly by: string | null
  readonly value: number
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
}

const kindOfPosting: Readonly<Record<string, Event['kind']>> = {
  build: 'executed',
  build_to_review: 'executed',
  build_approved: 'approved',
  approval_undone: 'approval_undone',
  build_rejected: 'rejected',
  rejection_undone: 'rejection_undone',
  build_reversed: 'reversed',
}

const kindOfPlanAction: Readonly<Record<string, Event['kind']>> = {
  planned: 'planned',
  edited: 'plan_edited',
  closed: 'plan_closed',
  deleted: 'plan_deleted',
  'put back': 'plan_restored',
}

const doneBy = '(SELECT n.name FROM person n WHERE n.person_id = c.person_id) AS by'

const statements = perConnection((db) => ({
  posted: db.prepare<[number], PostedRow>(
    `SELECT t.posting_id AS postingId, t.kind, t.recorded_at AS at, ${doneBy}, r.reason, coalesce(r.notes, '') AS notes
     FROM posting t JOIN command_log c ON c.command_id = t.command_id LEFT JOIN build_rejection r ON r.posting_id = t.posting_id
     WHERE t.document_kind = 'build' AND t.document_id = ? ORDER BY t.posting_id`,
  ),
  planned: db.prepare<[number, string], { action: string; at: string; by: string | null }>(
    `SELECT a.action, c.done_at AS at, ${doneBy} FROM audit a JOIN command_log c USING (command_id)
     WHERE a.subject = 'planned_build' AND a.subject_id = ? AND c.done_at <= ? ORDER BY a.audit_id`,
  ),
  // Of what it drew alone: the goods it made are another lot's cost.
  costs: db.prepare<[number], CostRow>(
    `SELECT t.posting_id AS postingId, t.recorded_at AS at, ${doneBy}, -sum(e.value) AS value, t.document_kind AS documentKind, t.document_id AS documentId,
       ${documentNumber('t')} AS documentNumber
     FROM entry e JOIN entry o ON o.entry_id = e.follows_entry_id JOIN posting t ON t.posting_id = e.posting_id JOIN command_log c ON c.command_id = t.command_id
     WHERE e.document_kind = 'build' AND e.document_id = ? AND e.account = 'lot' AND o.quantity < 0 AND t.kind = 'late_cost'
     GROUP BY t.posting_id HAVING sum(e.value) <> 0`,
  ),
}))

/** What was done to a build, to what it was planned as before it was executed, and to its cost since; oldest first. */
export function buildTimeline(db: Database, build: { readonly buildId: number; readonly plannedBuildId: number | null; readonly recordedAt: string }): Event[] {
  const { buildId, plannedBuildId, recordedAt } = build
  const bare = { postingId: null, reason: null, notes: '', change: null }
  const planned = plannedBuildId === null ? [] : statements(db).planned.all(plannedBuildId, recordedAt)
  const before = planned.flatMap(({ action, at, by }): Event[] => {
    const kind = kindOfPlanAction[action]
    return kind === undefined ? [] : [{ ...bare, kind, at, by }]
  })
  const posted = statements(db)
    .posted.all(buildId)
    .flatMap(({ kind: posting, ...row }): Event[] => {
      const kind = kindOfPosting[posting]
      return kind === undefined ? [] : [{ ...bare, kind, ...row }]
    })
  const costs = statements(db)
    .costs.all(buildId)
    .map(({ postingId, at, by, value, ...document }): Event => ({ ...bare, kind: 'cost_changed', postingId, at, by, change: { value, document: nameDocument(document) } }))
  return [...before, ...[...posted, ...costs].toSorted((a, b) => (a.postingId ?? 0) - (b.postingId ?? 0))]
}
