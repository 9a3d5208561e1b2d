import type { RejectionReason } from '../../shared/contract/quality.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildState } from '../ledger/quality.ts'
import type { QueryHandler } from './context.ts'
import { builtBy, inProcessValue, intoReviewPosting, personOf } from './in-review.ts'
import { reviewedComponents } from './reviewed-components.ts'

interface DecisionRow {
  readonly postingId: number
  readonly businessDate: string
  readonly recordedAt: string
  readonly by: string | null
}

interface RejectionRow {
  readonly reason: RejectionReason
  readonly recovery: 'full' | 'total_loss' | 'partial'
  readonly notes: string
}

const statements = perConnection((db) => ({
  head: db.prepare<[number], { builtBy: string | null; since: string | null; inProcess: number }>(
    `SELECT ${builtBy} AS builtBy, (SELECT s.business_date FROM posting s WHERE s.posting_id = ${intoReviewPosting}) AS since,
       ${inProcessValue} AS inProcess FROM build d WHERE d.build_id = ?`,
  ),
  decision: db.prepare<[number], DecisionRow>(
    `SELECT t.posting_id AS postingId, t.business_date AS businessDate, t.recorded_at AS recordedAt, ${personOf('t.posting_id')} AS by
     FROM posting t WHERE t.posting_id = ?`,
  ),
  rejection: db.prepare<[number], RejectionRow>('SELECT reason, recovery, notes FROM build_rejection WHERE posting_id = ?'),
}))

/** What is to be decided of a build in review, or what was decided. */
export const getReview: QueryHandler<'quality.get'> = ({ db }, { buildId }) => {
  const state = buildState(db, buildId)
  const head = statements(db).head.get(buildId)
  if (state === undefined || head === undefined) return err(appError('build.not_found', { buildId }))
  const { reference, postingId } = state
  const status = state.status ?? 'done'
  const inReview = status === 'in_review'
  const components = inReview || status === 'rejected' ? reviewedComponents(db, buildId, inReview ? null : postingId) : []
  const decision = status === 'approved' || status === 'rejected' ? statements(db).decision.get(postingId) : undefined
  return ok({
    buildId,
    reference,
    status,
    builtBy: head.builtBy,
    since: inReview ? head.since : null,
    inProcess: head.inProcess,
    components,
    decision: decision ?? null,
    rejection: status === 'rejected' ? rejectionOf(db, postingId, components) : null,
  })
}

function rejectionOf(db: Database, postingId: number, components: ReturnType<typeof reviewedComponents>) {
  const rejection = statements(db).rejection.get(postingId)
  if (rejection === undefined) throw new Error(`posting ${postingId} has no rejection`)
  const sum = (part: 'recovered' | 'wasted') => components.reduce((total, component) => total + component[part].value, 0)
  return { ...rejection, recovered: sum('recovered'), wasted: sum('wasted') }
}
