import type { RunSummary } from '../../shared/contract/connection.ts'
import type { AppError } from '../../shared/errors.ts'
import { ok, type Result } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Clock } from '../environment.ts'
import { compareDocuments, keepComparison } from '../outbox/reconcile.ts'
import type { ExportRow } from '../outbox/rows.ts'
import { isObject, JsonNumber, toMillionths } from '../quickbooks/json.ts'
import { readDocuments, type DocumentReading } from './reconcile-read.ts'
import { saysOfBody } from './reconcile-says.ts'
import { logRun } from './run-log.ts'

export interface ReconcileParts extends Omit<DocumentReading, 'kinds'> {
  readonly clock: Clock
  /** Whether the company takes inventory adjustments; else it is not asked for any. */
  readonly takesAdjustments: boolean
}

const statements = perConnection((db) => ({
  lastWhole: db.prepare<[], string>(
    `SELECT cursor FROM sync_run WHERE kind = 'documents' AND cursor IS NOT NULL AND summary_json ->> 'problem' IS NULL AND NOT summary_json ->> 'cancelled'
     ORDER BY sync_run_id DESC LIMIT 1`,
  ).pluck(),
  assetAccounts: db.prepare<[], string>(
    `SELECT DISTINCT i.asset_account FROM item_link l JOIN accounting_item i USING (accounting_item_id) WHERE i.asset_account IS NOT NULL AND i.active = 1 AND i.tracks_quantity = 1 ORDER BY 1`,
  ).pluck(),
}))

/**
 * Reads our documents as they are in QuickBooks, compares each with what was sent, and keeps what is otherwise until the next
 * comparison. Nothing is changed over there. Returns how it went; problems are in it.
 */
export async function reconcile(parts: ReconcileParts): Promise<RunSummary> {
  const { db, clock, signal } = parts
  const beganAt = clock.instant()
  const kinds: readonly ExportRow['kind'][] = parts.takesAdjustments ? ['journal_entry', 'inventory_adjustment'] : ['journal_entry']
  const told = await readDocuments({ ...parts, kinds }, statements(db).lastWhole.get() ?? null)
  const balances = told.ok ? await readBalances(parts) : told
  const stop = balances.ok ? null : balances.error
  const cancelled = signal.aborted || stop?.code === 'connection.cancelled'
  const counts = told.ok ? { created: told.value.created, updated: told.value.updated, deactivated: told.value.gone, skipped: told.value.unread } : { created: 0, updated: 0, deactivated: 0, skipped: 0 }
  const summary: RunSummary = { ...counts, problem: cancelled ? null : stop, cancelled }
  const compared = balances.ok && !cancelled ? await compareDocuments({ ...parts, saysOf: saysOfBody }) : null
  if (!db.open) return summary
  transact<null, never>(db, () => {
    const documents = compared === null || !balances.ok || signal.aborted ? null : keepComparison(db, compared, balances.value)
    logRun(db, { kind: 'documents', beganAt, endedAt: clock.instant(), cursor: told.ok ? told.value.time : null, summary: { ...summary, ...documents } })
    return ok(null)
  })
  return summary
}

/** Whole balances, in cents, of the accounts that linked items keep their stock in. */
async function readBalances({ db, client, signal }: ReconcileParts): Promise<Result<ReadonlyMap<string, number>, AppError>> {
  const balances = new Map<string, number>()
  for (const account of statements(db).assetAccounts.all()) {
    const row = await client.read('Account', account, { signal })
    if (!row.ok) return row
    const balance = isObject(row.value ?? undefined) ? row.value?.['CurrentBalance'] : undefined
    const read = balance instanceof JsonNumber ? toMillionths(balance) : null
    if (read?.ok === true) balances.set(account, Math.floor((read.value.amount + 5000) / 10_000))
  }
  return ok(balances)
}
