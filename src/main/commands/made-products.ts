import { countReason } from '../domain/item-quantities.ts'
import { skuLengthMax } from '../domain/item-matching.ts'
import { referenceOf } from '../domain/document.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { itemOfProduct } from '../ledger/items.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandContext } from './context.ts'
import { removeLink } from './item-link.ts'
import { removeProduct, spokenOfBy, type Speaker } from './product-archive.ts'
import { settleProduct, storedProduct } from './product-state.ts'

/** A product that an import made, with its opening stock. */
export interface MadeProduct {
  readonly productId: number
  readonly adjustmentId: number | null
}

const statements = perConnection((db) => ({
  /** What the import and the counts since brought in, the newest first, and what averages made of it. */
  own: db.prepare<[number, number | null, string], { adjustmentId: number; number: number; kind: string; reversed: 0 | 1 }>(
    `SELECT a.adjustment_id AS adjustmentId, a.number, a.kind,
       EXISTS (SELECT 1 FROM posting r WHERE r.reverses_posting_id = a.posting_id) AS reversed
     FROM adjustment a WHERE a.product_id = +? AND (a.adjustment_id = +? OR a.reason = +? OR a.kind = 'difference') ORDER BY a.adjustment_id DESC`,
  ),
  movedByOthers: db
    .prepare<[number, string], number>(
      `SELECT 1 FROM entry WHERE product_id = +? AND NOT (document_kind = 'adjustment' AND document_id IN (SELECT value FROM json_each(+?))) LIMIT 1`,
    )
    .pluck(),
  giveUpSku: db.prepare<[string, number]>('UPDATE product SET sku = ?, archived = 1 WHERE product_id = ?'),
  giveUpBarcodes: db.prepare<[number]>('DELETE FROM product_barcode WHERE product_id = ?'),
  skuTaken: db.prepare<[string], number>('SELECT 1 FROM product WHERE sku = ?').pluck(),
}))

/** What keeps a product that an import made from being taken back; empty when nothing does. */
export function usesOf(db: Database, { productId, adjustmentId }: MadeProduct): { productId: number; sku: string; by: Speaker }[] {
  const own = statements(db).own.all(productId, adjustmentId, countReason)
  const moved = own.length > 0 && statements(db).movedByOthers.get(productId, JSON.stringify(own.map((adjustment) => adjustment.adjustmentId))) !== undefined
  // Without a movement of its own, each that there is is another's.
  const by = moved ? 'movement' : spokenOfBy(db, productId, { movements: own.length === 0 })
  return by === null ? [] : [{ productId, sku: storedProduct(db, productId)?.sku ?? '', by }]
}

/** Takes a product away that nothing uses. One whose stock was in the books stays, archived, and gives up its SKU and barcodes. */
export function takeProductBack(context: CommandContext, { productId, adjustmentId }: MadeProduct): void {
  const { db } = context
  const item = itemOfProduct(db, productId)
  if (item !== undefined) removeLink(context, item, productId)
  const own = statements(db).own.all(productId, adjustmentId, countReason)
  for (const { adjustmentId: id, number, kind, reversed } of own) {
    if (kind !== 'difference' && reversed === 0) reverse(context, id, number)
  }
  // What was in the books stays in them.
  if (own.length > 0) archiveUndone(context, productId)
  else removeProduct(context, productId)
}

/** Takes an adjustment back; it is whole. */
function reverse(context: CommandContext, adjustmentId: number, number: number): void {
  const { db, today, commandId, at } = context
  const reversed = reverseDocument(db, { document: { kind: 'adjustment', id: adjustmentId }, today }, { commandId, recordedAt: at })
  if (!reversed.ok) throw new Error(`nothing uses adjustment ${adjustmentId}, and it was not taken back: ${reversed.error.code}`)
  const { postingId } = reversed.value
  context.audit('adjustment', adjustmentId, 'reversed', { reference: referenceOf('adjustment', number), postingId })
  context.changed({ kind: 'adjustment', id: adjustmentId })
  context.changed({ kind: 'stock' })
}

/** Out of use, with its SKU and barcodes free for the product that takes its place. */
function archiveUndone(context: CommandContext, productId: number): void {
  const { db } = context
  const { sku = '' } = storedProduct(db, productId) ?? {}
  for (let count = 1; ; count += 1) {
    const mark = count === 1 ? ' (undone)' : ` (undone ${count})`
    const given = sku.slice(0, skuLengthMax - mark.length) + mark
    if (statements(db).skuTaken.get(given) !== undefined) continue
    statements(db).giveUpSku.run(given, productId)
    statements(db).giveUpBarcodes.run(productId)
    return settleProduct(context, productId, 'import undone')
  }
}
