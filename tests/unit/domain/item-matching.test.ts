import { expect, test } from 'vitest'
import { freeSkuFromName, matchItems, proposedKind, skusFromName } from '../../../src/main/domain/item-matching.ts'

test.each([
  ['inventory', 12, 0, 'component'],
  ['inventory', 12, 30, 'component'],
  ['inventory', 0, 30, 'finished_good'],
  ['inventory', null, 30, 'finished_good'],
  ['inventory', null, null, 'component'],
  ['non_inventory', 0, 30, 'component'],
  ['service', 0, 30, 'component'],
  ['bundle', 0, 0, 'finished_good'],
] as const)('an item of kind %s bought at %j and sold at %j is proposed as %s', (kind, purchaseCost, unitPrice, proposed) => {
  expect(proposedKind({ kind, purchaseCost, unitPrice })).toBe(proposed)
})

test.each([
  ['Hex bolt M8', 'HEX-BOLT-M8'],
  ['  Blech, 2 mm (verzinkt) ', 'BLECH-2-MM-VERZINKT'],
  ['Écrou à ailettes', 'ECROU-A-AILETTES'],
  ['Galvanised corner bracket left handed', 'GALVANISED-CORNER'],
  ['Supercalifragilisticexpialidocious', 'SUPERCALIFRAGILISTICEXPI'],
  ['!!!', 'ITEM'],
])('%j makes the SKU %s', (name, sku) => {
  expect(skusFromName(name).next().value).toBe(sku)
})

test('a SKU that is taken is counted on', () => {
  const taken = new Set(['HEX-BOLT', 'HEX-BOLT-2'])
  expect(freeSkuFromName('Hex bolt', (sku) => taken.has(sku))).toBe('HEX-BOLT-3')
})

const item = (id: number, sku: string, name: string) => ({ id, sku, name })

test('a SKU in common is a match, and whether the name says the same is told', () => {
  const items = [item(1, '00012', 'Hex bolt'), item(2, 'plt-1', 'Plate, small')]
  const products = [item(11, '00012', 'HEX  BOLT'), item(12, 'PLT-1', 'Base plate')]
  expect(matchItems(items, products)).toEqual([
    { itemId: 1, productId: 11, by: 'sku_and_name' },
    { itemId: 2, productId: 12, by: 'sku' },
  ])
})

test('leading zeros tell SKUs apart', () => {
  expect(matchItems([item(1, '12', 'A')], [item(11, '00012', 'B')])).toEqual([])
})

test('what has no SKU in common is matched by its name', () => {
  expect(matchItems([item(1, '', 'Écrou')], [item(11, 'X', 'ecrou')])).toEqual([{ itemId: 1, productId: 11, by: 'name' }])
})

test('the SKU decides before the name, and nothing is offered twice', () => {
  const items = [item(1, 'A', 'Box'), item(2, '', 'Box')]
  const products = [item(11, 'A', 'Case'), item(12, 'B', 'Box')]
  expect(matchItems(items, products)).toEqual([
    { itemId: 1, productId: 11, by: 'sku' },
    { itemId: 2, productId: 12, by: 'name' },
  ])
})

test('a SKU that two items share says nothing of either, and nor does a name that two products share', () => {
  const items = [item(1, 'A', 'One'), item(2, 'A', 'Two'), item(3, '', 'Lid')]
  const products = [item(11, 'A', 'Three'), item(12, 'B', 'Lid'), item(13, 'C', 'lid')]
  expect(matchItems(items, products)).toEqual([])
})
