import { describe, expect, test } from 'vitest'
import { instantText } from '../../../src/renderer/text/dates.ts'
import { countedText, listText, sizeSentence } from '../../../src/renderer/text/numbers.ts'

/** An instant given in the PC's own time, so that the words do not depend on where the test runs. */
const local = (day: number, hour: number, minute: number) => new Date(2026, 2, day, hour, minute)

describe('an instant in words', () => {
  const now = local(15, 12, 0).getTime()

  test.each([
    [local(15, 9, 5), 'today 09:05'],
    [local(15, 0, 0), 'today 00:00'],
    [local(14, 23, 59), 'yesterday 23:59'],
    [local(13, 8, 30), '13 Mar 2026, 08:30'],
  ])('%s', (at, words) => {
    expect(instantText(at.toISOString(), now, 'en-GB')).toBe(words)
  })

  test('speaks the operator’s locale', () => {
    expect(instantText(local(13, 20, 30).toISOString(), now, 'en-US')).toMatch(/^Mar 13, 2026, 08:30\sPM$/)
  })

  test('shows what it cannot read', () => {
    expect(instantText('soon', now, 'en-GB')).toBe('soon')
  })
})

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [2_412_544, '2.4 MB'],
  [20_000_000_000, '20 GB'],
])('%i bytes', (bytes, words) => {
  expect(sizeSentence(bytes, 'en-GB')).toBe(words)
})

test('counts come with their noun', () => {
  expect(countedText(1, 'supplier', 'suppliers', 'en-GB')).toBe('1 supplier')
  expect(countedText(1240, 'supplier', 'suppliers', 'en-GB')).toBe('1,240 suppliers')
})

test('things are listed as one says them', () => {
  expect(listText(['A'])).toBe('A')
  expect(listText(['A', 'B', 'C'])).toBe('A, B and C')
})
