import { ok } from '../../shared/result.ts'
import type { QueryHandler } from './context.ts'
import { pageOfIds, rowsOfPage, searchFor, type Condition } from './list-page.ts'
import { productColumns, toProductRow, type StoredRow } from './product-rows.ts'

const products = 'product p'
const withBalance = `${products} JOIN product_balance b USING (product_id)`

const sortBy = {
  sku: { from: products, column: 'p.sku COLLATE NOCASE' },
  name: { from: products, column: 'p.name COLLATE NOCASE' },
  kind: { from: products, column: 'p.kind' },
  on_hand: { from: withBalance, column: 'b.quantity' },
  // A product without stock has no average: it comes before the cheapest.
  average: { from: withBalance, column: 'CASE WHEN b.quantity > 0 THEN 1.0 * b.value / b.quantity END' },
  value: { from: withBalance, column: 'b.value' },
} as const

/** Products with what is on hand and what it is worth, a page at a time. */
export const listProducts: QueryHandler<'product.list'> = ({ db }, { search, kinds, archived = false, sort, descending, ...asked }) => {
  const ofKinds: Condition[] = kinds.length === 0 ? [] : [{ sql: `p.kind IN (${kinds.map(() => '?').join(', ')})`, params: kinds }]
  const { from, column } = sortBy[sort]
  const list = {
    id: 'p.product_id',
    table: products,
    from,
    where: [{ sql: `p.archived = ${archived ? 1 : 0}`, params: [], leadsIndex: true }, ...ofKinds, ...searchFor(search, ({ folded }) => folded('p.search_text'))],
    orderBy: [column],
    descending,
    indexed: sort === 'sku' || sort === 'name',
  }
  const { ids, ...whole } = pageOfIds(db, list, asked)
  const rows = rowsOfPage<StoredRow>(
    db,
    ids,
    `SELECT ${productColumns}
     FROM page CROSS JOIN product p ON p.product_id = page.id CROSS JOIN product_balance b ON b.product_id = page.id`,
  )
  return ok({ products: rows.map(toProductRow), ...whole })
}
