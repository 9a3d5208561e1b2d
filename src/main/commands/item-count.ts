import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { countFrom, countReason } from '../domain/item-quantities.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustStock } from '../ledger/adjustments.ts'
import { companySettings } from '../ledger/company.ts'
import { isSourceOfCatalogue, storedItem } from '../ledger/items.ts'
import { pendingQuantities } from '../outbox/pending.ts'
import { tellAdjustment } from './adjustment.ts'
import type { CommandHandler } from './context.ts'

const statements = perConnection((db) => ({
  onHand: db.prepare<[number], number>('SELECT quantity FROM product_balance WHERE product_id = ?').pluck(),
}))

/** How stock of an item's product is to move so that it is what QuickBooks told and what had not arrived there. */
export interface PlannedCount {
  readonly accountingItemId: number
  readonly productId: number
  /** Millionths, signed; 0 when stock is right. */
  readonly difference: number
  readonly belowZero: boolean
  /** What additions cost; `null` for what the product costs now. */
  readonly unitCost: number | null
}

/** Whether counts are taken from QuickBooks at all: it is the source, and stock is not kept in lots. */
export function takesCounts(db: Database): boolean {
  return isSourceOfCatalogue(db) && !companySettings(db).receiving
}

/**
 * The counts of active items whose quantity QuickBooks tracks and that are products here; others have none, and nor does a sum
 * that the ledger cannot keep.
 *
 * @param toldAt QuickBooks' own clock when it told these quantities
 */
export function plannedCounts(db: Database, accountingItemIds: readonly number[], toldAt: string): PlannedCount[] {
  const pending = pendingQuantities(db, toldAt)
  return accountingItemIds.flatMap((accountingItemId) => {
    const item = storedItem(db, accountingItemId)
    if (item === undefined || item.productId === null || !item.active || !item.tracksQuantity || item.quantity === null) return []
    const { productId, purchaseCost } = item
    const count = countFrom(item.quantity, pending.get(productId) ?? 0)
    if (count === null) return []
    const difference = count.counted - (statements(db).onHand.get(productId) ?? 0)
    return [{ accountingItemId, productId, difference, belowZero: count.belowZero, unitCost: (purchaseCost ?? 0) > 0 ? purchaseCost : null }]
  })
}

/** Brings stock to what QuickBooks told. Refuses when one of the counts is more than the ledger keeps. */
export const countItems: CommandHandler<'item.count'> = (context, { accountingItemIds, toldAt }) => {
  const { db, today, commandId, at } = context
  if (!isSourceOfCatalogue(db)) return err(appError('item.not_the_source', {}))
  if (companySettings(db).receiving) return err(appError('adjustment.receiving_on', {}))
  const posted: { productId: number; adjustmentId: number }[] = []
  for (const { productId, difference, unitCost } of plannedCounts(db, accountingItemIds, toldAt)) {
    if (difference === 0) continue
    const head = { productId, reason: countReason, businessDate: today, notes: '', today }
    const adjusted = adjustStock(db, { ...head, change: { by: difference }, unitCost: difference > 0 ? unitCost : null }, { commandId, recordedAt: at })
    if (!adjusted.ok) {
      if (adjusted.error.code !== 'amount.too_large') throw new Error(`a count was refused: ${adjusted.error.code}`)
      return err(appError('amount.too_large', { field: null }))
    }
    tellAdjustment(context, adjusted.value, 'counted')
    posted.push({ productId, adjustmentId: adjusted.value.adjustmentId })
  }
  return ok({ posted })
}
