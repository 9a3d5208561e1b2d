import { ok } from '../../shared/result.ts'
import type { QueryHandler } from './context.ts'
import { itemColumns, toItemRows, withProduct, type StoredItemRow } from './item-rows.ts'
import { pageOf, searchFor, type Condition } from './list-page.ts'

const items = 'accounting_item i'

const sortBy = {
  name: { from: items, column: 'i.name COLLATE NOCASE' },
  sku: { from: items, column: 'i.sku_order' },
  kind: { from: items, column: 'i.kind' },
  // What has no quantity comes before the least.
  quantity: { from: items, column: 'CASE WHEN i.tracks_quantity THEN i.quantity_on_hand END' },
  product: { from: `${items} ${withProduct}`, column: 'p.sku_order' },
  on_hand: { from: `${items} ${withProduct}`, column: 'b.quantity' },
  difference: { from: `${items} ${withProduct}`, column: 'CASE WHEN i.tracks_quantity THEN b.quantity - i.quantity_on_hand END' },
} as const

const isLinked = 'EXISTS (SELECT 1 FROM item_link l WHERE l.accounting_item_id = i.accounting_item_id)'
const isNoProduct = 'EXISTS (SELECT 1 FROM item_not_product n WHERE n.accounting_item_id = i.accounting_item_id)'

const inState = {
  linked: isLinked,
  unlinked: `i.active = 1 AND NOT ${isLinked} AND NOT ${isNoProduct}`,
  not_product: isNoProduct,
  inactive: 'i.active = 0',
} as const

/** Items of QuickBooks, a page at a time. */
export const listItems: QueryHandler<'item.list'> = ({ db }, { search, kinds, state, sort, descending, ...asked }) => {
  const ofKinds: Condition[] = kinds.length === 0 ? [] : [{ sql: `i.kind IN (${kinds.map(() => '?').join(', ')})`, params: kinds }]
  const ofState: Condition[] = state === null ? [] : [{ sql: inState[state], params: [], readsAll: true }]
  const { from, column } = sortBy[sort]
  const list = {
    id: 'i.accounting_item_id',
    table: items,
    from,
    where: [...ofKinds, ...ofState, ...searchFor(search, ({ folded }) => folded('i.search_text'))],
    orderBy: [column],
    descending,
    indexed: sort === 'name' || sort === 'sku',
  }
  const { rows, ...whole } = pageOf<StoredItemRow>(
    db,
    list,
    asked,
    `SELECT ${itemColumns} FROM page CROSS JOIN accounting_item i ON i.accounting_item_id = page.id ${withProduct}`,
  )
  return ok({ items: toItemRows(db, rows), ...whole })
}
