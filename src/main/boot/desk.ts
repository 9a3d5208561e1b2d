import type { ChangedTopic } from '../../shared/bridge.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import { execute } from '../commands/execute.ts'
import { toLedgerError } from '../database/sqlite-errors.ts'
import type { Environment } from '../environment.ts'
import type { Desk, HostHandlers } from '../ipc/dispatch.ts'
import { runQuery } from '../queries/run.ts'
import type { Company } from './company.ts'
import { keptInMemory, type OperatorKeeper } from './operator.ts'

/** Hands parsed calls to the company's ledger, or says at which stage the start stands. */
export function deskFor(parts: {
  readonly company: Company
  readonly hosts: HostHandlers
  readonly environment: Environment
  readonly ledgerFile: string
  readonly onChanged: (topics: readonly ChangedTopic[]) => void
  /** Who is at this PC; without it, for as long as the desk stands. */
  readonly operator?: OperatorKeeper
}): Desk {
  const { company, hosts, environment, onChanged, operator = keptInMemory() } = parts
  const notReady = (): Result<never, AppError> => err(appError('app.not_ready', { stage: company.failure()?.stage ?? 'open' }))
  return {
    command: (name, commandId, input) => {
      const ledger = company.ledger()
      if (ledger === null) return notReady()
      const reply = execute({ db: ledger.db, environment, onCommitted: onChanged, personId: operator.personId() }, name, commandId, input)
      if (name === 'person.create' && reply.ok) nameFirst(operator, reply.value as OutputOf<'command', 'person.create'>)
      return reply
    },
    query: (name, input) => {
      const ledger = company.ledger()
      return ledger === null ? notReady() : runQuery(ledger, name, input)
    },
    host: (name, input) => hosts[name](input),
    failed: (name, thrown) => {
      const known = toLedgerError(thrown, parts.ledgerFile)
      const reference = environment.ids.uuid()
      environment.log.error('call failed', { name, reference, thrown })
      return known ?? appError('app.internal', { reference })
    },
  }
}

/** Whoever names the first person, the owner, is that person. */
function nameFirst(operator: OperatorKeeper, { personId, role }: OutputOf<'command', 'person.create'>): void {
  if (role === 'owner' && operator.personId() === null) operator.keep(personId)
}
