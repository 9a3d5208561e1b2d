import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { one } from '../../shared/units/decimal.ts'
import { bomQuantityDecimalsMax, type Quantity } from '../../shared/units/quantity.ts'

/** How many products may be made from one another in a row. */
export const bomLevelsMax = 10

export interface BomComponent {
  readonly productId: number
  /** Above zero, four decimals at most. */
  readonly quantityPerUnit: Quantity
}

/** The active BOMs as they stand, looked up as needed. */
export interface BomGraph {
  /** Products in the product's active BOM, optional ones too; empty when it has none. */
  readonly componentsOf: (productId: number) => readonly number[]
  /** Products whose active BOM holds this product. */
  readonly usedIn: (productId: number) => readonly number[]
  readonly skuOf: (productId: number) => string
}

export type BomRefusal = AppError<
  'bom.no_components' | 'bom.component_twice' | 'quantity.invalid' | 'bom.contains_itself' | 'bom.too_deep'
>

const step = one / 10 ** bomQuantityDecimalsMax

/**
 * Checks components that are to become the product's active BOM: at least one, none twice, quantities above zero with
 * four decimals at most, no cycle at any depth (the path is named), and at most 10 levels from the topmost product that
 * uses this one down to the deepest one below.
 */
export function checkBom(productId: number, components: readonly BomComponent[], graph: BomGraph): Result<void, BomRefusal> {
  const refusal = checkLines(components, graph) ?? checkCycle(productId, components, graph) ?? checkDepth(productId, components, graph)
  return refusal === null ? ok(undefined) : err(refusal)
}

function checkLines(components: readonly BomComponent[], graph: BomGraph): BomRefusal | null {
  if (components.length === 0) return appError('bom.no_components', { field: 'components' })
  const seen = new Set<number>()
  for (const [place, { productId, quantityPerUnit }] of components.entries()) {
    const field = `components.${place}.quantityPerUnit`
    if (quantityPerUnit <= 0) return appError('quantity.invalid', { field, problem: 'not_positive' })
    if (quantityPerUnit % step !== 0) {
      return appError('quantity.invalid', { field, problem: 'too_many_decimals', decimalsMax: bomQuantityDecimalsMax })
    }
    if (seen.has(productId)) return appError('bom.component_twice', { field: `components.${place}.productId`, sku: graph.skuOf(productId) })
    seen.add(productId)
  }
  return null
}

function checkCycle(productId: number, components: readonly BomComponent[], graph: BomGraph): BomRefusal | null {
  const visited = new Set<number>()
  const pathTo = (current: number): number[] | null => {
    if (current === productId) return [current]
    if (visited.has(current)) return null
    visited.add(current)
    for (const next of graph.componentsOf(current)) {
      const rest = pathTo(next)
      if (rest !== null) return [current, ...rest]
    }
    return null
  }
  for (const component of components) {
    const path = pathTo(component.productId)
    if (path !== null) return appError('bom.contains_itself', { path: named([productId, ...path], graph) })
  }
  return null
}

function checkDepth(productId: number, components: readonly BomComponent[], graph: BomGraph): BomRefusal | null {
  const below = longest(components.map((component) => component.productId), (id) => graph.componentsOf(id))
  const above = longest(graph.usedIn(productId), (id) => graph.usedIn(id))
  const path = [...above.toReversed(), productId, ...below]
  // The deepest product is bought, or made from nothing known: it is no level of its own.
  const levels = path.length - 1
  if (levels <= bomLevelsMax) return null
  return appError('bom.too_deep', { path: named(path, graph), levels, levelsMax: bomLevelsMax })
}

/** The longest chain from any of the starts; there is no cycle here, so every chain ends. */
function longest(starts: readonly number[], nextOf: (productId: number) => readonly number[]): readonly number[] {
  const known = new Map<number, readonly number[]>()
  const chainFrom = (productId: number): readonly number[] => {
    const before = known.get(productId)
    if (before !== undefined) return before
    const chain = [productId, ...longestOf(nextOf(productId).map(chainFrom))]
    known.set(productId, chain)
    return chain
  }
  return longestOf(starts.map(chainFrom))
}

function longestOf(chains: readonly (readonly number[])[]): readonly number[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), [])
}

function named(path: readonly number[], graph: BomGraph): { productId: number; sku: string }[] {
  return path.map((productId) => ({ productId, sku: graph.skuOf(productId) }))
}
