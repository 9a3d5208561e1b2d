import { dateOf, dayNumber } from '../../shared/units/calendar.ts'

const dayMs = 86_400_000
const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})$/

/**
 * Milliseconds since 1970 of an instant with its offset, `2026-01-31T04:00:00-08:00`; `null` for anything else, such as the
 * bare date that some answers hold. Arithmetic on what a text says, not a look at a clock.
 */
export function msOfInstant(text: string): number | null {
  const parts = shape.exec(text)
  if (parts === null) return null
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(2, 7).map(Number)
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const fraction = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3))
  const localMs = dayNumber(text.slice(0, 10)) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + fraction
  return localMs - offsetMs(parts[8] ?? 'Z')
}

/** The UTC text of milliseconds since 1970, `2026-01-31T12:00:00.000Z`. */
export function instantOfMs(ms: number): string {
  const days = Math.floor(ms / dayMs)
  const inDay = Math.floor(ms - days * dayMs)
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(Math.floor(inDay / 3_600_000))}:${two(Math.floor(inDay / 60_000) % 60)}:${two(Math.floor(inDay / 1000) % 60)}`
  return `${dateOf(days)}T${time}.${String(inDay % 1000).padStart(3, '0')}Z`
}

/** The same instant in UTC; `null` when the text is none. */
export function utcInstant(text: string): string | null {
  const ms = msOfInstant(text)
  return ms === null ? null : instantOfMs(ms)
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000
}
