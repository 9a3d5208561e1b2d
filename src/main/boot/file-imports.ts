import { fileBytesMax, fileRowsMax, type FileDecided } from '../../shared/contract/file.ts'
import type { InputOf, OutputOf, ReplyOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import type { ImportKind } from '../../shared/imports.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { guessColumns, guessKind, usualDefaults } from '../domain/import-columns.ts'
import { planImport } from '../domain/import-plan.ts'
import { decidedRows, missingFields } from '../spreadsheets/decided.ts'
import { judged, previewRow, verdictOn, type Judged } from '../spreadsheets/preview.ts'
import { filledRows, headerRowOf, headersOf, likelyTable, samplesOf, writingOf } from '../spreadsheets/recognise.ts'
import type { ReadFile, Table } from '../spreadsheets/table.ts'
import { rejectedTable, templateOf } from '../spreadsheets/templates.ts'
import { saveFile } from '../spreadsheets/save-file.ts'
import { writeTable, type TableFormat, type WrittenTable } from '../spreadsheets/write-table.ts'
import type { Ids } from '../environment.ts'
import type { HostHandlers } from '../ipc/dispatch.ts'
import { commandHead } from '../ledger/command-chain.ts'
import { importFacts } from '../ledger/import-facts.ts'
import { rememberedKind, rememberedMapping } from '../ledger/import-mappings.ts'
import type { QueryContext } from '../queries/context.ts'
import { runDatabaseTask } from '../worker/client.ts'
import type { TaskResult } from '../worker/tasks.ts'

type Names = Extract<keyof HostHandlers, `file.${string}`>
type ReadInput = InputOf<'host', 'file.read'>
type Reading = NonNullable<OutputOf<'host', 'file.status'>['reading']>

export interface FileImportParts {
  readonly ids: Ids
  readonly workerFile: () => string
  /** The open ledger, or what stands in its way. */
  readonly ledger: () => Result<QueryContext, AppError<'app.not_ready'>>
  readonly commit: (commandId: string, input: InputOf<'command', 'file.import'>) => ReplyOf<'command', 'file.import'>
  /** `status` has another answer. */
  readonly onStatus: () => void
  /** Asks where a file is to be saved; `null` when nobody chose. */
  readonly askWhere: (proposed: string, format: TableFormat) => Promise<string | null>
}

/** The one file that is being looked at. */
interface Session {
  readonly token: string
  readonly fileName: string
  readonly bytes: Uint8Array<ArrayBuffer>
  received: number
  /** How it was read, and what that gave. */
  read: { readonly key: string; readonly file: ReadFile } | null
  /** The sheet that was chosen, and the row of its columns' names. */
  chosen: { readonly table: Table; readonly headerRow: number; readonly headers: readonly string[] } | null
  /** What becomes of the rows, until something else is decided or the ledger moves. */
  judged: { readonly key: string; readonly result: Judged } | null
  cancelling: AbortController
}

/** As many rejected rows as a refusal names. */
const namedMax = 20

/** Answers the window's calls about files that are brought in. One file at a time is kept, in memory. */
export function fileImports(parts: FileImportParts): Pick<HostHandlers, Names> {
  let session: Session | null = null
  let reading: Reading | null = null
  const tell = (now: Reading | null) => {
    reading = now
    parts.onStatus()
  }
  const open = (token: string): Result<Session, AppError<'file.not_open'>> => (session?.token === token ? ok(session) : err(appError('file.not_open', {})))
  const opened = (token: string): Result<Required<Session> & { chosen: NonNullable<Session['chosen']> }, AppError<'file.not_open'>> => {
    const found = open(token)
    if (!found.ok) return found
    const { value } = found
    return value.chosen === null ? err(appError('file.not_open', {})) : ok(value as Session & { chosen: NonNullable<Session['chosen']> })
  }
  const forget = () => {
    session?.cancelling.abort()
    session = null
  }

  return {
    'file.begin': ({ fileName, bytes }) => {
      if (bytes === 0) return err(appError('file.empty', { fileName }))
      if (bytes > fileBytesMax) return err(appError('file.too_large', { fileName, bytes, bytesMax: fileBytesMax }))
      forget()
      session = { token: parts.ids.uuid(), fileName, bytes: new Uint8Array(bytes), received: 0, read: null, chosen: null, judged: null, cancelling: new AbortController() }
      return ok({ token: session.token })
    },
    'file.add_piece': ({ token, at, base64 }) => {
      const found = open(token)
      if (!found.ok) return found
      const piece = Buffer.from(base64, 'base64')
      if (at + piece.length > found.value.bytes.length) return err(appError('file.not_open', {}))
      found.value.bytes.set(piece, at)
      found.value.received = Math.max(found.value.received, at + piece.length)
      return ok({ received: found.value.received })
    },
    'file.read': async (input) => {
      const found = open(input.token)
      if (!found.ok) return found
      const ledger = parts.ledger()
      if (!ledger.ok) return ledger
      try {
        const read = await readIn(parts, found.value, input, tell)
        return read.ok ? describe(found.value, read.value, input, ledger.value) : read
      } finally {
        tell(null)
      }
    },
    'file.status': () => ok({ reading }),
    'file.cancel': ({ token }) => {
      if (session?.token === token) forget()
      return ok({})
    },
    'file.preview': ({ token, decided, only, limit, offset }) => {
      const found = opened(token)
      if (!found.ok) return found
      const ledger = parts.ledger()
      if (!ledger.ok) return ledger
      const missing = missingFields(decided)
      if (missing.length > 0) return ok({ missing, counts: { new: 0, changed: 0, unchanged: 0, rejected: 0, left_out: 0 }, total: 0, rows: [] })
      const result = judgedNow(found.value, decided, ledger.value)
      const { byOutcome, all } = result
      const counts = { new: byOutcome.new.length, changed: byOutcome.changed.length, unchanged: byOutcome.unchanged.length, rejected: byOutcome.rejected.length, left_out: byOutcome.left_out.length }
      const listed = only === null ? all : only === 'rejected' ? withTouched(byOutcome.rejected, decided) : byOutcome[only]
      const rows = listed.slice(offset, offset + limit).map((row) => previewRow(found.value.chosen.table, row, result, decided))
      return ok({ missing, counts, total: listed.length, rows })
    },
    'file.commit': ({ token, commandId, decided }) => {
      const found = opened(token)
      if (!found.ok) return found
      const ledger = parts.ledger()
      if (!ledger.ok) return ledger
      const input = commandInput(found.value, decided, ledger.value)
      return input.ok ? parts.commit(commandId, input.value) : input
    },
    'file.save_rejected': async ({ token, decided, format }) => {
      const found = opened(token)
      if (!found.ok) return found
      const ledger = parts.ledger()
      if (!ledger.ok) return ledger
      const { chosen, fileName } = found.value
      const result = judgedNow(found.value, decided, ledger.value)
      const rows = result.byOutcome.rejected.map((row) => ({ row, cells: chosen.table.rows[row - 1] ?? [], problems: verdictOn(result, row)?.problems ?? [] }))
      return save(parts, `${fileName.replace(/\.[^.]*$/u, '')} rejected.${format}`, rejectedTable(chosen.headers, rows), format)
    },
    'file.save_template': async ({ kind, format }) => {
      const table = templateOf(kind)
      return save(parts, `${table.sheet} template.${format}`, table, format)
    },
  }
}

/** Asks where to save a table and writes it there. */
async function save(parts: FileImportParts, proposed: string, table: WrittenTable, format: TableFormat): Promise<Result<{ file: string | null }, AppError<'file.not_saved'>>> {
  const file = await parts.askWhere(proposed, format)
  if (file === null) return ok({ file })
  const saved = saveFile(file, await writeTable(table, format))
  return saved.ok ? ok({ file }) : saved
}

/** The cells of the file, read in the worker; kept for as long as it is to be read the same way. */
async function readIn(parts: FileImportParts, session: Session, { as }: ReadInput, tell: (now: Reading) => void): Promise<TaskResult['read_file'] | Result<never, AppError<'file.cancelled' | 'file.broken'>>> {
  const key = JSON.stringify([as.encoding, as.separator])
  if (session.read?.key === key) return ok(session.read.file)
  const { fileName, bytes } = session
  if (session.received < bytes.length) return err(appError('file.broken', { fileName, detail: 'not all of it arrived' }))
  const { signal } = session.cancelling
  const task = { kind: 'read_file', fileName, bytes, encoding: as.encoding, separator: as.separator } as const
  try {
    const read = await runDatabaseTask(parts.workerFile(), task, { signal, onProgress: ({ step, done, of }) => tell({ step: step === 'unpacking' ? 'unpacking' : 'reading', done, of }) })
    if (read.ok) session.read = { key, file: read.value }
    return read
  } catch (thrown) {
    if (signal.aborted) return err(appError('file.cancelled', {}))
    // What is unpacked may need more memory than the worker has.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY') return err(appError('file.broken', { fileName, detail: 'out of memory' }))
    throw thrown
  }
}

type Described = ReplyOf<'host', 'file.read'>

/** Chooses sheet, row of names, kind and columns where nobody did, and says what was recognised. */
function describe(session: Session, file: ReadFile, { kind: asked, likely, as }: ReadInput, { db }: QueryContext): Described {
  const { fileName } = session
  const table = as.sheet === null ? likelyTable(file.tables) : (file.tables.find(({ name }) => name === as.sheet) ?? null)
  if (table === null) return err(as.sheet === null ? appError('file.no_rows', { fileName, sheet: null }) : appError('file.no_sheet', { sheet: as.sheet }))
  const headerRow = Math.min(as.headerRow ?? headerRowOf(table), table.rows.length)
  const headers = headersOf(table, headerRow)
  const rows = filledRows(table, headerRow)
  if (rows === 0) return err(appError('file.no_rows', { fileName, sheet: file.format === 'xlsx' ? table.name : null }))
  if (rows > fileRowsMax) return err(appError('file.too_many_rows', { fileName, rowsMax: fileRowsMax }))
  session.chosen = { table, headerRow, headers }
  session.judged = null
  const kind: ImportKind = asked ?? rememberedKind(db, headers) ?? guessKind(headers, likely)
  const remembered = rememberedMapping(db, kind, headers)
  const fields = remembered ?? guessColumns(kind, headers)
  const writing = writingOf(table, headerRow, fields, file.separator)
  return ok({
    format: file.format,
    kind,
    encoding: file.encoding,
    separator: file.separator,
    sheet: table.name,
    sheets: file.tables.map(({ name, rows: all }) => ({ name, rows: all.length })),
    headerRow,
    ...writing,
    decimal: as.decimal ?? writing.decimal,
    dateOrder: as.dateOrder ?? writing.dateOrder,
    rows,
    columns: headers.map((header, column) => ({ header, samples: samplesOf(table, headerRow, column), field: fields[column] ?? null })),
    mapped: remembered === null ? 'guessed' : 'remembered',
    defaults: usualDefaults[kind],
  })
}

type Chosen = Session & { readonly chosen: NonNullable<Session['chosen']> }

/** What becomes of each row, worked out anew only when something was decided otherwise or the ledger moved. */
function judgedNow(session: Chosen, decided: FileDecided, { db, today }: QueryContext): Judged {
  const key = JSON.stringify([decided, commandHead(db).seq, today()])
  if (session.judged?.key === key) return session.judged.result
  const { table, headerRow } = session.chosen
  const rows = decidedRows(table, headerRow, decided)
  const { decimal, dateOrder, defaults, kind } = decided
  const verdicts = planImport(kind, rows, { decimal, dateOrder, defaults, today: today() }, importFacts(db, rows.length))
  const result = judged(table, headerRow, rows, verdicts)
  session.judged = { key, result }
  return result
}

/** Rejected rows with those that were mended or left out meanwhile: a row does not go from under the hands that mend it. */
function withTouched(rejected: readonly number[], { fixes, leftOut }: FileDecided): readonly number[] {
  return [...new Set([...rejected, ...fixes.map(({ row }) => row), ...leftOut])].toSorted((a, b) => a - b)
}

type Refused = AppError<'file.column_missing' | 'file.rows_rejected' | 'file.changes_nothing'>

/** The rows that are taken, as the command takes them. */
function commandInput(session: Chosen, decided: FileDecided, ledger: QueryContext): Result<InputOf<'command', 'file.import'>, Refused> {
  const fields = missingFields(decided)
  if (fields.length > 0) return err(appError('file.column_missing', { fields }))
  const result = judgedNow(session, decided, ledger)
  const { rows, verdicts, byOutcome } = result
  if (byOutcome.rejected.length > 0 && !decided.leaveOutRejected) {
    const named = byOutcome.rejected.slice(0, namedMax).map((row) => ({ row, problems: [...(verdictOn(result, row)?.problems ?? [])] }))
    return err(appError('file.rows_rejected', { rows: named, count: byOutcome.rejected.length }))
  }
  const taken = rows.flatMap(({ row, cells }, place) => (verdicts[place]?.outcome === 'rejected' ? [] : [{ row, cells }]))
  if (taken.length === 0) return err(appError('file.changes_nothing', {}))
  const { kind, decimal, dateOrder, defaults, columns } = decided
  const named = session.chosen.headers.map((header, column) => ({ header: header.slice(0, headerLengthMax), field: columns[column] ?? null }))
  return ok({ kind, fileName: session.fileName, decimal, dateOrder, defaults, rows: taken, columns: named })
}

const headerLengthMax = 400
