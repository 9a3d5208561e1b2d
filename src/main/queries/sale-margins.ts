import type { InputOf, OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { halvesOf, sumOfHalves } from './exact-sums.ts'

type By = InputOf<'query', 'sale.margins'>['by']
type Row = OutputOf<'query', 'sale.margins'>['rows'][number]
type Cells = readonly [key: string | number, sku: string, name: string, sales: number, revenueHigh: number, revenueLow: number, costHigh: number, costLow: number]

/** A period as the sums know it: months that are whole, told apart as texts, and the days beside them. Each may be empty. */
interface Period {
  readonly from: string
  readonly to: string
  readonly fromMonth: string
  readonly beforeMonth: string
  /** Last of the days before the whole months, and first of those after them. */
  readonly until: string
  readonly since: string
}

const figures = ['sales', 'revenue_high', 'revenue_low', 'cost_high', 'cost_low']
const sums = figures.map((figure) => `sum(${figure}) AS ${figure}`).join(', ')
const named = (revenue: string, cost: string) => `${halvesOf(revenue, 'revenue_high', 'revenue_low')}, ${halvesOf(cost, 'cost_high', 'cost_low')}`
const inMonths = 'month >= +@fromMonth AND month < +@beforeMonth'
const inDays = 'n.voided = 0 AND (n.sale_on BETWEEN +@from AND +@until OR n.sale_on BETWEEN +@since AND +@to)'
const anything = 'HAVING sum(sales) <> 0 OR sum(revenue_high) <> 0 OR sum(revenue_low) <> 0 OR sum(cost_high) <> 0 OR sum(cost_low) <> 0'

const byMonth = `SELECT substr(sale_on, 1, 7), '', '', ${sums} FROM sale_day WHERE sale_on BETWEEN +@from AND +@to AND voided = 0 GROUP BY 1`

const byCustomer = `SELECT customer, '', '', ${sums} FROM (
    SELECT customer, ${figures.join(', ')} FROM sale_customer_month WHERE ${inMonths} AND voided = 0
    UNION ALL SELECT n.customer, 1, ${named('n.revenue', 'n.cost')} FROM sale_now n WHERE ${inDays})
  GROUP BY customer`

// What a document moved on lots and shortages of a product is what it costs; what of that went to adjustment instead is taken
// off its first product, so that products sum to the ledger's cost of goods sold.
const byProduct = `WITH day AS MATERIALIZED (
      SELECT n.sale_id, CASE s.kind WHEN 'return' THEN -1 ELSE 1 END AS sign,
        (SELECT v.posting_id FROM sale_version v WHERE v.sale_id = n.sale_id ORDER BY v.version DESC LIMIT 1) AS posting_id
      FROM sale_now n JOIN sale s USING (sale_id) WHERE ${inDays}),
    line AS (SELECT l.product_id, d.sign * sum(l.revenue) AS revenue FROM day d CROSS JOIN sale_line l USING (posting_id) GROUP BY d.sale_id, l.product_id),
    moved AS (
      SELECT coalesce(e.product_id, (SELECT min(l.product_id) FROM sale_line l WHERE l.posting_id = d.posting_id)) AS product_id, -e.value AS cost
      FROM day d CROSS JOIN entry e ON e.document_kind = 'sale' AND e.document_id = d.sale_id AND e.account IN ('lot', 'shortage', 'adjustment')),
    summed AS (SELECT product_id, ${sums} FROM (
      SELECT product_id, ${figures.join(', ')} FROM sale_product_month WHERE ${inMonths}
      UNION ALL SELECT product_id, 1, ${named('revenue', '0')} FROM line
      UNION ALL SELECT product_id, 0, ${named('0', 'cost')} FROM moved)
      GROUP BY product_id ${anything})
  SELECT p.product_id, p.sku, p.name, ${figures.map((figure) => `summed.${figure}`).join(', ')} FROM summed JOIN product p USING (product_id)`

const statements = perConnection((db) => ({
  product: db.prepare<[Period], Cells>(byProduct).raw(),
  customer: db.prepare<[Period], Cells>(byCustomer).raw(),
  month: db.prepare<[Period], Cells>(byMonth).raw(),
  soldBetween: db.prepare<[string, string], number>('SELECT 1 FROM sale_now WHERE sale_on > +? AND sale_on < +? LIMIT 1').pluck(),
}))

/** Revenue, cost and margin of a period by product, customer or month; every list sums to the same. */
export const marginsOfSales: QueryHandler<'sale.margins'> = ({ db }, { by, ...asked }) => {
  const rows = rowsBy(db, by, periodOf(db, asked))
  const sum = (of: 'revenue' | 'cost') => sumInRange(rows.map((row) => row[of]))
  const [revenue, cost] = [sum('revenue'), sum('cost')]
  return ok({ rows, totals: { revenue, cost, margin: revenue === null || cost === null ? null : sumInRange([revenue, 0 - cost]) } })
}

function rowsBy(db: Database, by: By, period: Period): Row[] {
  const rows: Row[] = []
  for (const [key, sku, name, sales, ...halves] of statements(db)[by].all(period)) {
    const [revenue, cost] = [sumOfHalves(halves[0], halves[1]), sumOfHalves(halves[2], halves[3])]
    // What is more than can be said is left out of rows as it is of the ledger itself.
    if (revenue === null || cost === null) continue
    const product = by === 'product' ? { productId: Number(key), sku, name } : null
    rows.push({ key: String(key), product, sales, revenue, cost, margin: sumInRange([revenue, 0 - cost]) })
  }
  return rows
}

/** A month counts as whole when nothing was sold in the days of it that are not asked for, as today's is. */
function periodOf(db: Database, { from, to }: { readonly from: string; readonly to: string }): Period {
  const sold = (first: string, last: string) => statements(db).soldBetween.get(first, last) !== undefined
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)]
  const [opens, closes] = [sold(`${first}-00`, from), sold(to, `${last}-32`)]
  // Not a whole month: day by day.
  if (from > to || (first === last && (opens || closes))) return { from, to, fromMonth: '9', beforeMonth: '0', until: to, since: '9' }
  return {
    from,
    to,
    fromMonth: opens ? `${first}~` : first,
    beforeMonth: closes ? last : `${last}~`,
    until: opens ? `${first}-31` : '0',
    since: closes ? `${last}-01` : '9',
  }
}
