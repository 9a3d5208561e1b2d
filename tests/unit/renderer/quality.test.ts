import { expect, test } from 'vitest'
import { reasonTable } from '../../../src/renderer/screens/quality/reason-table.ts'
import { daysOf, monthsUntil, readRejectionsFilter, writeRejectionsFilter } from '../../../src/renderer/screens/quality/rejections-filter.ts'
import { screenAt } from '../../../src/renderer/screens/screen.ts'
import { monthText, waitingText } from '../../../src/renderer/text/quality-words.ts'

test('which rejections are meant survives the address, and what is no filter means all', () => {
  const all = { reason: null, from: null, to: null, productId: null }
  const filters = [
    all,
    { ...all, reason: 'process_error' as const },
    { ...all, from: '2026-01-01', to: '2026-01-31' },
    { reason: 'other' as const, from: '2026-01-01', to: '2026-02-28', productId: 12 },
    { ...all, productId: 3 },
  ]
  for (const filter of filters) expect(readRejectionsFilter(writeRejectionsFilter(filter))).toEqual(filter)
  expect(writeRejectionsFilter(all)).toBe('')
  expect(readRejectionsFilter('bored~2026-02-30~soon~-1')).toEqual(all)
})

test('months end with the one of today, over the turn of a year, and have their last day', () => {
  expect(monthsUntil('2026-02-14', 3)).toEqual(['2025-12', '2026-01', '2026-02'])
  expect(monthsUntil('2026-12-31', 1)).toEqual(['2026-12'])
  expect(monthsUntil('2026-11-21', 24)).toHaveLength(24)
  expect(monthsUntil('2026-11-21', 24)[0]).toBe('2024-12')
  expect(daysOf('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(daysOf('2026-12').to).toBe('2026-12-31')
})

test('the table has every month and every reason, and its sums are those of its cells', () => {
  const row = { recovered: 0, count: 1 }
  const rows = [
    { ...row, month: '2026-01', reason: 'quality_defect' as const, wasted: 5_000_000 },
    { ...row, month: '2026-03', reason: 'quality_defect' as const, wasted: 2_000_000, count: 2 },
    { ...row, month: '2026-03', reason: 'other' as const, wasted: 1_000_000 },
  ]
  const months = ['2026-01', '2026-02', '2026-03']
  const wasted = reasonTable(rows, months, 'wasted')
  expect(wasted.months.map(({ all }) => all)).toEqual([5_000_000, 0, 3_000_000])
  expect(wasted.byReason).toEqual({ quality_defect: 7_000_000, wrong_materials: 0, equipment_failure: 0, process_error: 0, other: 1_000_000 })
  expect(wasted.all).toBe(8_000_000)
  const count = reasonTable(rows, months, 'count')
  expect([count.all, count.months[2]?.byReason.quality_defect]).toEqual([4, 2])
})

test('how long a build waits is told in days', () => {
  expect(waitingText('2026-03-29', '2026-03-29')).toBe('since today')
  expect(waitingText('2026-03-28', '2026-03-29')).toBe('1 day')
  expect(waitingText('2026-02-28', '2026-03-29')).toBe('29 days')
  expect(monthText('2026-03', 'en-GB')).toBe('Mar 2026')
})

test('an address belongs to the screen that names most of it', () => {
  const screens = [{ path: '/builds' as const }, { path: '/builds/review' as const }, { path: '/build' as const }]
  expect(screenAt(screens, '/builds/review')?.path).toBe('/builds/review')
  expect(screenAt(screens, '/builds/12')?.path).toBe('/builds')
  expect(screenAt(screens, '/building')).toBeUndefined()
})
