import { appError, type AppError } from '../../shared/errors.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { changedOwnedField } from '../domain/item-changes.ts'
import { isSourceOfCatalogue, itemOfProduct } from '../ledger/items.ts'
import { isSpokenOf } from '../ledger/spoken-of.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { barcodeInUse, searchText, settleProduct } from './product-state.ts'

type Fields = Parameters<CommandHandler<'product.create'>>[1]
type Cells = [
  sku: string,
  name: string,
  kind: string,
  unit: string,
  unitCost: number,
  reorderPoint: number | null,
  notes: string,
  purchaseUnit: string | null,
  purchaseFactor: number | null,
  supplierId: number | null,
  productId: number,
]

const statements = perConnection((db) => ({
  holder: db.prepare<[string], { productId: number; name: string }>('SELECT product_id AS productId, name FROM product WHERE sku = ?'),
  find: db.prepare<[number], { kind: string; unit: string; sku: string; name: string; unitCost: number }>(
    'SELECT kind, unit, sku, name, unit_cost AS unitCost FROM product WHERE product_id = ?',
  ),
  supplier: db.prepare<[number], number>('SELECT supplier_id FROM supplier WHERE supplier_id = ?').pluck(),
  /** The id of a deleted product is not given again: what was written down about it stays its own. */
  lastId: db
    .prepare<[], number>(
      `SELECT max(coalesce((SELECT max(product_id) FROM product), 0), coalesce((SELECT max(subject_id) FROM audit WHERE subject = 'product'), 0))`,
    )
    .pluck(),
  insert: db.prepare<[...Cells, searchText: string, skuOrder: string]>(
    `INSERT INTO product (sku, name, kind, unit, unit_cost, reorder_point, notes, purchase_unit, purchase_factor, supplier_id, product_id, search_text, sku_order)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  update: db.prepare<Cells>(
    `UPDATE product SET sku = ?, name = ?, kind = ?, unit = ?, unit_cost = ?, reorder_point = ?, notes = ?, purchase_unit = ?, purchase_factor = ?,
       supplier_id = ? WHERE product_id = ?`,
  ),
  removeBarcodes: db.prepare<[number]>('DELETE FROM product_barcode WHERE product_id = ?'),
  insertBarcode: db.prepare<[string, number]>('INSERT INTO product_barcode (barcode, product_id) VALUES (?, ?)'),
}))

/** Adds a product. Refuses a SKU or barcode that another has, and a supplier that is not there. */
export const createProduct: CommandHandler<'product.create'> = (context, fields) => {
  const { db } = context
  const refusal = checkFields(db, fields, null)
  if (refusal !== null) return err(refusal)
  const productId = nextProductId(db)
  addProduct(context, productId, fields)
  context.changed({ kind: 'product', id: productId })
  return ok({ productId })
}

/** The id of the next product. */
export function nextProductId(db: Database): number {
  return (statements(db).lastId.get() ?? 0) + 1
}

/** Writes a product that was checked, and what it says; who shows it is for who calls. */
export function addProduct(context: CommandContext, productId: number, fields: Fields): void {
  const { db } = context
  const barcodes = fields.barcodes.length < 2 ? fields.barcodes : [...new Set(fields.barcodes)].toSorted((a, b) => (a < b ? -1 : 1))
  const { insert, insertBarcode } = statements(db)
  insert.run(...cellsOf(fields, productId), searchText(fields.sku, fields.name, barcodes), naturalOrder(fields.sku))
  for (const barcode of barcodes) insertBarcode.run(barcode, productId)
  const { sku, name, kind, unit, unitCost, reorderPoint, notes, supplierId, purchase } = fields
  context.audit('product', productId, 'created', { sku, name, kind, unit, unitCost: unitCost ?? 0, reorderPoint, notes, supplierId, purchase, barcodes, archived: false })
}

/** Writes what a product that was checked says now. */
export function writeProduct(context: CommandContext, productId: number, fields: Fields, action: string): void {
  statements(context.db).update.run(...cellsOf(fields, productId))
  keepBarcodes(context.db, productId, fields.barcodes)
  settleProduct(context, productId, action)
}

/**
 * Changes a product. Refuses what `product.create` refuses, another kind or unit once anything speaks of it in them, and what
 * QuickBooks owns of a linked product.
 */
export const updateProduct: CommandHandler<'product.update'> = (context, { productId, ...fields }) => {
  const { db } = context
  const before = statements(db).find.get(productId)
  if (before === undefined) return err(appError('product.not_found', { productId }))
  const refusal = checkFields(db, fields, productId)
  if (refusal !== null) return err(refusal)
  const fixed = before.kind !== fields.kind ? 'kind' : before.unit !== fields.unit ? 'unit' : null
  if (fixed !== null && isSpokenOf(db, productId)) {
    return err(appError('product.has_history', { field: fixed, sku: fields.sku }))
  }
  const owner = isSourceOfCatalogue(db) ? itemOfProduct(db, productId) : undefined
  const owned = owner === undefined ? null : changedOwnedField(owner, before, { ...fields, unitCost: fields.unitCost ?? 0 })
  if (owned !== null) return err(appError('product.owned_by_quickbooks', { field: owned, sku: before.sku }))
  writeProduct(context, productId, fields, 'changed')
  return ok({ productId })
}

function cellsOf({ sku, name, kind, unit, unitCost, reorderPoint, notes, purchase, supplierId }: Fields, productId: number): Cells {
  return [sku, name, kind, unit, unitCost ?? 0, reorderPoint, notes, purchase?.unit ?? null, purchase?.factor ?? null, supplierId, productId]
}

function keepBarcodes(db: Database, productId: number, barcodes: readonly string[]): void {
  statements(db).removeBarcodes.run(productId)
  // The same code typed twice is one barcode.
  for (const barcode of new Set(barcodes)) statements(db).insertBarcode.run(barcode, productId)
}

type FieldRefusal = AppError<'product.sku_in_use' | 'product.barcode_in_use' | 'supplier.not_found'>

function checkFields(db: Database, { sku, barcodes, supplierId }: Fields, productId: number | null): FieldRefusal | null {
  const holder = statements(db).holder.get(sku)
  if (holder !== undefined && holder.productId !== productId) {
    return appError('product.sku_in_use', { field: 'sku', sku, heldBy: holder.name, productId: holder.productId })
  }
  for (const barcode of barcodes) {
    const refusal = barcodeInUse(db, barcode, productId)
    if (refusal !== null) return refusal
  }
  if (supplierId !== null && statements(db).supplier.get(supplierId) === undefined) return appError('supplier.not_found', { supplierId })
  return null
}
