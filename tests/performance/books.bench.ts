/**
 * *Check my books* against the least that any check must do: read the same rows in order and hash the same text, by hand.
 * `node tests/performance/books.bench.ts`; `--quick` uses a hundredth of the postings. Ends with 1 when a goal is missed.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { auditColumns, commandColumns, commandHead } from '../../src/main/ledger/command-chain.ts'
import { documentRowSources } from '../../src/main/ledger/document-rows.ts'
import { chainHead, emptyHash, entryColumns, lotColumns, postingColumns } from '../../src/main/ledger/hash-chain.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { writeCompany } from './company.ts'
import { median, printGoals, timeMs, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

const quick = process.argv.includes('--quick')
const size = { products: 3_000, postings: quick ? 10_000 : 1_000_000 }
const rounds = 3
const memoryMaxMegabytes = 400

type Row = readonly unknown[]

/** Rows in order, a piece of a thousand at a time, which is faster than one by one; `next` is the one to come. */
interface Rows {
  piece: Row[]
  at: number
  next: Row | undefined
  readonly more: (last: Row | undefined) => Row[]
}

function open(more: Rows['more']): Rows {
  const piece = more(undefined)
  return { piece, at: 0, next: piece[0], more }
}

function step(rows: Rows): void {
  rows.at += 1
  if (rows.at >= rows.piece.length) {
    rows.piece = rows.more(rows.next)
    rows.at = 0
  }
  rows.next = rows.piece[rows.at]
}

/** A table by its key, which is in the given column. */
function table(db: Database, columns: string, name: string, key: string, keyAt = 0): Rows {
  const piece = db.prepare<[unknown], Row>(`SELECT ${columns} FROM ${name} WHERE ${key} > ? ORDER BY ${key} LIMIT 1024`).raw()
  return open((last) => piece.all(last === undefined ? -1 : last[keyAt]))
}

/** A document's rows, those of a thousand postings at a time. */
function documentRows(db: Database, { columns, from, order }: { readonly columns: string; readonly from: string; readonly order: string }): Rows {
  const piece = db.prepare<[number, number], Row>(
    `SELECT d.posting_id, ${columns} FROM ${from} WHERE d.posting_id > ? AND d.posting_id <= ? ORDER BY d.posting_id, ${order}`,
  ).raw()
  const { postingCount } = chainHead(db)
  let reached = 0
  return open(() => {
    while (reached < postingCount) {
      const rows = piece.all(reached, reached + 1024)
      reached += 1024
      if (rows.length > 0) return rows
    }
    return []
  })
}

/** Takes the rows that have the key in the given column; they are next, or there are none. */
function takeOwn(rows: Rows, keyAt: number, key: unknown, into: Row[]): void {
  while (rows.next !== undefined && rows.next[keyAt] === key) {
    into.push(rows.next)
    step(rows)
  }
}

/**
 * The lower bound: every table once, in the order of postings, with the hash of each posting and each command over the same
 * text. It compares and adds up nothing.
 */
function scanAndHash(db: Database): { readonly posting: string; readonly command: string } {
  const [entries, lots] = [table(db, entryColumns, 'entry', 'entry_id'), table(db, lotColumns, 'lot', 'lot_id')]
  const voidedLots = db.prepare('SELECT voided_by_posting_id, lot_id FROM lot WHERE voided_by_posting_id IS NOT NULL ORDER BY voided_by_posting_id, lot_id')
  const voided = open((last) => (last === undefined ? (voidedLots.raw().all() as Row[]) : []))
  const documents = Object.values(documentRowSources).flatMap((sources) => sources.map((source) => documentRows(db, source)))
  let posting: string = emptyHash
  for (const postings = table(db, postingColumns, 'posting', 'posting_id'); postings.next !== undefined; step(postings)) {
    const row = postings.next
    const ownEntries: Row[] = []
    const ownLots: Row[] = []
    const ownVoided: Row[] = []
    const ownRows: Row[] = []
    takeOwn(entries, 1, row[0], ownEntries)
    takeOwn(lots, 10, row[0], ownLots)
    takeOwn(voided, 0, row[0], ownVoided)
    for (const rows of documents) takeOwn(rows, 0, row[0], ownRows)
    const text = JSON.stringify([posting, row, ownEntries, ownLots, ownVoided.map((pair) => pair[1]), ownRows.map((cells) => cells.slice(1))])
    posting = hash('sha256', text, 'hex')
  }
  const audits = table(db, auditColumns, 'audit', 'audit_id')
  let command: string = emptyHash
  for (const commands = table(db, commandColumns, 'command_log', 'seq', 1); commands.next !== undefined; step(commands)) {
    const own: Row[] = []
    takeOwn(audits, 1, commands.next[0], own)
    command = hash('sha256', JSON.stringify([command, commands.next, own]), 'hex')
  }
  for (const name of ['lot_balance', 'product_balance', 'shortage', 'sale_product', 'row_copy', 'product']) {
    for (const _row of db.prepare(`SELECT * FROM ${name}`).raw().iterate()) continue
  }
  return { posting, command }
}

const megabytes = () => process.memoryUsage().rss / 1_048_576

function compare(file: string): Goal[] {
  const db = valueOf(openLedger(file, { access: 'read_only' }))
  const head = chainHead(db)
  const commandHash = commandHead(db).hash
  let peak = 0
  const check = () => {
    const report = verifyBooks(db, { onProgress: () => (peak = Math.max(peak, megabytes())) })
    peak = Math.max(peak, megabytes())
    const wrong = report.checks.find(({ difference }) => difference !== null)
    if (wrong !== undefined) throw new Error(`the books do not add up: ${JSON.stringify(wrong)}`)
  }
  const scan = () => {
    const { posting, command } = scanAndHash(db)
    if (posting !== head.hash || command !== commandHash) throw new Error('the scan by hand came to another hash')
  }
  const [ours, bound]: [number[], number[]] = [[], []]
  // The check goes first, so that its memory is its own.
  for (let round = 0; round < rounds; round += 1) {
    ours.push(timeMs(check))
    bound.push(timeMs(scan))
  }
  db.close()
  const seconds = (samples: readonly number[]) => `${(median(samples) / 1000).toFixed(2)} s`
  return [
    { what: `check of ${head.postingCount} postings of ${size.products} products`, ours: seconds(ours), bound: seconds(bound), ratio: median(ours) / median(bound), ratioMax: 1.6 },
    { what: 'memory while checking', ours: `${peak.toFixed(0)} MB`, bound: `${memoryMaxMegabytes} MB`, ratio: peak / memoryMaxMegabytes, ratioMax: 1 },
  ]
}

const folder = temporaryFolder()
try {
  const file = join(folder.path, 'company.db')
  const db = emptyLedgerAt(file)
  writeCompany(db, size)
  db.close()
  const goals = compare(file)
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
