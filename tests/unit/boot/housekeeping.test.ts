import { expect, test } from 'vitest'
import { isBackupDue } from '../../../src/main/boot/housekeeping.ts'

const now = Date.parse('2026-02-01T12:00:00.000Z')

test.each([
  ['there is none', null, true],
  ['it is a day old', '2026-01-31T12:00:00.000Z', true],
  ['it is younger', '2026-01-31T12:00:00.001Z', false],
  ['the clock was ahead when it was made', '2026-03-01T00:00:00.000Z', false],
])('a backup is due or not: %s', (_when, at, due) => {
  expect(isBackupDue(at, now)).toBe(due)
})
