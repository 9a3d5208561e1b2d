import type { ItemCode, WordsFor } from './error-words.ts'
import { listText } from './numbers.ts'

const usedBy = { movement: 'has moved stock', sale: 'was sold', build: 'is in a build', receipt: 'is on a receipt', bom: 'is in a BOM' } as const

const fieldWords = { name: 'name', sku: 'SKU', unitCost: 'unit cost' } as const

/** Sentences about the items of QuickBooks and what became of them here. */
export const itemWords: WordsFor<ItemCode> = {
  'item.not_found': () => ({
    what: 'This item is not in the list any more.',
    toDo: 'Sync items, then choose it from the list.',
  }),
  'item.linked': ({ item, sku }) => ({
    what: `${item} is linked to ${sku} already.`,
    why: 'An item stands for one product.',
    toDo: 'Unlink it there first, or choose another item.',
  }),
  'item.not_active': ({ item }) => ({
    what: `${item} is not active in QuickBooks.`,
    why: 'QuickBooks takes no documents for an item that is inactive or gone.',
    toDo: 'Make it active there and sync items, or choose another item.',
  }),
  'item.sku_in_use': ({ sku, heldBy }) => ({
    what: `${heldBy} already has the SKU ${sku}.`,
    toDo: 'Link this item to that product, type another SKU, or leave the row out.',
  }),
  'item.product_linked': ({ sku, item }) => ({
    what: `${sku} is linked to ${item} already.`,
    why: 'A product stands for one item.',
    toDo: 'Unlink it there first, or choose another product.',
  }),
  'item.not_linked': ({ sku }) => ({
    what: `${sku} is not linked to an item.`,
    toDo: 'Nothing is left to unlink.',
  }),
  'item.import_not_found': () => ({
    what: 'This import is undone already, or never happened.',
    toDo: 'Nothing is left to undo.',
  }),
  'item.import_used': ({ products, count }) => ({
    what: `What was imported is in use: ${listText(products.map(({ sku, by }) => `${sku} ${usedBy[by]}`))}${count > products.length ? `, and ${count - products.length} more` : ''}.`,
    why: 'An import is undone whole, while nothing uses what it made.',
    toDo: 'Undo what uses these products first, or archive the ones you do not want.',
  }),
  'item.not_the_source': () => ({
    what: 'QuickBooks is not the source of the catalogue.',
    why: 'Products live here, so nothing of them is taken from its items.',
    toDo: 'Choose Sync under Settings, Integrations, if QuickBooks is to be the source.',
  }),
  'product.owned_by_quickbooks': ({ field, sku }) => ({
    what: `The ${fieldWords[field]} of ${sku} comes from QuickBooks.`,
    why: 'It is linked to an item, and QuickBooks is the source of the catalogue.',
    toDo: 'Change it in QuickBooks and sync items, or unlink the product first.',
  }),
}
