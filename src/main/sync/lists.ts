import type { RunSummary } from '../../shared/contract/connection.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { sealOf } from '../database/seal.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Clock } from '../environment.ts'
import type { QuickbooksClient } from '../quickbooks/client.ts'
import { readAccount, readRows, readVendor, type Reader } from '../quickbooks/schemas.ts'
import { logRun } from './run-log.ts'

type Cell = string | number | null

interface Row {
  readonly id: string
  readonly active: boolean
}

/** A list of QuickBooks and the table that mirrors it. */
interface MirroredList<T extends Row> {
  readonly kind: 'accounts' | 'vendors'
  readonly entity: string
  readonly table: string
  readonly key: string
  /** Between the key and the seal, `external_id` first. One named `gone` tells what is not there any more from what is not active. */
  readonly columns: readonly string[]
  readonly reader: Reader<T>
  readonly cells: (row: T) => readonly Cell[]
}

const active = (row: Row) => (row.active ? 1 : 0)

/** The chart of accounts. */
export const accountList = listOf({
  kind: 'accounts',
  entity: 'Account',
  table: 'accounting_account',
  key: 'accounting_account_id',
  columns: ['external_id', 'name', 'full_name', 'number', 'type', 'subtype', 'active', 'sync_token', 'gone'],
  reader: readAccount,
  cells: (row) => [row.id, row.name, row.fullName, row.number, row.type, row.subtype, active(row), row.syncToken, 0],
})

export const vendorList = listOf({
  kind: 'vendors',
  entity: 'Vendor',
  table: 'accounting_vendor',
  key: 'accounting_vendor_id',
  columns: ['external_id', 'name', 'email', 'phone', 'active', 'sync_token'],
  reader: readVendor,
  cells: (row) => [row.id, row.name, row.email, row.phone, active(row), row.syncToken],
})

export interface ListSyncParts {
  readonly db: Database
  readonly client: Pick<QuickbooksClient, 'query'>
  readonly clock: Clock
  /** Runs before anything is asked; its error ends the run. */
  readonly before?: () => Promise<Result<null, AppError>>
  /** Lets the window have its turn. */
  readonly pause: () => Promise<void>
  /** Told after each page how many rows have come, and of how many where that is known. */
  readonly onProgress: (done: number, of?: number) => void
  /** Once it is aborted the ledger is not touched any more. */
  readonly signal: AbortSignal
}

/** Brings a mirror to what QuickBooks says now. */
export type SyncList = (parts: ListSyncParts) => Promise<RunSummary>

type Counts = Pick<RunSummary, 'created' | 'updated' | 'deactivated' | 'skipped'>

interface Write {
  readonly what: 'created' | 'updated' | 'deactivated'
  /** The key, the columns and the seal. */
  readonly row: readonly Cell[]
}

interface Known {
  readonly cells: string
  readonly seal: string
}

/** So many rows are written in well under 50 ms. */
const rowsAtOnce = 250

/**
 * The whole list is read first and written then, so that a connection that breaks leaves the mirror as it was. Rows that
 * are as they were write nothing; what a whole listing does not hold any more is gone in QuickBooks and not active here.
 */
function listOf<T extends Row>(list: MirroredList<T>): SyncList {
  const { kind, table, key, columns, cells } = list
  // Behind the key.
  const [placeOfActive, placeOfGone] = [columns.indexOf('active') + 1, columns.indexOf('gone') + 1]
  const statements = perConnection((db) => ({
    all: db.prepare<[], Known>(`SELECT json_array(${[key, ...columns].join(', ')}) AS cells, seal FROM ${table} ORDER BY ${key}`),
    put: db.prepare<Cell[]>(
      `INSERT INTO ${table} (${[key, ...columns, 'seal'].join(', ')}) VALUES (${[key, ...columns, 'seal'].map(() => '?').join(', ')})
       ON CONFLICT (${key}) DO UPDATE SET ${[...columns, 'seal'].map((column) => `${column} = excluded.${column}`).join(', ')}`,
    ),
  }))

  /** What is to be written, found without writing anything. */
  const plan = (db: Database, { rows, unread }: Told<T>): Write[] => {
    const known = new Map(statements(db).all.all().map(({ cells: json, seal }) => [String((JSON.parse(json) as Cell[])[1]), { cells: JSON.parse(json) as Cell[], seal }]))
    const writes: Write[] = []
    const sealed = (what: Write['what'], row: readonly Cell[]) => writes.push({ what, row: [...row, sealOf(row)] })
    let lastId = Math.max(0, ...[...known.values()].map((one) => Number(one.cells[0])))
    for (const row of rows.values()) {
      const before = known.get(row.id)
      if (before === undefined) {
        if (row.active) sealed('created', [(lastId += 1), ...cells(row)])
        continue
      }
      const now = [before.cells[0] ?? null, ...cells(row)]
      if (sealOf(now) !== before.seal) sealed(before.cells[placeOfActive] === 1 && !row.active ? 'deactivated' : 'updated', now)
    }
    // A row that could not be read is there all the same, whichever it is.
    for (const [externalId, { cells: before }] of unread === 0 ? known : []) {
      if (rows.has(externalId)) continue
      const isMarked = placeOfGone === 0 || before[placeOfGone] === 1
      if (before[placeOfActive] === 0 && isMarked) continue
      const inactive = before.with(placeOfActive, 0)
      sealed(before[placeOfActive] === 1 ? 'deactivated' : 'updated', placeOfGone === 0 ? inactive : inactive.with(placeOfGone, 1))
    }
    return writes
  }

  return async (parts) => {
    const { db, clock, pause, signal } = parts
    const beganAt = clock.instant()
    const counts: { -readonly [K in keyof Counts]: Counts[K] } = { created: 0, updated: 0, deactivated: 0, skipped: 0 }
    const begun = (await parts.before?.()) ?? ok(null)
    const told = begun.ok ? await readAll(parts, list) : begun
    const stop = told.ok ? null : told.error
    if (told.ok && !signal.aborted) {
      counts.skipped = told.value.unread
      const writes = plan(db, told.value)
      for (let from = 0; from < writes.length && !signal.aborted; from += rowsAtOnce) {
        const piece = writes.slice(from, from + rowsAtOnce)
        transact<null, never>(db, () => {
          for (const { row } of piece) statements(db).put.run(...row)
          return ok(null)
        })
        for (const { what } of piece) counts[what] += 1
        await pause()
      }
    }
    const cancelled = signal.aborted || stop?.code === 'connection.cancelled'
    const summary: RunSummary = { ...counts, problem: cancelled ? null : stop, cancelled }
    // A ledger that was closed meanwhile is not written any more.
    if (db.open) {
      transact<null, never>(db, () => {
        logRun(db, { kind, beganAt, endedAt: clock.instant(), cursor: told.ok ? told.value.time : null, summary })
        return ok(null)
      })
    }
    return summary
  }
}

interface Told<T> {
  readonly rows: ReadonlyMap<string, T>
  readonly unread: number
  readonly time: string | null
}

/** All pages, by id: a row that comes twice is as it came last. */
async function readAll<T extends Row>({ client, onProgress, signal }: ListSyncParts, { entity, reader }: MirroredList<T>): Promise<Result<Told<T>, AppError>> {
  const rows = new Map<string, T>()
  let unread = 0
  let time: string | null = null
  for await (const page of client.query(entity, { active: 'all', signal })) {
    if (signal.aborted) return err(appError('connection.cancelled', {}))
    if (!page.ok) return page
    time ??= page.value.time
    const read = readRows(reader, page.value.rows)
    unread += read.unread.length
    for (const row of read.read) rows.set(row.id, row)
    onProgress(rows.size)
  }
  return ok({ rows, unread, time })
}
