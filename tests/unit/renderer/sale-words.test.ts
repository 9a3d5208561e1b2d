import { expect, test } from 'vitest'
import { saleVersionText } from '../../../src/renderer/text/sale-words.ts'

const line = { sku: 'BOX', unit: 'ea', quantity: 2_000_000, revenue: 10_000_000 }
const version = (count: number) => ({ customer: 'Ann', saleDate: '2026-03-04', revenue: count * 10_000_000, lines: Array.from({ length: count }, () => line) })

test('a version names its lines, and one of many the first of them and what all come to', () => {
  expect(saleVersionText(version(2))).toMatch(/^Ann, .*2026: 2 ea BOX for 10\.00, 2 ea BOX for 10\.00$/)
  expect(saleVersionText(version(6))).not.toContain('more')
  expect(saleVersionText(version(7))).toMatch(/ and 1 more line, 70\.00 in all$/)
  expect(saleVersionText(version(200)).split(' for ')).toHaveLength(7)
})
