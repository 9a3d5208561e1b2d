import type { RejectionReason } from '../../shared/contract/quality.ts'
import { operatorLocale } from './dates.ts'
import { countedText } from './numbers.ts'

/** Why a build was rejected, in the shop's words. */
export const rejectionReasonText: { readonly [R in RejectionReason]: string } = {
  quality_defect: 'Quality defect',
  wrong_materials: 'Wrong materials',
  equipment_failure: 'Equipment failure',
  process_error: 'Process error',
  other: 'Other',
}

/** What became of a rejected build's material. */
export const recoveryText: { readonly [R in 'full' | 'partial' | 'total_loss']: string } = {
  full: 'All went back into stock',
  partial: 'Part of it went back into stock',
  total_loss: 'All was wasted',
}

/** How long something waits, from a business date to another: `since today`, `1 day`, `12 days`. */
export function waitingText(since: string, today: string): string {
  const days = Math.round((Date.parse(`${today}T12:00:00Z`) - Date.parse(`${since}T12:00:00Z`)) / 86_400_000)
  return days <= 0 ? 'since today' : countedText(days, 'day', 'days')
}

/** `2026-03` as the operator writes it: `Mar 2026`. */
export function monthText(month: string, locale: string = operatorLocale): string {
  return new Date(`${month}-15T12:00:00Z`).toLocaleDateString(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
}
