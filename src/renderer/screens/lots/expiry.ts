import { daysLater } from '../../text/dates.ts'

const soonDays = 30

/** Whether a lot's goods are past their day, or will be within 30 days; `null` when there is nothing to say. */
export function expiryOf({ expiresOn, remaining }: { readonly expiresOn: string | null; readonly remaining: number }, today: string): 'expired' | 'soon' | null {
  if (expiresOn === null || remaining === 0) return null
  if (expiresOn < today) return 'expired'
  return expiresOn <= daysLater(today, soonDays) ? 'soon' : null
}

/** Whole days from one business date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000)
}
