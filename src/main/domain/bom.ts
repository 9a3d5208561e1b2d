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

export type BomProblem = AppError<'bom.no_components' | 'bom.component_twice' | 'bom.contains_itself' | 'bom.too_deep'>

export type BomRefusal = BomProblem | AppError<'quantity.invalid'>

const step = one / 10 ** bomQuantityDecimalsMax

/**
 * Checks components that are to become the product's active BOM: at least one, none twice, quantities above zero with
 * four decimals at most, no cycle at any depth (the path is named), and at most 10 levels from the topmost product that
 * uses this one down to the deepest one below.
 */
export function checkBom(productId: number, components: readonly BomComponent[], graph: BomGraph): Result<void, BomRefusal> {
  const [refusal] = [...quantityProblems(components), ...bomProblems(productId, components.map((component) => component.productId), graph)]
  return refusal === undefined ? ok(undefined) : err(refusal)
}

/**
 * Everything that keeps a recipe from being activated, whatever its quantities: no component, each one met twice, each one
 * that leads back to the product, and the longest way when it is too long. A line without a product yet is `null`.
 */
export function bomProblems(productId: number, components: readonly (number | null)[], graph: BomGraph): readonly BomProblem[] {
  if (components.length === 0) return [appError('bom.no_components', { field: 'components' })]
  const known = new Set(components.filter((component) => component !== null))
  const circles = circlesThrough(productId, known, graph)
  // A chain that leads back to its start has no length.
  return [...twice(components, graph), ...circles, ...(circles.length > 0 ? [] : depthProblems(productId, known, graph))]
}

function quantityProblems(components: readonly BomComponent[]): BomRefusal[] {
  return components.flatMap(({ quantityPerUnit }, place) => {
    const field = `components.${place}.quantityPerUnit`
    if (quantityPerUnit <= 0) return [appError('quantity.invalid', { field, problem: 'not_positive' })]
    if (quantityPerUnit % step === 0) return []
    return [appError('quantity.invalid', { field, problem: 'too_many_decimals', decimalsMax: bomQuantityDecimalsMax })]
  })
}

function twice(components: readonly (number | null)[], graph: BomGraph): BomProblem[] {
  return components.flatMap((component, place) => {
    if (component === null || components.indexOf(component) === place) return []
    return [appError('bom.component_twice', { field: `components.${place}.productId`, sku: graph.skuOf(component) })]
  })
}

function circlesThrough(productId: number, components: Iterable<number>, graph: BomGraph): BomProblem[] {
  // What was found not to lead back does not, by whatever way it is met again.
  const harmless = new Set<number>()
  const pathTo = (current: number): number[] | null => {
    if (current === productId) return [current]
    if (harmless.has(current)) return null
    for (const next of graph.componentsOf(current)) {
      const rest = pathTo(next)
      if (rest !== null) return [current, ...rest]
    }
    harmless.add(current)
    return null
  }
  return [...components].flatMap((component) => {
    const path = pathTo(component)
    return path === null ? [] : [appError('bom.contains_itself', { path: named([productId, ...path], graph) })]
  })
}

function depthProblems(productId: number, components: Iterable<number>, graph: BomGraph): BomProblem[] {
  const below = longest([...components], (id) => graph.componentsOf(id))
  const above = longest(graph.usedIn(productId), (id) => graph.usedIn(id))
  const path = [...above.toReversed(), productId, ...below]
  // The deepest product is bought, or made from nothing known: it is no level of its own.
  const levels = path.length - 1
  return levels <= bomLevelsMax ? [] : [appError('bom.too_deep', { path: named(path, graph), levels, levelsMax: bomLevelsMax })]
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
