import { expect, test } from 'vitest'
import { compareQuantities, countFrom } from '../../../src/main/domain/item-quantities.ts'

test('stock is what the company told and what it had not accepted yet', () => {
  expect(countFrom(10_000_000, 3_000_000)).toEqual({ counted: 13_000_000, belowZero: false })
  expect(countFrom(10_000_000, -4_000_000)).toEqual({ counted: 6_000_000, belowZero: false })
})

test('below zero is nothing there, and told', () => {
  expect(countFrom(-2_000_000, 0)).toEqual({ counted: 0, belowZero: true })
  expect(countFrom(-2_000_000, 2_000_000)).toEqual({ counted: 0, belowZero: false })
})

test('a sum the ledger cannot keep is none', () => {
  expect(countFrom(Number.MAX_SAFE_INTEGER, 1)).toBeNull()
})

const off = { receiving: false, sync: true }

test.each([
  [{ onHand: 5, told: 5, pending: 0 }, off, { difference: 0, reason: null }],
  [{ onHand: 8, told: 5, pending: 3 }, off, { difference: 3, reason: 'waiting' }],
  [{ onHand: 8, told: 5, pending: 1 }, off, { difference: 3, reason: 'not_counted' }],
  [{ onHand: 0, told: -2, pending: 0 }, off, { difference: 2, reason: 'below_zero' }],
  [{ onHand: 8, told: 5, pending: 1 }, { receiving: true, sync: true }, { difference: 3, reason: 'lots' }],
  [{ onHand: 8, told: 5, pending: 3 }, { receiving: true, sync: true }, { difference: 3, reason: 'waiting' }],
  [{ onHand: 8, told: 5, pending: 0 }, { receiving: false, sync: false }, { difference: 3, reason: 'source' }],
] as const)('%j with %j is %j', (quantities, company, compared) => {
  expect(compareQuantities(quantities, company)).toEqual(compared)
})
