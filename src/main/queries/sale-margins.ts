import type { InputOf, OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { sumInHalves, sumOfHalves } from './exact-sums.ts'
import { saleSql, saleTables } from './sale-rows.ts'

type By = InputOf<'query', 'sale.margins'>['by']
type Row = OutputOf<'query', 'sale.margins'>['rows'][number]
type Cells = [key: string | number, name: string, sales: number, ...halves: number[]]

interface Asked {
  readonly from: string
  readonly to: string
}

/** Sales in force in a period, each with its sign. Voided ones say nothing and cost nothing. */
const chosen = `SELECT s.sale_id, v.posting_id, v.customer, substr(v.sale_on, 1, 7) AS month, CASE s.kind WHEN 'return' THEN -1 ELSE 1 END AS sign,
    ${saleSql.revenue} AS revenue, ${saleSql.cost} AS cost
  FROM ${saleTables} WHERE v.sale_on BETWEEN @from AND @to AND v.voided = 0`

const bySale = (key: string) =>
  `WITH chosen AS (${chosen}) SELECT ${key}, '', count(*), ${sumInHalves('revenue')}, ${sumInHalves('cost')} FROM chosen GROUP BY 1`

// What a document moved on lots and shortages of a product is what it costs; what of that went to adjustment instead is taken
// off its first product, so that products sum to the ledger's cost of goods sold.
const byProduct = `WITH chosen AS (${chosen}),
    moved AS (
      SELECT l.product_id, c.sale_id, c.sign * l.revenue AS revenue, 0 AS cost FROM chosen c JOIN sale_line l USING (posting_id)
      UNION ALL
      SELECT e.product_id, c.sale_id, 0, -e.value FROM chosen c JOIN entry e ON e.document_kind = 'sale' AND e.document_id = c.sale_id AND e.account IN ('lot', 'shortage')
      UNION ALL
      SELECT (SELECT min(l.product_id) FROM sale_line l WHERE l.posting_id = c.posting_id), c.sale_id, 0, -e.value
      FROM chosen c JOIN entry e ON e.document_kind = 'sale' AND e.document_id = c.sale_id AND e.account = 'adjustment'),
    summed AS (SELECT product_id, count(DISTINCT sale_id) AS sales, ${sumInHalves('revenue')}, ${sumInHalves('cost')} FROM moved GROUP BY product_id)
  SELECT p.product_id, p.sku || char(10) || p.name, summed.* FROM summed JOIN product p USING (product_id)`

const statements = perConnection((db) => ({
  product: db.prepare<[Asked], (string | number)[]>(byProduct).raw(),
  customer: db.prepare<[Asked], (string | number)[]>(bySale('customer')).raw(),
  month: db.prepare<[Asked], (string | number)[]>(bySale('month')).raw(),
}))

/** Revenue, cost and margin of a period by product, customer or month; every list sums to the same. */
export const marginsOfSales: QueryHandler<'sale.margins'> = ({ db }, { by, ...asked }) => {
  const rows = rowsBy(db, by, asked)
  const sum = (of: 'revenue' | 'cost') => sumInRange(rows.map((row) => row[of]))
  const [revenue, cost] = [sum('revenue'), sum('cost')]
  return ok({ rows, totals: { revenue, cost, margin: revenue === null || cost === null ? null : sumInRange([revenue, 0 - cost]) } })
}

function rowsBy(db: Database, by: By, asked: Asked): Row[] {
  return statements(db)[by].all(asked).flatMap((cells): Row[] => {
    const [key, name, sales, ...halves] = (by === 'product' ? [cells[0], cells[1], ...cells.slice(3)] : cells) as Cells
    const [revenue, cost] = [sumOfHalves(halves[0] ?? 0, halves[1] ?? 0), sumOfHalves(halves[2] ?? 0, halves[3] ?? 0)]
    // What is more than can be said is left out of rows as it is of the ledger itself.
    if (revenue === null || cost === null) return []
    const figures = { sales, revenue, cost, margin: sumInRange([revenue, 0 - cost]) }
    const [sku = '', productName = ''] = name.split('\n')
    return [{ key: String(key), product: by === 'product' ? { productId: Number(key), sku, name: productName } : null, ...figures }]
  })
}
