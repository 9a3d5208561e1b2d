/**
 * What the list of sales and their margins cost with a million sales of three years, against the best questions that can be written
 * by hand for the same answers over the same tables: `node tests/performance/sales.bench.ts`. A row is written before every answer,
 * as what is kept of the one before would otherwise answer for it, and as the first question after writing is the dearest: both
 * sides ask first. Ends with 1 when a goal is missed.
 */
import { join } from 'node:path'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { runQuery } from '../../src/main/queries/run.ts'
import { saleList } from '../../src/shared/contract/sale.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { writeManySales } from './many-sales.ts'
import { compareAnswers, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

const quick = process.argv.includes('--quick')
const sales = quick ? 50_000 : 1_000_000
const rounds = quick ? { few: 5, many: 50 } : { few: 15, many: 1_000 }
const limit = 50
/** More than a person takes for at once. */
const pageMsMax = 100
const totalsMsMax = 300
const half = 2 ** 27

const folder = temporaryFolder()

interface Case {
  readonly what: string
  readonly ours: () => unknown
  readonly bare: () => unknown
  /** How long ours may take, where waiting would be noticed. */
  readonly msMax?: number
}

/** A statement by hand, prepared once. */
function asked(db: Database, sql: string) {
  const statement = db.prepare<[], (string | number)[]>(sql).raw()
  return () => statement.all()
}

const shown = "s.sale_id, s.number, s.kind, s.source, n.type, n.voided, n.reference, n.customer, n.sale_on, n.revenue, n.cost, n.short"
const sumOf = (high: string, low: string) => `sum(${high}) * ${half} + sum(${low})`
const kept = `coalesce(sum(sales), 0), ${sumOf('revenue_high', 'revenue_low')}, ${sumOf('cost_high', 'cost_low')}`

/** The first page and the totals of a list by hand: its order and its rows, and how many there are with what they come to. */
function pageByHand(db: Database, order: string, where: string, totals: string) {
  const page = asked(db, `SELECT ${shown} FROM (SELECT sale_id FROM sale_now n ${where} ORDER BY ${order} LIMIT ${limit}) p CROSS JOIN sale_now n USING (sale_id) CROSS JOIN sale s USING (sale_id)`)
  const sums = asked(db, totals)
  return () => [page().map(([saleId]) => saleId), ...(sums()[0] ?? [])]
}

const summed = (where: string) => `SELECT count(*), sum(revenue), sum(cost) FROM sale_now n ${where}`

function listCases(db: Database): Case[] {
  const context = { db, today: () => '2026-01-31', trustsAnswers: true }
  const list = (input: object) => () => {
    const { sales: rows, total, totals } = valueOf(runQuery(context, 'sale.list', saleList.input.parse({ search: '', limit, offset: 0, ...input })))
    return [rows.map(({ saleId }) => saleId), total, totals.revenue, totals.cost]
  }
  const all = `SELECT ${kept} FROM sale_day`
  const orders = {
    reference: 'reference_order DESC, sale_id DESC',
    customer: 'customer COLLATE NOCASE DESC, sale_on DESC, sale_id DESC',
    type: 'type DESC, sale_id DESC',
    source: "CASE WHEN type IN ('sale', 'return') THEN 'manual' ELSE 'quickbooks' END DESC, sale_id DESC",
    status: 'voided DESC, sale_id DESC',
    revenue: 'revenue DESC, sale_id DESC',
    cost: 'cost DESC, sale_id DESC',
    margin: 'revenue - cost DESC, sale_id DESC',
    share: '1.0 * (revenue - cost) / abs(nullif(revenue, 0)) DESC, sale_id DESC',
    short: 'short DESC, sale_id DESC',
  }
  const byDate = 'sale_on DESC, sale_id DESC'
  const filtered = (what: string, input: object, where: string, totals = summed(`WHERE ${where}`)): Case => ({
    what: `of ${what}, with totals`,
    ours: list(input),
    bare: pageByHand(db, byDate, `WHERE ${where}`, totals),
    msMax: pageMsMax,
  })
  const month = { from: '2025-03-01', to: '2025-03-31' }
  const days = `n.sale_on BETWEEN '${month.from}' AND '${month.to}'`
  const customer = "n.customer = 'Customer 7' COLLATE NOCASE AND n.customer = 'Customer 7'"
  return [
    { what: 'by date, with totals', ours: list({}), bare: pageByHand(db, byDate, '', all), msMax: pageMsMax },
    ...Object.entries(orders).map(([sort, order]) => ({ what: `by ${sort}, with totals`, ours: list({ sort }), bare: pageByHand(db, order, '', all) })),
    filtered('a customer', { customer: 'Customer 7' }, customer, `SELECT ${kept} FROM sale_customer_month WHERE customer = 'Customer 7'`),
    filtered('a month', month, days, `SELECT ${kept} FROM sale_day WHERE sale_on BETWEEN '${month.from}' AND '${month.to}'`),
    filtered('a customer in a month', { customer: 'Customer 7', ...month }, `${customer} AND ${days}`),
    filtered('a common type', { type: 'invoice' }, "n.type = 'invoice'", `SELECT ${kept} FROM sale_day WHERE type = 'invoice'`),
    filtered('a rare type', { type: 'refund_receipt' }, "n.type = 'refund_receipt'", `SELECT ${kept} FROM sale_day WHERE type = 'refund_receipt'`),
    filtered('what is voided', { status: 'voided' }, 'n.voided = 1', `SELECT ${kept} FROM sale_day WHERE voided = 1`),
    filtered('what is short', { short: true }, 'n.short > 0'),
    filtered('a product', { productId: 77 }, 'n.sale_id IN (SELECT sale_id FROM (SELECT DISTINCT customer FROM sale_customer_month) c CROSS JOIN sale_product p USING (customer) WHERE p.product_id = 77 AND quantity > 0)'),
  ]
}

function marginCases(db: Database): Case[] {
  const context = { db, today: () => '2026-01-31', trustsAnswers: true }
  const ours = (by: 'product' | 'customer' | 'month', from: string, to: string) => () =>
    valueOf(runQuery(context, 'sale.margins', { by, from, to })).rows.map(({ key, sales: count, revenue, cost }) => [key, count, revenue, cost])
  const sums = `sum(sales), ${sumOf('revenue_high', 'revenue_low')}, ${sumOf('cost_high', 'cost_low')}`
  const byMonth = (from: string, to: string) => `SELECT substr(sale_on, 1, 7), ${sums} FROM sale_day WHERE voided = 0 AND sale_on BETWEEN '${from}' AND '${to}' GROUP BY 1`
  const byCustomer = (from: string, to: string) => `SELECT customer, ${sums} FROM sale_customer_month WHERE voided = 0 AND month BETWEEN '${from.slice(0, 7)}' AND '${to.slice(0, 7)}' GROUP BY 1`
  const byProduct = (from: string, to: string) =>
    `SELECT CAST(product_id AS TEXT), p.sku, p.name, m.* FROM (SELECT product_id, ${sums} FROM sale_product_month WHERE month BETWEEN '${from.slice(0, 7)}' AND '${to.slice(0, 7)}' GROUP BY product_id) m JOIN product p USING (product_id)`
  const byDays = (from: string, to: string) => `SELECT customer, sum(sales), sum(revenue), sum(cost) FROM (
    SELECT customer, sales, revenue_high * ${half} + revenue_low AS revenue, cost_high * ${half} + cost_low AS cost FROM sale_customer_month WHERE voided = 0 AND month > '${from.slice(0, 7)}' AND month < '${to.slice(0, 7)}'
    UNION ALL SELECT customer, 1, revenue, cost FROM sale_now WHERE voided = 0 AND (sale_on BETWEEN '${from}' AND '${from.slice(0, 7)}-31' OR sale_on BETWEEN '${to.slice(0, 7)}-01' AND '${to}')) GROUP BY customer`
  const margins = (what: string, by: 'product' | 'customer' | 'month', from: string, to: string, sql: (from: string, to: string) => string): Case => {
    const bare = asked(db, sql(from, to))
    return { what: `margins by ${what}`, ours: ours(by, from, to), bare: by === 'product' ? () => bare().map(([key, , , , ...figures]) => [key, ...figures]) : bare, msMax: totalsMsMax }
  }
  const everything = ['2023-01-01', '2026-01-31'] as const
  const year = ['2025-01-01', '2025-12-31'] as const
  const month = ['2025-03-01', '2025-03-31'] as const
  const partly = ['2025-03-11', '2025-06-20'] as const
  return [
    margins('month, all of it', 'month', ...everything, byMonth),
    margins('customer, a month', 'customer', ...month, byCustomer),
    margins('customer, a year', 'customer', ...year, byCustomer),
    margins('product, a month', 'product', ...month, byProduct),
    margins('product, a year', 'product', ...year, byProduct),
    margins('product, all of it', 'product', ...everything, byProduct),
    margins('customer, days to days', 'customer', ...partly, byDays),
  ]
}

/** The same answer both ways; the order of sums is nobody's. */
function compare(db: Database, { what, ours, bare, msMax }: Case): Goal[] {
  const answer = (of: unknown) => JSON.stringify(Array.isArray(of) && Array.isArray(of[0]) && typeof of[0][0] !== 'number' ? of.map(String).toSorted() : of)
  const [found, expected] = [answer(ours()), answer(bare())]
  if (found !== expected || found.length < 20) throw new Error(`${what}: other answers:\n${found.slice(0, 400)}\n${expected.slice(0, 400)}`)
  const touch = db.prepare<[string]>('UPDATE product SET notes = ? WHERE product_id = 1')
  const [our, bound] = compareAnswers((round) => touch.run(String(round)), ours, bare, rounds)
  const ms = (value: number) => `${value.toFixed(2)} ms`
  const goals: Goal[] = [{ what: `${sales} sales ${what}`, ours: ms(our), bound: ms(bound), ratio: our / bound, ratioMax: 2 }]
  return msMax === undefined ? goals : [...goals, { what: `  the same against ${msMax} ms`, ours: ms(our), bound: ms(msMax), ratio: our / msMax, ratioMax: 1 }]
}

try {
  const file = join(folder.path, 'sales.db')
  const empty = emptyLedgerAt(file)
  writeManySales(empty, { sales, products: 3_000, customers: 500 })
  empty.close()
  const db = valueOf(openLedger(file, { access: 'read_write' }))
  const goals = [...listCases(db), ...marginCases(db)].flatMap((one) => compare(db, one))
  db.close()
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
