import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { receivedValue } from '../../src/main/domain/costing.ts'
import { fromPurchaseUnit, toPurchaseUnit } from '../../src/shared/units/purchase-unit.ts'
import { multiplyMillionths } from '../../src/shared/units/apportion.ts'
import { runs } from './seeded.ts'

const typed = fc.maxSafeNat().filter((quantity) => quantity > 0)
const size = fc.oneof(fc.integer({ min: 1, max: 1_000 }).map((whole) => whole * 1_000_000), typed)
// Of three decimals each, a quantity times a size is always exact.
const thousandths = (max: number) => fc.integer({ min: 1, max }).map((count) => count * 1_000)

test('a quantity in purchase units becomes the stock quantity exactly and back again, or is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 1, max: 5_000_000 }), typed), size, (quantity, of) => {
      const product = BigInt(quantity) * BigInt(of)
      const inStock = fromPurchaseUnit(quantity, of)
      if (inStock.ok) {
        expect(BigInt(inStock.value) * 1_000_000n).toBe(product)
        expect(toPurchaseUnit(inStock.value, of)).toBe(quantity)
      } else {
        expect(inStock.error).toBe(product % 1_000_000n === 0n ? 'too_large' : 'not_exact')
      }
    }),
    runs(5_000),
  )
})

test('a cost per purchase unit is worth what is typed × what it costs, rounded once', () => {
  fc.assert(
    fc.property(thousandths(50_000), thousandths(500_000), fc.integer({ min: 0, max: 2_000_000_000 }), (quantity, of, unitCost) => {
      const inStock = fromPurchaseUnit(quantity, of)
      expect(inStock.ok).toBe(true)
      if (!inStock.ok) return
      expect(receivedValue(inStock.value, { unitCost, unitSize: of })).toBe(multiplyMillionths(quantity, unitCost))
    }),
    runs(5_000),
  )
})
