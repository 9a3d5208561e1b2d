import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildStatusAfter } from '../domain/quality.ts'

interface Moved {
  readonly buildId: number
  readonly kind: string
}

const intoReview = `('build_to_review', 'approval_undone', 'rejection_undone')`
const outOfReview = `('build_approved', 'build_rejected', 'build_reversed')`
const aboutReview = `(${intoReview.slice(1, -1)}, ${outOfReview.slice(1, -1)})`

const kept = perConnection((db) => ({
  lastPosting: db.prepare<[], number>('SELECT coalesce(max(posting_id), 0) FROM posting').pluck(),
  all: db.prepare<[number, number], number>(
    `SELECT DISTINCT t.document_id FROM posting t INDEXED BY posting_into_review
     WHERE t.kind IN ${intoReview} AND t.posting_id <= +? AND NOT EXISTS (
       SELECT 1 FROM posting l WHERE l.document_kind = 'build' AND l.document_id = t.document_id
         AND l.posting_id > t.posting_id AND l.posting_id <= +? AND l.kind IN ${outOfReview})`,
  ).pluck(),
  between: db.prepare<[number, number], Moved>(
    `SELECT document_id AS buildId, kind FROM posting
     WHERE posting_id > +? AND posting_id <= +? AND document_kind = 'build' AND kind IN ${aboutReview} ORDER BY posting_id`,
  ),
  quantities: db.prepare<[string], { productId: number; quantity: number }>(
    'SELECT product_id AS productId, sum(quantity) AS quantity FROM build WHERE build_id IN (SELECT value FROM json_each(?)) GROUP BY product_id',
  ),
  waiting: new Set<number>(),
  upTo: 0,
}))

/** The newest posting there is; 0 before the first. */
export function lastPosting(db: Database): number {
  return kept(db).lastPosting.get() ?? 0
}

/**
 * Ids of the builds that wait for their review. It is asked after every change, so what was found is kept, and only the
 * postings since are read. Within a transaction, which may be rolled back, `committed` names the last posting before it:
 * nothing later is kept.
 */
export function buildsInReview(db: Database, committed: number = lastPosting(db)): ReadonlySet<number> {
  const known = kept(db)
  if (known.upTo === 0) known.waiting = new Set(known.all.all(committed, committed))
  else follow(known.waiting, known.between.all(known.upTo, committed))
  known.upTo = committed
  const last = lastPosting(db)
  return last === committed ? known.waiting : follow(new Set(known.waiting), known.between.all(committed, last))
}

/** Units that wait for their review, by product. `committed` as in `buildsInReview`. */
export function unitsInReview(db: Database, committed?: number): ReadonlyMap<number, number> {
  const ids = [...buildsInReview(db, committed)]
  if (ids.length === 0) return new Map()
  return new Map(kept(db).quantities.all(JSON.stringify(ids)).map(({ productId, quantity }) => [productId, quantity]))
}

function follow(waiting: Set<number>, moved: readonly Moved[]): Set<number> {
  for (const { buildId, kind } of moved) {
    if (buildStatusAfter(kind) === 'in_review') waiting.add(buildId)
    else waiting.delete(buildId)
  }
  return waiting
}
