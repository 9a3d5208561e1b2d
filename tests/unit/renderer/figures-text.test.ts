import { describe, expect, test } from 'vitest'
import { businessDateAt, businessDateText, daysLater } from '../../../src/renderer/text/dates.ts'
import { estimateText, moneyText, quantityText, signedText } from '../../../src/renderer/text/numbers.ts'
import { plainFigure } from '../../../src/renderer/text/typed-figures.ts'

describe('amounts of money', () => {
  test.each([
    [0, '0.00'],
    [97_800_000, '97.80'],
    [-97_800_000, '−97.80'],
    [39_905_000, '39.905'],
    [34_286, '0.034286'],
    [1, '0.000001'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254.740991'],
    [-Number.MAX_SAFE_INTEGER, '−9,007,199,254.740991'],
  ])('%i millionths', (amount, text) => {
    expect(moneyText(amount, 2, 'en-GB')).toBe(text)
  })

  test.each([
    [73_440_032, '73.44'],
    [223_805_000, '223.81'],
    [0, '0.00'],
  ])('%i millionths as an estimate, to the cent', (amount, text) => {
    expect(estimateText(amount, 'en-GB')).toBe(text)
  })

  test('are grouped and pointed as the operator writes', () => {
    expect(moneyText(1_234_567_890_000, 2, 'de-DE')).toBe('1.234.567,89')
  })
})

describe('quantities', () => {
  test.each([
    [8_000_000, '8'],
    [2_125_000, '2.125'],
    [-3_000_000, '−3'],
    [1_240_500_000, '1,240.5'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254.740991'],
  ])('%i millionths', (quantity, text) => {
    expect(quantityText(quantity, 'en-GB')).toBe(text)
  })
})

test('a movement shows its sign', () => {
  expect([8, -8, 0].map((amount) => signedText(amount, quantityText(amount * 1_000_000, 'en-GB')))).toEqual(['+8', '−8', '0'])
})

describe('a figure as it is typed', () => {
  test.each([
    ['12.5', 'en-US', '12.5'],
    ['1,240.50', 'en-US', '1240.50'],
    ['1,240', 'en-US', '1240'],
    // Not how thousands are grouped: left for the person to see.
    ['12,5', 'en-US', '12,5'],
    ['12,5', 'de-DE', '12.5'],
    ['0,035', 'fr-FR', '0.035'],
    [' 1 000 ', 'fr-FR', '1000'],
    // Never silently another number.
    ['1.234,5', 'de-DE', '1.234.5'],
    ['−3', 'en-US', '-3'],
    ['abc', 'en-US', 'abc'],
  ])('%s in %s is %s', (typed, locale, plain) => {
    expect(plainFigure(typed, locale)).toBe(plain)
  })
})

describe('business dates', () => {
  test('are written as the operator does', () => {
    expect(businessDateText('2026-03-04', 'en-GB')).toBe('4 Mar 2026')
    expect(businessDateText('2026-03-04', 'en-US')).toBe('Mar 4, 2026')
    expect(businessDateText('someday', 'en-GB')).toBe('someday')
  })

  test('go on day by day over months and leap years', () => {
    expect(daysLater('2026-02-28', 1)).toBe('2026-03-01')
    expect(daysLater('2028-02-28', 1)).toBe('2028-02-29')
    expect(daysLater('2026-01-01', -1)).toBe('2025-12-31')
  })

  test('of an instant are those of the PC’s calendar', () => {
    expect(businessDateAt(new Date(2026, 0, 5, 0, 1).getTime())).toBe('2026-01-05')
    expect(businessDateAt(new Date(2026, 11, 31, 23, 59).getTime())).toBe('2026-12-31')
  })
})
