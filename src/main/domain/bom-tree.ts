import { divideHalfUp, isInRange, one } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

export interface TreePart {
  readonly productId: number
  readonly quantityPerUnit: Quantity
  readonly optional: boolean
}

export interface TreeRow extends TreePart {
  /** 1 for what the product is made of itself, 2 for what that is made of, and so on. */
  readonly level: number
  /** What one unit of the product on top takes of it, rounded once; `null` when it is more than the ledger can say. */
  readonly quantityPerTop: Quantity | null
  /** How many parts it is made of itself, whether or not they are among the rows. */
  readonly partCount: number
  /** Whether its parts follow. */
  readonly opened: boolean
}

export interface Tree {
  /** Each part followed by its own parts. */
  readonly rows: readonly TreeRow[]
  /** How many rows the whole tree has, counted up to the largest number the ledger keeps. */
  readonly rowsTotal: number
}

/**
 * Everything a product is made of, at every level. Up to `rowsMax` rows are told, the upper levels first, the parts of one
 * product together or not at all; the first level always. A part used by many ways is a row at each of them.
 */
export function bomTree(productId: number, partsOf: (productId: number) => readonly TreePart[], rowsMax: number): Tree {
  interface Node {
    readonly row: Omit<TreeRow, 'opened'>
    /** The exact quantity per top unit in millionths to the power of its level. */
    readonly exact: bigint
    children: readonly Node[]
  }
  const nodesUnder = (product: number, level: number, exact: bigint): Node[] =>
    partsOf(product).map((part) => {
      const taken = exact * BigInt(part.quantityPerUnit)
      const quantityPerTop = Number(divideHalfUp(taken, BigInt(one) ** BigInt(level - 1)))
      const row = { ...part, level, quantityPerTop: isInRange(quantityPerTop) ? quantityPerTop : null, partCount: partsOf(part.productId).length }
      return { row, exact: taken, children: [] }
    })
  const top = nodesUnder(productId, 1, 1n)
  let told = top.length
  // The queue grows while it is walked: one level after the other.
  const queue = [...top]
  for (const node of queue) {
    const { partCount, level } = node.row
    if (partCount === 0 || told + partCount > rowsMax) continue
    node.children = nodesUnder(node.row.productId, level + 1, node.exact)
    told += partCount
    queue.push(...node.children)
  }
  const rows: TreeRow[] = []
  const write = (nodes: readonly Node[]) => {
    for (const { row, children } of nodes) {
      rows.push({ ...row, opened: children.length > 0 })
      write(children)
    }
  }
  write(top)
  return { rows, rowsTotal: countRows(productId, partsOf) }
}

/** Each product's parts are counted once, however many ways lead to it. */
function countRows(productId: number, partsOf: (productId: number) => readonly TreePart[]): number {
  const known = new Map<number, number>()
  const rowsUnder = (product: number): number => {
    const before = known.get(product)
    if (before !== undefined) return before
    const count = partsOf(product).reduce((sum, part) => Math.min(Number.MAX_SAFE_INTEGER, sum + 1 + rowsUnder(part.productId)), 0)
    known.set(product, count)
    return count
  }
  return rowsUnder(productId)
}
