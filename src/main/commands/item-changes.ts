import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { changesFrom, type ItemChanges } from '../domain/item-changes.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { isSourceOfCatalogue, storedItem } from '../ledger/items.ts'
import type { CommandHandler } from './context.ts'
import { settleProduct, storedProduct } from './product-state.ts'

const statements = perConnection((db) => ({
  holder: db.prepare<[string], number>('SELECT product_id FROM product WHERE sku = ?').pluck(),
  update: db.prepare<[string, string, number, number]>('UPDATE product SET name = ?, sku = ?, unit_cost = ? WHERE product_id = ?'),
}))

/** Whether linked products take anything over from QuickBooks. */
export const takesChanges = isSourceOfCatalogue

/** What the product of an item takes over from it, and what is listed instead; `null` for an item without a product. */
export function plannedChanges(db: Database, accountingItemId: number): (ItemChanges & { readonly productId: number }) | null {
  const item = storedItem(db, accountingItemId)
  const productId = item?.productId ?? null
  const product = productId === null ? undefined : storedProduct(db, productId)
  if (item === undefined || productId === null || product === undefined) return null
  const changes = changesFrom(item, { ...product, productId }, (sku) => statements(db).holder.get(sku) ?? null)
  return { productId, ...changes }
}

/** Has the products of items say what QuickBooks says of them. What cannot be taken over stays as it is. */
export const takeChanges: CommandHandler<'item.take_changes'> = (context, { accountingItemIds }) => {
  const { db } = context
  if (!isSourceOfCatalogue(db)) return err(appError('item.not_the_source', {}))
  const taken = accountingItemIds.flatMap((accountingItemId) => {
    const changes = plannedChanges(db, accountingItemId)
    if (changes === null || Object.keys(changes.take).length === 0) return []
    const { productId, take } = changes
    const product = storedProduct(db, productId)
    if (product === undefined) return []
    statements(db).update.run(take.name ?? product.name, take.sku ?? product.sku, take.unitCost ?? product.unitCost, productId)
    settleProduct(context, productId, 'taken from QuickBooks')
    return [productId]
  })
  return ok({ taken })
}
