/** A day of this PC's calendar, so many days from today: a business date is what the calendar on the wall shows. */
export function dayFromNow(days: number): string {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** Today on this PC's calendar. */
export const today = (): string => dayFromNow(0)
