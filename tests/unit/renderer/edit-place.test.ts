import { expect, test } from 'vitest'
import { editPlace } from '../../../src/renderer/text/item-words.ts'

test('an item is edited on its own page in QuickBooks, and what has none in the list, which is said', () => {
  expect(editPlace({ externalId: '41', kind: 'inventory' })).toEqual({ path: '/app/item?itemId=41', label: 'Edit this item in QuickBooks' })
  expect(editPlace({ externalId: '42', kind: 'service' }).path).toBe('/app/item?itemId=42')
  expect(editPlace({ externalId: '43', kind: 'bundle' })).toEqual({ path: '/app/items', label: 'Edit in QuickBooks, from its list of products and services' })
  expect(editPlace({ externalId: '44&x=1', kind: 'inventory' }).path).toBe('/app/items')
})
