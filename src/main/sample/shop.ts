import { one } from '../../shared/units/decimal.ts'
import { parseMoney } from '../../shared/units/money.ts'
import { parseQuantity, type Quantity } from '../../shared/units/quantity.ts'
import { sampleProducts, type SampleProduct } from '../practice/sample-catalogue.ts'
import { sampleBoms, type SampleBom } from '../practice/sample-recipes.ts'
import type { SampleDesk } from './desk.ts'
import type { Dice } from './dice.ts'

/** What the shop's days have in common. Quantities are millionths. */
export interface SampleShop {
  readonly desk: SampleDesk
  readonly stock: SampleStock
  readonly productId: (sku: string) => number
  readonly supplierId: (code: string) => number
  readonly people: { readonly office: number; readonly cutting: number; readonly welding: number; readonly assembly: number; readonly quality: number }
  readonly memory: Memory
}

/** A day of the shop: its place in the year, how many are still to come, and its chances. */
export interface Day {
  readonly place: number
  readonly left: number
  readonly dice: Dice
}

/** The shop's own count of its stock, kept beside the ledger so that it knows what it can build and sell. */
export interface SampleStock {
  onHand(sku: string): Quantity
  move(sku: string, quantity: Quantity): void
}

/** What the shop still has to do something about on a later day. */
export interface Memory {
  orders: Order[]
  /** Confirmed lines whose cost will be corrected, or is still a guess. */
  lateCosts: { readonly due: number; readonly receiptId: number; readonly lineNo: number; readonly unitCost: string }[]
  plans: { readonly due: number; readonly plannedBuildId: number; readonly sku: string; readonly units: number }[]
  /** The newest lot of what was bought, and how much came in it. */
  readonly newestLot: Map<string, { readonly lotId: number; readonly quantity: Quantity }>
  /** Sales of which something may come back. */
  soldLately: { readonly customer: string; readonly reference: string; readonly sku: string; readonly revenueOfOne: string }[]
  documents: number
}

export interface Order {
  readonly due: number
  readonly supplier: string
  readonly lines: readonly { readonly sku: string; readonly units: number }[]
}

export function openStock(): SampleStock {
  const counted = new Map<string, Quantity>()
  return {
    onHand: (sku) => counted.get(sku) ?? 0,
    move: (sku, quantity) => counted.set(sku, (counted.get(sku) ?? 0) + quantity),
  }
}

export function emptyMemory(): Memory {
  return { orders: [], lateCosts: [], plans: [], newestLot: new Map(), soldLately: [], documents: 1000 }
}

const productBySku = new Map(sampleProducts.map((product) => [product.sku, product]))
const bomBySku = new Map(sampleBoms.map((bom) => [bom.sku, bom]))

export function productOf(sku: string): SampleProduct {
  const product = productBySku.get(sku)
  if (product === undefined) throw new Error(`The catalogue has no ${sku}.`)
  return product
}

/** The recipe of what is made here; `null` of what is bought. */
export function bomOf(sku: string): SampleBom | null {
  return bomBySku.get(sku) ?? null
}

/** Millionths of a figure of the catalogue. */
export function figure(text: string): number {
  const parsed = parseQuantity(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`)
  return parsed.value
}

/** Millionths of an amount of money of the catalogue. */
export function amount(text: string): number {
  const parsed = parseMoney(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`)
  return parsed.value
}

/** How much of a product's own unit is in one of what it is bought by. */
export function sizeOf({ purchase }: SampleProduct): Quantity {
  return purchase === null ? one : figure(purchase.factor)
}

/** Whole units that the stock allows; optional components do not count. */
export function buildable({ stock }: SampleShop, bom: SampleBom): number {
  const required = bom.components.filter(({ optional }) => !optional)
  return Math.min(...required.map(({ sku, quantity }) => Math.floor(stock.onHand(sku) / figure(quantity))))
}
