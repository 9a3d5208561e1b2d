import type { BusinessDate } from '../../shared/units/business-date.ts'
import { returnLotNumber } from '../domain/lot-number.ts'
import { stillOut, type DisplacedReturn, type HeldDraw } from '../domain/held-draw.ts'
import { takeBack } from '../domain/returns.ts'
import { openSheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Stamp } from './append.ts'
import { drawsOf } from './held-draws.ts'
import { saleHead } from './sale-documents.ts'
import { stockOf } from './stock.ts'

const statements = perConnection((db) => ({
  salesOf: db
    .prepare<[string, number], number>(
      `SELECT p.sale_id FROM sale_product p JOIN sale s USING (sale_id)
       WHERE p.customer = +? AND p.product_id = +? AND p.quantity > 0 AND s.kind = 'sale' ORDER BY p.sale_on DESC, p.sale_id DESC`,
    )
    .pluck(),
  numberInUse: db.prepare<[number, string], number>('SELECT 1 FROM lot WHERE product_id = ? AND number = ? AND voided_by_posting_id IS NULL').pluck(),
}))

/** Draws of a customer's sales of a product that are still out, the latest sale first and in it the last draw. */
export function* drawsOfCustomer(db: Database, customer: string, productId: number, exceptSaleId: number | null): Generator<HeldDraw> {
  for (const saleId of statements(db).salesOf.iterate(customer, productId)) {
    if (saleId === exceptSaleId) continue
    for (const draw of drawsOf(db, { kind: 'sale', id: saleId }, productId).toReversed()) {
      if (stillOut(draw).quantity > 0) yield draw
    }
  }
}

/** The number of the next lot that a return makes of a product. */
export function nextReturnLot(db: Database, returnNumber: number, productId: number): string {
  for (let count = 1; ; count += 1) {
    const number = returnLotNumber(returnNumber, count)
    if (statements(db).numberInUse.get(productId, number) === undefined) return number
  }
}

/**
 * Returns whose draw is gone are applied again: to that customer's other sales, the latest first, else into a return lot.
 * One posting per return, product and sale that lost it. False when an amount cannot be kept.
 */
export function applyReturnsAgain(db: Database, displaced: readonly DisplacedReturn[], today: BusinessDate, stamp: Stamp): boolean {
  for (const { document, productId, quantity, saleId } of merged(displaced)) {
    const head = saleHead(db, document.id)
    if (head === undefined) throw new Error(`return ${document.id} is gone`)
    const sheet = openSheet(stockOf(db))
    const taken = takeBack(sheet, {
      document,
      productId,
      quantity,
      returnedOn: head.saleOn,
      draws: drawsOfCustomer(db, head.customer, productId, saleId),
      lotNumber: nextReturnLot(db, head.number, productId),
    })
    const posting = taken ? sheet.close({ kind: 'return_moved', businessDate: today, reversesPostingId: null }) : null
    if (posting === null) return false
    append(db, posting, document, [], stamp)
  }
  return true
}

function merged(displaced: readonly DisplacedReturn[]): DisplacedReturn[] {
  const sums = new Map<string, DisplacedReturn>()
  for (const part of displaced) {
    const key = `${part.document.id} ${part.productId} ${part.saleId}`
    sums.set(key, { ...part, quantity: part.quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()]
}
