import { ok } from '../../shared/result.ts'
import { adjustmentRowOf, type AdjustmentColumns } from './adjustment-rows.ts'
import type { QueryHandler } from './context.ts'
import { exportedAs, exportSummaries } from './export-summaries.ts'
import { pageOf, searchFor, type Condition } from './list-page.ts'

const adjustments = 'adjustment a'
const withProduct = `${adjustments} JOIN product p USING (product_id)`
/** The lot that was adjusted, or else the one its posting brought stock into. */
const ownLot = `coalesce(a.lot_id, (SELECT e.lot_id FROM entry e WHERE e.posting_id = a.posting_id AND e.lot_id IS NOT NULL ORDER BY e.entry_id LIMIT 1))`
const lotNumber = `coalesce((SELECT l.number FROM lot l WHERE l.lot_id = ${ownLot}), '')`
/** A difference belongs to the posting that took something else back, and is nobody's to take back itself. */
const reversedBy = `(SELECT r.posting_id FROM posting r WHERE r.reverses_posting_id = a.posting_id AND a.kind <> 'difference')`

const sortBy = {
  reference: { from: adjustments, column: 'a.adjustment_id' },
  date: { from: adjustments, column: 'a.business_date' },
  product: { from: withProduct, column: 'p.sku_order' },
  what: { from: adjustments, column: `a.kind || ' ' || a.reason` },
  lot: { from: adjustments, column: `coalesce((SELECT l.number_order FROM lot l WHERE l.lot_id = ${ownLot}), '')` },
  quantity: { from: adjustments, column: 'a.quantity' },
  value: { from: adjustments, column: 'a.value' },
} as const

/** Adjustments a page at a time. */
export const listAdjustments: QueryHandler<'adjustment.list'> = ({ db }, input) => {
  const { search, productId, status, exported: standing, sort, descending, ...asked } = input
  const { from, column } = sortBy[sort]
  const searched = searchFor(
    search,
    ({ folded, written }) => `${written("printf('PSB-A-%05d', a.number)")} OR ${written('a.notes')} OR ${written(lotNumber)}
      OR a.product_id IN (SELECT product_id FROM product WHERE ${folded('search_text')})`,
  )
  const ofProduct: Condition[] = productId === null ? [] : [{ sql: 'a.product_id = ?', params: [productId] }]
  const ofStatus: Condition[] = status === null ? [] : [{ sql: `${reversedBy} IS ${status === 'reversed' ? 'NOT ' : ''}NULL`, params: [], readsAll: true }]
  const list = {
    id: 'a.adjustment_id',
    table: adjustments,
    from,
    where: [...ofProduct, ...ofStatus, ...exportedAs('adjustment', 'a.adjustment_id', standing), ...searched],
    orderBy: [column],
    descending,
    indexed: sort === 'reference' || sort === 'date',
  }
  const { rows, ...whole } = pageOf<AdjustmentColumns>(
    db,
    list,
    asked,
    `SELECT a.adjustment_id AS adjustmentId, a.number, a.kind, p.product_id AS productId, p.sku, p.name, p.unit, l.lot_id AS lotId,
       l.number AS lotNumber, a.quantity, a.value, a.reason, a.business_date AS businessDate, ${reversedBy} AS reversedBy
     FROM page CROSS JOIN adjustment a ON a.adjustment_id = page.id CROSS JOIN product p ON p.product_id = a.product_id
       LEFT JOIN lot l ON l.lot_id = ${ownLot}`,
  )
  const exported = exportSummaries(db, 'adjustment', rows.map(({ adjustmentId, businessDate }) => ({ id: adjustmentId, businessDate, done: false })))
  return ok({ adjustments: rows.map((row) => ({ ...adjustmentRowOf(row), exported: exported.get(row.adjustmentId) ?? null })), ...whole })
}
