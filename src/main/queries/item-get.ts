import type { ItemRow } from '../../shared/contract/item.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { changesFrom } from '../domain/item-changes.ts'
import { isSourceOfCatalogue, ownedFieldsOf, storedItem } from '../ledger/items.ts'
import type { QueryHandler } from './context.ts'
import { matchesNow } from './item-matches.ts'
import { itemColumns, toItemRows, withProduct, type StoredItemRow } from './item-rows.ts'

interface Details extends StoredItemRow {
  readonly description: string
  readonly startDate: string | null
  readonly updatedAt: string
}

type Listed = OutputOf<'query', 'item.get'>['listed'][number]
type Product = { readonly productId: number; readonly sku: string; readonly name: string; readonly unitCost: number }

const statements = perConnection((db) => ({
  item: db.prepare<[number], Details>(
    `SELECT ${itemColumns}, i.description, i.start_date AS startDate, i.updated_at AS updatedAt
     FROM accounting_item i ${withProduct} WHERE i.accounting_item_id = ?`,
  ),
  linked: db.prepare<[number], number>('SELECT accounting_item_id FROM item_link WHERE product_id = ?').pluck(),
  product: db.prepare<[number], Product>('SELECT product_id AS productId, sku, name, unit_cost AS unitCost FROM product WHERE product_id = ?'),
  holder: db.prepare<[string], number>('SELECT product_id FROM product WHERE sku = ?').pluck(),
}))

/** One item with its product, or the product that is likely it. */
export const getItem: QueryHandler<'item.get'> = ({ db }, { accountingItemId }) => {
  const row = statements(db).item.get(accountingItemId)
  const [item] = row === undefined ? [] : toItemRows(db, [row])
  if (row === undefined || item === undefined) return err(appError('item.not_found', { accountingItemId }))
  const { description, startDate, updatedAt } = row
  return ok({ item, description, startDate, updatedAt, ...ownedNow(db, item), match: item.state === 'unlinked' && item.active ? matchOf(db, accountingItemId) : null })
}

/** The item a product is linked to, and what it owns of it. */
export const itemOfProduct: QueryHandler<'item.of_product'> = ({ db }, { productId }) => {
  if (statements(db).product.get(productId) === undefined) return err(appError('product.not_found', { productId }))
  const accountingItemId = statements(db).linked.get(productId)
  const row = accountingItemId === undefined ? undefined : statements(db).item.get(accountingItemId)
  const [item = null] = row === undefined ? [] : toItemRows(db, [row])
  return ok({ item, ...(item === null ? { owned: [], listed: [] } : ownedNow(db, item)) })
}

function ownedNow(db: Database, { accountingItemId, product }: ItemRow): Pick<OutputOf<'query', 'item.get'>, 'owned' | 'listed'> {
  if (product === null) return { owned: [], listed: [] }
  return { owned: [...ownedFieldsOf(db, product.productId)], listed: listedOf(db, accountingItemId, product.productId) }
}

function listedOf(db: Database, accountingItemId: number, productId: number): Listed[] {
  const item = isSourceOfCatalogue(db) ? storedItem(db, accountingItemId) : undefined
  const product = statements(db).product.get(productId)
  if (item === undefined || product === undefined) return []
  return changesFrom(item, product, (sku) => statements(db).holder.get(sku) ?? null).listed.flatMap((change): Listed[] => {
    if (change.why === 'sku_too_long') return [{ why: change.why, sku: change.sku }]
    const holder = statements(db).product.get(change.heldBy)
    return holder === undefined ? [] : [{ why: change.why, sku: change.sku, heldBy: { productId: holder.productId, sku: holder.sku, name: holder.name } }]
  })
}

function matchOf(db: Database, accountingItemId: number): OutputOf<'query', 'item.get'>['match'] {
  const match = matchesNow(db).matches.find(({ itemId }) => itemId === accountingItemId)
  const product = match === undefined ? undefined : statements(db).product.get(match.productId)
  return match === undefined || product === undefined ? null : { productId: product.productId, sku: product.sku, name: product.name, by: match.by }
}
