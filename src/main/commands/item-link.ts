import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { itemOfProduct, storedItem, type StoredItem } from '../ledger/items.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { storedProduct } from './product-state.ts'

const statements = perConnection((db) => ({
  link: db.prepare<[number, number, string]>('INSERT INTO item_link (product_id, accounting_item_id, linked_at) VALUES (?, ?, ?)'),
  unlink: db.prepare<[number]>('DELETE FROM item_link WHERE product_id = ?'),
  saysNotProduct: db.prepare<[number], number>('SELECT 1 FROM item_not_product WHERE accounting_item_id = ?').pluck(),
  sayNotProduct: db.prepare<[number, string]>('INSERT INTO item_not_product (accounting_item_id, said_at) VALUES (?, ?)'),
  takeBack: db.prepare<[number]>('DELETE FROM item_not_product WHERE accounting_item_id = ?'),
}))

type ItemRefusal = AppError<'item.not_found' | 'item.linked' | 'item.not_active'>
type LinkRefusal = ItemRefusal | AppError<'item.product_linked' | 'product.not_found' | 'product.archived'>

export interface ItemLink {
  readonly accountingItemId: number
  readonly productId: number
}

/** Says which product an item is. */
export const linkItem: CommandHandler<'item.link'> = (context, link) => linkOne(context, link, '')

/** Links what was offered and accepted. */
export const acceptMatches: CommandHandler<'item.accept_matches'> = (context, { matches }) => {
  for (const [place, match] of matches.entries()) {
    const linked = linkOne(context, match, `matches.${place}.`)
    if (!linked.ok) return linked
  }
  return ok({ links: [...matches] })
}

/** Forgets which items products are. */
export const unlinkItems: CommandHandler<'item.unlink'> = (context, { productIds }) => {
  const { db } = context
  const links: ItemLink[] = []
  for (const productId of new Set(productIds)) {
    const product = storedProduct(db, productId)
    if (product === undefined) return err(appError('product.not_found', { productId }))
    const item = itemOfProduct(db, productId)
    if (item === undefined) return err(appError('item.not_linked', { productId, sku: product.sku }))
    removeLink(context, item, productId)
    links.push({ accountingItemId: item.accountingItemId, productId })
  }
  return ok({ links })
}

/** Says that items are no products, or takes that back. One that is said so already is done. */
export const setNotProduct: CommandHandler<'item.set_not_product'> = (context, { accountingItemIds, on }) => {
  const { db, at } = context
  for (const [place, accountingItemId] of accountingItemIds.entries()) {
    const item = storedItem(db, accountingItemId)
    if (item === undefined) return err(appError('item.not_found', { accountingItemId }))
    if (item.productId !== null) return err(alreadyLinked(db, item, `accountingItemIds.${place}`))
    if (!on) statements(db).takeBack.run(accountingItemId)
    else if (statements(db).saysNotProduct.get(accountingItemId) === undefined) statements(db).sayNotProduct.run(accountingItemId, at)
    tellItem(context, item, on ? 'said to be no product' : 'said to be a product', {})
  }
  return ok({ accountingItemIds: [...accountingItemIds] })
}

/** Links an item to a product; `path` leads to the fields that name them. */
export function linkOne(context: CommandContext, { accountingItemId, productId }: ItemLink, path: string): Result<ItemLink, LinkRefusal> {
  const { db } = context
  const item = freeItem(db, accountingItemId, `${path}accountingItemId`)
  if (!item.ok) return item
  const product = storedProduct(db, productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const field = `${path}productId`
  if (product.archived === 1) return err(appError('product.archived', { field, productId, sku: product.sku }))
  const other = itemOfProduct(db, productId)
  if (other !== undefined) return err(appError('item.product_linked', { field, productId, sku: product.sku, item: other.name }))
  writeLink(context, item.value, productId)
  return ok({ accountingItemId, productId })
}

/** An item that can be linked: it is there, active, and no product's yet. */
export function freeItem(db: Database, accountingItemId: number, field: string): Result<StoredItem, ItemRefusal> {
  const item = storedItem(db, accountingItemId)
  if (item === undefined) return err(appError('item.not_found', { accountingItemId }))
  if (item.productId !== null) return err(alreadyLinked(db, item, field))
  return item.active ? ok(item) : err(appError('item.not_active', { field, item: item.name }))
}

/** Writes a link that was found to be right. What is linked is a product, whatever was said of it before. */
export function writeLink(context: CommandContext, item: StoredItem, productId: number): void {
  const { db, at } = context
  statements(db).link.run(productId, item.accountingItemId, at)
  statements(db).takeBack.run(item.accountingItemId)
  tellItem(context, item, 'linked', { productId })
}

/** Takes a link away that is there. */
export function removeLink(context: CommandContext, item: StoredItem, productId: number): void {
  statements(context.db).unlink.run(productId)
  tellItem(context, item, 'unlinked', { productId })
}

function tellItem(context: CommandContext, { accountingItemId, name, sku }: StoredItem, action: string, more: { readonly productId?: number }): void {
  context.audit('item', accountingItemId, action, { name, sku, ...more })
  context.changed({ kind: 'item', id: accountingItemId })
}

function alreadyLinked(db: Database, { accountingItemId, name, productId }: StoredItem, field: string): AppError<'item.linked'> {
  const sku = productId === null ? '' : (storedProduct(db, productId)?.sku ?? '')
  return appError('item.linked', { field, accountingItemId, item: name, productId: productId ?? 0, sku })
}
