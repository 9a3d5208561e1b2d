import { shareOf, sumInRange } from '../../shared/units/apportion.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/** What a sale carries of a product in one place: a lot, or a shortage. Above zero for a sale and for goods given back alike. */
export interface CarriedPart {
  readonly productId: number
  /** `null` for what is still missing. */
  readonly lotId: number | null
  readonly quantity: Quantity
  readonly value: Money
}

export interface LineToCost {
  readonly productId: number
  readonly quantity: Quantity
}

/**
 * Deals what a sale carries to its lines, in line order and in the order given: each line takes what it says, and a part
 * that two lines share is divided by quantity, the later line taking the rest. What no line asks for goes to the product's
 * last line, so that lines always sum to the sale. Parts without quantity go there too.
 */
export function dealToLines(lines: readonly LineToCost[], carried: readonly CarriedPart[]): CarriedPart[][] {
  const dealt: CarriedPart[][] = lines.map(() => [])
  for (const [productId, parts] of Map.groupBy(carried, (part) => part.productId)) {
    const places = lines.flatMap((line, place) => (line.productId === productId ? [place] : []))
    const left = parts.map((part) => ({ ...part }))
    for (const place of places) {
      let wanted = lines[place]?.quantity ?? 0
      for (const part of left) {
        const quantity = Math.min(wanted, part.quantity)
        if (quantity <= 0) continue
        const value = shareOf(part.value, quantity, part.quantity)
        dealt[place]?.push({ ...part, quantity, value })
        part.quantity -= quantity
        part.value -= value
        wanted -= quantity
      }
    }
    const last = places.at(-1)
    if (last === undefined) continue
    dealt[last]?.push(...left.filter(({ quantity, value }) => quantity !== 0 || value !== 0))
  }
  return dealt
}

/** What parts come to; `null` when it is more than can be said. */
export function costOfParts(parts: readonly CarriedPart[]): Money | null {
  return sumInRange(parts.map(({ value }) => value))
}
