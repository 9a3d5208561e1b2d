import type { OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { matchItems, type ItemMatch, type Named } from '../domain/item-matching.ts'
import type { QueryHandler } from './context.ts'

type Offered = OutputOf<'query', 'item.matches'>['matches'][number]

interface Pair {
  readonly accountingItemId: number
  readonly kind: Offered['item']['kind']
  readonly itemSku: string
  readonly itemName: string
  readonly quantity: number | null
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly onHand: number
}

const statements = perConnection((db) => ({
  items: db.prepare<[], Named>(
    `SELECT i.accounting_item_id AS id, i.sku, i.name FROM accounting_item i
     WHERE i.active = 1 AND NOT EXISTS (SELECT 1 FROM item_link l WHERE l.accounting_item_id = i.accounting_item_id)
       AND NOT EXISTS (SELECT 1 FROM item_not_product n WHERE n.accounting_item_id = i.accounting_item_id)
     ORDER BY i.name COLLATE NOCASE, i.accounting_item_id`,
  ),
  products: db.prepare<[], Named>(
    `SELECT p.product_id AS id, p.sku, p.name FROM product p
     WHERE p.archived = 0 AND NOT EXISTS (SELECT 1 FROM item_link l WHERE l.product_id = p.product_id)`,
  ),
  pair: db.prepare<[number, number], Pair>(
    `SELECT i.accounting_item_id AS accountingItemId, i.kind, i.sku AS itemSku, i.name AS itemName,
       CASE WHEN i.tracks_quantity THEN i.quantity_on_hand END AS quantity, p.product_id AS productId, p.sku, p.name, p.unit, b.quantity AS onHand
     FROM accounting_item i, product p JOIN product_balance b USING (product_id) WHERE i.accounting_item_id = ? AND p.product_id = ?`,
  ),
}))

/** Everything that could be offered now, and how many items nothing was found for. */
export function matchesNow(db: Database): { readonly matches: readonly ItemMatch[]; readonly unmatched: number } {
  const items = statements(db).items.all()
  const matches = matchItems(items, statements(db).products.all())
  return { matches, unmatched: items.length - matches.length }
}

/** Items and products that are likely the same, a page at a time: those with a SKU in common first. */
export const offerMatches: QueryHandler<'item.matches'> = ({ db }, { limit, offset }) => {
  const { matches, unmatched } = matchesNow(db)
  const offered = matches.slice(offset, offset + limit).flatMap(({ itemId, productId, by }): Offered[] => {
    const pair = statements(db).pair.get(itemId, productId)
    if (pair === undefined) return []
    const { accountingItemId, kind, itemSku, itemName, quantity, sku, name, unit, onHand } = pair
    return [{ by, item: { accountingItemId, kind, sku: itemSku, name: itemName, quantity }, product: { productId, sku, name, unit, onHand } }]
  })
  return ok({ matches: offered, total: matches.length, unmatched })
}
