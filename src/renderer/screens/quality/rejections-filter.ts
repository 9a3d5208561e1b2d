import { z } from 'zod'
import { rejectionReason, type RejectionReason } from '../../../shared/contract/quality.ts'
import { isBusinessDate } from '../../../shared/units/business-date.ts'

/** Which rejections are meant; `null` is all. */
export interface RejectionsFilter {
  readonly reason: RejectionReason | null
  /** First and last day. */
  readonly from: string | null
  readonly to: string | null
  readonly productId: number | null
}

export const allRejections: RejectionsFilter = { reason: null, from: null, to: null, productId: null }

const date = z.string().refine(isBusinessDate).nullable().catch(null)
const productId = z.coerce.number().int().positive().nullable().catch(null)

/** As it stands in an address: `quality_defect~2026-01-01~2026-01-31~5`; empty for all. */
export function writeRejectionsFilter({ reason, from, to, productId: product }: RejectionsFilter): string {
  return [reason, from, to, product].map((part) => part ?? '').join('~').replace(/~+$/, '')
}

/** Reads it back; whatever is not understood means all. */
export function readRejectionsFilter(text: string): RejectionsFilter {
  const [reason, from, to, product] = text.split('~')
  return { reason: rejectionReason.safeParse(reason).data ?? null, from: date.parse(from ?? null), to: date.parse(to ?? null), productId: productId.parse(product ?? null) }
}

/** The months of a period that ends today, the oldest first: `2026-01`. */
export function monthsUntil(today: string, count: number): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return Array.from({ length: count }, (_, place) => {
    const at = year * 12 + month - count + place
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

/** First and last day of a month. */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}
