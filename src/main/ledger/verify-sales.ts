import { differ } from '../domain/invariants.ts'
import type { Database } from '../database/open.ts'
import type { Note, RebuiltTable } from './verify-rebuilt.ts'

const half = 2 ** 27
/** SQL for a sum in halves put together; a sum of what is not there is nothing. */
const whole = (high: string, low: string) => `(coalesce(${high}, 0) * ${half} + coalesce(${low}, 0))`
const newestOf = (sale: string) => `(SELECT v.posting_id FROM sale_version v WHERE v.sale_id = ${sale} ORDER BY v.version DESC LIMIT 1)`
const halves = (column: string) => `sum(${column} / ${half}) AS ${column}_high, sum(${column} % ${half}) AS ${column}_low`

/** What is kept of each sale is what its newest version, its entries and its shortages say; sums over sales are of those. */
export function checkSaleFigures(db: Database, note: Note): void {
  checkEachSale(db, note)
  checkSums(db, note, 'sale_day', ['sale_on', 'type', 'voided'], summedOfSales('sale_on, type, voided'))
  checkSums(db, note, 'sale_customer_month', ['month', 'voided', 'customer'], summedOfSales('substr(sale_on, 1, 7) AS month, voided, customer'))
  checkSums(db, note, 'sale_product_month', ['month', 'product_id'], summedOfProducts)
}

interface SaleSaid {
  readonly saleId: number
  readonly kept: string
  readonly expected: string
}

const says = (of: string) =>
  `printf('%s, %s, voided %d, brought %d, cost %s, short %d, %Q of %Q', ${of}.sale_on, ${of}.type, ${of}.voided, ${of}.revenue, ${of}.cost, ${of}.short, ${of}.reference, ${of}.customer)`

function checkEachSale(db: Database, note: Note): void {
  const rows = db.prepare<[], SaleSaid>(
    `WITH moved AS MATERIALIZED (
       SELECT document_id AS sale_id, sum(value / ${half}) AS value_high, sum(value % ${half}) AS value_low, total(short) AS short FROM (
         SELECT document_id, CASE account WHEN 'shortage' THEN 0 ELSE value END AS value, CASE account WHEN 'shortage' THEN 0 - quantity ELSE 0 END AS short
         FROM entry WHERE document_kind = 'sale' AND account IN ('cost_of_goods_sold', 'shortage')) GROUP BY document_id),
     said AS (
       SELECT s.sale_id, v.sale_on, coalesce((SELECT d.type FROM sale_document d WHERE d.sale_id = s.sale_id OR d.counter_sale_id = s.sale_id), s.kind) AS type, v.voided,
         CASE s.kind WHEN 'return' THEN -1 ELSE 1 END * (SELECT total(l.revenue) FROM sale_line l WHERE l.posting_id = v.posting_id) AS revenue,
         ${whole('m.value_high', 'm.value_low')} AS cost, coalesce(m.short, 0) AS short, v.reference, v.customer
       FROM sale s JOIN sale_version v ON v.posting_id = ${newestOf('s.sale_id')} LEFT JOIN moved m USING (sale_id))
     SELECT coalesce(s.sale_id, n.sale_id) AS saleId, ${says('n')} AS kept, ${says('s')} AS expected FROM said s FULL JOIN sale_now n ON n.sale_id = s.sale_id
     WHERE ${says('n')} IS NOT ${says('s')} LIMIT 1`,
  )
  const wrong = rows.get()
  if (wrong !== undefined) note('sale_figures_are_sums', differ(`sale ${wrong.saleId}`, wrong.expected, wrong.kept), 'sale_now')
}

const summedOfSales = (by: string) => `SELECT ${by}, count(*) AS sales, ${halves('revenue')}, ${halves('cost')} FROM sale_now GROUP BY 1, 2, 3`

// The cost of what went to adjustment is taken off the sale's first product, as when it is kept.
const summedOfProducts = `SELECT month, product_id, sum(sales) AS sales, ${halves('revenue')}, ${halves('cost')} FROM (
    SELECT substr(n.sale_on, 1, 7) AS month, l.product_id, 1 AS sales, CASE s.kind WHEN 'return' THEN -1 ELSE 1 END * sum(l.revenue) AS revenue, 0 AS cost
    FROM sale_now n JOIN sale s USING (sale_id) JOIN sale_line l ON l.posting_id = ${newestOf('n.sale_id')}
    WHERE n.voided = 0 GROUP BY n.sale_id, l.product_id
    UNION ALL
    SELECT substr(n.sale_on, 1, 7), coalesce(e.product_id, (SELECT min(l.product_id) FROM sale_line l WHERE l.posting_id = ${newestOf('n.sale_id')})), 0, 0, -e.value
    FROM sale_now n JOIN entry e ON e.document_kind = 'sale' AND e.document_id = n.sale_id AND e.account IN ('lot', 'shortage', 'adjustment')
    WHERE n.voided = 0)
  WHERE product_id IS NOT NULL GROUP BY 1, 2
  HAVING sum(sales) <> 0 OR ${whole(`sum(revenue / ${half})`, `sum(revenue % ${half})`)} <> 0 OR ${whole(`sum(cost / ${half})`, `sum(cost % ${half})`)} <> 0`

/** Compares sums by these keys with what they sum to, anew. */
function checkSums(db: Database, note: Note, table: RebuiltTable, keys: readonly string[], expected: string): void {
  const figures = (of: string) => [`coalesce(${of}.sales, 0)`, whole(`${of}.revenue_high`, `${of}.revenue_low`), whole(`${of}.cost_high`, `${of}.cost_low`)]
  const said = (of: string) => `CASE WHEN ${of}.sales IS NULL THEN 'nothing' ELSE ${figures(of).join(" || ' ' || ")} END`
  const same = keys.map((key) => `k.${key} = s.${key}`).join(' AND ')
  const wrong = db
    .prepare<[], { place: string; expected: string; kept: string }>(
      `WITH summed AS MATERIALIZED (${expected})
       SELECT ${keys.map((key) => `coalesce(s.${key}, k.${key})`).join(" || ' ' || ")} AS place, ${said('s')} AS expected, ${said('k')} AS kept
       FROM summed s FULL JOIN ${table} k ON ${same} WHERE ${said('s')} IS NOT ${said('k')} LIMIT 1`,
    )
    .get()
  if (wrong !== undefined) note('sale_figures_are_sums', differ(`${table} ${wrong.place}`, wrong.expected, wrong.kept), table)
}
