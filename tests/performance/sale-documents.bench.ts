/**
 * What it costs to make a sale of an invoice that was pulled, against SQL written by hand that leaves the same rows in the same
 * tables: `node tests/performance/sale-documents.bench.ts`. Ours is the whole command, from the stored text of the document to
 * the result; by hand nothing is read, planned, hashed or checked. Ends with 1 when a goal is missed.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { execute } from '../../src/main/commands/execute.ts'
import type { Database } from '../../src/main/database/open.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { timeOrderedUuid } from '../../src/shared/units/ids.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { connect, item, mirror } from '../support/items.ts'
import { testEnvironment } from '../support/ports.ts'
import { openCommand, shopOn, today, type Shop } from '../support/shop.ts'
import { documentOf, goods, link, toldBy } from '../support/told-documents.ts'
import { interleave, median, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt, rowCounts } from './shop-floor.ts'

const invoices = process.argv.includes('--quick') ? 400 : 10_000
const warmUp = 200
const one = 1_000_000
const lineCount = 5
/** Totals keep their figures in halves of so many. */
const half = 2 ** 27
const productCount = 20
const ms = (value: number) => `${value.toFixed(3)} ms`
const folder = temporaryFolder()

/** Everything else that QuickBooks says of an invoice, so that reading one costs what it costs. */
const head = `"domain":"QBO","sparse":false,"SyncToken":"0","MetaData":{"CreateTime":"2026-01-20T08:11:12-08:00","LastUpdatedTime":"2026-01-20T08:11:13-08:00"},"CustomField":[{"DefinitionId":"1","Name":"Crew #","Type":"StringType","StringValue":"102"}],"DocNumber":"1001","TxnDate":"2026-01-20","CurrencyRef":{"value":"USD","name":"United States Dollar"},"LinkedTxn":[],"CustomerRef":{"value":"1","name":"Ann"},"CustomerMemo":{"value":"Thank you for your business and have a great day!"},"BillAddr":{"Id":"2","Line1":"4581 Finch St.","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326"},"ShipAddr":{"Id":"2","Line1":"4581 Finch St.","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326"},"FreeFormAddress":true,"SalesTermRef":{"value":"3"},"DueDate":"2026-02-19","TotalAmt":112.50,"ApplyTaxAfterDiscount":false,"PrintStatus":"NeedToPrint","EmailStatus":"NotSet","Balance":112.50,`

interface Sold {
  readonly productId: number
  readonly quantity: number
  readonly revenue: number
}

/** A shop with stock of many goods and the invoices that are to be applied, each of five of them. */
function shopWithInvoices(file: string | ':memory:') {
  const shop = shopOn(emptyLedgerAt(file))
  const { db } = shop
  connect(db)
  const products = Array.from({ length: productCount }, (_, place) => shop.product(`G-${place}`, 'finished_good'))
  const items = mirror(db, products.map((_, place) => item(String(place + 1))))
  for (const [place, productId] of products.entries()) link(db, productId, items[place]!)
  for (let delivery = 0; delivery < 3; delivery += 1) valueOf(shop.confirm(shop.draft(products.map((productId) => ({ productId, quantity: 100_000 * one, unitCost: 1_370_000 })))))
  // Exports are on and begin later, so that every command looks at them and none of these sales has one.
  db.exec("UPDATE accounting_company SET export_from = '2026-02-01'")
  valueOf(execute({ db, environment: testEnvironment(today), onCommitted: () => {} }, 'company.set_review', timeOrderedUuid(Date.now(), randomBytes(10)), { review: false }))
  const { tell } = toldBy(db)
  const documents = Array.from({ length: invoices + warmUp }, (_, count) => {
    const sold = Array.from({ length: lineCount }, (_, place): Sold & { item: number } => {
      const number = (count * 3 + place) % productCount
      return { item: number + 1, productId: products[number]!, quantity: (1 + (place % 3)) * one, revenue: 22_500_000 }
    })
    const lines = sold.map(({ item: of, quantity }) => goods({ item: String(of), qty: String(quantity / one), amount: '22.50', price: '7.5' }))
    return { id: tell({ externalId: String(count + 1), body: documentOf(lines, head) }), sold }
  })
  return { shop, documents }
}

function ourSale({ db }: Shop) {
  const desk = { db, environment: testEnvironment(today), onCommitted: () => {} }
  return (saleDocumentId: number) => valueOf(execute(desk, 'sale.apply_document', timeOrderedUuid(Date.now(), randomBytes(10)), { saleDocumentId }))
}

/** The rows of a sale of stock that is there, one after another. */
function saleByHand(db: Database) {
  const next = db.prepare<[], number>('SELECT coalesce((SELECT max(sale_id) FROM sale), 0) + 1').pluck()
  const pick = db.prepare<[number], { lot_id: number; remaining: number; value: number }>(
    'SELECT lot_id, remaining, value FROM lot_balance WHERE product_id = +? AND remaining > 0 ORDER BY received_on, lot_id LIMIT 2',
  )
  const sale = db.prepare("INSERT INTO sale (sale_id, number, kind, source) VALUES (?, ?, 'sale', 'quickbooks')")
  const posting = db.prepare(
    "INSERT INTO posting (command_id, kind, document_kind, document_id, business_date, recorded_at, format_version, hash) VALUES (?, 'sale', 'sale', ?, '2026-01-20', ?, 1, ?)",
  )
  const entry = db.prepare("INSERT INTO entry (posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id) VALUES (?, ?, ?, ?, ?, ?, 'sale', ?)")
  const moveLot = db.prepare('UPDATE lot_balance SET remaining = remaining - ?, value = value - ? WHERE lot_id = ?')
  const moveProduct = db.prepare('UPDATE product_balance SET quantity = quantity - ?, value = value - ? WHERE product_id = ?')
  const version = db.prepare("INSERT INTO sale_version (posting_id, sale_id, version, voided, reference, customer, sale_on, treatment, notes) VALUES (?, ?, 1, 0, '1001', 'Ann', '2026-01-20', NULL, '')")
  const line = db.prepare('INSERT INTO sale_line (posting_id, line_no, product_id, quantity, revenue) VALUES (?, ?, ?, ?, ?)')
  const product = db.prepare("INSERT INTO sale_product (sale_id, product_id, customer, sale_on, quantity) VALUES (?, ?, 'Ann', '2026-01-20', ?)")
  const now = db.prepare("INSERT INTO sale_now (sale_id, sale_on, type, voided, revenue, cost, short, reference, customer, reference_order) VALUES (?, '2026-01-20', 'invoice', 0, ?, ?, 0, '1001', 'Ann', '041001')")
  const sums = 'sales = sales + 1, revenue_high = revenue_high + excluded.revenue_high, revenue_low = revenue_low + excluded.revenue_low, cost_high = cost_high + excluded.cost_high, cost_low = cost_low + excluded.cost_low'
  const day = db.prepare(`INSERT INTO sale_day VALUES ('2026-01-20', 'invoice', 0, 1, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${sums}`)
  const customer = db.prepare(`INSERT INTO sale_customer_month VALUES ('2026-01', 0, 'Ann', 1, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${sums}`)
  const productMonth = db.prepare(`INSERT INTO sale_product_month VALUES ('2026-01', ?, 1, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${sums}`)
  const halvesOf = (figure: number) => [Math.trunc(figure / half), figure % half] as const
  const document = db.prepare("UPDATE sale_document SET state = 'applied', applied_token = '0', problem_json = '[]', sale_id = ? WHERE sale_document_id = ?")
  const audit = db.prepare("INSERT INTO audit (command_id, subject, subject_id, action, after_json) VALUES (?, 'sale', ?, 'recorded', ?)")
  const hash = '0'.repeat(64)
  return (saleDocumentId: number, sold: readonly Sold[]) => {
    db.exec('BEGIN IMMEDIATE')
    const stamp = openCommand(db)
    const saleId = next.get()!
    sale.run(saleId, saleId)
    const postingId = posting.run(stamp.commandId, saleId, stamp.recordedAt, hash).lastInsertRowid
    let cost = 0
    const costs: number[] = []
    for (const { productId, quantity } of sold) {
      let missing = quantity
      const before = cost
      for (const open of pick.all(productId)) {
        if (missing === 0) break
        const taken = Math.min(missing, open.remaining)
        const value = taken === open.remaining ? open.value : Number((BigInt(open.value) * BigInt(taken)) / BigInt(open.remaining))
        entry.run(postingId, 'lot', productId, open.lot_id, -taken, -value, saleId)
        moveLot.run(taken, value, open.lot_id)
        moveProduct.run(taken, value, productId)
        missing -= taken
        cost += value
      }
      costs.push(cost - before)
    }
    entry.run(postingId, 'cost_of_goods_sold', null, null, 0, cost, saleId)
    version.run(postingId, saleId)
    for (const [place, { productId, quantity, revenue }] of sold.entries()) {
      line.run(postingId, place + 1, productId, quantity, revenue)
      product.run(saleId, productId, quantity)
      productMonth.run(productId, ...halvesOf(revenue), ...halvesOf(costs[place]!))
    }
    const figures = [...halvesOf(112_500_000), ...halvesOf(cost)]
    now.run(saleId, 112_500_000, cost)
    day.run(...figures)
    customer.run(...figures)
    document.run(saleId, saleDocumentId)
    audit.run(stamp.commandId, saleId, `{"cost":${cost},"reference":"1001","revenue":112500000,"short":0}`)
    db.exec('COMMIT')
  }
}

function compare(where: 'disk' | 'memory'): Goal {
  const at = (name: string) => shopWithInvoices(where === 'memory' ? ':memory:' : join(folder.path, name))
  const [ours, theirs] = [at('ours.db'), at('theirs.db')]
  const apply = ourSale(ours.shop)
  const byHand = saleByHand(theirs.shop.db)
  const run = (from: number) => [(round: number) => apply(ours.documents[from + round]!.id), (round: number) => byHand(theirs.documents[from + round]!.id, theirs.documents[from + round]!.sold)] as const
  interleave(warmUp, ...run(0))
  const [our, bound] = interleave(invoices, ...run(warmUp))
  const [ourRows, boundRows] = [rowCounts(ours.shop.db), rowCounts(theirs.shop.db)]
  if (JSON.stringify(ourRows) !== JSON.stringify(boundRows)) throw new Error(`other rows: ${JSON.stringify([ourRows, boundRows])}`)
  const worth = ({ db }: Shop) => JSON.stringify(db.prepare('SELECT * FROM product_balance ORDER BY 1').all())
  if (worth(ours.shop) !== worth(theirs.shop)) throw new Error('the two came to different costs')
  if (!verifyBooks(ours.shop.db).ok) throw new Error('the books do not add up')
  for (const { shop } of [ours, theirs]) shop.db.close()
  return { what: `sale of a pulled invoice of ${lineCount} lines, ${where}`, ours: ms(median(our)), bound: ms(median(bound)), ratio: median(our) / median(bound), ratioMax: 1.5 }
}

try {
  const goals = [compare('memory'), compare('disk')]
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
