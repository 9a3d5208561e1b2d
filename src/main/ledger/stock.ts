import type { LotNow, Stock } from '../domain/sheet.ts'
import type { OnHand } from '../domain/posting.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { openLots } from './pick.ts'

/** A product's balance, and how much of it is owed to sales. */
interface ProductNow extends OnHand {
  readonly short: number
}

const statements = perConnection((db) => ({
  lot: db.prepare<[number], LotNow>('SELECT lot_id AS lotId, product_id AS productId, remaining AS quantity, value FROM lot_balance WHERE lot_id = ?'),
  product: db.prepare<[number], ProductNow>(
    `SELECT quantity, value, (SELECT coalesce(sum(s.quantity), 0) FROM shortage s WHERE s.product_id = b.product_id AND s.quantity > 0) AS short
     FROM product_balance b WHERE product_id = +?`,
  ),
  booked: db.prepare<[string, number, string], number>('SELECT coalesce(sum(value), 0) FROM entry WHERE document_kind = ? AND document_id = ? AND account = ?').pluck(),
  unitCost: db.prepare<[number], number>('SELECT unit_cost FROM product WHERE product_id = ?').pluck(),
  /** A product's movements on its lots, the newest first; those of one posting stand together. */
  backwards: db.prepare<[number], { postingId: number; quantity: number; value: number }>(
    "SELECT posting_id AS postingId, quantity, value FROM entry WHERE product_id = +? AND account = 'lot' ORDER BY entry_id DESC",
  ),
}))

/** The ledger as one plan sees it, on one connection. What a product has is asked for once: it does not move while it is planned. */
export function stockOf(db: Database): Stock {
  const products = new Map<number, ProductNow>()
  const product = (productId: number): ProductNow => {
    const now = products.get(productId) ?? productNow(db, productId)
    products.set(productId, now)
    return now
  }
  const held = (productId: number): OnHand => {
    // Without a shortage the kept balance is the sum of the lots already.
    const { quantity, value, short } = product(productId)
    return { quantity: quantity + short, value }
  }
  return {
    lot: (lotId) => lotNow(db, lotId),
    product,
    held,
    booked: (account, { kind, id }) => statements(db).booked.get(kind, id, account) ?? 0,
    knownCost: (productId) => ({ lastStock: lastStock(db, productId, held(productId)), unitCost: statements(db).unitCost.get(productId) ?? 0 }),
    openLots: (productId, quantity) => openLots(db, productId, quantity),
  }
}

export function lotNow(db: Database, lotId: number): LotNow {
  const lot = statements(db).lot.get(lotId)
  if (lot === undefined) throw new Error(`lot ${lotId} has no balance`)
  return lot
}

function productNow(db: Database, productId: number): ProductNow {
  const product = statements(db).product.get(productId)
  if (product === undefined) throw new Error(`product ${productId} has no balance`)
  return product
}

/** The product's lots as they last were above zero, going back posting by posting from now; `null` when they never were. */
function lastStock(db: Database, productId: number, now: OnHand): OnHand | null {
  if (now.quantity > 0) return now
  let { quantity, value } = now
  let posting = Number.NaN
  for (const row of statements(db).backwards.iterate(productId)) {
    if (row.postingId !== posting && quantity > 0) return { quantity, value }
    posting = row.postingId
    quantity -= row.quantity
    value -= row.value
  }
  return null
}
