import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildStatusAfter } from '../domain/quality.ts'

interface Moved {
  readonly buildId: number
  readonly kind: string
}

const intoReview = `('build_to_review', 'approval_undone', 'rejection_undone')`
const outOfReview = `('build_approved', 'build_rejected', 'build_reversed')`

const kept = perConnection((db) => ({
  lastPosting: db.prepare<[], number>('SELECT coalesce(max(posting_id), 0) FROM posting').pluck(),
  all: db.prepare<[], number>(
    `SELECT DISTINCT t.document_id FROM posting t INDEXED BY posting_into_review WHERE t.kind IN ${intoReview} AND NOT EXISTS (
       SELECT 1 FROM posting l WHERE l.document_kind = 'build' AND l.document_id = t.document_id AND l.posting_id > t.posting_id AND l.kind IN ${outOfReview})`,
  ).pluck(),
  since: db.prepare<[number], Moved>(
    `SELECT document_id AS buildId, kind FROM posting WHERE posting_id > ? AND document_kind = 'build' AND kind IN (${intoReview.slice(1, -1)}, ${outOfReview.slice(1, -1)}) ORDER BY posting_id`,
  ),
  waiting: new Set<number>(),
  upTo: 0,
}))

/**
 * Ids of the builds that wait for their review. It is asked after every change, so what was found is kept, and only the
 * postings since are read. Never to be asked within a transaction that may be rolled back.
 */
export function buildsInReview(db: Database): ReadonlySet<number> {
  const known = kept(db)
  const last = known.lastPosting.get() ?? 0
  if (known.upTo === 0) known.waiting = new Set(known.all.all())
  else {
    for (const { buildId, kind } of known.since.all(known.upTo)) {
      if (buildStatusAfter(kind) === 'in_review') known.waiting.add(buildId)
      else known.waiting.delete(buildId)
    }
  }
  known.upTo = last
  return known.waiting
}

/** SQL for the posting that last put a build `d` into review. */
export const intoReviewPosting = `(SELECT max(t.posting_id) FROM posting t WHERE t.document_kind = 'build' AND t.document_id = d.build_id AND t.kind IN ${intoReview})`

/** SQL for the value a build `d` has in work in process. */
export const inProcessValue = `(SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'build' AND e.document_id = d.build_id AND e.account = 'work_in_process')`

/** SQL for who gave the command behind a posting: a name, or NULL. */
export const personOf = (postingId: string): string =>
  `(SELECT n.name FROM posting w JOIN command_log c USING (command_id) JOIN person n ON n.person_id = c.person_id WHERE w.posting_id = ${postingId})`
