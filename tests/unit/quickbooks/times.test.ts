import { expect, test } from 'vitest'
import { instantOfMs, msOfInstant, utcInstant } from '../../../src/main/quickbooks/times.ts'

test.each([
  ['2026-01-31T04:00:00-08:00', '2026-01-31T12:00:00.000Z'],
  ['2024-02-29T23:30:00.125-07:00', '2024-03-01T06:30:00.125Z'],
  ['2025-12-31T20:00:00-0800', '2026-01-01T04:00:00.000Z'],
  ['2000-03-01T00:00:00+14:00', '2000-02-29T10:00:00.000Z'],
  ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
])('%s is %s', (text, utc) => {
  expect(utcInstant(text)).toBe(utc)
})

test.each(['2026-01-31', '', '2026-13-01T00:00:00Z', '2026-01-31T12:00:00', 'yesterday'])('tells no instant: %s', (text) => {
  expect(utcInstant(text)).toBeNull()
})

test('agrees with the calendar on every day of four centuries', () => {
  for (let ms = Date.parse('1900-01-01T11:22:33.444Z'); ms < Date.parse('2300-01-01T00:00:00Z'); ms += 86_400_000) {
    const text = new Date(ms).toISOString()
    if (instantOfMs(ms) !== text || msOfInstant(text) !== ms) expect([instantOfMs(ms), msOfInstant(text)]).toEqual([text, ms])
  }
})
