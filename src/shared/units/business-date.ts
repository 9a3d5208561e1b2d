import { err, ok, type Result } from '../result.ts'

/** A day in the company's calendar, `YYYY-MM-DD`. Such texts compare as the days do. */
export type BusinessDate = string & { readonly unit?: 'business date' }

export type DateProblem = 'empty' | 'not_a_date' | 'in_future'

const shape = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text names a day that exists, from the year 1900 on. */
export function isBusinessDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = (shape.exec(text)?.slice(1) ?? []).map(Number)
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Reads a day that exists and is not after `today`. */
export function parseBusinessDate(text: string, today: BusinessDate): Result<BusinessDate, DateProblem> {
  const trimmed = text.trim()
  if (trimmed === '') return err('empty')
  if (!isBusinessDate(trimmed)) return err('not_a_date')
  return trimmed > today ? err('in_future') : ok(trimmed)
}

/** The day without its hyphens, as lot numbers carry it. */
export function compactDate(date: BusinessDate): string {
  return date.replaceAll('-', '')
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
