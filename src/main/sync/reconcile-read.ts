import { ok, err, type Result } from '../../shared/result.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { ExportRow } from '../outbox/rows.ts'
import type { QuickbooksClient } from '../quickbooks/client.ts'
import type { JsonObject } from '../quickbooks/json.ts'
import { instantOfMs, msOfInstant } from '../quickbooks/times.ts'
import { readDocument, saysOfBody } from './reconcile-says.ts'

type ExportKind = ExportRow['kind']

export interface DocumentReading {
  readonly db: Database
  readonly client: Pick<QuickbooksClient, 'query' | 'cdc' | 'read'>
  readonly kinds: readonly ExportKind[]
  readonly pause: () => Promise<void>
  readonly onProgress: (done: number) => void
  readonly signal: AbortSignal
}

/** What was told, and by when of the company's own clock. */
export interface DocumentsTold {
  readonly time: string
  readonly created: number
  readonly updated: number
  readonly gone: number
  readonly unread: number
}

interface MutableTold {
  time: string | null
  created: number
  updated: number
  gone: number
  unread: number
  rows: number
}

export const entityOf: Readonly<Record<ExportKind, string>> = { journal_entry: 'JournalEntry', inventory_adjustment: 'InventoryAdjustment' }

const dayMs = 86_400_000
/** Changes are told 30 days back. */
const changesDaysMax = 28
const overlapMs = 10 * 60_000

interface Known {
  readonly externalId: string
  readonly cells: string
}

interface Unseen {
  readonly kind: ExportKind
  readonly externalId: string
  readonly docNumber: string
  readonly marker: string
  readonly body: string
}

const statements = perConnection((db) => ({
  known: db.prepare<[string, string], Known>(
    `SELECT external_id AS externalId, json_array(doc_number, marker, sync_token, created_at, gone, says_json) AS cells FROM company_document WHERE kind = ? AND external_id = ?`,
  ),
  put: db.prepare<(string | null)[]>(
    `INSERT INTO company_document (kind, external_id, doc_number, marker, sync_token, created_at, gone, says_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, external_id) DO UPDATE SET doc_number = excluded.doc_number, marker = excluded.marker, sync_token = excluded.sync_token,
       created_at = excluded.created_at, gone = excluded.gone, says_json = excluded.says_json`,
  ),
  leave: db.prepare<[string, string, string]>('UPDATE company_document SET gone = ? WHERE kind = ? AND external_id = ? AND gone IS NULL'),
  claimed: db.prepare<[string, string], number>('SELECT 1 FROM export_document WHERE kind = ? AND external_id = ?').pluck(),
  live: db.prepare<[string], string>('SELECT external_id FROM company_document WHERE kind = ? AND gone IS NULL ORDER BY company_document_id').pluck(),
  /** What arrived and has never been seen since. */
  unseen: db.prepare<[], Unseen>(
    `SELECT d.kind, d.external_id AS externalId, d.doc_number AS docNumber, d.marker, d.body FROM export_document d
     WHERE d.external_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM company_document c WHERE c.kind = d.kind AND c.external_id = d.external_id) ORDER BY d.export_id`,
  ),
}))

/** So many rows are written in well under 50 ms. */
const rowsAtOnce = 250

/**
 * Reads our documents into the ledger: those changed since the last whole reading, or all of them where that is too long ago.
 * Pages are written as they come, so that a run that stops is gone on with by the next. An error ends it.
 *
 * @param since the company's own clock when the last whole reading began; `null` before the first
 */
export async function readDocuments(reading: DocumentReading, since: string | null): Promise<Result<DocumentsTold, AppError>> {
  const told: MutableTold = { time: null, created: 0, updated: 0, gone: 0, unread: 0, rows: 0 }
  const changed = since === null ? 'whole' : await readChanged(reading, since, told)
  if (typeof changed !== 'string') return changed
  if (changed === 'whole') {
    const whole = await readWhole(reading, told)
    if (!whole.ok) return whole
  }
  for (const { kind, externalId, docNumber, marker, body } of statements(reading.db).unseen.all()) {
    const seen = await readOne(reading, kind, externalId, told)
    if (!seen.ok) return seen
    // Kept as it was sent, so that it is known to be gone and not asked for again.
    if (!seen.value) statements(reading.db).put.run(kind, externalId, docNumber, marker, '', null, 'missing', JSON.stringify(saysOfBody(kind, body)))
  }
  const { time, rows: _rows, ...counts } = told
  return time === null ? err(appError('connection.unreadable', { status: 200, problem: 'unexpected' })) : ok({ ...counts, time })
}

/** What changed since then, and what was deleted; `whole` when more may have changed than is told. */
async function readChanged(reading: DocumentReading, since: string, told: MutableTold): Promise<Result<never, AppError> | 'done' | 'whole'> {
  const { client, kinds, signal, db } = reading
  const from = instantOfMs((msOfInstant(since) ?? 0) - overlapMs)
  for (const kind of kinds) {
    const read = await readPages(reading, kind, [['MetaData.LastUpdatedTime', '>=', from]], told, null)
    if (!read.ok) return read
  }
  if ((msOfInstant(told.time ?? '') ?? 0) - (msOfInstant(since) ?? 0) > changesDaysMax * dayMs) return 'whole'
  const changes = await client.cdc(kinds.map((kind) => entityOf[kind]), from, { signal })
  if (!changes.ok) return changes
  if (signal.aborted) return err(appError('connection.cancelled', {}))
  for (const kind of kinds) {
    for (const row of changes.value.rows[entityOf[kind]] ?? []) {
      const { Id: id, status } = row
      if (status === 'Deleted' && typeof id === 'string') told.gone += statements(db).leave.run('deleted', kind, id).changes
    }
  }
  return changes.value.capped ? 'whole' : 'done'
}

/** Everything there is; what a whole listing does not hold is asked for by its id. */
async function readWhole(reading: DocumentReading, told: MutableTold): Promise<Result<null, AppError>> {
  const { db, kinds } = reading
  for (const kind of kinds) {
    const seen = new Set<string>()
    // An adjustment cannot be asked for by its number.
    const read = await readPages(reading, kind, kind === 'journal_entry' ? [['DocNumber', 'LIKE', 'PSB-%']] : [], told, seen)
    if (!read.ok) return read
    for (const externalId of statements(db).live.all(kind)) {
      if (seen.has(externalId)) continue
      const one = await readOne(reading, kind, externalId, told)
      if (!one.ok) return one
      if (!one.value) told.gone += statements(db).leave.run('missing', kind, externalId).changes
    }
  }
  return ok(null)
}

type Where = NonNullable<Parameters<QuickbooksClient['query']>[1]>['where']

async function readPages(reading: DocumentReading, kind: ExportKind, where: NonNullable<Where>, told: MutableTold, seen: Set<string> | null): Promise<Result<null, AppError>> {
  const { client, signal, onProgress, pause } = reading
  for await (const page of client.query(entityOf[kind], { where, signal })) {
    if (signal.aborted) return err(appError('connection.cancelled', {}))
    if (!page.ok) return page
    told.time ??= page.value.time
    for (let from = 0; from < page.value.rows.length; from += rowsAtOnce) {
      write(reading.db, kind, page.value.rows.slice(from, from + rowsAtOnce), told, seen)
      await pause()
      if (signal.aborted) return err(appError('connection.cancelled', {}))
    }
    onProgress((told.rows += page.value.rows.length))
  }
  return ok(null)
}

/** Asks for one by its id; false when there is none. */
async function readOne(reading: DocumentReading, kind: ExportKind, externalId: string, told: MutableTold): Promise<Result<boolean, AppError>> {
  const row = await reading.client.read(entityOf[kind], externalId, { signal: reading.signal })
  if (reading.signal.aborted) return err(appError('connection.cancelled', {}))
  if (!row.ok) return row
  if (row.value === null || row.value['status'] === 'Deleted') return ok(false)
  write(reading.db, kind, [row.value], told, null)
  return ok(true)
}

/** Writes the rows that are ours and not as they were. */
function write(db: Database, kind: ExportKind, rows: readonly JsonObject[], told: MutableTold, seen: Set<string> | null): void {
  const { known, put, claimed } = statements(db)
  transact<null, never>(db, () => {
    for (const row of rows) {
      const read = readDocument(kind, row)
      if (read === null) {
        told.unread += 1
        continue
      }
      const { externalId, docNumber, marker, syncToken, createdAt, says } = read
      seen?.add(externalId)
      const before = known.get(kind, externalId)
      const isOurs = before !== undefined || marker !== null || docNumber.startsWith('PSB-') || claimed.get(kind, externalId) !== undefined
      const cells = [docNumber, marker, syncToken, createdAt, null, JSON.stringify(says)]
      if (!isOurs || before?.cells === JSON.stringify(cells)) continue
      put.run(kind, externalId, ...cells)
      told[before === undefined ? 'created' : 'updated'] += 1
    }
    return ok(null)
  })
}
