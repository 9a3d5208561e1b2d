import { isBusinessDate } from '../../shared/units/business-date.ts'

/** Where and in which words numbers and dates are shown: the operator's, from the PC's settings. */
export const operatorLocale: string = globalThis.navigator?.language ?? 'en'

/**
 * A UTC instant as the operator says it: `today 14:02`, `yesterday 09:10`, else the date with its time.
 * An unreadable instant is returned as it is, because hiding it would hide the fault.
 */
export function instantText(instant: string, nowMs: number, locale: string = operatorLocale): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
  const daysAgo = (startOfDayMs(new Date(nowMs)) - startOfDayMs(at)) / 86_400_000
  // A day of 23 or 25 hours still is one day, hence the rounding.
  switch (Math.round(daysAgo)) {
    case 0:
      return `today ${time}`
    case 1:
      return `yesterday ${time}`
    default:
      return `${at.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`
  }
}

function startOfDayMs(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

/** A business date as the operator writes it: `4 Mar 2026`. An unreadable one is returned as it is. */
export function businessDateText(date: string, locale: string = operatorLocale): string {
  if (!isBusinessDate(date)) return date
  // Noon UTC read as UTC: the day must not move with the PC's time zone.
  return new Date(`${date}T12:00:00Z`).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
}

/** The business date on this PC's calendar at an instant. */
export function businessDateAt(nowMs: number): string {
  const at = new Date(nowMs)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The business date some days later, or earlier when `days` is below zero. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** When something was recorded, and by whom if anybody was named. */
export function recordedText(instant: string, by: string | null, nowMs: number): string {
  const when = instantText(instant, nowMs)
  return by === null ? when : `${when} by ${by}`
}
