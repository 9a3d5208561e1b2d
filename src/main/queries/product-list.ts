import type { ProductInFull } from '../../shared/contract/product.ts'
import type { InputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import type { QueryHandler } from './context.ts'
import { pageOf, searchFor, type Condition, type PageOfRows } from './list-page.ts'
import { productColumns, toProductRow, type StoredRow } from './product-rows.ts'

const products = 'product p'
const withBalance = `${products} JOIN product_balance b USING (product_id)`

const sortBy = {
  sku: { from: products, column: 'p.sku_order' },
  name: { from: products, column: 'p.name COLLATE NOCASE' },
  kind: { from: products, column: 'p.kind' },
  on_hand: { from: withBalance, column: 'b.quantity' },
  // A product without stock has no average: it comes before the cheapest.
  average: { from: withBalance, column: 'CASE WHEN b.quantity > 0 THEN 1.0 * b.value / b.quantity END' },
  value: { from: withBalance, column: 'b.value' },
} as const

/** Products with what is on hand and what it is worth, a page at a time. */
export const listProducts: QueryHandler<'product.list'> = ({ db }, input) => {
  const { rows, ...whole } = pageOfProducts<StoredRow>(db, input, '')
  return ok({ products: rows.map(toProductRow), ...whole })
}

/** The same, each with all that is decided about it. */
export const listProductsInFull: QueryHandler<'product.list_in_full'> = ({ db }, input) => {
  const { rows, ...whole } = pageOfProducts<StoredRow & FullRow>(db, input, fullColumns)
  return ok({
    products: rows.map(({ unitCost, purchaseUnit, purchaseFactor, supplier, barcodes, notes, ...row }) => ({
      ...toProductRow(row),
      unitCost,
      purchaseUnit,
      purchaseFactor,
      supplier,
      barcodes: JSON.parse(barcodes) as string[],
      notes,
    })),
    ...whole,
  })
}

type FullRow = Omit<ProductInFull, keyof StoredRow | 'barcodes'> & { readonly barcodes: string }

const fullColumns = `, p.unit_cost AS unitCost, p.purchase_unit AS purchaseUnit, p.purchase_factor AS purchaseFactor, p.notes,
  (SELECT s.name FROM supplier s WHERE s.supplier_id = p.supplier_id) AS supplier,
  (SELECT json_group_array(c.barcode ORDER BY c.barcode) FROM product_barcode c WHERE c.product_id = p.product_id) AS barcodes`

type Asked = InputOf<'query', 'product.list'>

function pageOfProducts<Row>(db: Database, { search, kinds, archived = false, sort, descending, ...asked }: Asked, more: string): PageOfRows<Row> {
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
  return pageOf<Row>(
    db,
    list,
    asked,
    `SELECT ${productColumns}${more} FROM page CROSS JOIN product p ON p.product_id = page.id CROSS JOIN product_balance b ON b.product_id = page.id`,
  )
}
