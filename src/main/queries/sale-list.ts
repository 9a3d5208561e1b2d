import type { InputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { QueryHandler } from './context.ts'
import { pageOfIds, rowsOfPage, searchFor, sumsOf, type Condition } from './list-page.ts'
import { describeSale, saleColumns, saleSql, saleTables, type SaleColumns } from './sale-rows.ts'

const sortBy = {
  date: 'v.sale_on',
  reference: 'v.reference COLLATE NOCASE',
  customer: 'v.customer COLLATE NOCASE',
  type: saleSql.type,
  source: 's.source',
  status: 'v.voided',
  revenue: saleSql.revenue,
  cost: saleSql.cost,
  margin: `${saleSql.revenue} - ${saleSql.cost}`,
  /** Margin as a part of revenue. */
  share: `1.0 * (${saleSql.revenue} - ${saleSql.cost}) / abs(nullif(${saleSql.revenue}, 0))`,
  short: saleSql.short,
} as const

/** Sales and returns with their cost as it stands now, a page at a time, and what all that is filtered comes to. */
export const listSales: QueryHandler<'sale.list'> = ({ db }, { search, sort, descending, limit, offset, find, ...filters }) => {
  const where = [...filtered(filters), ...searched(search)]
  const list = { id: 's.sale_id', table: saleTables, from: saleTables, where, orderBy: [sortBy[sort]], descending, indexed: false }
  const { ids, ...whole } = pageOfIds(db, list, { limit, offset, find })
  const rows = rowsOfPage<SaleColumns>(db, ids, `SELECT ${saleColumns} FROM page CROSS JOIN ${saleTables} WHERE s.sale_id = page.id`)
  const [revenue = null, cost = null] = sumsOf(db, list, [saleSql.revenue, saleSql.cost])
  const margin = revenue === null || cost === null ? null : sumInRange([revenue, 0 - cost])
  return ok({ sales: rows.map(describeSale), totals: { revenue, cost, margin }, ...whole })
}

type Filters = Pick<InputOf<'query', 'sale.list'>, 'from' | 'to' | 'customer' | 'productId' | 'type' | 'source' | 'status' | 'short'>

function filtered({ from, to, customer, productId, type, source, status, short }: Filters): Condition[] {
  const when = (sql: string, value: string | number | null): Condition[] => (value === null ? [] : [{ sql, params: [value] }])
  return [
    ...when('v.sale_on >= ?', from),
    ...when('v.sale_on <= ?', to),
    ...when('v.customer = ?', customer),
    ...when('s.sale_id IN (SELECT sale_id FROM sale_product WHERE product_id = ? AND quantity > 0)', productId),
    ...when(`CASE s.source WHEN 'manual' THEN s.kind ELSE ${saleSql.type} END = ?`, type),
    ...when('s.source = ?', source),
    ...when('v.voided = ?', status === null ? null : status === 'voided' ? 1 : 0),
    ...(short ? [{ sql: 's.sale_id IN (SELECT sale_id FROM shortage WHERE quantity > 0)', params: [] }] : []),
  ]
}

function searched(search: string): Condition[] {
  return searchFor(search, ({ written }) => [written('v.reference'), written('v.customer'), written("printf('PSB-M-%05d', s.number)")].join(' OR '))
}
