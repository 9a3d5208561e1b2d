import { divideHalfUp, one } from '../../shared/units/decimal.ts'

/** One component of an active BOM. Quantities are millionths of the component's unit. */
export interface Asks {
  readonly productId: number
  readonly componentId: number
  readonly quantityPerUnit: number
  readonly optional: boolean
}

export interface Use {
  readonly productId: number
  /** Per unit built, at every level together, rounded once. */
  readonly quantityPerUnit: number
  /** On every way down something optional stands between. */
  readonly optional: boolean
  readonly direct: boolean
  /** Its components that hold the product. */
  readonly through: readonly number[]
}

interface Held {
  /** Millionths, times `exact`. */
  readonly quantity: bigint
  readonly required: boolean
}

/** Room for ten levels of six decimals, so that nothing is rounded on the way. */
const exact = 10n ** 60n

/** Where a product is used, from every component line between it and what is made of it. BOMs hold no circle. */
export function whereUsed(productId: number, asks: readonly Asks[]): readonly Use[] {
  const linesOf = Map.groupBy(asks, (ask) => ask.productId)
  const known = new Map<number, Held>([[productId, { quantity: BigInt(one) * exact, required: true }]])
  const heldBy = (id: number): Held => {
    const before = known.get(id)
    if (before !== undefined) return before
    const parts = (linesOf.get(id) ?? []).map((line) => ({ line, held: heldBy(line.componentId) }))
    const made = {
      quantity: parts.reduce((sum, { line, held }) => sum + (held.quantity * BigInt(line.quantityPerUnit)) / BigInt(one), 0n),
      required: parts.some(({ line, held }) => held.required && !line.optional),
    }
    known.set(id, made)
    return made
  }
  return [...linesOf].map(([id, lines]) => {
    const { quantity, required } = heldBy(id)
    return {
      productId: id,
      quantityPerUnit: Number(divideHalfUp(quantity, exact)),
      optional: !required,
      direct: lines.some(({ componentId }) => componentId === productId),
      through: lines.map(({ componentId }) => componentId).filter((componentId) => componentId !== productId),
    }
  })
}
