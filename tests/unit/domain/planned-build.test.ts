import { describe, expect, test } from 'vitest'
import {
  askedFor,
  givenUp,
  lineSet,
  linesLeft,
  linesPutBack,
  perUnitShare,
  positionBetween,
  queueStep,
  rescaled,
  type PlannedLine,
} from '../../../src/main/domain/planned-build.ts'

const one = 1_000_000

const line = (over: Partial<PlannedLine> = {}): PlannedLine => ({ lineNo: 1, productId: 1, quantityPerUnit: 2 * one, quantity: 6 * one, optional: false, modified: false, ...over })
const byHand = (quantity: number) => line({ quantity, modified: true })
const added = (quantity: number) => line({ quantityPerUnit: null, quantity, modified: true })

describe('lines of a planned build', () => {
  test('follow the units unless they were set by hand', () => {
    expect(rescaled([line(), byHand(7 * one), added(one)], 5 * one)?.map(({ quantity }) => quantity)).toEqual([10 * one, 7 * one, one])
    expect(rescaled([line({ quantityPerUnit: 9_000_000 * one })], 9_000 * one)).toBeNull()
  })

  test('ask for their share of what was set by hand, rounded once', () => {
    expect([askedFor(line(), one, 3 * one), askedFor(byHand(10 * one), one, 3 * one), askedFor(byHand(10 * one), 2 * one, 3 * one)]).toEqual([2 * one, 3_333_333, 6_666_667])
    expect(askedFor(byHand(10 * one), 3 * one, 3 * one)).toBe(10 * one)
    expect(askedFor(byHand(10 * one), 6 * one, 3 * one)).toBe(20 * one)
    expect(askedFor(byHand(9_000_000_000 * one), 6 * one, 3 * one)).toBeNull()
  })

  test('give up no more than they have, however many are built', () => {
    expect([givenUp(line(), one, 3 * one), givenUp(byHand(10), one, 3 * one), givenUp(byHand(10), 9 * one, 3 * one), givenUp(byHand(0), one, 3 * one)]).toEqual([null, 3, 10, 0])
  })

  test.each([[one], [2 * one], [1], [3 * one], [5 * one]])('built in part and put back are as they were: %i', (units) => {
    const lines = [line(), byHand(10 * one + 1), { ...added(7), productId: 2, lineNo: 2 }]
    const planned = 3 * one
    const gaveUp = new Map(lines.flatMap((each) => [[each.productId, givenUp(each, units, planned)] as const]).flatMap(([id, share]) => (share === null ? [] : [[id, share] as const])))
    const left = linesLeft(lines, units, planned)
    expect(left.every(({ quantity }, place) => quantity >= 0 && quantity <= (lines[place]?.quantity ?? 0))).toBe(true)
    expect(linesPutBack(left, planned, gaveUp)).toEqual(lines)
  })

  test('set to what the BOM says are not modified; what was added goes when it is set back', () => {
    expect(lineSet(line(), 7 * one, 3 * one)).toMatchObject({ quantity: 7 * one, modified: true })
    expect(lineSet(byHand(7 * one), 6 * one, 3 * one)).toMatchObject({ quantity: 6 * one, modified: false })
    expect(lineSet(byHand(7 * one), null, 3 * one)).toMatchObject({ quantity: 6 * one, modified: false })
    expect(lineSet(line(), 0, 3 * one)).toMatchObject({ quantity: 0, modified: true })
    expect([lineSet(added(5), null, 3 * one), lineSet(added(5), 0, 3 * one)]).toEqual([null, null])
    expect(lineSet(added(5), 6, 3 * one)).toMatchObject({ quantity: 6, modified: true })
  })

  test('of an added component tell a share per unit that is never nothing', () => {
    expect([perUnitShare(one, 3 * one), perUnitShare(1, 9 * one), perUnitShare(Number.MAX_SAFE_INTEGER, 1)]).toEqual([333_333, 1, Number.MAX_SAFE_INTEGER])
  })
})

describe('places in the queue', () => {
  test('lie between their neighbours, and there is none where neighbours touch', () => {
    expect([positionBetween(null, null), positionBetween(5, null), positionBetween(null, 5)]).toEqual([0, 5 + queueStep, 5 - queueStep])
    expect([positionBetween(0, 4), positionBetween(-3, -1), positionBetween(3, 4), positionBetween(4, 4)]).toEqual([2, -2, null, null])
  })
})
