import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { builtProduct, draftProblems } from '../ledger/boms.ts'
import type { CommandHandler } from './context.ts'

const statements = perConnection((db) => ({
  sku: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
  put: db.prepare<[number, string, string, string]>(
    `INSERT INTO bom_draft (product_id, content_json, notes, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (product_id) DO UPDATE SET content_json = excluded.content_json, notes = excluded.notes, saved_at = excluded.saved_at`,
  ),
  remove: db.prepare<[number]>('DELETE FROM bom_draft WHERE product_id = ?'),
}))

/** Keeps a recipe as it is typed, with whatever is wrong in it. Only a product that is built can have one. */
export const saveBomDraft: CommandHandler<'bom.save_draft'> = (context, { productId, components, costLines, notes }) => {
  const { db, at } = context
  const product = builtProduct(db, productId)
  if (!product.ok) return product
  const content = { components, costLines }
  statements(db).put.run(productId, JSON.stringify(content), notes, at)
  context.audit('bom_draft', productId, 'saved', { ...content, notes })
  context.changed({ kind: 'bom', id: productId })
  return ok({ problemCount: draftProblems(db, productId, content).length })
}

/** Throws the draft away; what it said stays in the audit. */
export const discardBomDraft: CommandHandler<'bom.discard_draft'> = (context, { productId }) => {
  const { db } = context
  const sku = statements(db).sku.get(productId)
  if (sku === undefined) return err(appError('product.not_found', { productId }))
  if (statements(db).remove.run(productId).changes === 0) return err(appError('bom.no_draft', { sku }))
  context.audit('bom_draft', productId, 'discarded', {})
  context.changed({ kind: 'bom', id: productId })
  return ok({})
}
