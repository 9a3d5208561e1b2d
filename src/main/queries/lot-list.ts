import { ok } from '../../shared/result.ts'
import type { QueryHandler } from './context.ts'
import { pageOf, searchFor, type Condition } from './list-page.ts'
import { pricedLotColumns, pricedLotOfRow, type PricedLotRow } from './lot-rows.ts'

const lots = 'lot l'
// A left join is left out where nothing of the lot itself is asked for; every balance has its lot.
const withBalance = 'lot_balance b LEFT JOIN lot l ON l.lot_id = b.lot_id'

const sortBy = {
  // The order in which they will be drawn; products outside, so that their lots come sorted from the index.
  product: { from: 'product p CROSS JOIN lot l ON l.product_id = p.product_id', columns: ['p.sku_order', 'p.product_id', 'l.received_on'] },
  number: { from: lots, columns: ['l.number_order'] },
  receivedOn: { from: lots, columns: ['l.received_on'] },
  status: { from: withBalance, columns: ['CASE WHEN l.voided_by_posting_id IS NOT NULL THEN 3 WHEN b.remaining = 0 THEN 2 ELSE 1 END'] },
  remaining: { from: withBalance, columns: ['b.remaining'] },
  unitCost: { from: withBalance, columns: ['CASE WHEN b.remaining > 0 THEN 1.0 * b.value / b.remaining END'] },
  value: { from: withBalance, columns: ['b.value'] },
} as const

const remains = '(SELECT o.remaining FROM lot_balance o WHERE o.lot_id = l.lot_id)'

const hasStatus = {
  active: `${remains} > 0`,
  exhausted: `${remains} = 0 AND l.voided_by_posting_id IS NULL`,
  voided: 'l.voided_by_posting_id IS NOT NULL',
} as const

const rowsSql = `SELECT ${pricedLotColumns}
  FROM page CROSS JOIN lot l ON l.lot_id = page.id CROSS JOIN lot_balance b ON b.lot_id = page.id CROSS JOIN product p ON p.product_id = l.product_id`

/** Lots, a page at a time. */
export const listLots: QueryHandler<'lot.list'> = ({ db }, { search, productId, status, sort, descending, ...asked }) => {
  const { from, columns } = sortBy[sort]
  const list = {
    id: from === withBalance ? 'b.lot_id' : 'l.lot_id',
    table: lots,
    from,
    where: [...ofProduct(productId), ...(status === null ? [] : [{ sql: hasStatus[status], params: [] }]), ...searched(search)],
    orderBy: columns,
    descending,
    indexed: sort === 'product' || sort === 'number' || sort === 'receivedOn',
  }
  const { rows, ...whole } = pageOf<PricedLotRow>(db, list, asked, rowsSql)
  return ok({ lots: rows.map(pricedLotOfRow), ...whole })
}

const ofProduct = (productId: number | null): Condition[] => (productId === null ? [] : [{ sql: 'l.product_id = ?', params: [productId] }])

function searched(search: string): Condition[] {
  return searchFor(
    search,
    ({ folded, written }) => `${written('l.number')} OR ${written('l.supplier_lot')}
      OR l.product_id IN (SELECT product_id FROM product WHERE ${folded('search_text')})
      OR (l.document_kind = 'receipt' AND l.document_id IN (SELECT r.receipt_id FROM receipt r
        WHERE r.supplier_id IN (SELECT supplier_id FROM supplier WHERE ${folded('search_text')}) OR ${written("printf('PSB-R-%05d', r.number)")}))
      OR (l.document_kind = 'build' AND l.document_id IN (SELECT build_id FROM build WHERE ${written("printf('PSB-B-%05d', number)")}))`,
  )
}
