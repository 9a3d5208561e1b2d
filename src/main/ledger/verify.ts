import type { DocumentKind } from '../../shared/errors.ts'
import {
  differ,
  documentsSumToZero,
  followsItsOwn,
  invariantNames,
  lotIsSumOfEntries,
  linesAreRounded,
  lotWithinWhatWasMade,
  numbersWithoutGaps,
  postingSumsToZero,
  productIsSumOfLots,
  receivedLotsAreTheirLines,
  type CheckedEntry,
  type Difference,
  type InvariantName,
  type MadeLotRow,
} from '../domain/invariants.ts'
import { takingBack, type Account, type PostingKind } from '../domain/posting.ts'
import type { Database } from '../database/open.ts'
import { readBooks, type StoredEvent } from './books.ts'
import { carriesOn } from './carry.ts'
import { cursor } from './cursor.ts'
import { buildFrom, receiptLinesFrom } from './document-rows.ts'
import { checkDocuments } from './verify-documents.ts'
import { checkBackups, type BackupsSeen } from './verify-backups.ts'
import { checkExports } from './verify-exports.ts'
import { checkRecords } from './verify-records.ts'
import { checkOrders, checkSearchTexts, rebuiltTables, rowsOf, type Note, type RebuiltTable } from './verify-rebuilt.ts'
import { checkSaleFigures } from './verify-sales.ts'
import { emptyHash, entryColumns, hashEvent, type ChainHead, type EntryRow } from './hash-chain.ts'

/** Postings that bring a document, or a version of it, whose rows their hash covers. */
const bringing: ReadonlySet<string> = new Set<PostingKind>([
  'receipt',
  'build',
  'build_to_review',
  'opening',
  'found',
  'adjustment',
  'sale',
  'sale_edited',
  'sale_voided',
  'return',
  'return_edited',
  'return_voided',
])

export interface CheckResult {
  readonly name: InvariantName
  /** The first place where it does not hold; `null` when it holds everywhere. */
  readonly difference: Difference | null
}

export interface BooksReport {
  readonly ok: boolean
  /** One per invariant, in their order. */
  readonly checks: readonly CheckResult[]
  readonly head: ChainHead
  /** One per kept table, in their order. */
  readonly rebuilt: readonly RebuiltResult[]
  /** Null when no backups were looked at. */
  readonly backups: BackupsSeen | null
}

/** A kept table that was made anew, and the first row in which the two differ. */
export interface RebuiltResult {
  readonly table: RebuiltTable
  readonly rows: number
  readonly difference: Difference | null
}

/** Postings read so far, out of all. */
export interface ReadProgress {
  readonly done: number
  readonly total: number
}

/** What is compared once the postings are read. */
export type BooksPart = 'lots' | 'documents' | 'records' | 'backups'

export interface VerifyOptions {
  /** Where the backups are that the books are held against; without it none are. */
  readonly backupFolder?: string
  /** Called now and then. */
  readonly onProgress?: (progress: ReadProgress) => void
  /** Called when another part of the check begins. */
  readonly onPart?: (part: BooksPart) => void
}

const postingsPerProgress = 10_000

/** Exact sums per lot in flat memory: ids count from 1 without gaps, and amounts fit a float's 53 bits. */
interface LotSums {
  /** What was put in, corrections included; draws do not count against it. */
  readonly made: Float64Array
  readonly quantity: Float64Array
  readonly value: Float64Array
}

/** What one pass over the books carries along. */
interface Pass {
  readonly db: Database
  readonly lots: LotSums
  readonly products: Map<number, { quantity: number; value: number }>
  readonly entryById: (entryId: number) => EntryRow | undefined
  readonly documentOfPosting: (postingId: number) => string | undefined
  readonly note: Note
}

/**
 * *Check my books*: reads every posting once in order, recomputes the hash chain and every balance from the entries, and
 * holds the named invariants against them. Changes nothing; memory does not grow with the number of postings but by 24
 * bytes a lot. Run it inside a read transaction when others may write meanwhile.
 */
export function verifyBooks(db: Database, options: VerifyOptions = {}): BooksReport {
  const found = new Map<InvariantName, Difference>()
  const foundIn = new Map<RebuiltTable, Difference>()
  const note: Note = (name, difference, table) => {
    if (difference === null) return
    if (!found.has(name)) found.set(name, difference)
    if (table !== undefined && !foundIn.has(table)) foundIn.set(table, difference)
  }
  const pass: Pass = { db, lots: lotSums(db), products: new Map(), ...lookups(db), note }
  const head = checkEvents(pass, options)
  options.onPart?.('lots')
  checkLots(pass)
  checkProducts(pass)
  checkNumbers(pass)
  options.onPart?.('documents')
  checkDocuments(db, note)
  checkSaleFigures(db, note)
  options.onPart?.('records')
  checkRecords(db, note)
  checkExports(db, note)
  checkSearchTexts(db, note)
  checkOrders(db, note)
  if (options.backupFolder !== undefined) options.onPart?.('backups')
  const backups = options.backupFolder === undefined ? null : checkBackups(db, options.backupFolder, note)
  const rebuilt = rebuiltTables.map((table) => ({ table, rows: rowsOf(db, table), difference: foundIn.get(table) ?? null }))
  const checks = invariantNames.map((name) => ({ name, difference: found.get(name) ?? null }))
  return { ok: found.size === 0, checks, head, rebuilt, backups }
}

function lotSums(db: Database): LotSums {
  const size = 1 + (db.prepare<[], number>('SELECT count(*) FROM lot').pluck().get() ?? 0)
  return { made: new Float64Array(size), quantity: new Float64Array(size), value: new Float64Array(size) }
}

function lookups(db: Database): Pick<Pass, 'entryById' | 'documentOfPosting'> {
  const entry = db.prepare<[number], EntryRow>(`SELECT ${entryColumns} FROM entry WHERE entry_id = ?`).raw()
  const document = db.prepare<[number], string>("SELECT document_kind || ' ' || document_id FROM posting WHERE posting_id = ?").pluck()
  return { entryById: (entryId) => entry.get(entryId), documentOfPosting: (postingId) => document.get(postingId) }
}

function checkEvents(pass: Pass, { onProgress }: VerifyOptions): ChainHead {
  const total = pass.db.prepare<[], number>('SELECT coalesce(max(posting_id), 0) FROM posting').pluck().get() ?? 0
  const books = readBooks(pass.db)
  let head: ChainHead = { postingCount: 0, hash: emptyHash }
  for (let event = books.next(); event !== undefined; event = books.next()) {
    const [postingId] = event.posting
    pass.note('postings_without_gaps', differ(`posting ${postingId}`, head.postingCount + 1, postingId))
    pass.note('chain', differ(`posting ${postingId}`, hashEvent(head.hash, event), event.hash))
    pass.note('postings_without_gaps', strayRow(books.stray(postingId + 1)))
    checkEvent(pass, event)
    head = { postingCount: postingId, hash: event.hash }
    if (postingId % postingsPerProgress === 0) onProgress?.({ done: postingId, total })
  }
  pass.note('postings_without_gaps', strayRow(books.stray(Number.MAX_SAFE_INTEGER)))
  onProgress?.({ done: head.postingCount, total })
  return head
}

function strayRow(place: string | null): Difference | null {
  return place === null ? null : { place, expected: 'its posting', found: 'none in its place' }
}

function checkEvent(pass: Pass, event: StoredEvent): void {
  const [postingId, , kind, documentKind, documentId, , , reversesPostingId] = event.posting
  const place = `posting ${postingId}`
  const entries = event.entries.map(checkedEntry)
  pass.note('posting_sums_to_zero', postingSumsToZero(place, entries))
  pass.note('document_sums_to_zero', documentsSumToZero(place, entries))
  for (const [at, row] of event.entries.entries()) {
    const follows = row[9]
    const origin = follows === null ? undefined : pass.entryById(follows)
    const entry = entries[at]
    addUp(pass, row, (origin ?? row)[5] > 0)
    if (follows !== null && entry !== undefined) pass.note('follows_its_own', followsItsOwn(entry, origin && checkedEntry(origin)))
  }
  const made = madeLots(event)
  for (const { madeQuantity, quantity } of made) pass.note('lot_within_what_was_made', differ(place, madeQuantity, quantity))
  if (kind === 'receipt') pass.note('received_lot_is_its_line', receivedLotsAreTheirLines(place, receiptLinesFrom(event.documentRows), made))
  const build = kind === 'build' || kind === 'build_to_review' ? buildFrom(event.documentRows) : undefined
  if (build !== undefined) pass.note('finished_lot_is_draws_and_cost_lines', linesAreRounded(place, build))
  if (reversesPostingId !== null) checkReversal(pass, event, `${documentKind} ${documentId}`)
  if (!bringing.has(kind)) return
  const source = event.documentRows.find((row) => row[0] === documentKind)
  pass.note('numbers_without_gaps', differ(place, `${documentKind} ${documentId}`, source === undefined ? null : `${source[0]} ${source[1]}`))
}

function checkedEntry([entryId, , account, , lotId, quantity, value, documentKind, documentId]: EntryRow): CheckedEntry {
  return { entryId, account: account as Account, lotId, quantity, value, document: `${documentKind} ${documentId}` }
}

function addUp({ lots, products }: Pass, [, , , productId, lotId, quantity, value]: EntryRow, isMaking: boolean): void {
  if (lotId !== null) {
    // An id beyond the last lot finds no place here and shows in the chain.
    lots.quantity[lotId] = (lots.quantity[lotId] ?? 0) + quantity
    lots.value[lotId] = (lots.value[lotId] ?? 0) + value
    if (isMaking) lots.made[lotId] = (lots.made[lotId] ?? 0) + quantity
  }
  if (productId === null) return
  const worth = lotId === null ? 0 : value
  const product = products.get(productId)
  if (product === undefined) products.set(productId, { quantity, value: worth })
  else {
    product.quantity += quantity
    product.value += worth
  }
}

/** The lots of an event with what its entries first put into them. */
function madeLots({ lots, entries }: StoredEvent): MadeLotRow[] {
  return lots.map(([lotId, productId, , madeQuantity, , , , , , lineNo]) => {
    const entry = entries.find((row) => row[4] === lotId && row[3] === productId && row[5] > 0)
    return { productId, madeQuantity, lineNo, quantity: entry?.[5] ?? 0, value: entry?.[6] ?? 0 }
  })
}

function checkReversal(pass: Pass, { posting }: StoredEvent, document: string): void {
  const [postingId, , postingKind, , , , , reversesPostingId] = posting
  const place = `posting ${postingId}`
  pass.note('reversed_document_carries_nothing', differ(place, document, pass.documentOfPosting(reversesPostingId ?? 0) ?? null))
  // An approval or rejection that was undone leaves its build in review, which carries on.
  if (!takingBack.has(postingKind)) return
  const [kind = '', id = ''] = document.split(' ')
  const carries = carriesOn(pass.db, { kind: kind as DocumentKind, id: Number(id) })
  pass.note('reversed_document_carries_nothing', carries === null ? null : { place: document, expected: 'nothing carried', found: carries })
}

interface LotAndBalance {
  readonly lotId: number
  readonly productId: number
  readonly receivedOn: string
  readonly balanceProductId: number | null
  readonly balanceReceivedOn: string
  readonly remaining: number
  readonly value: number
}

const piece = 4096

function checkLots({ db, lots, note }: Pass): void {
  const next = db.prepare<[number], LotAndBalance>(
    `SELECT l.lot_id AS lotId, l.product_id AS productId, l.received_on AS receivedOn,
       b.product_id AS balanceProductId, b.received_on AS balanceReceivedOn, b.remaining, b.value
     FROM lot l LEFT JOIN lot_balance b ON b.lot_id = l.lot_id WHERE l.lot_id > ? ORDER BY l.lot_id LIMIT ${piece}`,
  )
  const rows = cursor<LotAndBalance>((after) => next.all(after?.lotId ?? 0))
  let count = 0
  for (let row = rows.take(); row !== undefined; row = rows.take()) {
    count += 1
    const { lotId, balanceProductId, balanceReceivedOn, remaining, value } = row
    const balance =
      balanceProductId === null ? undefined : { lotId, productId: balanceProductId, receivedOn: balanceReceivedOn, quantity: remaining, value }
    const entries = { quantity: lots.quantity[lotId] ?? 0, value: lots.value[lotId] ?? 0 }
    note('lot_is_sum_of_entries', lotIsSumOfEntries(row, balance, entries), 'lot_balance')
    note('lot_within_what_was_made', lotWithinWhatWasMade(lotId, lots.made[lotId] ?? 0, entries))
  }
  const balances = db.prepare<[], number>('SELECT count(*) FROM lot_balance').pluck().get() ?? 0
  note('lot_is_sum_of_entries', differ('lot balances', count, balances), 'lot_balance')
}

function checkProducts({ db, products, note }: Pass): void {
  const rows = db
    .prepare<[], { productId: number; quantity: number | null; value: number | null }>(
      'SELECT p.product_id AS productId, b.quantity, b.value FROM product p LEFT JOIN product_balance b USING (product_id) ORDER BY p.product_id',
    )
    .all()
  for (const { productId, quantity, value } of rows) {
    const lots = products.get(productId) ?? { quantity: 0, value: 0 }
    note('product_is_sum_of_lots', productIsSumOfLots(productId, lots, quantity === null || value === null ? undefined : { quantity, value }), 'product_balance')
  }
  const stray = db.prepare<[], number>('SELECT product_id FROM product_balance WHERE product_id NOT IN (SELECT product_id FROM product) LIMIT 1').pluck().get()
  note('product_is_sum_of_lots', stray === undefined ? null : { place: `product ${stray}`, expected: 'its product', found: 'a balance of none' }, 'product_balance')
}

function checkNumbers({ db, note }: Pass): void {
  for (const table of ['receipt', 'build', 'sale', 'adjustment']) {
    const numbers = db
      .prepare<[], { count: number; smallest: number | null; largest: number | null }>(
        `SELECT count(number) AS count, min(number) AS smallest, max(number) AS largest FROM ${table}`,
      )
      .get()
    note('numbers_without_gaps', numbersWithoutGaps(`${table} numbers`, numbers ?? { count: 0, smallest: null, largest: null }))
  }
}
