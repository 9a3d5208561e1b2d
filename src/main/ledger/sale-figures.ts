import type { SaleType } from '../../shared/contract/sale.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import type { Database } from '../database/open.ts'
import { manyRows, perConnection } from '../database/statements.ts'
import type { EntryRow } from './hash-chain.ts'
import type { SaleLine, Version } from './sale-documents.ts'

// What every sale says and comes to is kept in `sale_now`, and summed by day, by customer and month, and by product and month, in
// the transaction that moves it: a list of a million sales opens, filters and totals without adding them up.

/** By what a sale counts in the sums. */
interface Head {
  readonly saleOn: string
  readonly type: SaleType
  readonly voided: 0 | 1
  readonly customer: string
}

/** What entries moved of one sale. */
interface MovedSale {
  cost: number
  short: number
  /** What its goods cost, part by part; without a product what went to adjustment instead, taken off the first one. */
  readonly parts: [productId: number | null, cost: number][]
}

/** By what one row of sums moves; figures in halves, so that a sum of many stays exact. */
interface Moved {
  readonly key: readonly (string | number)[]
  sales: number
  revenueHigh: number
  revenueLow: number
  costHigh: number
  costLow: number
}

const sumTables = { day: ['sale_on', 'type', 'voided'], customer: ['month', 'voided', 'customer'], product: ['month', 'product_id'] } as const
const tableNames = { day: 'sale_day', customer: 'sale_customer_month', product: 'sale_product_month' } as const
type SumTable = keyof typeof sumTables
const sumTableNames = Object.keys(sumTables) as SumTable[]
type Sums = Readonly<Record<SumTable, Map<string, Moved>>>

const half = 2 ** 27
const figures = ['sales', 'revenue_high', 'revenue_low', 'cost_high', 'cost_low'] as const

const statements = perConnection((db) => {
  const add = (table: SumTable) => {
    const columns = [...sumTables[table], ...figures]
    const sums = figures.map((column) => `${column} = ${column} + excluded.${column}`)
    return manyRows(db, `INSERT INTO ${tableNames[table]} (${columns.join(', ')})`, columns.length, `ON CONFLICT DO UPDATE SET ${sums.join(', ')}`)
  }
  const clear = (table: SumTable) =>
    db.prepare<(string | number)[]>(
      `DELETE FROM ${tableNames[table]} WHERE ${sumTables[table].map((column) => `${column} = ?`).join(' AND ')}
       AND sales = 0 AND revenue_high * ${half} + revenue_low = 0 AND cost_high * ${half} + cost_low = 0`,
    )
  return {
    add: { day: add('day'), customer: add('customer'), product: add('product') },
    clear: { day: clear('day'), customer: clear('customer'), product: clear('product') },
    // A number is bound as a float: only as an integer it is added exactly.
    move: db.prepare<[number, number, number], Head>(
      `UPDATE sale_now SET cost = cost + CAST(? AS INTEGER), short = short + CAST(? AS INTEGER) WHERE sale_id = ?
       RETURNING sale_on AS saleOn, type, voided, customer`,
    ),
    insert: db.prepare<[number, string, string, number, number, number, number, string, string, string]>(
      `INSERT INTO sale_now (sale_id, sale_on, type, voided, revenue, cost, short, reference, reference_order, customer)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    restate: db.prepare<[string, number, number, string, string, string, number]>(
      'UPDATE sale_now SET sale_on = ?, voided = ?, revenue = ?, reference = ?, reference_order = ?, customer = ? WHERE sale_id = ?',
    ),
    now: db.prepare<[number], Head & { revenue: number; cost: number }>(
      'SELECT sale_on AS saleOn, type, voided, customer, revenue, cost FROM sale_now WHERE sale_id = ?',
    ),
    linesOf: db.prepare<[number, number], SaleLine>(
      `SELECT product_id AS productId, quantity, revenue FROM sale_line
       WHERE posting_id = (SELECT posting_id FROM sale_version WHERE sale_id = ? AND version = ?)`,
    ),
    firstProduct: db
      .prepare<[number], number | null>(
        `SELECT min(product_id) FROM sale_line WHERE posting_id = (SELECT posting_id FROM sale_version WHERE sale_id = +? ORDER BY version DESC LIMIT 1)`,
      )
      .pluck(),
    parts: db
      .prepare<[number], [number | null, number]>(
        "SELECT product_id, 0 - value FROM entry WHERE document_kind = 'sale' AND document_id = +? AND account IN ('lot', 'shortage', 'adjustment')",
      )
      .raw(),
  }
})

/** Moves what is kept of every sale by what a posting's entries moved of it, except of one that is only just being made. */
export function moveSaleFigures(db: Database, entries: readonly EntryRow[], newSaleId: number | null): void {
  const sales = movedSales(entries)
  if (newSaleId !== null) sales.delete(newSaleId)
  if (sales.size === 0) return
  const sums = noSums()
  for (const [saleId, { cost, short, parts }] of sales) {
    const head = statements(db).move.get(cost, short, saleId)
    if (head === undefined) throw new Error(`nothing is kept of sale ${saleId}`)
    addSale(sums, head, { sales: 0, revenue: 0, cost })
    addParts(sums, head, 1, parts, () => statements(db).firstProduct.get(saleId) ?? null)
  }
  flush(db, sums)
}

/** Keeps what a version says, after its posting with these entries was written. */
export function keepSaleFigures(db: Database, version: Version, entries: readonly EntryRow[]): void {
  const { saleId, type, kind, voided, content } = version
  const head: Head = { saleOn: content.saleOn, type, voided: voided ? 1 : 0, customer: content.customer }
  const revenue = signOf(kind) * content.lines.reduce((sum, line) => sum + line.revenue, 0)
  const sums = noSums()
  if (version.version === 1) {
    const { cost, short, parts } = movedSales(entries).get(saleId) ?? { cost: 0, short: 0, parts: [] }
    statements(db).insert.run(saleId, head.saleOn, type, head.voided, revenue, cost, short, content.reference, naturalOrder(content.reference), head.customer)
    addWhole(sums, head, 1, { kind, revenue, cost, parts, lines: content.lines })
  } else {
    const before = statements(db).now.get(saleId)
    if (before === undefined) throw new Error(`nothing is kept of sale ${saleId}`)
    const parts = statements(db).parts.all(saleId)
    addWhole(sums, before, -1, { kind, revenue: before.revenue, cost: before.cost, parts, lines: statements(db).linesOf.all(saleId, version.version - 1) })
    statements(db).restate.run(head.saleOn, head.voided, revenue, content.reference, naturalOrder(content.reference), head.customer, saleId)
    addWhole(sums, head, 1, { kind, revenue, cost: before.cost, parts, lines: content.lines })
  }
  flush(db, sums)
}

const signOf = (kind: Version['kind']) => (kind === 'return' ? -1 : 1)

function movedSales(entries: readonly EntryRow[]): Map<number, MovedSale> {
  const sales = new Map<number, MovedSale>()
  for (const [, , account, productId, , quantity, value, documentKind, saleId] of entries) {
    if (documentKind !== 'sale') continue
    const sale = sales.get(saleId) ?? { cost: 0, short: 0, parts: [] }
    sales.set(saleId, sale)
    if (account === 'cost_of_goods_sold') sale.cost += value
    else sale.parts.push([productId, 0 - value])
    if (account === 'shortage') sale.short -= quantity
  }
  return sales
}

interface Whole {
  readonly kind: Version['kind']
  readonly revenue: number
  readonly cost: number
  readonly parts: readonly (readonly [number | null, number])[]
  readonly lines: readonly SaleLine[]
}

/** Adds all of a sale to the sums, or takes it out of them. */
function addWhole(sums: Sums, head: Head, times: 1 | -1, { kind, revenue, cost, parts, lines }: Whole): void {
  addSale(sums, head, { sales: times, revenue: times * revenue, cost: times * cost })
  if (head.voided === 1) return
  const month = monthOf(head)
  const named = new Set<number>()
  for (const line of lines) {
    addTo(sums.product, [month, line.productId], { sales: named.has(line.productId) ? 0 : times, revenue: times * signOf(kind) * line.revenue, cost: 0 })
    named.add(line.productId)
  }
  addParts(sums, head, times, parts, () => (lines.length === 0 ? null : Math.min(...named)))
}

interface Figures {
  readonly sales: number
  readonly revenue: number
  readonly cost: number
}

function addSale(sums: Sums, head: Head, by: Figures): void {
  addTo(sums.day, [head.saleOn, head.type, head.voided], by)
  addTo(sums.customer, [monthOf(head), head.voided, head.customer], by)
}

function addParts(sums: Sums, head: Head, times: 1 | -1, parts: Whole['parts'], firstProduct: () => number | null): void {
  if (head.voided === 1) return
  const month = monthOf(head)
  for (const [productId, cost] of parts) {
    const of = productId ?? firstProduct()
    if (of !== null) addTo(sums.product, [month, of], { sales: 0, revenue: 0, cost: times * cost })
  }
}

const monthOf = ({ saleOn }: Head) => saleOn.slice(0, 7)

const noSums = (): Sums => ({ day: new Map(), customer: new Map(), product: new Map() })

function addTo(sums: Map<string, Moved>, key: Moved['key'], { sales, revenue, cost }: Figures): void {
  // What may hold anything, a customer's name, comes last.
  const name = key.join('\n')
  const sum = sums.get(name) ?? { key, sales: 0, revenueHigh: 0, revenueLow: 0, costHigh: 0, costLow: 0 }
  sums.set(name, sum)
  sum.sales += sales
  sum.revenueHigh += Math.trunc(revenue / half)
  sum.revenueLow += revenue % half
  sum.costHigh += Math.trunc(cost / half)
  sum.costLow += cost % half
}

function flush(db: Database, sums: Sums): void {
  const { add, clear } = statements(db)
  for (const table of sumTableNames) {
    const moved = [...sums[table].values()].filter((sum) => sum.sales !== 0 || sum.revenueHigh !== 0 || sum.revenueLow !== 0 || sum.costHigh !== 0 || sum.costLow !== 0)
    add[table](moved.map(({ key, sales, revenueHigh, revenueLow, costHigh, costLow }) => [...key, sales, revenueHigh, revenueLow, costHigh, costLow]))
    for (const { key, sales } of moved) {
      if (sales <= 0) clear[table].run(...key)
    }
  }
}
