import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { saleName } from '../ledger/sale-documents.ts'

/** A sale that waits for stock of a product. */
export interface WaitingSale {
  readonly saleId: number
  readonly reference: string
  readonly customer: string
  readonly saleDate: string
  /** Still missing. */
  readonly quantity: number
  /** What is booked for that. */
  readonly value: number
}

/** What a lot gave to a sale that waited for it. */
export interface SettledSale extends WaitingSale {
  /** What was booked before. */
  readonly booked: number
}

type Named<Row> = Row & { readonly number: number }

const named = 'h.sale_id AS saleId, s.number, v.reference, v.customer, h.sale_on AS saleDate'
const sales = `JOIN sale s USING (sale_id) JOIN sale_version v ON v.sale_id = h.sale_id
  AND v.version = (SELECT max(version) FROM sale_version WHERE sale_id = h.sale_id)`

const statements = perConnection((db) => ({
  waiting: db.prepare<[number], Named<WaitingSale>>(
    `SELECT ${named}, h.quantity, h.value FROM shortage h ${sales}
     WHERE h.product_id = ? AND h.quantity > 0 ORDER BY h.sale_on, h.posting_id, h.shortage_id`,
  ),
  // A settlement that gave way holds nothing any more.
  settled: db.prepare<[number], Named<SettledSale>>(
    `SELECT ${named}, -e.quantity AS quantity, t.booked, -e.value AS value
     FROM entry e JOIN settlement t ON t.draw_entry_id = e.entry_id JOIN shortage h ON h.shortage_id = t.shortage_id ${sales}
     WHERE e.lot_id = +? AND e.quantity < 0
       AND (SELECT sum(f.quantity) FROM entry f WHERE f.entry_id = e.entry_id OR f.follows_entry_id = e.entry_id) < 0
     ORDER BY e.entry_id`,
  ),
}))

/** Sales that wait for stock of a product, in the order in which the next stock goes to them. */
export function salesWaitingFor(db: Database, productId: number): WaitingSale[] {
  return statements(db).waiting.all(productId).map(withName)
}

/** Sales that were short and got what they lacked from a lot, as they were settled. */
export function salesSettledFrom(db: Database, lotId: number): SettledSale[] {
  return statements(db).settled.all(lotId).map(withName)
}

function withName<Row extends WaitingSale>({ number, ...row }: Named<Row>) {
  return { ...row, reference: saleName({ reference: row.reference, number }) }
}
