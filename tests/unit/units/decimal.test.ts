import { describe, expect, test } from 'vitest'
import { divideHalfUp, formatMillionths, parseMillionths } from '../../../src/shared/units/decimal.ts'
import { formatMoney, parseMoney } from '../../../src/shared/units/money.ts'
import { formatQuantity, parseQuantity } from '../../../src/shared/units/quantity.ts'

describe('reading a quantity', () => {
  test.each([
    ['1', 1_000_000],
    ['0', 0],
    ['0.1', 100_000],
    ['.5', 500_000],
    ['5.', 5_000_000],
    ['+2.25', 2_250_000],
    [' 007.000001 ', 7_000_001],
    ['1.10000000000', 1_100_000],
    ['9007199254.740991', 9_007_199_254_740_991],
    ['-0', 0],
  ])('%s', (text, millionths) => {
    expect(parseQuantity(text)).toEqual({ ok: true, value: millionths })
  })

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['.', 'not_a_number'],
    ['-', 'not_a_number'],
    ['abc', 'not_a_number'],
    ['1,5', 'not_a_number'],
    ['1E10', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['1 000', 'not_a_number'],
    ['١', 'not_a_number'],
    ['Infinity', 'not_a_number'],
    ['1.0000001', 'too_many_decimals'],
    ['9007199254.740992', 'too_large'],
    ['99999999999999999999999999', 'too_large'],
    ['-1', 'negative'],
  ])('refuses %s', (text, problem) => {
    expect(parseQuantity(text)).toEqual({ ok: false, error: problem })
  })

  test('takes four decimals where a BOM asks for it', () => {
    expect(parseQuantity('0.1234', 4)).toEqual({ ok: true, value: 123_400 })
    expect(parseQuantity('0.12345', 4)).toEqual({ ok: false, error: 'too_many_decimals' })
  })

  test('goes below zero only where that makes sense', () => {
    expect(parseMillionths('-1.5', { decimalsMax: 6, negative: 'allowed' })).toEqual({ ok: true, value: -1_500_000 })
    expect(parseMoney('-1.5')).toEqual({ ok: false, error: 'negative' })
  })
})

describe('writing amounts', () => {
  test.each([
    [0, 2, 2, '0.00'],
    [159_620_000, 2, 2, '159.62'],
    [39_905_000, 2, 6, '39.905'],
    [-1, 2, 6, '-0.000001'],
    [5_000, 2, 2, '0.01'],
    [4_999, 2, 2, '0.00'],
    [-5_000, 2, 2, '-0.01'],
    [-4_999, 2, 2, '0.00'],
    [1_500_000, 0, 0, '2'],
    [9_007_199_254_740_991, 0, 6, '9007199254.740991'],
  ])('%i with %i to %i decimals is %s', (amount, decimalsMin, decimalsMax, text) => {
    expect(formatMillionths(amount, decimalsMin, decimalsMax)).toBe(text)
  })

  test('quantities drop zeros, money keeps its cents', () => {
    expect([formatQuantity(2_500_000), formatMoney(2_500_000), formatMoney(2_501_000, 4)]).toEqual(['2.5', '2.50', '2.501'])
  })
})

test('halves go away from zero on either side', () => {
  expect([5n, -5n, 4n, -4n, 6n, 15n].map((dividend) => divideHalfUp(dividend, 10n))).toEqual([1n, -1n, 0n, 0n, 1n, 2n])
})
