import { commands, type OutputOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { countReason } from '../domain/item-quantities.ts'
import { skuLengthMax } from '../domain/item-matching.ts'
import { referenceOf } from '../domain/document.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { itemOfProduct } from '../ledger/items.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { removeLink } from './item-link.ts'
import { deleteProduct, spokenOfBy, type Speaker } from './product-archive.ts'
import { settleProduct, storedProduct } from './product-state.ts'

type Import = OutputOf<'command', 'item.import'>
type Made = Import['made'][number]

const statements = perConnection((db) => ({
  import: db.prepare<[string], { seq: number; resultJson: string }>(
    "SELECT seq, result_json AS resultJson FROM command_log WHERE command_id = ? AND name = 'item.import'",
  ),
  undone: db.prepare<[number], number>("SELECT 1 FROM audit WHERE subject = 'item_import' AND subject_id = ? AND action = 'undone'").pluck(),
  /** What the import and the counts since brought in, the newest first, and what averages made of it. */
  own: db.prepare<[number, number | null, string], { adjustmentId: number; number: number; kind: string; reversed: 0 | 1 }>(
    `SELECT a.adjustment_id AS adjustmentId, a.number, a.kind,
       EXISTS (SELECT 1 FROM posting r WHERE r.reverses_posting_id = a.posting_id) AS reversed
     FROM adjustment a WHERE a.product_id = ? AND (a.adjustment_id = ? OR a.reason = ? OR a.kind = 'difference') ORDER BY a.adjustment_id DESC`,
  ),
  movedByOthers: db
    .prepare<[number, string], number>(
      `SELECT 1 FROM entry WHERE product_id = ? AND NOT (document_kind = 'adjustment' AND document_id IN (SELECT value FROM json_each(?))) LIMIT 1`,
    )
    .pluck(),
  giveUpSku: db.prepare<[string, number]>('UPDATE product SET sku = ?, archived = 1 WHERE product_id = ?'),
  skuTaken: db.prepare<[string], number>('SELECT 1 FROM product WHERE sku = ?').pluck(),
}))

/** As many as a refusal names. */
const namedMax = 20

/** Takes an import back whole; refused while anything uses what it made, with what does. */
export const undoItemImport: CommandHandler<'item.undo_import'> = (context, { importId }) => {
  const { db } = context
  const row = statements(db).import.get(importId)
  if (row === undefined || statements(db).undone.get(row.seq) !== undefined) return err(appError('item.import_not_found', {}))
  const { made, linked }: Import = commands['item.import'].output.parse(JSON.parse(row.resultJson))
  const there = made.filter(({ productId }) => storedProduct(db, productId) !== undefined)
  const used = there.flatMap((product) => usesOf(db, product))
  if (used.length > 0) return err(appError('item.import_used', { products: used.slice(0, namedMax), count: used.length }))
  for (const product of there) takeProductBack(context, product)
  const links = linked.filter(({ productId, accountingItemId }) => {
    const item = itemOfProduct(db, productId)
    if (item?.accountingItemId !== accountingItemId) return false
    removeLink(context, item, productId)
    return true
  })
  context.audit('item_import', row.seq, 'undone', { products: there.length, links: links.length })
  context.changed({ kind: 'item' })
  return ok({ products: there.length, links: links.length })
}

function usesOf(db: Database, { productId, adjustmentId }: Made): { productId: number; sku: string; by: Speaker }[] {
  const own = statements(db).own.all(productId, adjustmentId, countReason)
  const moved = statements(db).movedByOthers.get(productId, JSON.stringify(own.map((adjustment) => adjustment.adjustmentId))) !== undefined
  const by = moved ? 'movement' : spokenOfBy(db, productId, { movements: false })
  return by === null ? [] : [{ productId, sku: storedProduct(db, productId)?.sku ?? '', by }]
}

function takeProductBack(context: CommandContext, { productId, adjustmentId }: Made): void {
  const { db } = context
  const item = itemOfProduct(db, productId)
  if (item !== undefined) removeLink(context, item, productId)
  const own = statements(db).own.all(productId, adjustmentId, countReason)
  for (const { adjustmentId: id, number, kind, reversed } of own) {
    if (kind !== 'difference' && reversed === 0) reverse(context, id, number)
  }
  // What was in the books stays in them.
  if (own.length > 0) archiveUndone(context, productId)
  else {
    const deleted = deleteProduct(context, { productId })
    if (!deleted.ok) throw new Error(`nothing speaks of product ${productId}, and it was not deleted: ${deleted.error.code}`)
  }
}

function reverse(context: CommandContext, adjustmentId: number, number: number): void {
  const { db, today, commandId, at } = context
  const reversed = reverseDocument(db, { document: { kind: 'adjustment', id: adjustmentId }, today }, { commandId, recordedAt: at })
  if (!reversed.ok) throw new Error(`nothing uses adjustment ${adjustmentId}, and it was not taken back: ${reversed.error.code}`)
  const { postingId } = reversed.value
  context.audit('adjustment', adjustmentId, 'reversed', { reference: referenceOf('adjustment', number), postingId })
  context.changed({ kind: 'adjustment', id: adjustmentId })
  context.changed({ kind: 'stock' })
}

/** Out of use, and its SKU free for the product that takes its place. */
function archiveUndone(context: CommandContext, productId: number): void {
  const { db } = context
  const sku = storedProduct(db, productId)?.sku ?? ''
  for (let count = 1; ; count += 1) {
    const mark = count === 1 ? ' (undone)' : ` (undone ${count})`
    const given = sku.slice(0, skuLengthMax - mark.length) + mark
    if (statements(db).skuTaken.get(given) !== undefined) continue
    statements(db).giveUpSku.run(given, productId)
    return settleProduct(context, productId, 'import undone')
  }
}
