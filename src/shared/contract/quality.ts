import { z } from 'zod'
import { buildStatus } from './build.ts'
import { query } from './define.ts'
import { id, money, quantity, quantityOrZeroTyped, sortedPage, wholeList } from './figures.ts'

/** Why a build was rejected. */
export const rejectionReason = z.enum(['quality_defect', 'wrong_materials', 'equipment_failure', 'process_error', 'other'])
export type RejectionReason = z.infer<typeof rejectionReason>

/** What of a rejected build's material goes back into its lots. A component that is not named, or of which 0 is written, is wasted. */
export const recoveryTyped = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('full') }),
  z.strictObject({ kind: z.literal('total_loss') }),
  z.strictObject({ kind: z.literal('partial'), recovered: z.array(z.strictObject({ productId: id, quantity: quantityOrZeroTyped })).max(500) }),
])

const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })
const part = z.strictObject({ quantity, value: money })

/** One component of a build that is or was reviewed. */
const reviewedComponent = z.strictObject({
  product,
  /** What the build drew, at what it costs today. */
  drawn: part,
  /** Nothing while the build waits. */
  recovered: part,
  wasted: part,
  /** The lots it was drawn from, the first draw first; once rejected those it went back to, the last draw first. */
  lots: z.array(z.strictObject({ lotId: id, number: z.string(), receivedOn: z.string(), pool: z.boolean(), ...part.shape })),
})

/** How many builds wait for their review, and what their components are worth. */
export const qualityWaiting = query({
  name: 'quality.waiting',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    count: z.int(),
    /** Value in work in process. */
    inProcess: money,
    /** The one that waits longest. */
    oldest: z.strictObject({ buildId: id, reference: z.string() }).nullable(),
  }),
  errors: [],
})

const pendingRow = z.strictObject({
  buildId: id,
  reference: z.string(),
  product,
  quantity,
  /** The day it was built, or was put back into review. */
  since: z.string(),
  /** `null` where nobody was named. */
  builtBy: z.string().nullable(),
  inProcess: money,
})
export type PendingRow = z.infer<typeof pendingRow>

/** The builds that wait for their review, the longest first. */
export const qualityPending = query({
  name: 'quality.pending',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    ...sortedPage(['since', 'reference', 'product', 'quantity', 'builtBy', 'inProcess']),
  }),
  output: z.strictObject({ builds: z.array(pendingRow), ...wholeList }),
  errors: [],
})

/** The review of one build: what is to be decided, or what was. */
export const qualityGet = query({
  name: 'quality.get',
  version: 1,
  input: z.strictObject({ buildId: id }),
  output: z.strictObject({
    buildId: id,
    reference: z.string(),
    status: buildStatus,
    builtBy: z.string().nullable(),
    /** Since when it waits; `null` when it does not. */
    since: z.string().nullable(),
    /** Value in work in process; 0 once it is decided. */
    inProcess: money,
    /** Of a build that waits or was rejected; empty for any other. */
    components: z.array(reviewedComponent),
    /** `null` while it waits, and for a build that was never reviewed. */
    decision: z.strictObject({ postingId: id, businessDate: z.string(), recordedAt: z.string(), by: z.string().nullable() }).nullable(),
    rejection: z
      .strictObject({ reason: rejectionReason, recovery: z.enum(['full', 'total_loss', 'partial']), notes: z.string(), recovered: money, wasted: money })
      .nullable(),
  }),
  errors: ['build.not_found'],
})

/** What rejecting a build would do, by the function that does it: what goes back into which lots, and what is wasted. */
export const buildPreviewRejection = query({
  name: 'build.preview_rejection',
  version: 1,
  input: z.strictObject({ buildId: id, recovery: recoveryTyped }),
  output: z.strictObject({
    buildId: id,
    recovered: money,
    wasted: money,
    components: z.array(reviewedComponent),
    /** Open shortages that what comes back would settle. */
    settles: z.array(z.strictObject({ product, quantity })),
  }),
  errors: ['build.not_found', 'build.not_in_review', 'build.recovers_too_much', 'amount.too_large'],
})

/**
 * Rejections that stand, per month of the rejection and reason; months and reasons without one are left out. What a late
 * cost adds to waste counts in the month of the rejection.
 */
export const qualityReasons = query({
  name: 'quality.reasons',
  version: 1,
  input: z.strictObject({ from: z.iso.date(), to: z.iso.date(), productId: id.nullable() }),
  output: z.strictObject({
    rows: z.array(z.strictObject({ month: z.string(), reason: rejectionReason, count: z.int(), recovered: money, wasted: money })),
  }),
  errors: [],
})

const rejectionRow = z.strictObject({
  /** The posting of the rejection. */
  postingId: id,
  buildId: id,
  reference: z.string(),
  product,
  quantity,
  rejectedOn: z.string(),
  reason: rejectionReason,
  recovered: money,
  wasted: money,
})
export type RejectionRow = z.infer<typeof rejectionRow>

/** Rejections that stand, newest first. */
export const qualityRejections = query({
  name: 'quality.rejections',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    reason: rejectionReason.nullable(),
    productId: id.nullable(),
    /** The first and the last day; `null` for no limit. */
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    ...sortedPage(['rejectedOn', 'reference', 'product', 'quantity', 'reason', 'recovered', 'wasted'], { descending: true }),
  }),
  output: z.strictObject({ rejections: z.array(rejectionRow), ...wholeList }),
  errors: [],
})
