import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { DisplacedReturn } from '../domain/held-draw.ts'
import type { ShortageCounter } from '../domain/posting.ts'
import { settleShortage, undoSettlement, type OpenShortage } from '../domain/settlement.ts'
import { openSheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Stamp } from './append.ts'
import { drawOf } from './held-draws.ts'
import { stockOf } from './stock.ts'

interface ShortageRow {
  readonly shortageId: number
  readonly productId: number
  readonly saleId: number
  readonly counter: ShortageCounter
  readonly quantity: number
  readonly value: number
}

interface SettlementRow {
  readonly drawEntryId: number
  readonly shortageId: number
  readonly counter: ShortageCounter
  readonly settledQuantity: number
  readonly booked: number
}

const shortageRow = 'SELECT shortage_id AS shortageId, product_id AS productId, sale_id AS saleId, counter, quantity, value FROM shortage'

const statements = perConnection((db) => ({
  anyOpen: db.prepare<[], number>('SELECT 1 FROM shortage WHERE quantity > 0 LIMIT 1').pluck(),
  lastEntry: db.prepare<[], number>('SELECT coalesce(max(entry_id), 0) FROM entry').pluck(),
  // With a plain `product_id` every entry there ever was would be read in the order of products.
  movedSince: db.prepare<[number], number>('SELECT DISTINCT +product_id AS id FROM entry WHERE entry_id > ? AND +product_id IS NOT NULL ORDER BY id').pluck(),
  oldestOpen: db.prepare<[number], ShortageRow>(
    `${shortageRow} WHERE product_id = +? AND quantity > 0 ORDER BY sale_on, posting_id, shortage_id LIMIT 1`,
  ),
  openOfSale: db.prepare<[number], ShortageRow>(`${shortageRow} WHERE sale_id = +? AND quantity > 0 ORDER BY shortage_id`),
  hasStock: db.prepare<[number], number>('SELECT 1 FROM lot_balance WHERE product_id = ? AND remaining > 0 LIMIT 1').pluck(),
  counter: db.prepare<[number], ShortageCounter>('SELECT h.counter FROM settlement s JOIN shortage h USING (shortage_id) WHERE s.draw_entry_id = +?').pluck(),
  settlementsOn: db.prepare<[number], SettlementRow>(
    `SELECT s.draw_entry_id AS drawEntryId, s.shortage_id AS shortageId, h.counter, -e.quantity AS settledQuantity, s.booked
     FROM entry e JOIN settlement s ON s.draw_entry_id = e.entry_id JOIN shortage h USING (shortage_id)
     WHERE e.lot_id = +? ORDER BY e.entry_id DESC`,
  ),
}))

/** Where the ledger stands before a command; told to `settleSince` at its end. */
export function entryMark(db: Database): number {
  return statements(db).lastEntry.get() ?? 0
}

/** What is open of a sale's shortages, oldest first. */
export function openShortagesOf(db: Database, saleId: number): OpenShortage[] {
  return statements(db).openOfSale.all(saleId).map(describe)
}

/** Where the cost of a draw of a sale went: what a return owes is no cost of goods sold. */
export function counterOfDraw(db: Database, drawEntryId: number): ShortageCounter {
  return statements(db).counter.get(drawEntryId) ?? 'cost_of_goods_sold'
}

/**
 * The one settlement run that closes a command: for each product that moved since the mark, the oldest shortage first,
 * from the FIFO lots, until either is used up. One posting per shortage. False when a true cost is more than can be kept.
 */
export function settleSince(db: Database, mark: number, today: BusinessDate, stamp: Stamp): boolean {
  if (statements(db).anyOpen.get() === undefined) return true
  for (const productId of statements(db).movedSince.all(mark)) {
    while (statements(db).hasStock.get(productId) !== undefined) {
      const row = statements(db).oldestOpen.get(productId)
      if (row === undefined) break
      const sheet = openSheet(stockOf(db))
      const shortage = describe(row)
      settleShortage(sheet, shortage)
      const posting = sheet.close({ kind: 'settlement', businessDate: today, reversesPostingId: null })
      if (posting === null) return false
      append(db, posting, shortage.document, [], stamp)
    }
  }
  return true
}

/**
 * Settlements drawn from a lot give way, newest first: all of them, or until the lot holds a quantity again. Returns what
 * returns lost by it, to be applied again; `null` when an amount cannot be kept.
 */
export function giveWay(db: Database, lotId: number, until: number | 'all', today: BusinessDate, stamp: Stamp): DisplacedReturn[] | null {
  const displaced: DisplacedReturn[] = []
  for (const { drawEntryId, shortageId, counter, settledQuantity, booked } of statements(db).settlementsOn.all(lotId)) {
    if (until !== 'all' && stockOf(db).lot(lotId).quantity >= until) break
    const draw = drawOf(db, drawEntryId)
    if (draw.quantity === 0) continue
    const sheet = openSheet(stockOf(db))
    displaced.push(...undoSettlement(sheet, { draw, shortageId, counter, settledQuantity, booked }))
    const posting = sheet.close({ kind: 'settlement_undone', businessDate: today, reversesPostingId: null })
    if (posting === null) return null
    append(db, posting, draw.document, [], stamp)
  }
  return displaced
}

/** The same on several lots, each until it holds a quantity again. */
export function giveWayOn(
  db: Database,
  lots: Iterable<readonly [lotId: number, until: number | 'all']>,
  today: BusinessDate,
  stamp: Stamp,
): DisplacedReturn[] | null {
  const displaced: DisplacedReturn[] = []
  for (const [lotId, until] of lots) {
    const lost = giveWay(db, lotId, until, today, stamp)
    if (lost === null) return null
    displaced.push(...lost)
  }
  return displaced
}

function describe({ saleId, ...row }: ShortageRow): OpenShortage {
  return { ...row, document: { kind: 'sale', id: saleId } }
}
