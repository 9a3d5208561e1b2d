import { rejectionReason, type RejectionReason } from '../../../shared/contract/quality.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'

/** What is counted: rejected builds, or what they wasted in millionths of the currency. */
export type Measure = 'count' | 'wasted'

export interface ReasonTable {
  /** The oldest first; months without a rejection are there with zeros. */
  readonly months: readonly { readonly month: string; readonly byReason: Readonly<Record<RejectionReason, number>>; readonly all: number }[]
  readonly byReason: Readonly<Record<RejectionReason, number>>
  readonly all: number
}

/** The figures of the charts and of the table beside them: one cell per month and reason, and what they come to. */
export function reasonTable(rows: OutputOf<'query', 'quality.reasons'>['rows'], months: readonly string[], measure: Measure): ReasonTable {
  const total = (some: typeof rows) => some.reduce((sum, row) => sum + row[measure], 0)
  const perReason = (some: typeof rows) =>
    Object.fromEntries(rejectionReason.options.map((reason) => [reason, total(some.filter((row) => row.reason === reason))])) as Record<RejectionReason, number>
  return {
    months: months.map((month) => {
      const ofMonth = rows.filter((row) => row.month === month)
      return { month, byReason: perReason(ofMonth), all: total(ofMonth) }
    }),
    byReason: perReason(rows),
    all: total(rows),
  }
}
