import { pageAsked, type ListToSave } from '../../shared/contract/list-file.ts'
import { queries, type InputOf, type NameOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { ok, type Result } from '../../shared/result.ts'
import { openLedger } from '../database/open.ts'
import type { LedgerError } from '../database/sqlite-errors.ts'
import type { QueryContext } from '../queries/context.ts'
import { runQuery } from '../queries/run.ts'
import { cellsOf, writtenColumns } from '../spreadsheets/list-cells.ts'
import { saveFile } from '../spreadsheets/save-file.ts'
import { writeTable } from '../spreadsheets/write-table.ts'

/** A list to be written into a file, and the ledger it is read from. */
export interface SaveListTask extends InputOf<'host', 'list.save'> {
  /** The ledger. */
  readonly file: string
  readonly today: string
  /** Where it is written. */
  readonly target: string
}

export type SaveListResult = Result<{ readonly rows: number }, LedgerError | AppError>

type OnStep = (step: string, done: number, of: number) => void

/** As many as one answer holds. */
const rowsOfPage = 500

/** Reads all of a list, page by page in one view of the ledger, and writes it. */
export async function saveList(task: SaveListTask, onStep: OnStep, pageRows = rowsOfPage): Promise<SaveListResult> {
  const { title, columns, format, target, from } = task
  const read = from.by === 'rows' ? ok({ cells: from.rows.map((row) => cellsOf(row, columns)), read: from.rows.length }) : readLedger(task, { ...from, pageRows }, onStep)
  if (!read.ok) return read
  const written = saveFile(target, await writeTable({ sheet: title, columns: writtenColumns(columns), rows: read.value.cells }, format))
  return written.ok ? ok({ rows: read.value.read }) : written
}

/** The cells of a file, and of how many rows of the list they tell. */
interface Rows {
  readonly cells: readonly (readonly string[])[]
  readonly read: number
}

type Paged = ListToSave & { readonly pageRows: number }

function readLedger({ file, today, columns }: SaveListTask, list: Paged, onStep: OnStep): Result<Rows, LedgerError | AppError> {
  const opened = openLedger(file, { access: 'read_only' })
  if (!opened.ok) return opened
  const db = opened.value
  const context: QueryContext = { db, today: () => today }
  try {
    return db.transaction(() => readAll(context, list, (row) => cellsOf(row, columns), onStep))()
  } finally {
    db.close()
  }
}

/** Each part of a row beside all that the row says. */
function partsOf(row: Readonly<Record<string, unknown>>, eachOf: string): readonly unknown[] {
  const parts = row[eachOf]
  if (!Array.isArray(parts)) throw new Error(`A row of this list has no parts in ${eachOf}.`)
  return parts.map((line: unknown) => ({ ...row, line }))
}

type Answer = Readonly<Record<string, unknown>>

function readAll(context: QueryContext, list: Paged, cells: (row: unknown) => readonly string[], onStep: OnStep): Result<Rows, AppError> {
  const name = list.query as NameOf<'query'>
  const rows: (readonly string[])[] = []
  let read = 0
  let last: Answer | null = null
  for (;;) {
    const input = queries[name].input.parse(pageAsked(list, list.pageRows, read, last))
    const reply = runQuery(context, name, input as never) as Result<Answer, AppError>
    if (!reply.ok) return reply
    const page = reply.value[list.rowsIn]
    if (!Array.isArray(page)) throw new Error(`${name} answers no rows in ${list.rowsIn}.`)
    for (const row of page) for (const one of list.eachOf === undefined ? [row] : partsOf(row, list.eachOf)) rows.push(cells(one))
    read += page.length
    last = page.at(-1) as Answer
    const total = list.after === undefined ? Number(reply.value['total']) : reply.value['more'] === true ? Infinity : read
    onStep('rows', read, total)
    if (page.length === 0 || read >= total) return ok({ cells: rows, read })
  }
}
