import { foldText } from '../../shared/fold-text.ts'
import type { Money } from '../../shared/units/money.ts'

/** What the accounting company says an item is. A category only holds others. */
export type ItemKind = 'inventory' | 'non_inventory' | 'service' | 'bundle' | 'category'
export type ProposedKind = 'component' | 'finished_good'

/** SKUs have at most 60 characters here. */
export const skuLengthMax = 60
/** A SKU made from a name stays short enough for a label. */
const madeLengthMax = 24

/**
 * The kind of product an item is proposed as: what is sold and has no purchase cost is made here, and so is a bundle;
 * everything else is a component. Nobody but the shop knows, so the import asks.
 */
export function proposedKind(item: { readonly kind: ItemKind; readonly purchaseCost: Money | null; readonly unitPrice: Money | null }): ProposedKind {
  if (item.kind === 'bundle') return 'finished_good'
  const bought = (item.purchaseCost ?? 0) > 0
  const sold = (item.unitPrice ?? 0) > 0
  return item.kind === 'inventory' && sold && !bought ? 'finished_good' : 'component'
}

/**
 * SKUs for an item that has none, best first: made of its name in capital letters, digits and hyphens, then the same
 * counted on. A name without any such letter goes by `ITEM`.
 */
export function* skusFromName(name: string): Generator<string> {
  const words = foldText(name)
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const made = cutAtWord(words.join('-')) || 'ITEM'
  yield made
  for (let count = 2; ; count += 1) yield `${made}-${count}`
}

/** The first SKU made from the name that nobody has. */
export function freeSkuFromName(name: string, isTaken: (sku: string) => boolean): string {
  for (const sku of skusFromName(name)) {
    if (!isTaken(sku)) return sku
  }
  throw new Error('SKUs counted on without an end')
}

function cutAtWord(text: string): string {
  if (text.length <= madeLengthMax) return text
  const cut = text.slice(0, madeLengthMax)
  const lastWord = cut.lastIndexOf('-')
  return text[madeLengthMax] === '-' || lastWord < madeLengthMax / 2 ? cut.replace(/-$/, '') : cut.slice(0, lastWord)
}

export interface Named {
  readonly id: number
  readonly sku: string
  readonly name: string
}

export interface ItemMatch {
  readonly itemId: number
  readonly productId: number
  /** What they have in common; with a SKU in common the name may be another. */
  readonly by: 'sku_and_name' | 'sku' | 'name'
}

/**
 * Pairs of items and products that are likely the same thing: a SKU in common first, then a name in common among what is
 * left. A SKU or name that two items or two products share says nothing and offers nothing, and nothing is paired twice.
 */
export function matchItems(items: readonly Named[], products: readonly Named[]): ItemMatch[] {
  const bySku = pairsBy(items, products, ({ sku }) => sku.trim().toLowerCase())
  const pairedItems = new Set(bySku.map(({ item }) => item.id))
  const pairedProducts = new Set(bySku.map(({ product }) => product.id))
  const byName = pairsBy(
    items.filter(({ id }) => !pairedItems.has(id)),
    products.filter(({ id }) => !pairedProducts.has(id)),
    nameKey,
  )
  const skuMatches = bySku.map(
    ({ item, product }): ItemMatch => ({ itemId: item.id, productId: product.id, by: nameKey(item) === nameKey(product) ? 'sku_and_name' : 'sku' }),
  )
  return [...skuMatches, ...byName.map(({ item, product }): ItemMatch => ({ itemId: item.id, productId: product.id, by: 'name' }))]
}

const nameKey = ({ name }: Named) => foldText(name).replaceAll(/\s+/gu, ' ').trim()

function pairsBy(items: readonly Named[], products: readonly Named[], keyOf: (named: Named) => string): { item: Named; product: Named }[] {
  const ofProducts = onlyOnes(products, keyOf)
  const pairs: { item: Named; product: Named }[] = []
  for (const [key, item] of onlyOnes(items, keyOf)) {
    const product = ofProducts.get(key)
    if (product !== undefined) pairs.push({ item, product })
  }
  return pairs
}

/** What has its key alone; an empty key is none. */
function onlyOnes(all: readonly Named[], keyOf: (named: Named) => string): Map<string, Named> {
  const ones = new Map<string, Named>()
  const shared = new Set<string>()
  for (const named of all) {
    const key = keyOf(named)
    if (key === '' || shared.has(key)) continue
    if (ones.delete(key)) shared.add(key)
    else ones.set(key, named)
  }
  return ones
}
