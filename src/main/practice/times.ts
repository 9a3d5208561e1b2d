/** QuickBooks tells times of a company in Pacific time; its business dates are taken from the same calendar here. */
const zone = 'America/Los_Angeles'
const offsetFormat = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
const offsets = new Map<number, number>()
const quarterHourMs = 900_000

/** Minutes that Pacific time is ahead of UTC at that instant: −480 or −420. */
function offsetMinutes(ms: number): number {
  // Offsets change on a quarter of an hour only; asking Intl each time costs more than all the rest of an answer.
  const quarter = Math.floor(ms / quarterHourMs)
  const known = offsets.get(quarter)
  if (known !== undefined) return known
  const name = offsetFormat.formatToParts(new Date(ms)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  offsets.set(quarter, offset)
  return offset
}

function suffix(offset: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const size = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** `2026-01-31T04:00:00-08:00`: an instant to the second, as MetaData tells it. */
export function timeToSecond(ms: number): string {
  const offset = offsetMinutes(ms)
  return new Date(ms + offset * 60_000).toISOString().slice(0, 19) + suffix(offset)
}

/** `2026-01-31T04:00:00.000-08:00`: an instant to the millisecond, as the `time` of an answer tells it. */
export function timeToMillisecond(ms: number): string {
  const offset = offsetMinutes(ms)
  return new Date(ms + offset * 60_000).toISOString().slice(0, 23) + suffix(offset)
}

/** The business date `YYYY-MM-DD` of an instant, in Pacific time. */
export function dateOf(ms: number): string {
  return timeToSecond(ms).slice(0, 10)
}

/**
 * Milliseconds since 1970 of a time as callers write it: `2026-01-31`, `2026-01-31T04:00:00`, with or without
 * milliseconds, `Z` or an offset. Without either it is Pacific time. `null` when it is no time.
 */
export function readTime(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim())
  if (match === null) return null
  const [, date = '', time = '00:00:00', zoneText] = match
  const local = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  if (Number.isNaN(local)) return null
  if (zoneText === 'Z') return local
  if (zoneText === undefined) return local - offsetMinutes(local) * 60_000
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zoneText) ?? []
  return local - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
