import { expect, test } from 'vitest'
import { shortOfLines, type LineDraft } from '../../../src/renderer/screens/sales/sale-draft.ts'

const box = { productId: 1, sku: 'BOX', name: 'Box', unit: 'ea' }
const line = (quantity: string, onHand?: number, product = box): LineDraft => ({ key: '', product: { ...product, ...(onHand !== undefined && { onHand: onHand * 1_000_000 }) }, quantity, price: '', per: 'unit' })
const shorts = (...lines: readonly LineDraft[]) => shortOfLines(lines).map((short) => short / 1_000_000)

test('lines of one product draw on the same stock, one after the other', () => {
  expect(shorts(line('6', 10), line('6', 10), line('1', 10))).toEqual([0, 2, 1])
  expect(shorts(line('6', 10), line('6', 10, { ...box, productId: 2 }))).toEqual([0, 0])
})

test('what is below nothing, half typed, or was recorded before takes nothing from others and is never less than nothing', () => {
  expect(shorts(line('2.5', -4), line('', -4), line('x', -4))).toEqual([2.5, 0, 0])
  expect(shorts(line('6'), line('', 5), line('6', 5))).toEqual([0, 0, 1])
})
