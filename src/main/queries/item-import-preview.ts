import type { ImportPreviewRow } from '../../shared/contract/item.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { freeSkuFromName, proposedKind, skuLengthMax } from '../domain/item-matching.ts'
import { companySettings } from '../ledger/company.ts'
import { storedItem, type StoredItem } from '../ledger/items.ts'
import type { QueryHandler } from './context.ts'

type Problem = NonNullable<ImportPreviewRow['problem']>

interface Holder {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly archived: 0 | 1
  readonly linked: 0 | 1
}

const statements = perConnection((db) => ({
  holder: db.prepare<[string], Holder>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.archived, EXISTS (SELECT 1 FROM item_link l WHERE l.product_id = p.product_id) AS linked
     FROM product p WHERE p.sku = ?`,
  ),
  skuOf: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
  notProduct: db.prepare<[number], number>('SELECT 1 FROM item_not_product WHERE accounting_item_id = ?').pluck(),
}))

interface Asked {
  readonly item: StoredItem
  /** As typed; `null` for what the item says. */
  readonly sku: string | null
}

/** What importing items would make of them. A SKU that is missing is made from the name, another for each row. */
export const previewImport: QueryHandler<'item.import_preview'> = ({ db }, { rows }) => {
  const asked = rows.flatMap(({ accountingItemId, sku }): Asked[] => {
    const item = storedItem(db, accountingItemId)
    return item === undefined ? [] : [{ item, sku }]
  })
  // What is typed or told is taken before anything is made from a name.
  const taken = new Map<string, StoredItem>()
  for (const { item, sku } of asked) {
    const said = sku ?? ownSku(item)
    if (said !== null && !taken.has(said)) taken.set(said, item)
  }
  const isTaken = (sku: string) => taken.has(sku) || statements(db).holder.get(sku) !== undefined
  const previewed = asked.map(({ item, sku }) => {
    const said = sku ?? ownSku(item)
    const given = said ?? freeSkuFromName(item.name, isTaken)
    if (said === null) taken.set(given, item)
    return rowOf(db, item, { sku: given, skuMade: said === null, first: taken.get(given) ?? item })
  })
  return ok({ rows: previewed, receiving: companySettings(db).receiving })
}

/** The item's SKU, where it has one that fits here. */
const ownSku = ({ sku }: StoredItem): string | null => (sku.trim() === '' || sku.trim().length > skuLengthMax ? null : sku.trim())

function rowOf(db: Database, item: StoredItem, given: { readonly sku: string; readonly skuMade: boolean; readonly first: StoredItem }): ImportPreviewRow {
  const { accountingItemId, kind, name, quantity, tracksQuantity, purchaseCost } = item
  const told = tracksQuantity ? quantity : null
  const notes: ImportPreviewRow['notes'] = []
  if (told === null) notes.push('no_quantity')
  else if (told < 0) notes.push('below_zero')
  if (statements(db).notProduct.get(accountingItemId) !== undefined) notes.push('not_product')
  return {
    accountingItemId,
    kind,
    name,
    sku: given.sku,
    skuMade: given.skuMade,
    productKind: proposedKind(item),
    unit: 'ea',
    unitCost: Math.max(0, purchaseCost ?? 0),
    quantity: Math.max(0, told ?? 0),
    notes,
    problem: problemOf(db, item, given),
  }
}

function problemOf(db: Database, item: StoredItem, { sku, first }: { readonly sku: string; readonly first: StoredItem }): Problem | null {
  if (item.productId !== null) return { problem: 'linked', productId: item.productId, sku: statements(db).skuOf.get(item.productId) ?? '' }
  if (!item.active) return { problem: 'inactive' }
  if (sku.length > skuLengthMax) return { problem: 'sku_too_long' }
  const holder = statements(db).holder.get(sku)
  if (holder !== undefined) {
    const { productId, name, archived, linked } = holder
    return { problem: 'sku_in_use', productId, sku: holder.sku, name, linkable: archived === 0 && linked === 0 }
  }
  if (first.accountingItemId !== item.accountingItemId) return { problem: 'sku_twice', accountingItemId: first.accountingItemId, name: first.name }
  return null
}
