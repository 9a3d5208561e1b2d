import { describe, expect, test } from 'vitest'
import { checkBom, type BomGraph } from '../../../src/main/domain/bom.ts'

/** Active BOMs as `product: components`; a product's id is its SKU's number. */
function graph(boms: Readonly<Record<number, readonly number[]>>): BomGraph {
  return {
    componentsOf: (id) => boms[id] ?? [],
    usedIn: (id) => Object.keys(boms).map(Number).filter((product) => boms[product]?.includes(id)),
    skuOf: (id) => `P${id}`,
  }
}

const of = (...ids: readonly number[]) => ids.map((productId) => ({ productId, quantityPerUnit: 1_000_000 }))
const path = (...ids: readonly number[]) => ids.map((productId) => ({ productId, sku: `P${productId}` }))
const errorOf = (result: ReturnType<typeof checkBom>) => (result.ok ? null : result.error)

describe('a BOM', () => {
  test('may use the same part by many ways', () => {
    expect(checkBom(1, of(2, 3), graph({ 2: [4], 3: [4] })).ok).toBe(true)
  })
  test('may not contain its own product', () => {
    expect(errorOf(checkBom(1, of(2, 1), graph({})))).toEqual({ code: 'bom.contains_itself', data: { path: path(1, 1) } })
  })
  test('may not come back to its product at any depth, and the way is named', () => {
    const error = errorOf(checkBom(1, of(9, 2), graph({ 2: [8, 3], 3: [4], 4: [1], 9: [8] })))
    expect(error).toEqual({ code: 'bom.contains_itself', data: { path: path(1, 2, 3, 4, 1) } })
  })
  test('what the product’s present BOM holds does not matter to the one that replaces it', () => {
    expect(checkBom(1, of(3), graph({ 1: [2], 2: [5] })).ok).toBe(true)
  })
  test('has at least one component, none twice', () => {
    expect(errorOf(checkBom(1, [], graph({})))?.code).toBe('bom.no_components')
    expect(errorOf(checkBom(1, of(2, 3, 2), graph({})))).toEqual({ code: 'bom.component_twice', data: { field: 'components.2.productId', sku: 'P2' } })
  })
  test('takes quantities above zero with four decimals', () => {
    const quantity = (quantityPerUnit: number) => errorOf(checkBom(1, [{ productId: 2, quantityPerUnit }], graph({})))?.data
    expect(quantity(100)).toBeUndefined()
    expect(quantity(0)).toEqual({ field: 'components.0.quantityPerUnit', problem: 'not_positive' })
    expect(quantity(10)).toEqual({ field: 'components.0.quantityPerUnit', problem: 'too_many_decimals', decimalsMax: 4 })
  })
})

describe('ten levels', () => {
  /** `from` is made from the next number, and so on down to `to`. */
  const chain = (from: number, to: number) => Object.fromEntries(Array.from({ length: to - from }, (_, n) => [from + n, [from + n + 1]]))

  test('are allowed below, above, and on both sides together', () => {
    expect(checkBom(1, of(2), graph(chain(2, 11))).ok).toBe(true)
    expect(checkBom(10, of(11), graph(chain(1, 10))).ok).toBe(true)
    expect(checkBom(5, of(6), graph({ ...chain(1, 5), ...chain(6, 11) })).ok).toBe(true)
  })
  test('are the most, and the longest way is named', () => {
    const eleven = { code: 'bom.too_deep', data: { path: path(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), levels: 11, levelsMax: 10 } }
    expect(errorOf(checkBom(1, of(2), graph(chain(2, 12))))).toEqual(eleven)
    expect(errorOf(checkBom(11, of(12), graph(chain(1, 11))))).toEqual(eleven)
    expect(errorOf(checkBom(6, of(20, 7), graph({ ...chain(1, 6), ...chain(7, 12) })))).toEqual(eleven)
  })
  test('are found fast where every level uses two of the next', () => {
    const wide = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [n + 2, Array.from({ length: 40 }, () => n + 3)]))
    expect(checkBom(1, of(2), graph(wide)).ok).toBe(true)
  })
})
