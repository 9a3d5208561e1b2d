import { describe, expect, test } from 'vitest'
import { bestMatch, certainMatch } from '../../../src/renderer/components/product-match.ts'
import { compareValues } from '../../../src/renderer/components/sort-values.ts'
import { isLow } from '../../../src/renderer/screens/products/low-stock.ts'
import { readSort, writeSort } from '../../../src/renderer/state/list-sort.ts'

describe('which product is meant', () => {
  const plate = { sku: 'PLATE', name: 'Steel plate' }
  const plate2 = { sku: 'PLATE-2', name: 'Plate' }
  const bolt = { sku: 'BOLT', name: 'Bolt' }

  test('by Enter: the one of that SKU, then of that name, then the first', () => {
    expect(bestMatch([plate2, plate], ' plate ')).toBe(plate)
    expect(bestMatch([bolt, plate], 'steel plate')).toBe(plate)
    expect(bestMatch([plate, plate2], 'pla')).toBe(plate)
    expect(bestMatch([], 'pla')).toBeNull()
  })

  test('by leaving the field: only one that is certain', () => {
    expect(certainMatch([plate, plate2], 'pla')).toBeNull()
    expect(certainMatch([plate], 'pla')).toBe(plate)
    expect(certainMatch([plate, plate2], 'PLATE-2')).toBe(plate2)
  })
})

test('cells sort as one reads them: digits before letters, numbers by size', () => {
  expect(['BOX', 'LOT-10', '00012', 'LOT-2', 'bolt'].toSorted(compareValues)).toEqual(['00012', 'bolt', 'BOX', 'LOT-2', 'LOT-10'])
  expect(['12', '00012', '12', '00012'].toSorted(compareValues)).toEqual(['00012', '00012', '12', '12'])
  expect([10, -1, 9].toSorted(compareValues)).toEqual([-1, 9, 10])
})

test('a list’s order survives its address', () => {
  expect(readSort('', 'sku')).toEqual({ column: 'sku', descending: false })
  for (const sort of [{ column: 'value', descending: true }, { column: 'on_hand', descending: false }]) expect(readSort(writeSort(sort), 'sku')).toEqual(sort)
})

test('stock is low at the reorder point, and never without one', () => {
  expect([11, 10, 9, -1].map((onHand) => isLow({ onHand, reorderPoint: 10 }))).toEqual([false, true, true, true])
  expect(isLow({ onHand: 0, reorderPoint: null })).toBe(false)
  expect(isLow({ onHand: 0, reorderPoint: 0 })).toBe(true)
})
