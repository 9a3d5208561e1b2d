import { expect, test } from 'vitest'
import { dealToLines } from '../../../src/main/domain/sale-lines-cost.ts'

const part = (lotId: number | null, quantity: number, value: number, productId = 1) => ({ productId, lotId, quantity, value })
const line = (quantity: number, productId = 1) => ({ productId, quantity })

test('two lines of one product take its draws in line order, and the draw they share is divided without a rest', () => {
  expect(dealToLines([line(2), line(3)], [part(7, 3, 100), part(8, 2, 50)])).toEqual([[part(7, 2, 67)], [part(7, 1, 33), part(8, 2, 50)]])
})

test('what is missing is the last of a line, and another product keeps its own', () => {
  expect(dealToLines([line(4), line(1, 2)], [part(7, 3, 30), part(9, 1, 5, 2), part(null, 1, 11)])).toEqual([[part(7, 3, 30), part(null, 1, 11)], [part(9, 1, 5, 2)]])
})

test('what no line asks for goes to the last line of its product, so that lines sum to the sale', () => {
  expect(dealToLines([line(1), line(1)], [part(7, 3, 90)])).toEqual([[part(7, 1, 30)], [part(7, 1, 30), part(7, 1, 30)]])
  expect(dealToLines([line(1)], [part(7, 0, 4)])).toEqual([[part(7, 0, 4)]])
})
