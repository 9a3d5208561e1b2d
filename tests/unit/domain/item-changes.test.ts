import { expect, test } from 'vitest'
import { changedOwnedField, changesFrom, ownedBy } from '../../../src/main/domain/item-changes.ts'

const product = { productId: 1, name: 'Bolt', sku: 'B-1', unitCost: 35_000 }
const item = { name: 'Hex bolt', sku: 'B-2', purchaseCost: 40_000, active: true }
const nobody = () => null

test('the accounting company wins: name, SKU and cost are taken over', () => {
  expect(changesFrom(item, product, nobody)).toEqual({ take: { name: 'Hex bolt', sku: 'B-2', unitCost: 40_000 }, listed: [] })
})

test('what the product says already is not taken over again', () => {
  expect(changesFrom({ ...item, name: 'Bolt', sku: 'B-1', purchaseCost: 35_000 }, product, nobody)).toEqual({ take: {}, listed: [] })
})

test('what the item says nothing about stays the product’s own', () => {
  const silent = { ...item, sku: '', purchaseCost: 0 }
  expect(ownedBy(silent)).toEqual(['name'])
  expect(changesFrom(silent, product, nobody)).toEqual({ take: { name: 'Hex bolt' }, listed: [] })
})

test('an inactive item changes nothing: its name is not the product’s', () => {
  const gone = { ...item, active: false, name: 'Hex bolt (deleted)' }
  expect(ownedBy(gone)).toEqual([])
  expect(changesFrom(gone, product, nobody)).toEqual({ take: {}, listed: [] })
})

test('a SKU that another product has is listed and the rest is taken over', () => {
  expect(changesFrom(item, product, () => 7)).toEqual({
    take: { name: 'Hex bolt', unitCost: 40_000 },
    listed: [{ why: 'sku_in_use', sku: 'B-2', heldBy: 7 }],
  })
})

test('a SKU longer than ours may be is listed', () => {
  const sku = 'X'.repeat(61)
  expect(changesFrom({ ...item, sku }, product, nobody).listed).toEqual([{ why: 'sku_too_long', sku }])
})

test('a person may not change what the item owns, but may say what it says', () => {
  expect(changedOwnedField(item, product, { ...product, name: 'Big bolt' })).toBe('name')
  expect(changedOwnedField(item, product, { ...product, sku: 'MINE' })).toBe('sku')
  expect(changedOwnedField(item, product, { ...product, unitCost: 1 })).toBe('unitCost')
  expect(changedOwnedField(item, product, product)).toBeNull()
  expect(changedOwnedField(item, product, { name: 'Hex bolt', sku: 'B-2', unitCost: 40_000 })).toBeNull()
  expect(changedOwnedField({ ...item, sku: '' }, product, { ...product, sku: 'MINE' })).toBeNull()
})
