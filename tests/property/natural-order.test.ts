import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText } from '../../src/shared/fold-text.ts'
import { naturalOrder, naturalStarts } from '../../src/shared/natural-order.ts'
import { runs } from './seeded.ts'

/** As SQLite compares texts: byte by byte. */
const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const inOrder = (texts: readonly string[]) => texts.toSorted((a, b) => bytewise(naturalOrder(a), naturalOrder(b)))

test('texts are in the order people count in', () => {
  const sorted = ['', '0', '5', '1E10', '12', 'Ä-9', 'a-10', 'B 2', 'B-2', 'b-10', 'BOLT-2', 'bolt-3', 'BOLT-10', 'M8', 'M8-A', 'm8x4', 'M8x30', 'M10x30', 'ø1']
  expect(inOrder(sorted.toReversed())).toEqual(['', '0', '1E10', '5', '12', ...sorted.slice(5)])
})

test('zeros in front of a number, capitals and accents do not count, and equals stay in the order they came in', () => {
  expect(new Set(['BOLT-7', 'bolt-07', 'Bólt-0007'].map(naturalOrder)).size).toBe(1)
  expect(inOrder(['b-007', 'B-7', 'b-6', 'B-07'])).toEqual(['b-6', 'b-007', 'B-7', 'B-07'])
})

const digits = fc.oneof(fc.constantFrom('0', '00', '1', '01', '9', '10', '99', '100'), fc.bigInt({ min: 0n, max: 10n ** 60n }).map(String), fc.integer({ min: 80, max: 130 }).map((length) => '7'.repeat(length)))
const other = fc.string({ unit: fc.constantFrom('a', 'B', 'z', '-', ' ', '.', '/', ':', '_', 'É', 'ß', 'ﬁ', '٣', '½', '²', '😀', '\u{ffff}', '\0'), maxLength: 3 })
const text = fc.array(fc.oneof(digits, other), { maxLength: 6 }).map((parts) => parts.join(''))

/** The order said piece by piece: a number by its value, any other character by its own, a number where its digits are. */
function compared(a: string, b: string): number {
  const [first, second] = [a, b].map((one) => foldText(one).match(/[0-9]+|[^0-9]/gu) ?? [])
  for (const [place, piece] of (first ?? []).entries()) {
    const against = second?.[place]
    if (against === undefined) return 1
    const [isNumber, isAgainst] = [piece, against].map((one) => /^[0-9]/.test(one))
    if (isNumber === true && isAgainst === true) {
      if (BigInt(piece) !== BigInt(against)) return BigInt(piece) < BigInt(against) ? -1 : 1
    } else if (piece !== against) {
      // No character lies between two digits, so that any digit stands for all of them.
      return bytewise(isNumber === true ? '0' : piece, isAgainst === true ? '0' : against)
    }
  }
  return (first ?? []).length < (second ?? []).length ? -1 : 0
}

test('what is kept is in the order that comparing piece by piece has', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(bytewise(naturalOrder(a), naturalOrder(b)))).toBe(Math.sign(compared(a, b)))
    }),
    runs(2_000),
  )
})

test('every text that begins so lies in one of the ranges, which follow one another', () => {
  const short = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'B', '-', 'É', '²'), maxLength: 8 })
  fc.assert(
    fc.property(short, short, (begin, rest) => {
      const starts = naturalStarts(begin)
      expect(starts.some((start) => naturalOrder(begin + rest).startsWith(start))).toBe(true)
      for (const [place, start] of starts.slice(1).entries()) expect(bytewise(`${starts[place]}\u{10ffff}`, start)).toBeLessThan(0)
    }),
    runs(1_000),
  )
  expect(naturalStarts('BOLT-')).toEqual(['bolt-'])
  expect(naturalStarts('m1').slice(0, 3)).toEqual(['m011', 'm021', 'm031'])
})
