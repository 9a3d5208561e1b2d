import { commands, type OutputOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { itemOfProduct } from '../ledger/items.ts'
import type { CommandHandler } from './context.ts'
import { removeLink } from './item-link.ts'
import { takeProductBack, usesOf } from './made-products.ts'
import { storedProduct } from './product-state.ts'

type Import = OutputOf<'command', 'item.import'>

const statements = perConnection((db) => ({
  import: db.prepare<[string], { seq: number; resultJson: string }>(
    "SELECT seq, result_json AS resultJson FROM command_log WHERE command_id = ? AND name = 'item.import'",
  ),
  undone: db.prepare<[number], number>("SELECT 1 FROM audit WHERE subject = 'item_import' AND subject_id = ? AND action = 'undone'").pluck(),
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
