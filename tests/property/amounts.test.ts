import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFifo } from '../../src/main/domain/fifo.ts'
import { apportion, shareOf } from '../../src/shared/units/apportion.ts'
import { formatMillionths, parseMillionths } from '../../src/shared/units/decimal.ts'
import { runs } from './seeded.ts'

const any = fc.maxSafeInteger()
const atLeast0 = fc.maxSafeNat()

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(any, (amount) => {
      expect(parseMillionths(formatMillionths(amount, 0, 6), { decimalsMax: 6, negative: 'allowed' })).toEqual({ ok: true, value: amount })
    }),
    runs(2_000),
  )
})

test('rounding for display is never off by more than half of the last decimal shown', () => {
  fc.assert(
    fc.property(any, fc.constantFrom(0, 2, 4), (amount, decimalsMax) => {
      const shown = parseMillionths(formatMillionths(amount, 0, decimalsMax), { decimalsMax: 6, negative: 'allowed' })
      // The largest amounts may round to more than can be read.
      if (!shown.ok) {
        expect(shown.error).toBe('too_large')
        return
      }
      const off = BigInt(shown.value) - BigInt(amount)
      expect((off < 0n ? -off : off) * 2n <= 10n ** BigInt(6 - decimalsMax)).toBe(true)
    }),
    runs(2_000),
  )
})

test('a value split by weights sums to the value, and no part is off by a whole', () => {
  const weights = fc.array(atLeast0, { minLength: 1, maxLength: 30 }).filter((list) => list.some((weight) => weight > 0))
  fc.assert(
    fc.property(atLeast0, weights, (total, list) => {
      const parts = apportion(total, list)
      expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total))
      const whole = list.reduce((sum, weight) => sum + BigInt(weight), 0n)
      for (const [place, part] of parts.entries()) {
        const off = BigInt(part) * whole - BigInt(total) * BigInt(list[place]!)
        expect(off > -whole && off < whole).toBe(true)
      }
    }),
    runs(1_000),
  )
})

test('a share never exceeds the value, and a larger part is never worth less', () => {
  const parts = fc.tuple(atLeast0, atLeast0, atLeast0.filter((n) => n > 0)).map(([a, b, whole]) => [a % (whole + 1), b % (whole + 1), whole] as const)
  fc.assert(
    fc.property(atLeast0, parts, (value, [a, b, whole]) => {
      const [less, more] = [shareOf(value, Math.min(a, b), whole), shareOf(value, Math.max(a, b), whole)]
      expect(less >= 0 && less <= more && more <= value).toBe(true)
    }),
    runs(2_000),
  )
})

test('drawing moves value and never makes any: draws and what is left sum to what was there', () => {
  const lot = fc.record({ remaining: fc.integer({ min: 1, max: 2 ** 50 }), value: fc.integer({ min: 0, max: 2 ** 48 }) })
  fc.assert(
    fc.property(fc.array(lot, { maxLength: 8 }), fc.array(fc.integer({ min: 0, max: 2 ** 50 }), { minLength: 1, maxLength: 20 }), (found, wishes) => {
      let lots = found.map((held, lotId) => ({ lotId, ...held }))
      const sum = (key: 'remaining' | 'value') => lots.reduce((total, held) => total + held[key], 0)
      const start = { remaining: sum('remaining'), value: sum('value') }
      let [quantity, value] = [0, 0]
      for (const wish of wishes) {
        const { draws, missing } = drawFifo(lots, wish)
        const drawn = draws.reduce((total, draw) => total + draw.quantity, 0)
        expect(drawn + missing).toBe(wish)
        expect(missing === 0 || drawn === sum('remaining')).toBe(true)
        const after = new Map(draws.map((draw) => [draw.lotId, draw.after]))
        lots = lots.map((held) => after.get(held.lotId) ?? held)
        for (const held of lots) expect(held.remaining > 0 || held.value === 0).toBe(true)
        lots = lots.filter((held) => held.remaining > 0)
        quantity += drawn
        value += draws.reduce((total, draw) => total + draw.value, 0)
      }
      expect({ remaining: quantity + sum('remaining'), value: value + sum('value') }).toEqual(start)
    }),
    runs(1_000),
  )
})
