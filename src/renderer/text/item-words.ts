import type { ItemKind, ItemRow, ItemRunSummary, ImportPreviewRow, OwnedField } from '../../shared/contract/item.ts'
import { countedText, listText, quantityText } from './numbers.ts'

export const itemKindText: { readonly [K in ItemKind]: string } = {
  inventory: 'Inventory',
  non_inventory: 'Non-inventory',
  service: 'Service',
  bundle: 'Bundle',
  category: 'Category',
}

export const ownedFieldText: { readonly [F in OwnedField]: string } = { name: 'name', sku: 'SKU', unitCost: 'unit cost' }

type Reason = NonNullable<ItemRow['differenceReason']>

/** Why stock differs, in a few words for a table. */
export const differenceReasonText: { readonly [R in Reason]: string } = {
  waiting: 'on its way',
  lots: 'kept in lots',
  below_zero: 'below zero there',
  not_counted: 'not counted yet',
  source: 'stock is kept here',
}

/** Why stock here and the quantity in QuickBooks differ, as sentences; `null` where they do not. */
export function differenceSentence({ product, pending, differenceReason }: ItemRow): string | null {
  if (product === null || differenceReason === null) return null
  const moved = `${quantityText(Math.abs(pending))} ${product.unit}`
  switch (differenceReason) {
    case 'waiting':
      return `${moved} ${pending > 0 ? 'added' : 'taken away'} here have not reached QuickBooks yet.`
    case 'lots':
      return 'Stock is kept in lots here, so this program counts. The difference is shown and not applied.'
    case 'below_zero':
      return 'QuickBooks says there is less than nothing, which stock cannot be. It counts as nothing here.'
    case 'not_counted':
      return 'The next item sync brings stock here to what QuickBooks says.'
    case 'source':
      return 'The catalogue and its stock are kept here; QuickBooks is not told of quantities.'
  }
}

type Listed = ItemRunSummary['listed'][number]

/** A change in QuickBooks that was not taken over, and what to do. */
export function listedText({ why, sku }: Pick<Listed, 'why' | 'sku'>, heldBy?: string): string {
  switch (why) {
    case 'sku_in_use':
      return `QuickBooks calls it ${sku} now, and ${heldBy ?? 'another product'} has that SKU here. Change one of the two SKUs, then sync items.`
    case 'sku_too_long':
      return `Its SKU in QuickBooks is longer than 60 characters. Shorten it there, then sync items.`
    case 'count_refused':
      return `What QuickBooks says ${sku} has comes to more than the ledger can keep. Look for a digit too many there.`
  }
}

/** What a run of the item sync did, in one line; `nothing changed` where it changed nothing. */
export function runText({ created, updated, deactivated, changed, counted }: ItemRunSummary): string {
  const parts = [
    [created, `${created} new`],
    [updated, `${updated} changed`],
    [deactivated, `${deactivated} deactivated`],
    [changed, `${countedText(changed, 'product', 'products')} brought up to date`],
    [counted, `${countedText(counted, 'product', 'products')} counted`],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([, text]) => text)
  return said.length === 0 ? 'nothing changed' : listText(said)
}

/** What was read and not taken; empty where there is nothing of it. */
export function passedOverText({ skipped, unread }: ItemRunSummary): string {
  const inactive = skipped > 0 ? `${countedText(skipped, 'inactive item was', 'inactive items were')} left out.` : ''
  const strange = unread > 0 ? `${countedText(unread, 'item', 'items')} could not be read and stayed as before.` : ''
  return [inactive, strange].filter((text) => text !== '').join(' ')
}

/** What to know of a row to be imported. */
export const importNoteText: { readonly [N in ImportPreviewRow['notes'][number]]: string } = {
  below_zero: 'QuickBooks is below zero, so it starts with nothing.',
  no_quantity: 'QuickBooks tracks no quantity of it.',
  not_product: 'It was said to be no product.',
}

/** What stands in the way of importing a row as it is. */
export function importProblemText(problem: NonNullable<ImportPreviewRow['problem']>): string {
  switch (problem.problem) {
    case 'sku_in_use':
      return `${problem.name} has this SKU already.`
    case 'sku_twice':
      return `${problem.name} has the same SKU in this list.`
    case 'sku_too_long':
      return 'Write at most 60 characters.'
    case 'linked':
      return `It is linked to ${problem.sku} already.`
    case 'inactive':
      return 'It is not active in QuickBooks.'
  }
}

/** What a match has in common. */
export const matchText = { sku_and_name: 'Same SKU and name', sku: 'Same SKU, another name', name: 'Same name' } as const

/** Where in QuickBooks an item is edited: bundles and categories have no page of their own and are found in the list. */
export function editPlace({ externalId, kind }: Pick<ItemRow, 'externalId' | 'kind'>): { readonly path: string; readonly label: string } {
  const hasPage = kind !== 'bundle' && kind !== 'category' && /^\d+$/.test(externalId)
  return hasPage
    ? { path: `/app/item?itemId=${externalId}`, label: 'Edit this item in QuickBooks' }
    : { path: '/app/items', label: 'Edit in QuickBooks, from its list of products and services' }
}
