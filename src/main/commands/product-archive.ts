import { appError, type AppError, type ErrorData } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { settleProduct, storedProduct } from './product-state.ts'

export type Speaker = ErrorData<'product.in_use'>['by']

/** Where a row may speak of a product, in the order in which it is told. */
const speakers: readonly (readonly [by: Speaker, table: string])[] = [
  ['movement', 'entry'],
  ['bom', 'bom_component'],
  ['bom', 'bom_version'],
  ['receipt', 'receipt_line'],
  ['build', 'build'],
  ['build', 'build_line'],
  ['build', 'planned_build'],
  ['build', 'planned_build_line'],
  ['sale', 'sale_line'],
  ['movement', 'adjustment'],
]

function firstSpeaker(asked: typeof speakers): string {
  return `SELECT CASE ${asked.map(([by, table]) => `WHEN EXISTS (SELECT 1 FROM ${table} WHERE product_id = +@productId) THEN '${by}'`).join(' ')} END`
}

const statements = perConnection((db) => ({
  setArchived: db.prepare<[number, number]>('UPDATE product SET archived = ? WHERE product_id = ?'),
  usedIn: db.prepare<[number], { productId: number; sku: string }>(
    `SELECT p.product_id AS productId, p.sku FROM bom_component c JOIN bom_version v USING (bom_version_id) JOIN product p ON p.product_id = v.product_id
     WHERE c.product_id = ? AND v.status = 'active' ORDER BY p.sku_order, p.product_id`,
  ),
  archived: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ? AND archived = 1').pluck(),
  speaks: db.prepare<[{ productId: number }], Speaker | null>(firstSpeaker(speakers)).pluck(),
  othersSpeak: db.prepare<[{ productId: number }], Speaker | null>(firstSpeaker(speakers.filter(([by]) => by !== 'movement'))).pluck(),
  remove: ['product_barcode', 'build_point', 'item_link', 'product_balance', 'product'].map((table) => db.prepare<[number]>(`DELETE FROM ${table} WHERE product_id = ?`)),
}))

interface Asked {
  readonly productId: number
  /** The field that names it. */
  readonly field: string
}

/** The refusal of what would have archived products take part in something new; of the first that is archived. */
export function refuseArchived(db: Database, asked: Iterable<Asked>): AppError<'product.archived'> | null {
  for (const { productId, field } of asked) {
    const sku = statements(db).archived.get(productId)
    if (sku !== undefined) return appError('product.archived', { field, productId, sku })
  }
  return null
}

/** The products of a list of lines, as `refuseArchived` takes them: `lines.0.productId`. */
export function askedBy(name: string, lines: readonly { readonly productId: number }[]): readonly Asked[] {
  return lines.map(({ productId }, place) => ({ productId, field: `${name}.${place}.productId` }))
}

/** What speaks of a product, the first that is found; `null` when nothing does. Movements of stock may be left out. */
export function spokenOfBy(db: Database, productId: number, { movements }: { readonly movements: boolean }): Speaker | null {
  const { speaks, othersSpeak } = statements(db)
  return (movements ? speaks : othersSpeak).get({ productId }) ?? null
}

/** Takes a product out of use. Refused while an active BOM asks for it. */
export const archiveProduct: CommandHandler<'product.archive'> = (context, { productId }) => {
  const { db } = context
  const product = storedProduct(db, productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  if (product.archived === 1) return err(appError('product.archived', { field: 'productId', productId, sku: product.sku }))
  const boms = statements(db).usedIn.all(productId)
  if (boms.length > 0) return err(appError('product.used_in_boms', { sku: product.sku, boms }))
  statements(db).setArchived.run(1, productId)
  settleProduct(context, productId, 'archived')
  return ok({ productId })
}

/** Brings an archived product back into use. */
export const unarchiveProduct: CommandHandler<'product.unarchive'> = (context, { productId }) => {
  const { db } = context
  const product = storedProduct(db, productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  if (product.archived === 0) return err(appError('product.not_archived', { productId, sku: product.sku }))
  statements(db).setArchived.run(0, productId)
  settleProduct(context, productId, 'brought back')
  return ok({ productId })
}

/** Deletes a product that nothing speaks of. */
export const deleteProduct: CommandHandler<'product.delete'> = (context, { productId }) => {
  const { db } = context
  const product = storedProduct(db, productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const by = spokenOfBy(db, productId, { movements: true })
  if (by !== null) return err(appError('product.in_use', { productId, sku: product.sku, by }))
  removeProduct(context, productId)
  return ok({ productId })
}

/** Deletes a product that was found to be spoken of by nothing. */
export function removeProduct(context: CommandContext, productId: number): void {
  for (const remove of statements(context.db).remove) remove.run(productId)
  context.audit('product', productId, 'deleted', {})
  context.changed({ kind: 'product', id: productId })
}
