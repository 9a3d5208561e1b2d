import { sumInRange } from '../../shared/units/apportion.ts'
import { ok } from '../../shared/result.ts'
import { saleName } from '../ledger/sale-documents.ts'
import type { QueryHandler } from './context.ts'
import { pageOfIds, rowsOfPage, searchFor, type Condition } from './list-page.ts'

interface Row {
  readonly saleId: number
  readonly number: number
  readonly kind: 'sale' | 'return'
  readonly voided: 0 | 1
  readonly reference: string
  readonly customer: string
  readonly saleDate: string
  readonly revenue: number
  readonly cost: number
  readonly short: number
}

/** A sale in the version in force. */
const sales = `sale s JOIN sale_version v ON v.sale_id = s.sale_id
  AND v.version = (SELECT max(n.version) FROM sale_version n WHERE n.sale_id = s.sale_id)`

const lineRevenue = '(SELECT coalesce(sum(l.revenue), 0) FROM sale_line l WHERE l.posting_id = v.posting_id)'
const signedRevenue = `(CASE s.kind WHEN 'return' THEN -1 ELSE 1 END * ${lineRevenue})`
const cost = `(SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'sale' AND e.document_id = s.sale_id AND e.account = 'cost_of_goods_sold')`
const short = '(SELECT coalesce(sum(h.quantity), 0) FROM shortage h WHERE h.sale_id = s.sale_id AND h.quantity > 0)'

const sortBy = {
  date: 'v.sale_on',
  reference: 'v.reference COLLATE NOCASE',
  customer: 'v.customer COLLATE NOCASE',
  kind: 's.kind',
  status: 'v.voided',
  revenue: signedRevenue,
  cost,
  margin: `${signedRevenue} - ${cost}`,
  short,
} as const

/** Sales and returns with their cost as it stands now, a page at a time. */
export const listSales: QueryHandler<'sale.list'> = ({ db }, { search, sort, descending, ...asked }) => {
  const list = { id: 's.sale_id', table: sales, from: sales, where: searched(search), orderBy: [sortBy[sort]], descending, indexed: false }
  const { ids, ...whole } = pageOfIds(db, list, asked)
  const rows = rowsOfPage<Row>(
    db,
    ids,
    `SELECT s.sale_id AS saleId, s.number, s.kind, v.voided, v.reference, v.customer, v.sale_on AS saleDate,
       ${lineRevenue} AS revenue, ${cost} AS cost, ${short} AS short
     FROM page CROSS JOIN ${sales} WHERE s.sale_id = page.id`,
  )
  return ok({ sales: rows.map(describeSale), ...whole })
}

function searched(search: string): Condition[] {
  return searchFor(search, ({ written }) => [written('v.reference'), written('v.customer'), written("printf('PSB-M-%05d', s.number)")].join(' OR '))
}

function describeSale({ number, voided, reference, ...row }: Row) {
  const revenue = row.kind === 'return' ? 0 - row.revenue : row.revenue
  const status = voided === 1 ? ('voided' as const) : ('posted' as const)
  return { ...row, status, reference: saleName({ reference, number }), revenue, margin: sumInRange([revenue, 0 - row.cost]) }
}
