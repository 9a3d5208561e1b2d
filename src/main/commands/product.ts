import { appError } from '../../shared/errors.ts'
import { foldText } from '../../shared/fold-text.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { CommandContext, CommandHandler } from './context.ts'

interface ProductRow {
  readonly sku: string
  readonly name: string
  readonly kind: string
  readonly unit: string
  readonly unitCost: number | null
  readonly reorderPoint: number | null
  readonly notes: string
}

const statements = perConnection((db) => ({
  holder: db.prepare<[string], { productId: number; name: string }>('SELECT product_id AS productId, name FROM product WHERE sku = ?'),
  find: db.prepare<[number], { kind: string; unit: string }>('SELECT kind, unit FROM product WHERE product_id = ?'),
  /** One row is enough: any entry, receipt line or BOM speaks of the product in its unit. */
  isSpokenOf: db
    .prepare<[number, number, number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM entry WHERE product_id = ?) OR EXISTS (SELECT 1 FROM receipt_line WHERE product_id = ?)
         OR EXISTS (SELECT 1 FROM bom_component WHERE product_id = ?) OR EXISTS (SELECT 1 FROM bom_version WHERE product_id = ?)`,
    )
    .pluck(),
  insert: db.prepare<[string, string, string, string, number, number | null, string]>(
    'INSERT INTO product (sku, name, kind, unit, unit_cost, reorder_point, notes) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  update: db.prepare<[string, string, string, string, number, number | null, string, number]>(
    'UPDATE product SET sku = ?, name = ?, kind = ?, unit = ?, unit_cost = ?, reorder_point = ?, notes = ? WHERE product_id = ?',
  ),
  keepSearchText: db.prepare<[string, number]>('UPDATE product SET search_text = ? WHERE product_id = ?'),
}))

/** Adds a product. Refuses a SKU that another has. */
export const createProduct: CommandHandler<'product.create'> = (context, fields) => {
  const { db } = context
  const inUse = skuInUse(db, fields.sku, null)
  if (inUse !== null) return err(inUse)
  const { sku, name, kind, unit, unitCost, reorderPoint, notes } = fields
  const inserted = statements(db).insert.run(sku, name, kind, unit, unitCost ?? 0, reorderPoint, notes)
  const productId = Number(inserted.lastInsertRowid)
  tell(context, productId, 'created', fields)
  return ok({ productId })
}

/** Changes a product. Refuses a SKU that another has, and another kind or unit once anything speaks of it in them. */
export const updateProduct: CommandHandler<'product.update'> = (context, { productId, ...fields }) => {
  const { db } = context
  const before = statements(db).find.get(productId)
  if (before === undefined) return err(appError('product.not_found', { productId }))
  const inUse = skuInUse(db, fields.sku, productId)
  if (inUse !== null) return err(inUse)
  const fixed = before.kind !== fields.kind ? 'kind' : before.unit !== fields.unit ? 'unit' : null
  if (fixed !== null && statements(db).isSpokenOf.get(productId, productId, productId, productId) === 1) {
    return err(appError('product.has_history', { field: fixed, sku: fields.sku }))
  }
  const { sku, name, kind, unit, unitCost, reorderPoint, notes } = fields
  statements(db).update.run(sku, name, kind, unit, unitCost ?? 0, reorderPoint, notes, productId)
  tell(context, productId, 'changed', fields)
  return ok({ productId })
}

function tell(context: CommandContext, productId: number, action: string, fields: ProductRow): void {
  statements(context.db).keepSearchText.run(foldText(`${fields.sku} ${fields.name}`), productId)
  context.audit('product', productId, action, fields)
  context.changed({ kind: 'product', id: productId })
}

function skuInUse(db: Database, sku: string, except: number | null) {
  const holder = statements(db).holder.get(sku)
  if (holder === undefined || holder.productId === except) return null
  return appError('product.sku_in_use', { field: 'sku', sku, heldBy: holder.name })
}
