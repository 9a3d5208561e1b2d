import type { InputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { Database } from '../database/open.ts'
import type { QueryHandler } from './context.ts'
import { sumOfHalves } from './exact-sums.ts'
import { firstRow, pageOf, searchFor, sumsOf, type Condition, type List, type WholeSums } from './list-page.ts'
import { describeSale, saleColumns, saleTables, sourceOf, type SaleColumns } from './sale-rows.ts'

const sortBy = {
  date: ['n.sale_on'],
  reference: ['n.reference_order'],
  customer: ['n.customer COLLATE NOCASE', 'n.sale_on'],
  type: ['n.type'],
  source: [sourceOf('n.type')],
  status: ['n.voided'],
  revenue: ['n.revenue'],
  cost: ['n.cost'],
  margin: ['n.revenue - n.cost'],
  /** Margin as a part of revenue. */
  share: ['1.0 * (n.revenue - n.cost) / abs(nullif(n.revenue, 0))'],
  short: ['n.short'],
} as const

type Asked = InputOf<'query', 'sale.list'>
type Filters = Pick<Asked, 'from' | 'to' | 'customer' | 'productId' | 'type' | 'source' | 'status' | 'short'>

/** Sales and returns with their cost as it stands now, a page at a time, and what all that is filtered comes to. */
export const listSales: QueryHandler<'sale.list'> = ({ db }, { search, sort, descending, limit, offset, find, ...filters }) => {
  const searched = searchedFor(search)
  const where = [...filtered(filters, sort), ...searched]
  const indexed = sort === 'date' || sort === 'customer'
  const list: List = { id: 'n.sale_id', table: 'sale_now n', from: 'sale_now n', where, orderBy: sortBy[sort], descending, indexed }
  const { rows: total, sums } = (searched.length > 0 ? null : keptTotals(db, filters)) ?? sumsOf(db, list, ['n.revenue', 'n.cost'])
  const select = `SELECT ${saleColumns} FROM page CROSS JOIN ${saleTables} WHERE n.sale_id = page.id`
  const { rows, ...whole } = pageOf<SaleColumns>(db, { ...list, total }, { limit, offset, find }, select)
  const [revenue = null, cost = null] = sums
  const margin = revenue === null || cost === null ? null : sumInRange([revenue, 0 - cost])
  return ok({ sales: rows.map(describeSale), totals: { revenue, cost, margin }, ...whole })
}

const when = (sql: string, value: string | number | null): Condition[] => (value === null ? [] : [{ sql, params: [value] }])
const voidedAs = (status: Filters['status']) => (status === null ? null : status === 'voided' ? 1 : 0)

function filtered({ from, to, customer, productId, type, source, status, short }: Filters, sort: Asked['sort']): Condition[] {
  // Each customer's sales lie in the order of their days.
  const leads = (conditions: Condition[], leadsIndex: boolean) => conditions.map((condition) => ({ ...condition, leadsIndex }))
  return [
    ...leads(when('n.sale_on >= +?', from), sort === 'date'),
    ...leads(when('n.sale_on <= +?', to), sort === 'date'),
    // The index knows no capitals.
    ...(customer === null ? [] : [{ sql: 'n.customer = +? COLLATE NOCASE AND n.customer = +?', params: [customer, customer], leadsIndex: true }]),
    ...when(ofProduct, productId),
    ...when('n.type = +?', type),
    ...when(`${sourceOf('n.type')} = +?`, source),
    ...when('n.voided = +?', voidedAs(status)),
    ...(short ? [{ sql: 'n.short > 0', params: [] }] : []),
  ]
}

// Found customer by customer: there are few of them, and an index by product would make every sale dearer.
const ofProduct = `n.sale_id IN (SELECT p.sale_id FROM (SELECT DISTINCT customer FROM sale_customer_month) c
  CROSS JOIN sale_product p WHERE p.customer = c.customer AND p.product_id = +? AND p.quantity > 0)`

function searchedFor(search: string): Condition[] {
  return searchFor(search, ({ written }) =>
    [written('n.reference'), written('n.customer'), written("printf('PSB-M-%05d', (SELECT s.number FROM sale s WHERE s.sale_id = n.sale_id))")].join(' OR '),
  )
}

/** How many sales the filters leave and what they come to, from the sums that are kept; `null` where none are kept by such filters. */
function keptTotals(db: Database, { from, to, customer, productId, type, source, status, short }: Filters): WholeSums | null {
  if (productId !== null || short) return null
  const inState = when('voided = +?', voidedAs(status))
  if (customer === null) {
    const by = [...when('sale_on >= +?', from), ...when('sale_on <= +?', to), ...when('type = +?', type), ...when(`${sourceOf('type')} = +?`, source)]
    return totalsIn(db, 'sale_day', [...by, ...inState])
  }
  const onlyCustomer = from === null && to === null && type === null && source === null
  return onlyCustomer ? totalsIn(db, 'sale_customer_month', [...when('customer = +?', customer), ...inState]) : null
}

type TotalCells = readonly [sales: number, revenueHigh: number, revenueLow: number, costHigh: number, costLow: number]

function totalsIn(db: Database, table: 'sale_day' | 'sale_customer_month', where: readonly Condition[]): WholeSums {
  const sum = (column: string) => `coalesce(sum(${column}), 0)`
  const columns = [sum('sales'), sum('revenue_high'), sum('revenue_low'), sum('cost_high'), sum('cost_low')]
  const [sales, revenueHigh, revenueLow, costHigh, costLow] = firstRow<TotalCells>(db, columns, table, where)
  return { rows: sales, sums: [sumOfHalves(revenueHigh, revenueLow), sumOfHalves(costHigh, costLow)] }
}
