import { join } from 'node:path'
import Papa from 'papaparse'
import { execute } from '../../src/main/commands/execute.ts'
import type { Database } from '../../src/main/database/open.ts'
import { planImport } from '../../src/main/domain/import-plan.ts'
import { importFacts } from '../../src/main/ledger/import-facts.ts'
import { decidedRows } from '../../src/main/spreadsheets/decided.ts'
import { judged, previewRow } from '../../src/main/spreadsheets/preview.ts'
import { readFile } from '../../src/main/spreadsheets/read-file.ts'
import { writeTable } from '../../src/main/spreadsheets/write-table.ts'
import { commands, type InputOf } from '../../src/shared/contract/registry.ts'
import type { FileDecided } from '../../src/shared/contract/file.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { median, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt, rowCounts } from './shop-floor.ts'

// What it costs to show what becomes of 50,000 rows, against reading the file alone; and to bring them in, against SQL by hand
// that leaves the same rows; and to take them back, against bringing them in.

const quick = process.argv.includes('--quick')
const count = quick ? 5_000 : 50_000
const rounds = quick ? 3 : 7
const today = '2026-01-31'
const folder = temporaryFolder()

const headers = ['SKU', 'Name', 'Type', 'Unit', 'Unit cost', 'Reorder point', 'Barcodes', 'Notes']
const decided: FileDecided = { kind: 'products', columns: ['sku', 'name', 'kind', 'unit', 'unitCost', 'reorderPoint', 'barcodes', 'notes'], decimal: '.', dateOrder: 'mdy', defaults: {}, fixes: [], leftOut: [], leaveOutRejected: false }
const cells = Array.from({ length: count }, (_, at) => [`P-${String(at).padStart(6, '0')}`, `Hex bolt M8, ${at} mm "zinc"`, 'Component', 'ea', String((at % 977) / 100), String(at % 50), `40${String(at).padStart(11, '0')}`, `shelf ${at % 80}`])
const columns = headers.map((header, at) => ({ header, kind: at === 4 || at === 5 ? ('figure' as const) : ('text' as const) }))

const csv = new Uint8Array(await writeTable({ sheet: 'Parts', columns, rows: cells }, 'csv'))
const xlsx = new Uint8Array(await writeTable({ sheet: 'Parts', columns, rows: cells }, 'xlsx'))

let ledgers = 0
const newLedger = () => emptyLedgerAt(join(folder.path, `ledger-${(ledgers += 1)}.db`))

async function parse(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  valueOf(await readFile({ fileName: 'parts', bytes }, { encoding: null, separator: null }))
}

async function preview(db: Database, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { tables } = valueOf(await readFile({ fileName: 'parts', bytes }, { encoding: null, separator: null }))
  const table = tables[0]!
  const rows = decidedRows(table, 1, decided)
  const all = judged(table, 1, rows, planImport('products', rows, { decimal: '.', dateOrder: 'mdy', defaults: {}, today }, importFacts(db, rows.length)))
  if (all.byOutcome.new.length !== count) throw new Error('not every row is new')
  all.all.slice(0, 100).forEach((row) => previewRow(table, row, all, decided))
}

async function inTurns(one: () => Promise<void>, other: () => Promise<void>): Promise<[number, number]> {
  const samples: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    for (const turn of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const start = performance.now()
      await (turn === 0 ? one : other)()
      samples[turn].push(performance.now() - start)
    }
  }
  return [median(samples[0]), median(samples[1])]
}

const goals: Goal[] = []
const goal = (what: string, [ours, bound]: readonly [number, number], ratioMax: number) =>
  goals.push({ what, ours: `${ours.toFixed(0)} ms`, bound: `${bound.toFixed(0)} ms`, ratio: ours / bound, ratioMax })

const reading = newLedger()
goal(`${count} rows of a workbook judged, against reading it alone`, await inTurns(() => preview(reading, xlsx), () => parse(xlsx)), 3)
goal(`the same of a CSV file`, await inTurns(() => preview(reading, csv), () => parse(csv)), 3)
if (Papa.parse<string[]>(new TextDecoder().decode(csv)).data.length < count) throw new Error('the file is not whole')

/** All that an import leaves, to be written again by hand. */
interface Left {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly unknown[][]
}

function leftBy(db: Database, tables: readonly string[]): Left[] {
  return tables.map((table) => {
    const select = db.prepare(`SELECT * FROM ${table}`)
    return { table, columns: select.columns().map(({ name }) => name), rows: select.raw().all() as unknown[][] }
  })
}

function writeByHand(db: Database, left: readonly Left[]): void {
  db.exec('BEGIN IMMEDIATE')
  for (const { table, columns: names, rows } of left) {
    const insert = db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(...row)
  }
  db.exec('COMMIT')
}

const desk = (db: Database) => ({ db, environment: testEnvironment(today), onCommitted: () => {} })

function bringIn(db: Database, input: InputOf<'command', 'file.import'>): void {
  valueOf(execute(desk(db), 'file.import', testId(1), input))
}

const { tables } = valueOf(await readFile({ fileName: 'parts', bytes: csv }, { encoding: null, separator: null }))
const input = { kind: 'products', fileName: 'parts.csv', decimal: '.', dateOrder: 'mdy', defaults: {}, columns: [], rows: decidedRows(tables[0]!, 1, decided).map(({ row, cells: said }) => ({ row, cells: said })) } as const
commands['file.import'].input.parse({ ...input, rows: input.rows.slice(0, 10) })

async function commitGoal(): Promise<[number, number]> {
  const model = newLedger()
  bringIn(model, { ...input, columns: [], rows: [...input.rows] })
  const left = leftBy(model, ['command_log', 'product', 'product_barcode', 'audit'])
  const expected = rowCounts(model)
  model.close()
  const run = (write: (db: Database) => void) => async () => {
    const db = newLedger()
    const before = performance.now()
    write(db)
    last = performance.now() - before
    if (JSON.stringify(rowCounts(db)) !== JSON.stringify(expected)) throw new Error('other rows were written')
    db.close()
  }
  let last = 0
  const samples: [number[], number[]] = [[], []]
  const work = [run((db) => bringIn(db, { ...input, columns: [], rows: [...input.rows] })), run((db) => writeByHand(db, left))] as const
  for (let round = 0; round < rounds; round += 1) {
    for (const turn of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      await work[turn]()
      samples[turn].push(last)
    }
  }
  return [median(samples[0]), median(samples[1])]
}

goal(`${count} products brought in, against the same rows by hand`, await commitGoal(), 1.5)

/** Of products, with stock or without: taking back what was brought in, against bringing it in. */
function undoGoal(quantity: string | null): [number, number] {
  const rows = quantity === null ? [...input.rows] : input.rows.map(({ row, cells: said }) => ({ row, cells: { ...said, quantity } }))
  const samples: [number[], number[]] = [[], []]
  for (let round = 0; round < Math.ceil(rounds / 2); round += 1) {
    const db = newLedger()
    const before = performance.now()
    bringIn(db, { ...input, columns: [], rows })
    const between = performance.now()
    const undone = valueOf(execute(desk(db), 'file.undo_import', testId(2), { importId: testId(1) }))
    samples[0].push(performance.now() - between)
    samples[1].push(between - before)
    if (undone.removed !== count) throw new Error('not everything was taken back')
    db.close()
  }
  return [median(samples[0]), median(samples[1])]
}

goal(`the same taken back, against bringing them in`, undoGoal(null), 1.5)
goal(`the same with their stock`, undoGoal('3'), 1.5)
printGoals(goals)
reading.close()
folder.remove()
process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
