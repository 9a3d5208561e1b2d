import { differ, type Difference, type InvariantName } from '../domain/invariants.ts'
import type { Database } from '../database/open.ts'
import { bodyHashOf, sealOf } from '../database/seal.ts'
import { auditColumns, commandColumns, hashCommand, type AuditRow, type CommandRow } from './command-chain.ts'
import { cursor } from './cursor.ts'
import { emptyHash } from './hash-chain.ts'

type Note = (name: InvariantName, difference: Difference | null) => void

/** Tables whose rows may be changed: each row has a second copy, which the view `<table>_cells` is compared with. */
export const copiedTables = [
  'setting',
  'supplier',
  'product',
  'product_barcode',
  'build_point',
  'bom_version',
  'bom_draft',
  'bom_component',
  'bom_cost_line',
  'person',
  'planned_build',
  'planned_build_line',
  'planned_build_cost_line',
  'receipt',
  'receipt_line',
  'replaced_head',
  'accounting_company',
  'item_link',
  'vendor_link',
  'item_not_product',
  'sale_also_there',
  'sync_run',
  'export_document',
  'export_line',
  'export_attempt',
  'company_document',
  'reconcile_finding',
  'reconcile_left',
  'reconcile_account',
  'import_mapping',
  'sale_document',
  'sales_channel',
] as const

/** Mirrors of the accounting company's lists: each row carries a hash over its other cells, but for the order made of one of them. */
export const sealedTables = ['accounting_item', 'accounting_account', 'accounting_vendor'] as const

/** What the program remembers beside its postings: each command with what it wrote down, and what a person may change. */
export function checkRecords(db: Database, note: Note): void {
  checkCommands(db, note)
  checkCopies(db, note)
  checkSeals(db, note)
  checkBodies(db, note)
}

/** The copy of a sales document has the hash of its body, which is too large to be kept twice. */
function checkBodies(db: Database, note: Note): void {
  const bodies = db.prepare<[], { id: number; body: string | null; bodyHash: string | null }>(
    'SELECT sale_document_id AS id, body, body_hash AS bodyHash FROM sale_document WHERE body IS NOT NULL OR body_hash IS NOT NULL',
  )
  for (const { id, body, bodyHash } of bodies.iterate()) {
    note('rows_are_as_written', differ(`sale_document ${id}`, bodyHash ?? 'no body', body === null ? 'no body' : bodyHashOf(body)))
  }
}

function checkSeals(db: Database, note: Note): void {
  for (const table of sealedTables) {
    const columns = db.prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE name NOT IN ('seal', 'sku_order')").pluck().all(table)
    const rows = db.prepare<[], (string | number | null)[]>(`SELECT ${columns.join(', ')}, seal FROM ${table}`).raw()
    let count = 0
    for (const row of rows.iterate()) {
      count += 1
      const seal = row.at(-1)
      note('rows_are_as_written', differ(`${table} ${row[0]}`, sealOf(row.slice(0, -1)), String(seal)))
    }
    // Rows are never deleted, so how many there are is counted beside them.
    const counted = db.prepare<[], string>(`SELECT json_group_array(json_array(key, cells)) FROM row_copy WHERE source = '${table}'`).pluck().get() ?? ''
    note('rows_are_as_written', differ(`${table} rows`, counted, JSON.stringify([['[]', String(count)]])))
  }
}

const pieceRows = 4096

function checkCommands(db: Database, note: Note): void {
  const nextCommands = db.prepare<[number], [...CommandRow, string | null]>(
    `SELECT ${commandColumns}, hash FROM command_log WHERE seq > ? ORDER BY seq LIMIT ${pieceRows}`,
  ).raw()
  const nextAudits = db.prepare<[number], AuditRow>(`SELECT ${auditColumns} FROM audit WHERE audit_id > ? ORDER BY audit_id LIMIT ${pieceRows}`).raw()
  const commands = cursor<[...CommandRow, string | null]>((after) => nextCommands.all(after?.[1] ?? Number.MIN_SAFE_INTEGER))
  const audits = cursor<AuditRow>((after) => nextAudits.all(after?.[0] ?? Number.MIN_SAFE_INTEGER))
  const unhashedUntil = lastUnhashed(db)
  let previous: string = emptyHash
  let count = 0
  for (let row = commands.take(); row !== undefined; row = commands.take()) {
    count += 1
    const command = row.slice(0, -1) as unknown as CommandRow
    const [commandId, seq] = command
    const place = `command ${seq}`
    const own = audits.takeAll((audit) => audit[1] === commandId)
    const expected = seq <= unhashedUntil ? null : hashCommand(previous, command, own)
    note('commands_chained', differ(place, count, seq))
    note('commands_chained', differ(place, expected, row[row.length - 1] as string | null))
    previous = expected ?? emptyHash
  }
  const stray = audits.peek()
  note('commands_chained', stray === undefined ? null : { place: `audit ${stray[0]}`, expected: 'its command', found: 'none in its place' })
}

/** The last command done before commands had hashes. */
function lastUnhashed(db: Database): number {
  return db.prepare<[], number>("SELECT json_extract(cells, '$[0]') FROM row_copy WHERE source = 'command_log' AND key = '[]' AND json_valid(cells)").pluck().get() ?? -1
}

function checkCopies(db: Database, note: Note): void {
  for (const table of copiedTables) {
    // By the copy's own key: joined the other way round, every row would be compared with every copy.
    const wrong = db
      .prepare<[], { key: string; copied: string | null; found: string }>(
        `SELECT r.key, c.cells AS copied, r.cells AS found FROM ${table}_cells r LEFT JOIN row_copy c ON c.source = '${table}' AND c.key = r.key
         WHERE c.cells IS NOT r.cells LIMIT 1`,
      )
      .get()
    if (wrong !== undefined) note('rows_are_as_written', differ(`${table} ${wrong.key}`, wrong.copied ?? 'no row', wrong.found))
    const counts = db
      .prepare<[], { rows: number; copies: number }>(`SELECT (SELECT count(*) FROM ${table}_cells) AS rows, (SELECT count(*) FROM row_copy WHERE source = '${table}') AS copies`)
      .get()
    note('rows_are_as_written', differ(`${table} rows`, counts?.copies ?? 0, counts?.rows ?? 0))
  }
  const sources = [...copiedTables, ...sealedTables, 'command_log'].map((table) => `'${table}'`).join(', ')
  const stray = db.prepare<[], string>(`SELECT source || ' ' || key FROM row_copy WHERE source NOT IN (${sources}) LIMIT 1`).pluck().get()
  note('rows_are_as_written', stray === undefined ? null : { place: stray, expected: 'a table', found: 'none of that name' })
  const marks = db.prepare<[], number>("SELECT count(*) FROM row_copy WHERE source = 'command_log' AND key = '[]' AND json_valid(cells) AND cells = json(cells)").pluck().get() ?? 0
  const all = db.prepare<[], number>("SELECT count(*) FROM row_copy WHERE source = 'command_log'").pluck().get() ?? 0
  note('commands_chained', differ('where hashes of commands begin', '1 of 1', `${marks} of ${all}`))
}
