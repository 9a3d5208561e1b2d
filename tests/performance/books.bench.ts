/**
 * *Check my books* against the least that any check must do: read the same rows in order and hash the same text, by hand.
 * `node tests/performance/books.bench.ts`; `--quick` uses a hundredth of the postings. Ends with 1 when a goal is missed.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { auditColumns, commandColumns } from '../../src/main/ledger/command-chain.ts'
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

/** Rows of a question one by one, taken while they belong to what is asked for. */
function taker(rows: Iterator<Row>) {
  let next = rows.next()
  return (belongs: (row: Row) => boolean): Row[] => {
    const taken: Row[] = []
    while (next.done !== true && belongs(next.value)) {
      taken.push(next.value)
      next = rows.next()
    }
    return taken
  }
}

const rowsOf = (db: Database, sql: string) => taker(db.prepare(sql).raw().iterate() as IterableIterator<Row>)

/** A table by its key, thousands of rows at a time, which is faster than one by one; the key is in the given column. */
function* table(db: Database, columns: string, name: string, key: string, keyAt = 0): Generator<Row> {
  const piece = db.prepare<[unknown], Row>(`SELECT ${columns} FROM ${name} WHERE ${key} > ? ORDER BY ${key} LIMIT 4096`).raw()
  for (let rows = piece.all(-1); rows.length > 0; rows = piece.all(rows.at(-1)?.[keyAt])) yield* rows
}

/** The lower bound: every table once, in order, with the hash of each posting and each command over the same text. */
function scanAndHash(db: Database): { readonly posting: string; readonly command: string } {
  const entries = taker(table(db, entryColumns, 'entry', 'entry_id'))
  const lots = taker(table(db, lotColumns, 'lot', 'lot_id'))
  const voided = rowsOf(db, 'SELECT voided_by_posting_id, lot_id FROM lot WHERE voided_by_posting_id IS NOT NULL ORDER BY voided_by_posting_id, lot_id')
  const documents = Object.values(documentRowSources).flatMap((sources) =>
    sources.map(({ columns, from, order }) => rowsOf(db, `SELECT d.posting_id, ${columns} FROM ${from} WHERE d.posting_id IS NOT NULL ORDER BY d.posting_id, ${order}`)),
  )
  let posting: string = emptyHash
  for (const row of table(db, postingColumns, 'posting', 'posting_id')) {
    const own = [
      row,
      entries((entry) => entry[1] === row[0]),
      lots((lot) => lot[10] === row[0]),
      voided(([by]) => by === row[0]).map(([, lotId]) => lotId),
      documents.flatMap((take) => take(([by]) => by === row[0]).map(([, ...cells]) => cells)),
    ]
    posting = hash('sha256', JSON.stringify([posting, ...own]), 'hex')
  }
  const audits = taker(table(db, auditColumns, 'audit', 'audit_id'))
  let command: string = emptyHash
  for (const row of table(db, commandColumns, 'command_log', 'seq', 1)) {
    command = hash('sha256', JSON.stringify([command, row, audits((audit) => audit[1] === row[0])]), 'hex')
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
  let peak = 0
  const check = () => {
    const report = verifyBooks(db, { onProgress: () => (peak = Math.max(peak, megabytes())) })
    peak = Math.max(peak, megabytes())
    const wrong = report.checks.find(({ difference }) => difference !== null)
    if (wrong !== undefined) throw new Error(`the books do not add up: ${JSON.stringify(wrong)}`)
  }
  const scan = () => {
    if (scanAndHash(db).posting !== head.hash) throw new Error('the scan by hand came to another hash')
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
