import {
  costLinesOwed,
  differ,
  finishedLotIsDrawsAndCostLines,
  inProcessIsDrawsInReview,
  type BuildHoldings,
  type BuildRow,
  type Difference,
} from '../domain/invariants.ts'
import type { BuildCostKind } from '../domain/costing.ts'
import { buildStatusAfter } from '../domain/quality.ts'
import type { Database } from '../database/open.ts'
import type { Note } from './verify-rebuilt.ts'

/** What must hold between documents and what they carry, once all entries are known. Sums are floats: tampered amounts must not stop the check. */
export function checkDocuments(db: Database, note: Note): void {
  checkBuilds(db, note)
  checkDraws(db, note)
  checkCostOfGoodsSold(db, note)
  checkSales(db, note)
  checkShortages(db, note)
}

interface BuildSums {
  readonly buildId: number
  readonly quantity: number
  readonly lastKind: string | null
  readonly drawn: number
  readonly made: number
  readonly inProcess: number
  readonly wasted: number
  readonly labor: number
  readonly overhead: number
  readonly other: number
}

interface CostLineRow {
  readonly kind: BuildCostKind
  readonly amountPerUnit: number | null
  readonly rate: number | null
  readonly quantityPerUnit: number | null
  readonly value: number
}

function checkBuilds(db: Database, note: Note): void {
  const on = (account: string) => `total(CASE e.account WHEN '${account}' THEN e.value ELSE 0 END)`
  const builds = db.prepare<[], BuildSums>(
    `SELECT d.build_id AS buildId, d.quantity,
       (SELECT t.kind FROM posting t WHERE t.document_kind = 'build' AND t.document_id = d.build_id ORDER BY t.posting_id DESC LIMIT 1) AS lastKind,
       -total(CASE WHEN e.account = 'lot' AND o.quantity < 0 THEN e.value ELSE 0 END) AS drawn,
       total(CASE WHEN e.account = 'lot' AND o.quantity > 0 THEN e.value ELSE 0 END) AS made,
       ${on('work_in_process')} AS inProcess, ${on('waste')} AS wasted, -${on('labor')} AS labor, -${on('overhead')} AS overhead, -${on('other')} AS other
     FROM build d LEFT JOIN entry e ON e.document_kind = 'build' AND e.document_id = d.build_id
       LEFT JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id)
     WHERE d.posting_id IS NOT NULL GROUP BY d.build_id`,
  )
  const costLines = db.prepare<[number], CostLineRow>(
    'SELECT kind, amount_per_unit AS amountPerUnit, rate, quantity_per_unit AS quantityPerUnit, value FROM build_cost_line WHERE build_id = ? ORDER BY line_no',
  )
  for (const { buildId, quantity, lastKind, labor, overhead, other, ...sums } of builds.iterate()) {
    const place = `build ${buildId}`
    const holdings: BuildHoldings = { ...sums, status: buildStatusAfter(lastKind ?? ''), booked: { labor: labor + 0, overhead: overhead + 0, other: other + 0 } }
    const lines: BuildRow['costLines'] = costLines.all(buildId).map(({ kind, amountPerUnit, rate, quantityPerUnit, value }) => ({
      kind,
      value,
      cost: amountPerUnit === null ? { rate: Number(rate), quantityPerUnit: Number(quantityPerUnit) } : { amountPerUnit },
    }))
    note('finished_lot_is_draws_and_cost_lines', finishedLotIsDrawsAndCostLines(place, holdings, costLinesOwed({ productId: 0, quantity, costLines: lines })))
    note('work_in_process_is_draws_in_review', inProcessIsDrawsInReview(place, holdings))
  }
  const elsewhere = db.prepare<[], string>("SELECT document_kind || ' ' || document_id FROM entry WHERE account = 'work_in_process' AND document_kind <> 'build' LIMIT 1").pluck()
  note('work_in_process_is_draws_in_review', strange(elsewhere.get(), 'nothing in process'))
}

function strange(place: string | undefined, expected: string): Difference | null {
  return place === undefined ? null : { place, expected, found: 'something' }
}

/** No draw gave back more than it took, and one that gave all back carries no value. */
function checkDraws(db: Database, note: Note): void {
  const draws = db.prepare<[], { entryId: number; quantity: number; value: number }>(
    `SELECT o.entry_id AS entryId, o.quantity + total(e.quantity) AS quantity, o.value + total(e.value) AS value
     FROM entry e JOIN entry o ON o.entry_id = e.follows_entry_id
     WHERE e.follows_entry_id IS NOT NULL AND o.quantity < 0 GROUP BY e.follows_entry_id
     HAVING o.quantity + total(e.quantity) > 0 OR o.value + total(e.value) > 0 OR (o.quantity + total(e.quantity) = 0 AND o.value + total(e.value) <> 0) LIMIT 1`,
  )
  const wrong = draws.get()
  if (wrong === undefined) return
  const { entryId, quantity, value } = wrong
  note('returned_within_drawn', { place: `entry ${entryId}`, expected: 'at most what was drawn given back', found: `quantity ${quantity}, value ${value} out` })
}

/** Only sales and returns have a cost of goods sold, and theirs is what they hold: draws and shortages less what came back. */
function checkCostOfGoodsSold(db: Database, note: Note): void {
  const elsewhere = db.prepare<[], string>("SELECT document_kind || ' ' || document_id FROM entry WHERE account = 'cost_of_goods_sold' AND document_kind <> 'sale' LIMIT 1").pluck()
  note('cost_of_goods_sold_is_sales_and_returns', strange(elsewhere.get(), 'no cost of goods sold'))
  const sales = db.prepare<[], { saleId: number; cost: number; held: number }>(
    `SELECT document_id AS saleId, total(CASE account WHEN 'cost_of_goods_sold' THEN value ELSE 0 END) AS cost,
       -total(CASE WHEN account IN ('lot', 'shortage', 'adjustment') THEN value ELSE 0 END) AS held
     FROM entry WHERE document_kind = 'sale' GROUP BY document_id HAVING cost <> held LIMIT 1`,
  )
  const wrong = sales.get()
  if (wrong !== undefined) note('cost_of_goods_sold_is_sales_and_returns', differ(`sale ${wrong.saleId}`, wrong.held, wrong.cost))
  const voided = db.prepare<[], { saleId: number; cost: number }>(
    `SELECT v.sale_id AS saleId, total(e.value) AS cost
     FROM sale_version v JOIN entry e ON e.document_kind = 'sale' AND e.document_id = v.sale_id AND e.account = 'cost_of_goods_sold'
     WHERE v.voided = 1 AND v.version = ${newest} GROUP BY v.sale_id HAVING cost <> 0 LIMIT 1`,
  )
  const costly = voided.get()
  if (costly !== undefined) note('cost_of_goods_sold_is_sales_and_returns', differ(`sale ${costly.saleId}, voided`, 0, costly.cost))
}

/** The newest version of a sale. */
const newest = `(SELECT max(n.version) FROM sale_version n WHERE n.sale_id = v.sale_id)`

interface SaleSums {
  readonly saleId: number
  readonly productId: number
  readonly says: number
  readonly moved: number
}

/** What a sale or return has moved of a product is what its newest version says, by its treatment; a kept copy says the same. */
function checkSales(db: Database, note: Note): void {
  const rows = db.prepare<[], SaleSums>(
    `SELECT p.sale_id AS saleId, p.product_id AS productId,
       (SELECT total(l.quantity) FROM sale_line l WHERE l.posting_id = v.posting_id AND l.product_id = p.product_id)
         * CASE coalesce(v.treatment, 'consume_like_a_sale') WHEN 'return_to_stock' THEN 1 WHEN 'price_only' THEN 0 ELSE -1 END AS says,
       (SELECT total(e.quantity) FROM entry e WHERE e.document_kind = 'sale' AND e.document_id = p.sale_id AND e.product_id = p.product_id) AS moved
     FROM sale_product p JOIN sale_version v ON v.sale_id = p.sale_id AND v.version = ${newest}`,
  )
  for (const { saleId, productId, says, moved } of rows.iterate()) {
    note('sale_moved_what_it_says', differ(`sale ${saleId}, product ${productId}`, says + 0, moved + 0))
  }
  const kept = db.prepare<[], { saleId: number; found: string | null; expected: string | null }>(
    `WITH named AS (SELECT DISTINCT v.sale_id, l.product_id FROM sale_version v JOIN sale_line l USING (posting_id)),
       said AS (SELECT n.sale_id, n.product_id, v.customer, v.sale_on,
         coalesce((SELECT sum(l.quantity) FROM sale_line l WHERE l.posting_id = v.posting_id AND l.product_id = n.product_id), 0) AS quantity
         FROM named n JOIN sale_version v ON v.sale_id = n.sale_id AND v.version = ${newest})
     SELECT coalesce(s.sale_id, p.sale_id) AS saleId, s.customer || ' ' || s.sale_on || ' ' || s.quantity AS expected,
       p.customer || ' ' || p.sale_on || ' ' || p.quantity AS found
     FROM said s FULL JOIN sale_product p ON p.sale_id = s.sale_id AND p.product_id = s.product_id
     WHERE (p.sale_id, p.customer, p.sale_on, p.quantity) IS NOT (s.sale_id, s.customer, s.sale_on, s.quantity) LIMIT 1`,
  )
  const wrong = kept.get()
  if (wrong !== undefined) note('sale_moved_what_it_says', differ(`sale ${wrong.saleId}`, wrong.expected ?? 'nothing', wrong.found ?? 'nothing kept'), 'sale_product')
}

interface ShortageSums {
  readonly shortageId: number
  readonly kept: string
  readonly summed: string
}

/** A shortage is what its entries leave open, for the sale and product of the entry that opened it; none is beside an open lot. */
function checkShortages(db: Database, note: Note): void {
  const rows = db.prepare<[], ShortageSums>(
    `SELECT o.entry_id AS shortageId,
       coalesce(printf('%d of %d for %d in %d on %s worth %d', s.quantity, s.product_id, s.sale_id, s.posting_id, s.sale_on, s.value), 'none') AS kept,
       printf('%d of %d for %d in %d on %s worth %d', -o.quantity - coalesce((SELECT total(e.quantity) FROM entry e WHERE e.follows_entry_id = o.entry_id), 0), o.product_id, o.document_id, o.posting_id,
         (SELECT v.sale_on FROM sale_version v WHERE v.sale_id = o.document_id ORDER BY v.version DESC LIMIT 1),
         -o.value - coalesce((SELECT total(e.value) FROM entry e WHERE e.follows_entry_id = o.entry_id), 0)) AS summed
     FROM entry o LEFT JOIN shortage s ON s.shortage_id = o.entry_id WHERE o.account = 'shortage' AND o.follows_entry_id IS NULL`,
  )
  let count = 0
  for (const { shortageId, kept, summed } of rows.iterate()) {
    count += 1
    note('shortage_is_sum_of_open_ones', differ(`shortage ${shortageId}`, summed, kept), 'shortage')
  }
  note('shortage_is_sum_of_open_ones', differ('shortages', count, db.prepare<[], number>('SELECT count(*) FROM shortage').pluck().get() ?? 0), 'shortage')
  const beside = db
    .prepare<[], number>('SELECT s.product_id FROM shortage s JOIN lot_balance b USING (product_id) WHERE s.quantity > 0 AND b.remaining > 0 LIMIT 1')
    .pluck()
    .get()
  if (beside !== undefined) note('no_open_lot_beside_open_shortage', { place: `product ${beside}`, expected: 'either lots or a shortage', found: 'both' })
}
