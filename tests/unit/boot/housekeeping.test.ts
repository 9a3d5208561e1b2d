import { expect, test, vi } from 'vitest'
import type { Company } from '../../../src/main/boot/company.ts'
import { isBackupDue, keepHouse } from '../../../src/main/boot/housekeeping.ts'
import { testEnvironment } from '../../support/ports.ts'

const now = Date.parse('2026-02-01T12:00:00.000Z')

test.each([
  ['there is none', null, true],
  ['it is a day old', '2026-01-31T12:00:00.000Z', true],
  ['it is younger', '2026-01-31T12:00:00.001Z', false],
  ['the clock was ahead when it was made', '2026-03-01T00:00:00.000Z', false],
])('a backup is due or not: %s', (_when, at, due) => {
  expect(isBackupDue(at, now)).toBe(due)
})

test('a chore that breaks is logged and stops nobody', async () => {
  const environment = testEnvironment()
  const broken = {
    ledger: () => ({}),
    backups: () => [],
    check: () => Promise.reject(new Error('the worker broke')),
    backUp: () => Promise.reject(new Error('the worker broke again')),
    settle: () => {},
  } as unknown as Company
  const stop = keepHouse(broken, environment, () => {})
  await vi.waitFor(() => expect(environment.logged).toEqual(['housekeeping failed', 'housekeeping failed']))
  stop()
})
