import { beforeEach, describe, expect, test } from 'vitest'
import { buildLimit } from '../../../src/main/domain/buildability.ts'
import { invalidInput } from '../../../src/shared/contract/issues.ts'
import { bomSave } from '../../../src/shared/contract/bom.ts'
import { appError } from '../../../src/shared/errors.ts'
import { draftOf, movedRow, toSend, withEmptyRow, type ComponentDraft, type RecipeDraft } from '../../../src/renderer/screens/boms/recipe-draft.ts'
import { placeRefusal } from '../../../src/renderer/screens/boms/recipe-errors.ts'
import { recipeFigures } from '../../../src/renderer/screens/boms/recipe-figures.ts'

let made = 0
const newKey = () => `k${++made}`
beforeEach(() => {
  made = 0
})

const million = 1_000_000
const product = (productId: number, sku: string) => ({ productId, sku, name: sku, unit: 'ea' })
const plate = product(1, 'PLATE')
const bolt = product(2, 'BOLT')
const label = product(3, 'LABEL')
const row = (key: string, of: typeof plate | null, quantity: string, optional = false): ComponentDraft => ({ key, product: of, quantity, optional })
const labor = { key: 'l1', kind: 'labor', name: 'Labor', by: 'rate', amount: '', rate: '30', quantity: '0.5' } as const

/** The first working day's box, with an empty row in the middle. */
const box: RecipeDraft = {
  components: [row('a', plate, '2'), row('gap', null, ''), row('b', bolt, '8'), row('c', label, '1', true), row('end', null, '')],
  costLines: [labor],
}
const facts = new Map([
  [1, { unitCost: 12_400_000, builtCost: 13_000_000, onHand: 15 * million, held: 0 }],
  [2, { unitCost: 34_615, builtCost: 34_615, onHand: 130 * million, held: 0 }],
  [3, { unitCost: 250_000, builtCost: 250_000, onHand: 0, held: 0 }],
])
const factsOf = (productId: number) => facts.get(productId)

describe('what a recipe comes to while it is typed', () => {
  test('required components and cost lines; stock limits by the required ones', () => {
    const { estimatedCost, recursiveCost, buildableMax: max, limitedBy, rowCosts } = recipeFigures(box, factsOf)
    expect(rowCosts.get('a')).toBe(24_800_000)
    expect(rowCosts.get('b')).toBe(276_920)
    expect(rowCosts.get('l1')).toBe(15_000_000)
    expect(estimatedCost).toBe(24_800_000 + 276_920 + 15_000_000)
    expect(recursiveCost).toBe(26_000_000 + 276_920 + 15_000_000)
    expect([max, limitedBy]).toEqual([7, 'a'])
  })

  test('stock limits by the rule the ledger goes by', () => {
    for (const onHand of [-1, 0, 1_999_999, 2_000_000, 15 * million, 9_007_199_254_740_991]) {
      for (const held of [0, 1_000_000, 13 * million, 20 * million]) {
        const { buildableMax: max } = recipeFigures({ components: [row('a', plate, '2')], costLines: [] }, () => ({ unitCost: 0, builtCost: 0, onHand, held }))
        expect(max).toBe(buildLimit([{ quantityPerUnit: 2 * million, optional: false, onHand: onHand - held }])?.count)
      }
    }
  })

  test('what is half typed does not count', () => {
    const typing: RecipeDraft = { components: [row('a', plate, '2.'), row('b', bolt, 'x'), row('c', null, '3')], costLines: [{ ...labor, quantity: '' }] }
    expect(recipeFigures(typing, factsOf)).toMatchObject({ estimatedCost: 24_800_000, buildableMax: 7 })
    expect(recipeFigures({ components: [], costLines: [] }, factsOf)).toMatchObject({ estimatedCost: 0, buildableMax: null })
  })

  test('too large to keep is not a number', () => {
    const huge: RecipeDraft = { components: [row('a', plate, '9000000000')], costLines: [] }
    expect(recipeFigures(huge, factsOf).estimatedCost).toBeNull()
  })
})

describe('rows', () => {
  test('an empty one waits at the end, never two', () => {
    expect(withEmptyRow([row('a', plate, '1')], newKey).map(({ key }) => key)).toEqual(['a', 'k1'])
    expect(withEmptyRow([row('a', plate, '1'), row('z', null, ' ')], newKey).map(({ key }) => key)).toEqual(['a', 'z'])
  })

  test.each([
    [0, 1, 'bacd'],
    [3, 0, 'dabc'],
    [1, 99, 'acdb'],
    [2, -1, 'cabd'],
    [9, 0, 'abcd'],
  ])('moving %i to %i', (from, to, order) => {
    expect(movedRow([...'abcd'], from, to).join('')).toBe(order)
  })

  test('a saved recipe is typed back as it was saved', () => {
    const saved = {
      components: [{ lineNo: 1, product: plate, quantityPerUnit: 1_500_000, optional: true, onHand: 0, unitCost: 0 }],
      costLines: [
        { lineNo: 1, kind: 'labor' as const, name: 'Assembly', cost: { by: 'rate' as const, rate: 30 * million, quantityPerUnit: 500_000 }, value: 15 * million },
        { lineNo: 2, kind: 'other' as const, name: 'Freight', cost: { by: 'amount' as const, amountPerUnit: 123_456 }, value: 123_456 },
      ],
    }
    expect(toSend(7, draftOf(saved, newKey)).draft).toEqual({
      productId: 7,
      components: [{ productId: 1, quantityPerUnit: '1.5', optional: true }],
      costLines: [
        { kind: 'labor', name: 'Assembly', cost: { by: 'rate', rate: '30', quantityPerUnit: '0.5' } },
        { kind: 'other', name: 'Freight', cost: { by: 'amount', amountPerUnit: '0.123456' } },
      ],
    })
  })
})

describe('a refusal lands on the row it is about', () => {
  const place = (recipe: RecipeDraft, error: Parameters<typeof placeRefusal>[0]) => placeRefusal(error, toSend(9, recipe), 0)
  const refused = (recipe: RecipeDraft) => {
    const parsed = bomSave.input.safeParse(toSend(9, recipe).draft)
    if (parsed.success) throw new Error('it was accepted')
    return place(recipe, invalidInput(parsed.error))
  }

  test('whatever empty rows are above it', () => {
    const typed: RecipeDraft = { components: [row('a', plate, '2'), row('gap', null, ''), row('b', bolt, '1.00001'), row('c', null, '3')], costLines: [] }
    const { cells, error } = refused(typed)
    expect(Object.keys(cells).toSorted()).toEqual(['b.quantity', 'c.product'])
    expect(cells['b.quantity']).toContain('more than 4 decimals')
    expect(cells['c.product']).toBe('Choose a product from the list.')
    expect(error).toBeNull()
  })

  test('a cost line by its own cells', () => {
    const { cells } = refused({ components: box.components, costLines: [{ ...labor, rate: '-1', name: ' ', quantity: 'half' }] })
    expect(Object.keys(cells).toSorted()).toEqual(['l1.name', 'l1.quantity', 'l1.rate'])
    expect(cells['l1.rate']).toContain('below zero')
    expect(refused({ components: box.components, costLines: [{ ...labor, by: 'amount', amount: '' }] }).cells).toHaveProperty(['l1.amount'])
  })

  test('a circle on the component that leads back, with its path', () => {
    const path = [product(9, 'BOX'), bolt, product(9, 'BOX')].map(({ productId, sku }) => ({ productId, sku }))
    const { cells } = place(box, appError('bom.contains_itself', { path }))
    expect(cells['b.product']).toContain('BOX → BOLT → BOX')
  })

  test('a chain too long on the component that goes on with it', () => {
    const path = [product(8, 'CRATE'), product(9, 'BOX'), plate, product(5, 'ORE')].map(({ productId, sku }) => ({ productId, sku }))
    expect(Object.keys(place(box, appError('bom.too_deep', { path, levels: 11, levelsMax: 10 })).cells)).toEqual(['a.product'])
  })

  test('a component twice on the second of them', () => {
    expect(Object.keys(place(box, appError('bom.component_twice', { field: 'components.1.productId', sku: 'BOLT' })).cells)).toEqual(['b.product'])
  })

  test('above the rows when it is about none', () => {
    const none = appError('bom.no_components', { field: 'components' })
    expect(place(box, none)).toEqual({ cells: {}, error: none })
  })
})
