import type { RejectionReason, RejectionRow } from '../../shared/contract/quality.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOf } from '../domain/document.ts'
import { searchedBuilds } from './build-list.ts'
import type { QueryHandler } from './context.ts'
import { pageOf, type Condition } from './list-page.ts'

/** Rejections with their builds, from the word after FROM; an undone one no longer stands. */
const rejections = `posting t INDEXED BY posting_of_rejection CROSS JOIN build_rejection r ON r.posting_id = t.posting_id CROSS JOIN build d ON d.build_id = r.build_id`
const stands = `t.kind = 'build_rejected' AND NOT EXISTS (SELECT 1 FROM posting u WHERE u.reverses_posting_id = t.posting_id)`

/** What a build has booked as waste: all of it by the rejection that stands. */
const wasted = `(SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'build' AND e.document_id = r.build_id AND e.account = 'waste')`
/** What the rejection gave back to lots. */
const recovered = `(SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.posting_id = r.posting_id AND e.account = 'lot')`

interface ReasonRow {
  readonly month: string
  readonly reason: RejectionReason
  readonly count: number
  readonly recovered: number
  readonly wasted: number
}

const statements = perConnection((db) => ({
  reasons: db.prepare<[string, string, number | null], ReasonRow>(
    `SELECT substr(t.business_date, 1, 7) AS month, r.reason, count(*) AS count, sum(${recovered}) AS recovered, sum(${wasted}) AS wasted
     FROM ${rejections} WHERE ${stands} AND t.business_date BETWEEN ? AND ? AND d.product_id = coalesce(?, d.product_id)
     GROUP BY month, r.reason ORDER BY month, r.reason`,
  ),
}))

/** How many builds were rejected and what that wasted, per month and reason. */
export const reasonsOfRejections: QueryHandler<'quality.reasons'> = ({ db }, { from, to, productId }) =>
  ok({ rows: statements(db).reasons.all(from, to, productId) })

const sortBy = {
  rejectedOn: { from: rejections, column: 't.business_date' },
  reference: { from: rejections, column: 'd.number' },
  product: { from: `${rejections} JOIN product p ON p.product_id = d.product_id`, column: 'p.sku_order' },
  quantity: { from: rejections, column: 'd.quantity' },
  reason: { from: rejections, column: 'r.reason' },
  recovered: { from: rejections, column: recovered },
  wasted: { from: rejections, column: wasted },
} as const

interface Row extends Omit<RejectionRow, 'reference' | 'product'> {
  readonly number: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
}

/** Rejections that stand, a page at a time. */
export const listRejections: QueryHandler<'quality.rejections'> = ({ db }, { search, reason, productId, from: first, to: last, sort, descending, ...asked }) => {
  const { from, column } = sortBy[sort]
  const only = (sql: string, value: string | number | null): Condition[] => (value === null ? [] : [{ sql, params: [value] }])
  const list = {
    id: 't.posting_id',
    table: rejections,
    from,
    where: [
      { sql: stands, params: [] },
      ...only('t.business_date >= ?', first),
      ...only('t.business_date <= ?', last),
      ...only('r.reason = ?', reason),
      ...only('d.product_id = ?', productId),
      ...searchedBuilds(search),
    ],
    orderBy: [column],
    descending,
    indexed: false,
  }
  const { rows, ...whole } = pageOf<Row>(
    db,
    list,
    asked,
    `SELECT t.posting_id AS postingId, d.build_id AS buildId, d.number, p.product_id AS productId, p.sku, p.name, p.unit, d.quantity,
       t.business_date AS rejectedOn, r.reason, ${recovered} AS recovered, ${wasted} AS wasted
     FROM page CROSS JOIN posting t ON t.posting_id = page.id CROSS JOIN build_rejection r ON r.posting_id = page.id
       CROSS JOIN build d ON d.build_id = r.build_id CROSS JOIN product p ON p.product_id = d.product_id`,
  )
  const found = rows.map(({ number, productId: id, sku, name, unit, ...row }) => ({
    ...row,
    reference: referenceOf('build', number),
    product: { productId: id, sku, name, unit },
  }))
  return ok({ rejections: found, ...whole })
}
