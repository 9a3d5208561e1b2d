import { shareOf } from '../../shared/units/apportion.ts'
import { divideHalfUp } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/** Whole cents of the company's currency. The practice company keeps its books in cents, as QuickBooks does. */
export type Cents = number

/** What some quantity cost, kept as it was paid, so that a unit cost never loses its decimals. */
export interface Rate {
  readonly cents: Cents
  readonly quantity: Quantity
}

/** What is left of one arrival: a quantity above zero, and what all of it is worth. */
export interface Layer {
  /** The movement it came with. */
  readonly key: string
  readonly date: string
  readonly quantity: Quantity
  readonly value: Cents
}

/** What went out although nothing was there, at the cost it was booked with until something arrives. */
export type Short = Omit<Layer, 'date'>

/** All that is known of one item's stock. There are never layers and shorts at once. */
export interface Holding {
  readonly layers: readonly Layer[]
  readonly shorts: readonly Short[]
  readonly lastCost: Rate | null
}

export interface Movement {
  readonly key: string
  readonly date: string
  /** Above zero it comes in, below zero it goes out. */
  readonly quantity: Quantity
  /** What came in was paid with; `null` where the document says nothing of value. What goes out is always valued here. */
  readonly value: Cents | null
}

export interface Moved {
  readonly holding: Holding
  /** By how much each movement's part of the asset account changed, by its key: this one's, and of shorts it settled. */
  readonly changes: readonly { readonly key: string; readonly cents: Cents }[]
}

export const nothingHeld: Holding = { layers: [], shorts: [], lastCost: null }

/**
 * Applies one movement by QuickBooks' FIFO. What comes in without a value is worth the item's last cost, else its
 * purchase cost, else nothing. What goes out beyond the stock is booked at that cost, and the document that took it is
 * given the true cost when stock arrives.
 */
export function move(holding: Holding, movement: Movement, purchaseCost: Rate | null): Moved {
  if (movement.quantity > 0) return arrive(holding, movement, purchaseCost)
  if (movement.quantity < 0) return leave(holding, movement, purchaseCost)
  return { holding, changes: [] }
}

function arrive({ layers, shorts, lastCost }: Holding, { key, date, quantity, value: paid }: Movement, purchaseCost: Rate | null): Moved {
  const value = paid ?? costOf(quantity, lastCost ?? purchaseCost)
  const changes = [{ key, cents: value }]
  const open: Short[] = []
  let rest = { quantity, value }
  for (const short of shorts) {
    const taken = Math.min(short.quantity, rest.quantity)
    if (taken === 0) {
      open.push(short)
      continue
    }
    const worth = shareOf(rest.value, taken, rest.quantity)
    const booked = shareOf(short.value, taken, short.quantity)
    rest = { quantity: rest.quantity - taken, value: rest.value - worth }
    if (worth !== booked) changes.push({ key: short.key, cents: booked - worth })
    if (taken < short.quantity) open.push({ ...short, quantity: short.quantity - taken, value: short.value - booked })
  }
  return {
    holding: {
      layers: rest.quantity > 0 ? [...layers, { key, date, ...rest }] : layers,
      shorts: open,
      lastCost: paid === null ? lastCost : { cents: paid, quantity },
    },
    changes,
  }
}

function leave({ layers, shorts, lastCost }: Holding, { key, quantity }: Movement, purchaseCost: Rate | null): Moved {
  let missing = -quantity
  let worth = 0
  let used = 0
  const left: Layer[] = []
  for (const layer of layers) {
    if (missing === 0) break
    const taken = Math.min(missing, layer.quantity)
    const share = shareOf(layer.value, taken, layer.quantity)
    missing -= taken
    worth += share
    used += 1
    if (taken < layer.quantity) left.push({ ...layer, quantity: layer.quantity - taken, value: layer.value - share })
  }
  const booked = costOf(missing, lastCost ?? purchaseCost)
  return {
    holding: {
      layers: [...left, ...layers.slice(used)],
      shorts: missing > 0 ? [...shorts, { key, quantity: missing, value: booked }] : shorts,
      lastCost,
    },
    changes: [{ key, cents: -(worth + booked) }],
  }
}

/** What a quantity costs at a rate, rounded once; nothing when no cost is known. */
export function costOf(quantity: Quantity, rate: Rate | null): Cents {
  if (rate === null || rate.quantity === 0) return 0
  return Number(divideHalfUp(BigInt(rate.cents) * BigInt(quantity), BigInt(rate.quantity)))
}

/** On hand, below zero while something is short. */
export function quantityOf({ layers, shorts }: Holding): Quantity {
  return sum(layers, 'quantity') - sum(shorts, 'quantity')
}

/** What the asset account holds of this item. */
export function valueOf({ layers, shorts }: Holding): Cents {
  return sum(layers, 'value') - sum(shorts, 'value')
}

function sum(parts: readonly Short[], of: 'quantity' | 'value'): number {
  return parts.reduce((all, part) => all + part[of], 0)
}
