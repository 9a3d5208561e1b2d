import { describe, expect, test } from 'vitest'
import { bomTree } from '../../../src/main/domain/bom-tree.ts'
import { diffLines } from '../../../src/main/domain/bom-diff.ts'
import { rolledCosts, type CostedProduct } from '../../../src/main/domain/rolled-cost.ts'

const million = 1_000_000
const none: CostedProduct = { ownCost: null, recipe: null }
const bought = (ownCost: number): CostedProduct => ({ ownCost, recipe: null })
const made = (parts: readonly (readonly [number, number])[], ownCost: number | null = null, amountPerUnit = 0): CostedProduct => ({
  ownCost,
  recipe: { required: parts.map(([productId, quantityPerUnit]) => ({ productId, quantityPerUnit })), costLines: [{ amountPerUnit }] },
})

function costsOf(products: Readonly<Record<number, CostedProduct>>) {
  const asked: number[] = []
  const costs = rolledCosts((id) => (asked.push(id), products[id] ?? none))
  return { costs, asked }
}

describe('rolled-up costs', () => {
  test('today’s cost is the stock’s, else the unit cost, else building it; built goes all the way down', () => {
    const { costs } = costsOf({ 1: made([[2, 2 * million]], 9 * million, million), 2: made([[3, 3 * million]], null, 500_000), 3: bought(100_000) })
    expect([costs.now(1), costs.built(1), costs.now(2), costs.built(2), costs.built(3)]).toEqual([9 * million, 2_600_000, 800_000, 800_000, 100_000])
  })

  test('each line is rounded half up, once', () => {
    const { costs } = costsOf({ 1: made([[2, 500_000], [3, 500_000]]), 2: bought(1), 3: bought(3) })
    expect(costs.built(1)).toBe(1 + 2)
  })

  test('an unknown cost is named once, where it is missing, and a known one is not', () => {
    const { costs } = costsOf({ 1: made([[2, 1], [3, 1], [4, 1]]), 2: made([[9, 1]], 5), 3: made([[9, 1], [4, 1]]), 4: bought(7) })
    const recipe = { required: [2, 3, 4].map((productId) => ({ productId, quantityPerUnit: million })), costLines: [] }
    expect([costs.ofRecipe(recipe, 'direct'), costs.missingIn(recipe, 'direct')]).toEqual([null, [9]])
    expect([costs.ofRecipe(recipe, 'recursive'), costs.missingIn(recipe, 'recursive')]).toEqual([null, [9]])
    const known = { required: [{ productId: 2, quantityPerUnit: million }], costLines: [] }
    expect([costs.ofRecipe(known, 'direct'), costs.missingIn(known, 'direct')]).toEqual([5, []])
    expect([costs.ofRecipe(known, 'recursive'), costs.missingIn(known, 'recursive')]).toEqual([null, [9]])
  })

  test('too large to keep is not a cost, and nothing is missing', () => {
    const { costs } = costsOf({ 1: made([[2, Number.MAX_SAFE_INTEGER]]), 2: bought(2 * million) })
    expect(costs.built(1)).toBeNull()
    expect(costs.missingIn({ required: [{ productId: 1, quantityPerUnit: 1 }], costLines: [] }, 'recursive')).toEqual([])
  })

  test('each product is worked out once, however many ways lead to it', () => {
    const wide = Array.from({ length: 10 }, (_, level) => [level + 1, made(Array.from({ length: 50 }, () => [level + 2, 100_000] as const))] as const)
    const { costs, asked } = costsOf({ ...Object.fromEntries(wide), 11: bought(million) })
    expect(costs.built(1)).toBe(5 ** 10 * million)
    expect(asked).toHaveLength(11)
  })
})

describe('the tree', () => {
  const part = (productId: number, quantityPerUnit: number) => ({ productId, quantityPerUnit, optional: false })
  const parts: Readonly<Record<number, ReturnType<typeof part>[]>> = { 1: [part(2, 500_000), part(3, million)], 2: [part(3, 100), part(4, 3 * million)] }
  const partsOf = (id: number) => parts[id] ?? []

  test('tells what one on top takes, rounded once however deep', () => {
    expect(bomTree(1, partsOf, 10).rows.map(({ productId, level, quantityPerTop }) => [productId, level, quantityPerTop])).toEqual([
      [2, 1, 500_000],
      [3, 2, 50],
      [4, 2, 1_500_000],
      [3, 1, million],
    ])
    const thirds = (id: number) => (id < 8 ? [part(id + 1, 333_300)] : [])
    expect(bomTree(1, thirds, 10).rows.at(-1)?.quantityPerTop).toBe(Math.round(0.3333 ** 7 * million))
  })

  test('what does not fit is left closed, and counted', () => {
    const { rows, rowsTotal } = bomTree(1, partsOf, 3)
    expect([rows.map(({ productId, opened, partCount }) => [productId, opened, partCount]), rowsTotal]).toEqual([[[2, false, 2], [3, false, 0]], 4])
  })

  test('a quantity too large to say is none', () => {
    const huge = (id: number) => (id < 3 ? [part(id + 1, Number.MAX_SAFE_INTEGER)] : [])
    expect(bomTree(1, huge, 10).rows.map(({ quantityPerTop }) => quantityPerTop)).toEqual([Number.MAX_SAFE_INTEGER, null])
  })
})

describe('the difference of two recipes', () => {
  const told = (before: string, after: string) =>
    diffLines([...before].map((key) => ({ key })), [...after].map((key) => ({ key })), () => [])
      .map(({ before: was, after: is, changes }) => (was === null ? `+${is?.key}` : is === null ? `-${was.key}` : `${is.key}${changes.length > 0 ? '~' : ''}`))
      .join(' ')

  test.each([
    ['abc', 'abc', 'a b c'],
    ['abcd', 'dabc', 'd~ a b c'],
    ['abcd', 'bcda', 'b c d a~'],
    ['abc', 'axc', 'a -b +x c'],
    ['abc', 'c', '-a -b c'],
    ['', 'ab', '+a +b'],
    ['aa', 'a', 'a -a'],
    ['abcdef', 'badcfe', 'b a~ d c~ f e~'],
  ])('%s to %s', (before, after, expected) => {
    expect(told(before, after)).toBe(expected)
  })
})
