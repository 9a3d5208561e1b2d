import { backupReason, type BackupReason, type BackupRow } from '../../shared/contract/backup.ts'

/**
 * A backup's file name holds all there is to know about it: `ledger-20260131T120000Z-daily.db`, and `-2` and so on before
 * the ending when there are several of one second.
 */
const backupName = /^ledger-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([a-z-]+?)(?:-(\d+))?\.db$/
const isoInstant = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/

/** `20260131T120000Z` for the UTC instant `2026-01-31T12:00:00.000Z`; throws when it is not one. */
export function formatStamp(atIso: string): string {
  const parts = isoInstant.exec(atIso)
  if (parts === null) throw new Error(`Not a UTC instant: ${atIso}`)
  const [, year, month, day, hour, minute, second] = parts
  return `${year}${month}${day}T${hour}${minute}${second}Z`
}

/** The name for a backup, the `nth` of its second (from 1). */
export function formatBackupName(atIso: string, reason: BackupReason, nth = 1): string {
  return `ledger-${formatStamp(atIso)}-${reason}${nth === 1 ? '' : `-${nth}`}.db`
}

/** When and why a backup was made, read from its name; null for any other file. */
export function parseBackupName(file: string): { readonly at: string; readonly reason: BackupReason; readonly nth: number } | null {
  const parts = backupName.exec(file)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, reasonText, nth] = parts
  const reason = backupReason.safeParse(reasonText)
  if (!reason.success) return null
  return { at: `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`, reason: reason.data, nth: nth === undefined ? 1 : Number(nth) }
}

/** Newest first; of one second the one made last first. */
export function newestFirst(rows: readonly BackupRow[]): BackupRow[] {
  return rows.toSorted((a, b) => (a.at === b.at ? nthOfSecond(b) - nthOfSecond(a) : a.at < b.at ? 1 : -1))
}

function nthOfSecond(row: BackupRow): number {
  return parseBackupName(row.file)?.nth ?? 1
}

const daysKept = 7
const weeksKept = 8
const monthsKept = 12
/** How long the newest backup of each reason but `daily` is kept at least. */
const occasionDaysKept = 30

/**
 * What rotation gives up: everything but the newest of each of the last 7 days, 8 weeks and 12 months, the newest of each
 * occasion (by hand, before a migration, before a restore) for 30 days, and the newest of all, always. A backup dated
 * after `nowIso` stays: the clock was wrong once, and nobody can say when.
 */
export function backupsToRemove(rows: readonly BackupRow[], nowIso: string): BackupRow[] {
  const past = newestFirst(rows).filter((row) => row.at <= nowIso)
  const now = calendar(nowIso)
  const kept = new Set<BackupRow>(past.slice(0, 1))
  const keepNewestPer = (span: (row: BackupRow) => string | number, rows: readonly BackupRow[]) => {
    const seen = new Set<string | number>()
    for (const row of rows) {
      if (seen.has(span(row))) continue
      seen.add(span(row))
      kept.add(row)
    }
  }
  const within = (unit: keyof Calendar, count: number) => past.filter((row) => now[unit] - calendar(row.at)[unit] < count)
  keepNewestPer((row) => calendar(row.at).day, within('day', daysKept))
  keepNewestPer((row) => calendar(row.at).week, within('week', weeksKept))
  keepNewestPer((row) => calendar(row.at).month, within('month', monthsKept))
  keepNewestPer(
    (row) => row.reason,
    within('day', occasionDaysKept + 1).filter((row) => row.reason !== 'daily'),
  )
  return past.filter((row) => !kept.has(row))
}

/** Running numbers of the UTC day, the week (from Monday) and the month an instant falls in. */
interface Calendar {
  readonly day: number
  readonly week: number
  readonly month: number
}

function calendar(iso: string): Calendar {
  const [year, month, dayOfMonth] = iso.slice(0, 10).split('-').map(Number)
  if (year === undefined || month === undefined || dayOfMonth === undefined) throw new Error(`Not a UTC instant: ${iso}`)
  const day = dayNumber(year, month, dayOfMonth)
  // Day 0, 1970-01-01, was a Thursday.
  return { day, week: Math.floor((day + 3) / 7), month: year * 12 + month }
}

/** Days since 1970-01-01 in the Gregorian calendar; years begin in March here, so that the leap day comes last. */
function dayNumber(year: number, month: number, dayOfMonth: number): number {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}
