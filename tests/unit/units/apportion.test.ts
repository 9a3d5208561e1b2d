import { describe, expect, test } from 'vitest'
import { apportion, multiplyMillionths, multiplyMillionths3, shareOf, sumInRange } from '../../../src/shared/units/apportion.ts'

describe('a share', () => {
  test('is rounded once, half up', () => {
    expect([shareOf(100, 1, 3), shareOf(1, 1, 2), shareOf(200, 2, 3)]).toEqual([33, 1, 133])
  })
  test('is exact where a float would not be', () => {
    expect(shareOf(9_007_199_254_740_991, 9_007_199_254_740_989, 9_007_199_254_740_991)).toBe(9_007_199_254_740_989)
  })
  test.each([
    [2, 1],
    [-1, 1],
    [0, 0],
    [Number.NaN, 1],
  ])('of %d in %d does not exist', (part, whole) => {
    expect(() => shareOf(10, part, whole)).toThrow(RangeError)
  })
})

describe('apportioning', () => {
  test('gives the rest to the largest remainders, ties to the earlier place', () => {
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(apportion(10, [1, 2, 4])).toEqual([1, 3, 6])
    expect(apportion(0, [3, 0])).toEqual([0, 0])
    expect(apportion(5, [0, 1])).toEqual([0, 5])
  })
  test('needs something to go by', () => {
    expect(() => apportion(1, [0, 0])).toThrow(RangeError)
    expect(() => apportion(1, [])).toThrow(RangeError)
  })
})

test('products are rounded once and never wrong', () => {
  expect(multiplyMillionths(3_000_000, 333_333)).toBe(999_999)
  expect(multiplyMillionths(1, 500_000)).toBe(1)
  expect(multiplyMillionths(1, 499_999)).toBe(0)
  expect(multiplyMillionths(9_007_199_254_740_991, 2_000_000)).toBeNull()
  expect(multiplyMillionths3(30_000_000, 500_000, 4_000_000)).toBe(60_000_000)
  // Rounded after each step it would be 0.000002.
  expect(multiplyMillionths3(1, 500_000, 2_000_000)).toBe(1)
  expect(multiplyMillionths3(1, 499_999, 1_000_000)).toBe(0)
})

test('a sum that leaves the range on the way is no sum', () => {
  expect(sumInRange([1, 2, 3])).toBe(6)
  expect(sumInRange([9_007_199_254_740_991, 1, -1])).toBeNull()
})
