import type { Database } from '../../src/main/database/open.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { commandColumns, hashCommand, type CommandRow } from '../../src/main/ledger/command-chain.ts'
import { chainHead, emptyHash, entryColumns, hashEvent, lotColumns, postingColumns, type EntryRow, type LotRow, type PostingRow } from '../../src/main/ledger/hash-chain.ts'
import { naturalOrder } from '../../src/shared/natural-order.ts'
import { ok } from '../../src/shared/result.ts'

const recordedAt = '2026-01-31T12:00:00.000Z'
const date = '2026-01-01'
const lotsPerReceipt = 2
const quantity = 3_000_000
const value = 100_000_000

/**
 * A past of used-up lots, written in bulk and true to the last hash: every receipt brings two lots of a product, by turns
 * of each, and an adjustment uses both up. Two postings, six entries and two lots a pair.
 */
export function writeHistory(db: Database, productIds: readonly number[], supplierId: number, pairs: number): void {
  db.pragma('foreign_keys = OFF')
  const marks = (columns: string) => columns.replaceAll(/\w+/g, '?')
  const log = db.prepare(`INSERT INTO command_log (${commandColumns}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const receipt = db.prepare('INSERT INTO receipt (receipt_id, supplier_id, received_on) VALUES (?, ?, ?)')
  const receiptLine = db.prepare('INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, line_total) VALUES (?, ?, ?, ?, ?)')
  const confirm = db.prepare('UPDATE receipt SET number = ?, posting_id = ? WHERE receipt_id = ?')
  const posting = db.prepare(`INSERT INTO posting (${postingColumns}, hash) VALUES (${marks(postingColumns)}, ?)`)
  const entry = db.prepare(`INSERT INTO entry (${entryColumns}) VALUES (${marks(entryColumns)})`)
  const lot = db.prepare(`INSERT INTO lot (${lotColumns}, number_order) VALUES (${marks(lotColumns)}, ?)`)
  const adjustment = db.prepare("INSERT INTO adjustment VALUES (?, ?, 'stock', ?, NULL, ?, ?, 'other', ?, '', ?)")
  const balance = db.prepare('INSERT INTO lot_balance VALUES (?, ?, ?, 0, 0)')
  const commandId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  let head: string = emptyHash
  let commandHash: string = emptyHash
  let entryId = 0
  const post = (row: PostingRow, entries: readonly EntryRow[], lots: readonly LotRow[], documentRows: readonly (string | number | null)[][]) => {
    head = hashEvent(head, { posting: row, entries, lots, voidedLotIds: [], documentRows })
    const command: CommandRow = [row[1], row[0], 'bulk', 1, '0'.repeat(64), '{}', recordedAt, null]
    commandHash = hashCommand(commandHash, command, [])
    log.run(...command, commandHash)
    posting.run(...row, head)
    for (const cells of lots) lot.run(...cells, naturalOrder(cells[2]))
    for (const cells of entries) entry.run(...cells)
  }
  const productOf = (pair: number) => productIds[pair % productIds.length] ?? 0
  const receive = (pair: number) => {
    const productId = productOf(pair)
    const postingId = 2 * pair - 1
    const lotIds = Array.from({ length: lotsPerReceipt }, (_, place) => lotsPerReceipt * (pair - 1) + place + 1)
    const entries: EntryRow[] = [[++entryId, postingId, 'supplier', null, null, 0, -lotsPerReceipt * value, 'receipt', pair, null]]
    for (const lotId of lotIds) entries.push([++entryId, postingId, 'lot', productId, lotId, quantity, value, 'receipt', pair, null])
    const lots = lotIds.map((lotId, place): LotRow => [lotId, productId, `L-${lotId}`, quantity, date, null, null, 'receipt', pair, place + 1, postingId])
    const lines = lotIds.map((_, place) => ['line', place + 1, productId, quantity, null, value, 0, null, null, null])
    receipt.run(pair, supplierId, date)
    for (const place of lotIds.keys()) receiptLine.run(pair, place + 1, productId, quantity, value)
    post([postingId, commandId(postingId), 'receipt', 'receipt', pair, date, recordedAt, null, 1], entries, lots, [['receipt', pair, pair, supplierId, date], ...lines])
    confirm.run(pair, postingId, pair)
    return lotIds
  }
  const useUp = (pair: number, lotIds: readonly number[]) => {
    const productId = productOf(pair)
    const postingId = 2 * pair
    const entries: EntryRow[] = lotIds.map((lotId) => [++entryId, postingId, 'lot', productId, lotId, -quantity, -value, 'adjustment', pair, null])
    entries.push([++entryId, postingId, 'other', null, null, 0, lotsPerReceipt * value, 'adjustment', pair, null])
    post([postingId, commandId(postingId), 'adjustment', 'adjustment', pair, date, recordedAt, null, 1], entries, [], [
      ['adjustment', pair, pair, 'stock', productId, null, -lotsPerReceipt * quantity, -lotsPerReceipt * value, 'other', date, ''],
    ])
    adjustment.run(pair, pair, productId, -lotsPerReceipt * quantity, -lotsPerReceipt * value, date, postingId)
    for (const lotId of lotIds) balance.run(lotId, productId, date)
  }
  transact(db, () => {
    if (chainHead(db).postingCount > 0) throw new Error('a past is written into an empty ledger')
    for (let pair = 1; pair <= pairs; pair += 1) useUp(pair, receive(pair))
    return ok(null)
  })
  db.pragma('foreign_keys = ON')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
