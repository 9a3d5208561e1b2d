import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { OpenLot } from '../domain/fifo.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

type PickedRow = [lotId: number, remaining: Quantity, value: Money]

const picked = 'SELECT lot_id, remaining, value FROM lot_balance WHERE product_id = +? AND remaining > 0 ORDER BY received_on, lot_id'

const statements = perConnection((db) => ({
  // Most draws end in the first or second lot, and two rows at once cost less than an iterator.
  firstTwo: db.prepare<[number], PickedRow>(`${picked} LIMIT 2`).raw(),
  all: db.prepare<[number], PickedRow>(picked).raw(),
}))

/** The product's open lots in FIFO order: as many as the quantity (≥ 0) reaches, or all when it reaches beyond them. */
export function openLots(db: Database, productId: number, quantity: Quantity): OpenLot[] {
  if (quantity === 0) return []
  const { firstTwo, all } = statements(db)
  const first = reaching(quantity, firstTwo.all(productId))
  return first.enough || first.lots.length < 2 ? first.lots : reaching(quantity, all.iterate(productId)).lots
}

function reaching(quantity: Quantity, rows: Iterable<PickedRow>): { lots: OpenLot[]; enough: boolean } {
  const lots: OpenLot[] = []
  let held = 0
  for (const [lotId, remaining, value] of rows) {
    lots.push({ lotId, remaining, value })
    held += remaining
    if (held >= quantity) return { lots, enough: true }
  }
  return { lots, enough: false }
}
