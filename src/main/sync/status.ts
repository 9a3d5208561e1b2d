import type { ConnectionStatus, RunSummary } from '../../shared/contract/connection.ts'
import type { SyncKind } from '../../shared/accounting.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import { exportCounts } from '../outbox/counts.ts'
import { perConnection } from '../database/statements.ts'
import { runQuery } from '../queries/run.ts'
import type { QueryContext } from '../queries/context.ts'
import { stepsOfIntegration } from '../queries/integration-facts.ts'
import type { AccountingSettings } from '../../shared/contract/accounting.ts'

/** What the running program knows of the connection beside the ledger. */
export interface LiveConnection extends Pick<ConnectionStatus, 'login' | 'keychain' | 'keys' | 'practice' | 'refreshDaysLeft' | 'online' | 'running' | 'sending'> {
  /** Why the login has to be renewed; `null` while it works or there is none to renew. */
  readonly reconnect: AppError | null
  /** What stopped in the background because of a mistake of ours. */
  readonly broken: readonly AppError[]
}

interface RunRow {
  readonly kind: SyncKind
  readonly beganAt: string
  readonly endedAt: string
  readonly summaryJson: string
}

const statements = perConnection((db) => ({
  lastRuns: db.prepare<[], RunRow>(
    `SELECT kind, began_at AS beganAt, ended_at AS endedAt, summary_json AS summaryJson FROM sync_run
     WHERE sync_run_id IN (SELECT max(sync_run_id) FROM sync_run WHERE ended_at IS NOT NULL GROUP BY kind) ORDER BY kind`,
  ),
}))

/** Everything the window shows of the connection; without an open ledger only what the PC knows. */
export function connectionStatus(ledger: QueryContext | null, live: LiveConnection): ConnectionStatus {
  const { reconnect, broken, ...shown } = live
  const settings = ledger === null ? null : settingsOf(ledger)
  const company = settings?.company ?? null
  const state = company === null ? 'none' : !company.connected ? 'disconnected' : reconnect === null ? 'connected' : 'needs_login'
  const lastRuns = ledger === null ? [] : lastRunsOf(ledger.db)
  return {
    ...shown,
    state,
    company,
    lastRuns,
    problems: settings === null ? [] : [...broken, ...problemsOf(settings, state === 'needs_login' ? reconnect : null, lastRuns)],
    ...(ledger === null ? { waiting: 0, needsYou: 0 } : exportCounts(ledger.db)),
    steps: ledger === null ? [] : stepsOfIntegration(ledger.db, state),
  }
}

function settingsOf(ledger: QueryContext): AccountingSettings {
  const settings = runQuery(ledger, 'accounting.settings', {})
  if (!settings.ok) throw new Error('the settings refuse nobody')
  return settings.value
}

/** The last run of each kind that came to an end. */
export function lastRunsOf(db: Database): ConnectionStatus['lastRuns'] {
  return statements(db).lastRuns.all().map(({ summaryJson, ...run }) => ({ ...run, summary: summaryFrom(summaryJson) }))
}

/** The part of a run's summary that every list has; an item run keeps more beside it. */
function summaryFrom(json: string): RunSummary {
  const { created, updated, deactivated, skipped, problem, cancelled } = JSON.parse(json) as Partial<RunSummary>
  return { created: created ?? 0, updated: updated ?? 0, deactivated: deactivated ?? 0, skipped: skipped ?? 0, problem: problem ?? null, cancelled: cancelled ?? false }
}

/** What needs a person, the most pressing first. */
function problemsOf({ company, source, roles }: AccountingSettings, reconnect: AppError | null, lastRuns: ConnectionStatus['lastRuns']): AppError[] {
  const unable =
    company === null || company.obstacle === null || source !== 'sync'
      ? []
      : [appError('accounting.no_adjustments', { name: company.name, obstacle: company.obstacle, plan: company.plan, country: company.country })]
  const lost = roles.flatMap(({ role, need, account, problem }) =>
    problem === null || account === null || need === 'not_used' ? [] : [appError('accounting.account_lost', { role, name: account.fullName, problem })],
  )
  // Whether the login has to be renewed is known as it is now, not as it was when a list was read.
  const failed = company?.connected === true ? lastRuns.flatMap(({ summary: { problem } }) => (problem === null || problem.code === 'connection.reconnect' ? [] : [problem])) : []
  return [...(reconnect === null ? [] : [reconnect]), ...unable, ...lost, ...failed]
}
