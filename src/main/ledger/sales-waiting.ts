import type { Quantity } from '../../shared/units/quantity.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { isReturn } from '../domain/sale-document.ts'
import { openDocuments, pulledDocument, readingOf } from './pulled-sales.ts'
import { quantitiesNow } from './sale-documents.ts'

const statements = perConnection((db) => ({
  toldBy: db.prepare<[number, string], number>("SELECT 1 FROM sale_document WHERE sale_document_id = ? AND updated_at <= ?").pluck(),
}))

/**
 * What sales documents of QuickBooks moved there, told by that instant (UTC text), and did not move here, as they wait: by
 * product, stock here less stock there. What stays in force of an earlier version is taken off.
 */
export function quantitiesWaiting(db: Database, toldAt: string): readonly { readonly productId: number; readonly quantity: Quantity }[] {
  const sums = new Map<number, Quantity>()
  const add = (productId: number, quantity: Quantity) => sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  for (const saleDocumentId of openDocuments(db, true)) {
    const document = pulledDocument(db, saleDocumentId)
    if (document === undefined || statements(db).toldBy.get(saleDocumentId, toldAt) === undefined) continue
    // Out of stock there by a sale, back into it by a return; here by the version in force.
    const out = isReturn(document.type) ? -1 : 1
    for (const { productId, quantity } of readingOf(db, document).lines) add(productId, out * quantity)
    for (const [saleId, side] of [[document.saleId, out], [document.counterSaleId, -out]] as const) {
      if (saleId !== null) for (const [productId, quantity] of quantitiesNow(db, saleId)) add(productId, -side * quantity)
    }
  }
  return [...sums].filter(([, quantity]) => quantity !== 0).map(([productId, quantity]) => ({ productId, quantity }))
}
