import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { CommandHandler } from './context.ts'
import { barcodeInUse, barcodesOf, settleProduct, storedProduct } from './product-state.ts'

/** As many as a product's form takes. */
const barcodesMax = 20

const statements = perConnection((db) => ({
  insert: db.prepare<[string, number]>('INSERT INTO product_barcode (barcode, product_id) VALUES (?, ?)'),
  remove: db.prepare<[string, number]>('DELETE FROM product_barcode WHERE barcode = ? AND product_id = ?'),
}))

/** Has a barcode lead to a product; one that leads there already is done. Refuses one that leads to another. */
export const addBarcode: CommandHandler<'product.add_barcode'> = (context, { productId, barcode }) => {
  const { db } = context
  const product = storedProduct(db, productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const inUse = barcodeInUse(db, barcode, productId)
  if (inUse !== null) return err(inUse)
  const known = barcodesOf(db, productId)
  if (!known.includes(barcode)) {
    if (known.length >= barcodesMax) return err(appError('product.too_many_barcodes', { sku: product.sku, barcodesMax }))
    statements(db).insert.run(barcode, productId)
  }
  settleProduct(context, productId, 'barcode added')
  return ok({ productId })
}

/** Has a barcode lead to the product no more. */
export const removeBarcode: CommandHandler<'product.remove_barcode'> = (context, { productId, barcode }) => {
  const { db } = context
  const product = storedProduct(db, productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  if (statements(db).remove.run(barcode, productId).changes === 0) return err(appError('product.no_such_barcode', { sku: product.sku, barcode }))
  settleProduct(context, productId, 'barcode removed')
  return ok({ productId })
}
