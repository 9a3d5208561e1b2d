/**
 * Looking back over a large past: `npm run bench trace`. A ledger of 1,000,000 lots and 3,000,000 draws is written in bulk
 * once; each question is asked by turns with the same one in plain SQL. `--quick` uses a fiftieth. Ends with 1 when a goal
 * is missed.
 */
import { join } from 'node:path'
import type { Database } from '../../src/main/database/open.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { correctCost } from '../../src/main/ledger/late-cost.ts'
import { runQuery } from '../../src/main/queries/run.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { openCommand, shopOn, today, type Shop } from '../support/shop.ts'
import { interleave, median, percentile, printGoals, timeMs, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'
import { writeWidePast, type WidePast } from './wide-past.ts'

const quick = process.argv.includes('--quick')
const lots = quick ? 20_000 : 1_000_000
const traces = quick ? 300 : 1_000
const sales = quick ? 1_000 : 10_000
const ms = (value: number) => `${value.toFixed(3)} ms`
const folder = temporaryFolder()

const everything = { depthMax: 10_000, edgesMax: 20_000 }

/** The same ids by one recursive question: lots, and the documents at which goods end. A draw given back whole is no way. */
const still = '(SELECT coalesce(sum(c.quantity), 0) FROM entry c WHERE c.follows_entry_id = e.entry_id) + e.quantity < 0'
const draw = 'e.quantity < 0 AND e.follows_entry_id IS NULL'
const drawnByBuild = `JOIN entry e ON e.document_kind = 'build' AND e.document_id = m.document_id AND e.lot_id IS NOT NULL AND ${draw}`
const walk = {
  into: `WITH RECURSIVE reached (kind, id) AS (
      VALUES ('lot', ?)
      UNION
      SELECT CASE WHEN m.lot_id IS NULL THEN e.document_kind ELSE 'lot' END, coalesce(m.lot_id, e.document_id)
      FROM reached r JOIN entry e ON r.kind = 'lot' AND e.lot_id = r.id AND ${draw}
        LEFT JOIN lot m ON m.document_kind = 'build' AND e.document_kind = 'build' AND m.document_id = e.document_id
      WHERE ${still}
    )`,
  from: `WITH RECURSIVE reached (kind, id) AS (
      VALUES ('lot', ?)
      UNION
      SELECT 'lot', e.lot_id FROM reached r JOIN lot m ON m.lot_id = r.id AND m.document_kind = 'build' ${drawnByBuild} WHERE ${still}
    )`,
} as const

/** What is shown of each id: the edges with what is held, the lots and the sales. */
const held = `e.quantity + (SELECT coalesce(sum(c.quantity), 0) FROM entry c WHERE c.follows_entry_id = e.entry_id) AS quantity,
  e.value + (SELECT coalesce(sum(c.value), 0) FROM entry c WHERE c.follows_entry_id = e.entry_id) AS value`
const shown = {
  edges: {
    into: `SELECT e.lot_id AS fromLot, e.document_kind AS kind, e.document_id AS id, ${held} FROM json_each(?) r CROSS JOIN entry e ON e.lot_id = r.value AND ${draw}`,
    from: `SELECT e.lot_id AS fromLot, m.lot_id AS toLot, m.document_id AS id, ${held} FROM json_each(?) r CROSS JOIN lot m ON m.lot_id = r.value AND m.document_kind = 'build' ${drawnByBuild}`,
  },
  lots: `SELECT l.lot_id, l.number, p.product_id, p.sku, p.name, p.unit, l.received_on, l.voided_by_posting_id, l.document_kind, l.document_id, b.remaining, b.value,
      (SELECT sum(o.quantity) FROM entry o WHERE o.lot_id = l.lot_id AND o.follows_entry_id IS NULL AND o.quantity > 0) AS made,
      coalesce(r.number, d.number) AS documentNumber, s.name AS supplier
    FROM json_each(?) n CROSS JOIN lot l ON l.lot_id = n.value JOIN lot_balance b USING (lot_id) JOIN product p ON p.product_id = l.product_id
      LEFT JOIN receipt r ON l.document_kind = 'receipt' AND r.receipt_id = l.document_id LEFT JOIN supplier s USING (supplier_id)
      LEFT JOIN build d ON l.document_kind = 'build' AND d.build_id = l.document_id`,
  sales: `SELECT s.sale_id, s.kind, s.number, v.reference, v.customer, v.sale_on FROM json_each(?) n CROSS JOIN sale s ON s.sale_id = n.value
      JOIN sale_version v ON v.sale_id = s.sale_id AND v.version = (SELECT max(x.version) FROM sale_version x WHERE x.sale_id = s.sale_id)`,
} as const

/** Lots of every level and time, the same ones in every run. */
function someLots({ lots: count }: WidePast): number[] {
  return Array.from({ length: traces }, (_, place) => 1 + Math.floor(((place * 0.618_033_988_749_895) % 1) * count))
}

/**
 * The whole answer, from parsed input to what is held against the contract, against the same rows by hand. What the walk
 * alone costs, that is the recursive question for bare ids, is told beside it.
 */
function compareTraces(db: Database, past: WidePast, direction: 'from' | 'into'): Goal {
  const context = { db, today: () => today, trustsAnswers: true }
  const idsOnly = db.prepare<[number], [string, number]>(`${walk[direction]} SELECT kind, id FROM reached`).raw()
  const [edgesOf, lotsOf, salesOf] = [shown.edges[direction], shown.lots, shown.sales].map((question) => db.prepare<[string], object>(question))
  if (edgesOf === undefined || lotsOf === undefined || salesOf === undefined) throw new Error('three questions are needed')
  const ids = someLots(past)
  const lotAt = (round: number) => ids[round % ids.length] ?? 1
  const ours = (round: number) => valueOf(runQuery(context, 'lot.trace', { lotId: lotAt(round), direction, ...everything }))
  const byHand = (round: number) => {
    const all = idsOnly.all(lotAt(round))
    const [lotIds, saleIds] = ['lot', 'sale'].map((kind) => JSON.stringify(all.filter((one) => one[0] === kind).map(([, id]) => id))) as [string, string]
    return [edgesOf.all(lotIds), lotsOf.all(lotIds), salesOf.all(saleIds)]
  }
  let reached = 0
  for (let round = 0; round < ids.length; round += 7) {
    const { nodes, edges, more } = ours(round)
    const expected = idsOnly.all(lotAt(round)).map(([kind, id]) => `${kind} ${id}`)
    const found = nodes.map(({ key }) => key)
    const heldByHand = (byHand(round)[0] as { quantity: number }[]).filter(({ quantity }) => quantity < 0)
    if (more || JSON.stringify(found.toSorted()) !== JSON.stringify(expected.toSorted())) throw new Error(`lot ${lotAt(round)} reaches other ids`)
    if (edges.reduce((sum, edge) => sum + edge.quantity, 0) !== heldByHand.reduce((sum, { quantity }) => sum - quantity, 0)) throw new Error('other edges')
    reached = Math.max(reached, found.length)
  }
  // Once through, so that neither side is timed while its code is still being compiled.
  interleave(traces, ours, byHand)
  const [our, bound] = interleave(traces, ours, byHand)
  const [bare] = interleave(traces, (round) => idsOnly.all(lotAt(round)), () => null)
  const [whole, least, walked] = [our, bound, bare].map((samples) => percentile(samples, 0.95)) as [number, number, number]
  const where = direction === 'from' ? 'back' : 'on'
  console.log(`trace ${where}: ${ms(whole)}; the recursive question for bare ids ${ms(walked)}, ${(whole / walked).toFixed(2)} times`)
  const what = `95th percentile of traces ${where}, ${past.lots} lots, ${past.edges} draws, up to ${reached} nodes`
  return { what, ours: ms(whole), bound: ms(least), ratio: whole / least, ratioMax: 1.5 }
}

function compareAsOf(db: Database, past: WidePast): Goal[] {
  const context = { db, today: () => today, trustsAnswers: true }
  const stock = db.prepare<[string, number], { quantity: number; value: number }>(
    `SELECT sum(e.quantity) AS quantity, sum(CASE e.account WHEN 'lot' THEN e.value ELSE 0 END) AS value
     FROM entry e JOIN posting t USING (posting_id) WHERE t.business_date <= ? AND e.product_id = ?`,
  )
  const lotsOf = db.prepare<[string, number], { quantity: number; value: number }>(
    `SELECT e.lot_id, sum(e.quantity) AS quantity, sum(e.value) AS value
     FROM entry e JOIN posting t USING (posting_id) WHERE t.business_date <= ? AND e.product_id = ? AND e.lot_id IS NOT NULL GROUP BY e.lot_id`,
  )
  const products = past.levels.reduce((sum, level) => sum + level.products, 0)
  const productAt = (round: number) => 1 + ((round * 37) % products)
  const dayAt = (round: number) => `202${3 + (round % 3)}-0${1 + (round % 9)}-15`
  const ask = (round: number, by: 'product' | 'lot') => {
    const businessDate = dayAt(round)
    return valueOf(runQuery(context, 'stock.as_of', { businessDate, knownAt: null, by, productId: productAt(round) })).rows
  }
  for (let round = 0; round < 20; round += 1) {
    const [row] = ask(round, 'product')
    const hand = stock.get(dayAt(round), productAt(round))
    if (row?.quantity !== hand?.quantity || row?.value !== hand?.value) throw new Error('the stock of a day came out differently')
  }
  const rounds = quick ? 100 : 200
  const compare = (what: string, samples: [number[], number[]]): Goal => {
    const [our, bound] = samples.map(median) as [number, number]
    return { what, ours: ms(our), bound: ms(bound), ratio: our / bound, ratioMax: 2 }
  }
  return [
    compare('stock of a product as of a day', interleave(rounds, (round) => ask(round, 'product'), (round) => stock.get(dayAt(round), productAt(round)))),
    compare('the same by lot', interleave(rounds, (round) => ask(round, 'lot'), (round) => lotsOf.all(dayAt(round), productAt(round)))),
  ]
}

/** A part that went through three levels of builds into sales of one unit each. */
function soldShop(db: Database): { readonly shop: Shop; readonly receiptId: number } {
  const shop = shopOn(db)
  const part = shop.product('PART')
  const receiptId = shop.draft([{ productId: part, quantity: sales * 1_000_000, unitCost: 10_000_000 }])
  valueOf(shop.confirm(receiptId))
  let made = part
  for (const sku of ['MADE', 'MADE-AGAIN', 'SOLD']) {
    const next = shop.product(sku, 'finished_good')
    shop.bom(next, { components: [{ productId: made, perUnit: 1_000_000 }] })
    valueOf(shop.build(next, sales * 1_000_000))
    made = next
  }
  for (let count = 0; count < sales; count += 1) valueOf(shop.sell({ lines: [{ productId: made, quantity: 1_000_000 }] }))
  return { shop, receiptId }
}

/** The same correction of a cost, on a ledger with a large past and on an empty one. */
function compareLateCosts(db: Database, past: WidePast): Goal {
  const large = soldShop(db)
  const small = soldShop(emptyLedgerAt(join(folder.path, 'small.db')))
  const correct = ({ shop, receiptId }: ReturnType<typeof soldShop>) => (round: number) => {
    const input = { receiptId, lineNo: 1, cost: { unitCost: 10_000_000 + (round + 1) * 1_000_000 }, toBeConfirmed: false, today }
    valueOf(transact(shop.db, () => correctCost(shop.db, input, openCommand(shop.db))))
  }
  const [our, bound] = interleave(quick ? 20 : 10, correct(large), correct(small))
  small.shop.db.close()
  const ratio = median(our) / median(bound)
  return { what: `late cost of ${sales} sales after ${past.postings} postings against none`, ours: ms(median(our)), bound: ms(median(bound)), ratio, ratioMax: 1.2 }
}

try {
  const db = emptyLedgerAt(join(folder.path, 'wide.db'))
  let past: WidePast | null = null
  const took = timeMs(() => (past = writeWidePast(db, lots)))
  if (past === null) throw new Error('no past was written')
  console.log(`${lots} lots written in ${(took / 1000).toFixed(0)} s`)
  const goals = [compareTraces(db, past, 'into'), compareTraces(db, past, 'from'), ...compareAsOf(db, past), compareLateCosts(db, past)]
  db.close()
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
