import type { Money } from '../../shared/units/money.ts'
import { skuLengthMax } from './item-matching.ts'

/** What of a linked product the accounting company may own while it is the source of the catalogue. */
export const ownedFields = ['name', 'sku', 'unitCost'] as const
export type OwnedField = (typeof ownedFields)[number]

/** What an item says of the product it is linked to. */
export interface ItemFacts {
  readonly name: string
  readonly sku: string
  readonly purchaseCost: Money | null
  readonly active: boolean
}

export interface OwnedValues {
  readonly name: string
  readonly sku: string
  readonly unitCost: Money
}

/** A change that is not applied, and why. */
export type ListedChange =
  | { readonly why: 'sku_in_use'; readonly sku: string; readonly heldBy: number }
  | { readonly why: 'sku_too_long'; readonly sku: string }

export interface ItemChanges {
  /** What to take over; empty when the product says it already. */
  readonly take: Partial<OwnedValues>
  readonly listed: readonly ListedChange[]
}

/**
 * Which fields the item owns: those it says something about. Without a SKU or a purchase cost in the accounting company
 * the product keeps its own. An item that is inactive there owns nothing: its name is decorated, and it may be gone.
 */
export function ownedBy(item: ItemFacts): readonly OwnedField[] {
  if (!item.active) return []
  return ownedFields.filter((field) => (field === 'name' ? item.name !== '' : field === 'sku' ? item.sku !== '' : (item.purchaseCost ?? 0) > 0))
}

/**
 * What a linked product takes over from its item. The accounting company wins, but for a SKU that another product has
 * and one that is too long here: those are listed for a person.
 *
 * @param skuHolder product that has a SKU here, `null` when none has
 */
export function changesFrom(item: ItemFacts, product: OwnedValues & { readonly productId: number }, skuHolder: (sku: string) => number | null): ItemChanges {
  const owned = new Set(ownedBy(item))
  const take: { -readonly [F in OwnedField]?: OwnedValues[F] } = {}
  const listed: ListedChange[] = []
  if (owned.has('name') && item.name !== product.name) take.name = item.name
  if (owned.has('unitCost') && item.purchaseCost !== null && item.purchaseCost !== product.unitCost) take.unitCost = item.purchaseCost
  if (owned.has('sku') && item.sku !== product.sku) {
    const heldBy = skuHolder(item.sku)
    if (item.sku.length > skuLengthMax) listed.push({ why: 'sku_too_long', sku: item.sku })
    else if (heldBy !== null && heldBy !== product.productId) listed.push({ why: 'sku_in_use', sku: item.sku, heldBy })
    else take.sku = item.sku
  }
  return { take, listed }
}

/** The first field of a product that a person changed although its item owns it; `null` when there is none. */
export function changedOwnedField(item: ItemFacts, before: OwnedValues, after: OwnedValues): OwnedField | null {
  const fromItem: OwnedValues = { name: item.name, sku: item.sku, unitCost: item.purchaseCost ?? before.unitCost }
  // To say what the item says is no breach, whoever says it first.
  return ownedBy(item).find((field) => after[field] !== before[field] && after[field] !== fromItem[field]) ?? null
}
