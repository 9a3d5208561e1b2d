import type { ChangedTopic } from '../../shared/bridge.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import { execute } from '../commands/execute.ts'
import { toLedgerError } from '../database/sqlite-errors.ts'
import type { Environment } from '../environment.ts'
import type { Desk, HostHandlers } from '../ipc/dispatch.ts'
import { runQuery } from '../queries/run.ts'
import type { Company } from './company.ts'

/** Hands parsed calls to the company's ledger, or says at which stage the start stands. */
export function deskFor(parts: {
  readonly company: Company
  readonly hosts: HostHandlers
  readonly environment: Environment
  readonly ledgerFile: string
  readonly onChanged: (topics: readonly ChangedTopic[]) => void
}): Desk {
  const { company, hosts, environment, ledgerFile, onChanged } = parts
  const notReady = (): Result<never, AppError> => err(appError('app.not_ready', { stage: company.failure()?.stage ?? 'open' }))
  return {
    command: (name, commandId, input) => {
      const ledger = company.ledger()
      if (ledger === null) return notReady()
      return execute({ db: ledger.db, environment, onCommitted: onChanged }, name, commandId, input)
    },
    query: (name, input) => {
      const ledger = company.ledger()
      return ledger === null ? notReady() : runQuery(ledger, name, input)
    },
    host: (name, input) => hosts[name](input),
    failed: (name, thrown) => {
      const known = toLedgerError(thrown, ledgerFile)
      const reference = environment.ids.uuid()
      environment.log.error('call failed', { name, reference, thrown })
      return known ?? appError('app.internal', { reference })
    },
  }
}
