import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { appendOnlyTables } from './append-only.ts'
import type { Database } from './open.ts'
import { toLedgerError, type LedgerError } from './sqlite-errors.ts'

/**
 * The checks in the order they run, cheapest cause first: damage in the file and in its indexes, references that lead nowhere, tables that
 * would take a wrong type, numbers that JavaScript cannot hold, and tables that lost their guard.
 */
export const fileChecks = ['quick_check', 'integrity_check', 'foreign_keys', 'strict_tables', 'integer_range', 'append_only'] as const
export type FileCheck = (typeof fileChecks)[number]

/** What a backup must pass. A backup may be of an older version, in which fewer tables were guarded. */
export const backupChecks = ['quick_check', 'foreign_keys', 'strict_tables', 'integer_range'] as const satisfies readonly FileCheck[]

export interface CheckOptions {
  /** All of them unless told otherwise. */
  readonly checks?: readonly FileCheck[]
  /** Told before each check. */
  readonly onCheck?: (check: FileCheck, done: number, of: number) => void
}

/**
 * Checks the file as a database: whether its tables can be trusted, not whether the books add up. Stops at the first
 * check that finds something and names it with the first difference. Errors: `ledger.check_failed`, or the code of the
 * failure when the file cannot even be read.
 */
export function checkLedgerFile(db: Database, options: CheckOptions = {}): Result<{ readonly checks: number }, LedgerError> {
  const checks = options.checks ?? fileChecks
  try {
    for (const [done, check] of checks.entries()) {
      options.onCheck?.(check, done, checks.length)
      const detail = runCheck[check](db)
      if (detail !== null) return err(checkFailed(db.name, check, detail))
    }
    return ok({ checks: checks.length })
  } catch (error) {
    const known = toLedgerError(error, db.name)
    if (known === null) throw error
    return err(known)
  }
}

function checkFailed(file: string, check: string, detail: string): AppError<'ledger.check_failed'> {
  return appError('ledger.check_failed', { file, check, detail })
}

/** Each returns the first difference, or null. */
const runCheck: Readonly<Record<FileCheck, (db: Database) => string | null>> = {
  quick_check: (db) => firstComplaint(db.pragma('quick_check(1)', { simple: true })),
  // What the quick one leaves out: whether every index says what its table says.
  integrity_check: (db) => firstComplaint(db.pragma('integrity_check(1)', { simple: true })),
  foreign_keys: firstBrokenReference,
  strict_tables: (db) => {
    const loose = tables(db).find((table) => table.strict === 0)
    return loose === undefined ? null : `table ${loose.name} is not STRICT`
  },
  integer_range: (db) => {
    for (const table of tables(db)) {
      const found = firstIntegerOutOfRange(db, table.name)
      if (found !== null) return found
    }
    return null
  },
  append_only: (db) => {
    const present = new Set(tables(db).map((table) => table.name))
    const triggers = new Set(
      db.prepare<[], string>(`SELECT name || ' ' || tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'`).pluck().all(),
    )
    for (const table of appendOnlyTables.filter((name) => present.has(name))) {
      const missing = [`${table}_no_update`, `${table}_no_delete`].find((trigger) => !triggers.has(`${trigger} ${table}`))
      if (missing !== undefined) return `trigger ${missing} is missing`
    }
    return null
  },
}

/** Reads the answer of `quick_check` or `integrity_check`: null when it is "ok". */
export function firstComplaint(answer: unknown): string | null {
  return answer === 'ok' ? null : String(answer)
}

/** The first row that refers to nothing, such as `audit row 7 refers to no command_log`; null when there is none. */
export function firstBrokenReference(db: Database): string | null {
  const first = db.prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check').get()
  return first === undefined ? null : `${first.table} row ${String(first.rowid)} refers to no ${first.parent}`
}

interface TableRow {
  readonly name: string
  readonly strict: number
}

function tables(db: Database): TableRow[] {
  return db
    .prepare<[], TableRow>(
      `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all()
}

function firstIntegerOutOfRange(db: Database, table: string): string | null {
  const columns = db
    .prepare<[string], string>(`SELECT name FROM pragma_table_xinfo(?) WHERE upper(type) IN ('INTEGER', 'INT') ORDER BY cid`)
    .pluck()
    .all(table)
  if (columns.length === 0) return null
  const extremes = columns.map((column) => `min(${quoted(column)}), max(${quoted(column)})`).join(', ')
  // BigInt: the numbers looked for are exactly those that a JavaScript number shows wrong.
  const row = db.prepare(`SELECT ${extremes} FROM ${quoted(table)}`).safeIntegers(true).raw(true).get() as (bigint | null)[]
  const at = row.findIndex((value) => value !== null && (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)))
  return at === -1 ? null : `${table}.${columns[Math.floor(at / 2)]} holds ${row[at]}, beyond 2^53 - 1`
}

/** A table's or column's name as it stands in SQL. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
