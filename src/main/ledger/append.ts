import type { Statement } from 'better-sqlite3'
import { naturalOrder } from '../../shared/natural-order.ts'
import { ExactSum } from '../../shared/units/exact-sum.ts'
import type { DocumentRef } from '../domain/document.ts'
import { assertBalanced, type PlannedPosting } from '../domain/posting.ts'
import type { Database } from '../database/open.ts'
import { manyRows, perConnection } from '../database/statements.ts'
import type { DocumentRow } from './document-rows.ts'
import { moveSaleFigures } from './sale-figures.ts'
import { chainHead, entryColumns, formatVersion, hashEvent, lotColumns, postingColumns, type EntryRow, type LotRow, type PostingRow } from './hash-chain.ts'

/** Who and when: the command that a posting belongs to, and the UTC instant it was recorded. */
export interface Stamp {
  readonly commandId: string
  readonly recordedAt: string
}

export interface Appended {
  readonly postingId: number
  readonly entries: readonly EntryRow[]
  /** Of the lots it made, in the order planned. */
  readonly lotIds: readonly number[]
}

/** Rows of documents that the posting's hash covers, before it has a number; see `document-rows.ts`. */
export type RowsOf = (postingId: number) => readonly DocumentRow[]

const marks = (columns: string) => columns.replaceAll(/\w+/g, '?')

const statements = perConnection((db) => ({
  lastIds: db.prepare<[], { entryId: number; lotId: number }>(
    'SELECT coalesce((SELECT max(entry_id) FROM entry), 0) AS entryId, coalesce((SELECT max(lot_id) FROM lot), 0) AS lotId',
  ),
  insertPosting: db.prepare<[...PostingRow, string]>(`INSERT INTO posting (${postingColumns}, hash) VALUES (${marks(postingColumns)}, ?)`),
  insertEntries: manyRows(db, `INSERT INTO entry (${entryColumns})`, entryColumns.split(',').length),
  insertLot: db.prepare<[...LotRow, numberOrder: string]>(`INSERT INTO lot (${lotColumns}, number_order) VALUES (${marks(lotColumns)}, ?)`),
  insertLotBalance: db.prepare<[number, number, string, number, number]>(
    'INSERT INTO lot_balance (lot_id, product_id, received_on, remaining, value) VALUES (?, ?, ?, ?, ?)',
  ),
  // Both move a balance only from where the plan found it.
  moveLot: db.prepare<[number, number, number, number, number]>(
    'UPDATE lot_balance SET remaining = ?, value = ? WHERE lot_id = ? AND remaining = ? AND value = ?',
  ),
  moveProduct: db.prepare<[number, number, number, number, number]>(
    'UPDATE product_balance SET quantity = ?, value = ? WHERE product_id = ? AND quantity = ? AND value = ?',
  ),
  voidLot: db.prepare<[number, number]>('UPDATE lot SET voided_by_posting_id = ? WHERE lot_id = ?'),
  insertShortage: db.prepare<[number, number, number, number, string, string, string, number, number]>(
    'INSERT INTO shortage (shortage_id, posting_id, sale_id, product_id, basis, counter, sale_on, quantity, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  moveShortage: db.prepare<[number, number, number]>('UPDATE shortage SET quantity = quantity - ?, value = value - ? WHERE shortage_id = ?'),
  insertSettlement: db.prepare<[number, number, number, number]>(
    'INSERT INTO settlement (draw_entry_id, posting_id, shortage_id, booked) VALUES (?, ?, ?, ?)',
  ),
}))

/**
 * Writes one planned posting: itself, its entries, the lots it makes, the shortages it opens or settles, and the balances
 * it moves, of stock and of sales. Runs inside the caller's transaction. Throws, so that all of it is rolled back, when the posting does not sum
 * to zero or a balance does not come to what the plan says.
 */
export function append(db: Database, plan: PlannedPosting, document: DocumentRef, documentRows: readonly DocumentRow[] | RowsOf, stamp: Stamp): Appended {
  assertBalanced(plan)
  const head = chainHead(db)
  const postingId = head.postingCount + 1
  const last = statements(db).lastIds.get() ?? { entryId: 0, lotId: 0 }
  const lots = plan.newLots.map((_, place) => last.lotId + 1 + place)
  const rows = typeof documentRows === 'function' ? documentRows(postingId) : documentRows
  const event = {
    posting: postingRow(plan, document, stamp, postingId),
    entries: entryRows(plan, document, postingId, last.entryId, last.lotId),
    lots: lotRows(plan, document, postingId, last.lotId),
    voidedLotIds: plan.voidedLotIds.toSorted((a, b) => a - b),
    documentRows: [...rows, ...shortageRows(plan, last.entryId)],
  }
  insertRows(db, event, hashEvent(head.hash, event))
  moveBalances(db, plan, event.entries, last.lotId)
  keepShortages(db, plan, event.entries, postingId)
  moveSaleFigures(db, event.entries, plan.kind === 'sale' || plan.kind === 'return' ? document.id : null)
  for (const lotId of plan.voidedLotIds) statements(db).voidLot.run(postingId, lotId)
  return { postingId, entries: event.entries, lotIds: lots }
}

/** What the hash covers of shortages opened and settlements made, as `document-rows.ts` reads them. */
function shortageRows({ shortages = [], settlements = [] }: PlannedPosting, entryIdBefore: number): DocumentRow[] {
  return [
    ...shortages.map(({ place, basis, counter }) => ['shortage', entryIdBefore + 1 + place, basis, counter]),
    ...settlements.map(({ place, shortageId, booked }) => ['settlement', entryIdBefore + 1 + place, shortageId, booked]),
  ]
}

function keepShortages(db: Database, { shortages = [], settlements = [] }: PlannedPosting, entries: readonly EntryRow[], postingId: number): void {
  for (const { place, basis, counter, saleOn } of shortages) {
    const [entryId = 0, , , productId, , quantity = 0, value = 0, , saleId = 0] = entries[place] ?? []
    statements(db).insertShortage.run(entryId, postingId, saleId, productId ?? 0, basis, counter, saleOn, 0 - quantity, 0 - value)
  }
  for (const { place, shortageId, booked } of settlements) statements(db).insertSettlement.run(entries[place]?.[0] ?? 0, postingId, shortageId, booked)
  for (const [, , account, , , quantity, value, , , follows] of entries) {
    if (account !== 'shortage' || follows === null) continue
    if (statements(db).moveShortage.run(quantity, value, follows).changes !== 1) throw new Error(`there is no shortage ${follows}`)
  }
}

function postingRow(plan: PlannedPosting, document: DocumentRef, stamp: Stamp, postingId: number): PostingRow {
  const { kind, businessDate, reversesPostingId } = plan
  return [postingId, stamp.commandId, kind, document.kind, document.id, businessDate, stamp.recordedAt, reversesPostingId, formatVersion]
}

/** Planned entries first, then what each new lot was made with. */
function entryRows(plan: PlannedPosting, document: DocumentRef, postingId: number, entryIdBefore: number, lotIdBefore: number): EntryRow[] {
  const rows: EntryRow[] = []
  const add = (account: string, productId: number | null, lotId: number | null, quantity: number, value: number, follows: number | null, by = document) =>
    rows.push([entryIdBefore + 1 + rows.length, postingId, account, productId, lotId, quantity, value, by.kind, by.id, follows])
  for (const entry of plan.entries) {
    if (entry.account === 'lot') add('lot', entry.productId, entry.lotId, entry.quantity, entry.value, entry.followsEntryId, entry.document)
    else if (entry.account === 'shortage') add('shortage', entry.productId, null, entry.quantity, entry.value, entry.followsEntryId, entry.document)
    else add(entry.account, null, null, 0, entry.value, null, entry.document)
  }
  for (const [place, lot] of plan.newLots.entries()) add('lot', lot.productId, lotIdBefore + 1 + place, lot.quantity, lot.value, null)
  return rows
}

function lotRows(plan: PlannedPosting, document: DocumentRef, postingId: number, lotIdBefore: number): LotRow[] {
  return plan.newLots.map(({ productId, number, quantity, receivedOn, supplierLot, expiresOn, lineNo }, place) => [
    lotIdBefore + 1 + place,
    productId,
    number,
    quantity,
    receivedOn,
    supplierLot,
    expiresOn,
    document.kind,
    document.id,
    lineNo,
    postingId,
  ])
}

function insertRows(db: Database, event: { posting: PostingRow; entries: readonly EntryRow[]; lots: readonly LotRow[] }, hash: string): void {
  const { insertPosting, insertLot, insertEntries } = statements(db)
  insertPosting.run(...event.posting, hash)
  for (const lot of event.lots) insertLot.run(...lot, naturalOrder(lot[2]))
  insertEntries(event.entries)
}

/**
 * Moves every touched balance to what the plan says, from exactly the entries' sum before it: a balance that stands
 * elsewhere, or one that the plan forgot or invented, throws.
 */
function moveBalances(db: Database, plan: PlannedPosting, entries: readonly EntryRow[], lotIdBefore: number): void {
  const { insertLotBalance, moveLot, moveProduct } = statements(db)
  const lots = new Map<number, Moved>()
  const products = new Map<number, Moved>()
  for (const [, , account, productId, lotId, quantity, value] of entries) {
    // A product is worth what its lots are; what is short of it is worth nothing until it is there.
    if (productId !== null) addTo(products, productId, quantity, account === 'lot' ? value : 0)
    if (lotId !== null && lotId <= lotIdBefore) addTo(lots, lotId, quantity, value)
  }
  for (const [place, lot] of plan.newLots.entries()) {
    insertLotBalance.run(lotIdBefore + 1 + place, lot.productId, lot.receivedOn, lot.quantity, lot.value)
  }
  for (const { lotId, remaining, value } of plan.lotsAfter) moveTo(moveLot, 'lot', lots, lotId, remaining, value)
  for (const { productId, quantity, value } of plan.productsAfter) moveTo(moveProduct, 'product', products, productId, quantity, value)
  if (lots.size + products.size > 0) throw new Error('balances moved that the plan does not tell of')
}

/** By what a lot or a product has moved. */
interface Moved {
  readonly quantity: ExactSum
  readonly value: ExactSum
}

function addTo(sums: Map<number, Moved>, id: number, quantity: number, value: number): void {
  const sum = sums.get(id) ?? { quantity: new ExactSum(), value: new ExactSum() }
  sums.set(id, sum)
  sum.quantity.add(quantity)
  sum.value.add(value)
}

function moveTo(
  move: Statement<[number, number, number, number, number]>,
  what: string,
  moved: Map<number, Moved>,
  id: number,
  quantity: number,
  value: number,
): void {
  const by = moved.get(id)
  moved.delete(id)
  if (by === undefined) throw new Error(`the plan tells of ${what} ${id}, which nothing moved`)
  const { changes } = move.run(quantity, value, id, quantity - by.quantity.total(), value - by.value.total())
  if (changes !== 1) throw new Error(`${what} ${id} is not where the plan found it`)
}
