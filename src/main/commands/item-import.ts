import type { InputOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { openStock } from '../ledger/adjustments.ts'
import { perConnection } from '../database/statements.ts'
import { tellAdjustment } from './adjustment.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { freeItem, linkOne, writeLink, type ItemLink } from './item-link.ts'
import { createProduct } from './product.ts'

type Row = InputOf<'command', 'item.import'>['rows'][number]
type Made = { readonly productId: number; readonly adjustmentId: number | null }

const statements = perConnection((db) => ({
  seq: db.prepare<[string], number>('SELECT seq FROM command_log WHERE command_id = ?').pluck(),
}))

/** Makes products of items, with their opening stock, or links items to products there are; all rows or none. */
export const importItems: CommandHandler<'item.import'> = (context, { rows }) => {
  const made: Made[] = []
  const linked: ItemLink[] = []
  for (const [place, row] of rows.entries()) {
    const { accountingItemId, as } = row
    const path = `rows.${place}.`
    if (as.to === 'link') {
      const link = linkOne(context, { accountingItemId, productId: as.productId }, path)
      if (!link.ok) return link
      linked.push(link.value)
    } else {
      const product = makeProduct(context, row, as, path)
      if (!product.ok) return product
      made.push(product.value)
    }
  }
  const { db, commandId } = context
  context.audit('item_import', statements(db).seq.get(commandId) ?? 0, 'imported', { made: made.length, linked: linked.length })
  return ok({ importId: commandId, made, linked })
}

type Refusal = AppError<'item.not_found' | 'item.linked' | 'item.not_active' | 'item.sku_in_use' | 'amount.too_large'>

function makeProduct(context: CommandContext, { accountingItemId }: Row, as: Row['as'] & { readonly to: 'product' }, path: string): Result<Made, Refusal> {
  const item = freeItem(context.db, accountingItemId, `${path}accountingItemId`)
  if (!item.ok) return item
  const { sku, kind, unit, unitCost, quantity } = as
  const more = { reorderPoint: null, notes: '', purchase: null, supplierId: null, barcodes: [] }
  const created = createProduct(context, { sku, kind, unit, unitCost, name: item.value.name.slice(0, 200), ...more })
  if (!created.ok) return err(asOfRow(created.error, `${path}as.sku`))
  const { productId } = created.value
  writeLink(context, item.value, productId)
  if (quantity === 0) return ok({ productId, adjustmentId: null })
  const adjustmentId = bringIn(context, productId, { quantity, unitCost })
  return adjustmentId === null ? err(appError('amount.too_large', { field: `${path}as.quantity` })) : ok({ productId, adjustmentId })
}

/** Opening stock of a product that was just made; `null` when it is worth more than the ledger keeps. */
function bringIn(context: CommandContext, productId: number, { quantity, unitCost }: { readonly quantity: number; readonly unitCost: number }): number | null {
  const { db, today, commandId, at } = context
  const stamp = { commandId, recordedAt: at }
  const opened = openStock(db, { productId, quantity, cost: { unitCost }, businessDate: today, notes: '', today }, stamp)
  if (opened.ok) {
    tellAdjustment(context, opened.value, 'opened')
    return opened.value.adjustmentId
  }
  if (opened.error.code === 'amount.too_large') return null
  throw new Error(`a new product took no opening stock: ${opened.error.code}`)
}

function asOfRow(refusal: AppError<'product.sku_in_use' | 'product.barcode_in_use' | 'supplier.not_found'>, field: string): AppError<'item.sku_in_use'> {
  if (refusal.code !== 'product.sku_in_use') throw new Error(`a product of an item was refused: ${refusal.code}`)
  const { sku, heldBy, productId } = refusal.data
  return appError('item.sku_in_use', { field, sku, heldBy, productId })
}
