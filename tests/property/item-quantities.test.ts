import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareQuantities, countFrom } from '../../src/main/domain/item-quantities.ts'
import { runs } from './seeded.ts'

const quantity = fc.integer({ min: -(10 ** 12), max: 10 ** 12 })

/** A day of two books: movements made here, the first of them accepted there, and what happened there alone. */
const day = fc.record({
  opening: fc.integer({ min: 0, max: 10 ** 12 }),
  here: fc.array(quantity, { maxLength: 20 }),
  accepted: fc.nat({ max: 20 }),
  there: fc.array(quantity, { maxLength: 20 }),
})

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

test('a count loses no movement recorded here and applies none twice, whatever was accepted before it was told', () => {
  fc.assert(
    fc.property(day, ({ opening, here, accepted, there }) => {
      const told = opening + sum(here.slice(0, accepted)) + sum(there)
      const pending = sum(here.slice(accepted))
      const truth = opening + sum(here) + sum(there)
      const count = countFrom(told, pending)
      expect(count?.counted).toBe(Math.max(truth, 0))
      expect(count?.belowZero).toBe(truth < 0)
    }),
    runs(2_000),
  )
})

test('after a count what is left between the two is on its way, or below zero', () => {
  fc.assert(
    fc.property(quantity, quantity, (told, pending) => {
      const count = countFrom(told, pending)
      const { reason } = compareQuantities({ onHand: count?.counted ?? 0, told, pending }, { receiving: false, sync: true })
      expect([null, 'waiting', ...(count?.belowZero === true ? ['below_zero'] : [])]).toContain(reason)
    }),
    runs(2_000),
  )
})
