import { array, assert, maxSafeInteger, property } from 'fast-check'
import { expect, test } from 'vitest'
import { ExactSum } from '../../src/shared/units/exact-sum.ts'
import { runs } from './seeded.ts'

const figure = maxSafeInteger()

test('a sum is exact in any order, as long as what comes out can be kept', () => {
  assert(
    property(array(figure, { maxLength: 40 }), (figures) => {
      const sum = new ExactSum()
      for (const amount of figures) sum.add(amount)
      const exact = figures.reduce((before, amount) => before + BigInt(amount), 0n)
      if (Number.isSafeInteger(Number(exact))) expect(BigInt(sum.total())).toBe(exact)
      else expect(Number.isSafeInteger(sum.total())).toBe(false)
    }),
    runs(300),
  )
})

test('what goes beyond and comes back is as it was', () => {
  assert(
    property(array(figure, { maxLength: 20 }), figure, (figures, kept) => {
      const sum = new ExactSum()
      for (const amount of [...figures, kept, ...figures.map((amount) => 0 - amount)]) sum.add(amount)
      expect(sum.total()).toBe(kept)
    }),
    runs(300),
  )
})
