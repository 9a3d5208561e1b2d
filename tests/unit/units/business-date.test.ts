import { expect, test } from 'vitest'
import { compactDate, isBusinessDate, parseBusinessDate } from '../../../src/shared/units/business-date.ts'

test.each(['2026-01-31', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isBusinessDate(text)).toBe(true)
})

test.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1', '2026-01-01T00:00', '', '0026-01-01'])(
  '%s is none',
  (text) => {
    expect(isBusinessDate(text)).toBe(false)
  },
)

test('no document lies in the future', () => {
  expect(parseBusinessDate(' 2026-01-31 ', '2026-01-31')).toEqual({ ok: true, value: '2026-01-31' })
  expect(parseBusinessDate('2026-02-01', '2026-01-31')).toEqual({ ok: false, error: 'in_future' })
  expect(parseBusinessDate('2026-02-30', '2026-01-31')).toEqual({ ok: false, error: 'not_a_date' })
  expect(parseBusinessDate(' ', '2026-01-31')).toEqual({ ok: false, error: 'empty' })
})

test('a lot number carries the day without hyphens', () => {
  expect(compactDate('2026-01-31')).toBe('20260131')
})
