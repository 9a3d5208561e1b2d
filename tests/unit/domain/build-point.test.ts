import { describe, expect, test } from 'vitest'
import { buildPointState, missingToTarget, toBePlanned } from '../../../src/main/domain/build-point.ts'

const unit = 1_000_000
const level = { buildPoint: 4 * unit, targetLevel: 10 * unit }
const nothing = { planned: 0, inReview: 0 }

describe('a stock and its build point', () => {
  test.each([
    ['at it', 4 * unit, 'build'],
    ['a millionth above', 4 * unit + 1, 'approaching'],
    ['half as much again', 6 * unit, 'approaching'],
    ['a millionth more than that', 6 * unit + 1, 'enough'],
    ['below zero', -3 * unit, 'build'],
  ])('%s', (_, onHand, state) => expect(buildPointState(onHand, level)).toBe(state))

  test('half of an odd build point is not rounded', () => {
    expect(buildPointState(4, { buildPoint: 3, targetLevel: 5 })).toBe('approaching')
    expect(buildPointState(5, { buildPoint: 3, targetLevel: 5 })).toBe('enough')
  })

  test('the largest figures there are do not round either', () => {
    const buildPoint = 6_004_799_503_160_661
    expect(buildPointState(Number.MAX_SAFE_INTEGER, { buildPoint, targetLevel: Number.MAX_SAFE_INTEGER })).toBe('approaching')
    expect(buildPointState(Number.MAX_SAFE_INTEGER, { buildPoint: buildPoint - 1, targetLevel: Number.MAX_SAFE_INTEGER })).toBe('enough')
    expect(missingToTarget(-Number.MAX_SAFE_INTEGER, { buildPoint: 0, targetLevel: Number.MAX_SAFE_INTEGER })).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('a build point of zero has nothing within 50 % above it', () => {
    expect(buildPointState(1, { buildPoint: 0, targetLevel: 5 })).toBe('enough')
    expect(buildPointState(0, { buildPoint: 0, targetLevel: 5 })).toBe('build')
  })
})

describe('what is still to be planned', () => {
  test('is what is missing to the target, exactly', () => {
    expect(toBePlanned(4 * unit, level, nothing)).toBe(6 * unit)
    expect(toBePlanned(3_999_999, level, nothing)).toBe(6_000_001)
    expect(toBePlanned(-2 * unit, level, nothing)).toBe(12 * unit)
  })

  test('is nothing above the build point, however far the target is', () => {
    expect(toBePlanned(4 * unit + 1, level, nothing)).toBe(0)
    expect(toBePlanned(4 * unit + 1, level, { planned: 1, inReview: 0 })).toBe(0)
  })

  test('is less what is planned and what waits for review, and never below zero', () => {
    expect(toBePlanned(3 * unit, level, { planned: 4 * unit, inReview: unit })).toBe(2 * unit)
    expect(toBePlanned(3 * unit, level, { planned: 4 * unit, inReview: 3 * unit })).toBe(0)
    expect(toBePlanned(3 * unit, level, { planned: 40 * unit, inReview: 0 })).toBe(0)
  })
})
