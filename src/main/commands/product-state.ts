import { appError, type AppError } from '../../shared/errors.ts'
import { foldText } from '../../shared/fold-text.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { CommandContext } from './context.ts'

interface StoredProduct {
  readonly sku: string
  readonly name: string
  readonly kind: string
  readonly unit: string
  readonly unitCost: number
  readonly reorderPoint: number | null
  readonly notes: string
  readonly purchaseUnit: string | null
  readonly purchaseFactor: number | null
  readonly supplierId: number | null
  readonly archived: 0 | 1
}

interface BarcodeHolder {
  readonly productId: number
  readonly sku: string
  readonly name: string
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], StoredProduct>(
    `SELECT sku, name, kind, unit, unit_cost AS unitCost, reorder_point AS reorderPoint, notes, purchase_unit AS purchaseUnit,
       purchase_factor AS purchaseFactor, supplier_id AS supplierId, archived
     FROM product WHERE product_id = ?`,
  ),
  barcodes: db.prepare<[number], string>('SELECT barcode FROM product_barcode WHERE product_id = ? ORDER BY barcode').pluck(),
  barcodeHolder: db.prepare<[string], BarcodeHolder>(
    'SELECT p.product_id AS productId, p.sku, p.name FROM product_barcode b JOIN product p USING (product_id) WHERE b.barcode = ?',
  ),
  keepFound: db.prepare<[searchText: string, skuOrder: string, productId: number, searchText: string, skuOrder: string]>(
    'UPDATE product SET search_text = ?, sku_order = ? WHERE product_id = ? AND (search_text <> ? OR sku_order <> ?)',
  ),
}))

/** A product's own row; `undefined` when there is none. */
export function storedProduct(db: Database, productId: number): StoredProduct | undefined {
  return statements(db).product.get(productId)
}

/** Its barcodes, in the order of their text. */
export function barcodesOf(db: Database, productId: number): readonly string[] {
  return statements(db).barcodes.all(productId)
}

/** The refusal of a barcode that leads to another product; `productId` null is a product that is not there yet. */
export function barcodeInUse(db: Database, barcode: string, productId: number | null): AppError<'product.barcode_in_use'> | null {
  const holder = statements(db).barcodeHolder.get(barcode)
  if (holder === undefined || holder.productId === productId) return null
  return appError('product.barcode_in_use', { field: 'barcodes', barcode, heldBy: holder.name, sku: holder.sku, productId: holder.productId })
}

/** What a search for products looks at. */
export function searchText(sku: string, name: string, barcodes: readonly string[]): string {
  return foldText([sku, name, ...barcodes].join(' '))
}

/** Ends every change of a product: what a search looks at and lists are sorted by, the record of what it says now, and who shows it. */
export function settleProduct(context: CommandContext, productId: number, action: string): void {
  const { db } = context
  const stored = storedProduct(db, productId)
  if (stored === undefined) throw new Error(`product ${productId} is gone while it is written`)
  const { purchaseUnit, purchaseFactor, archived, ...fields } = stored
  const barcodes = barcodesOf(db, productId)
  const [searched, order] = [searchText(fields.sku, fields.name, barcodes), naturalOrder(fields.sku)]
  statements(db).keepFound.run(searched, order, productId, searched, order)
  const purchase = purchaseUnit === null ? null : { unit: purchaseUnit, factor: purchaseFactor }
  context.audit('product', productId, action, { ...fields, purchase, barcodes, archived: archived === 1 })
  context.changed({ kind: 'product', id: productId })
}
