import type { ChangedTopic } from '../../shared/bridge.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import { execute } from '../commands/execute.ts'
import type { Environment } from '../environment.ts'
import type { Issue } from '../sync/connection.ts'
import { syncService, type SyncService } from '../sync/service.ts'
import { outsideOf } from './environment.ts'
import type { Place, Places } from './places.ts'
import type { PracticeCompany } from './practice-company.ts'

/** The sync of the place where people are: each place has secrets, a company and a login of its own. */
export interface SyncHere {
  now(): SyncService
  /** A ledger was opened, after which the place may be another. */
  opened(): void
  /** The ledger is about to be closed. */
  closing(): void
  /** People are leaving this place, or the program ends. */
  stop(): void
}

export function syncHere(parts: {
  readonly places: () => Places
  readonly environment: Environment
  /** The practice company, which the practice shop alone may connect. */
  readonly practice: () => PracticeCompany
  /** What commands of the sync moved, told to whoever looks at commands. */
  readonly onCommitted: (topics: readonly ChangedTopic[]) => void
  /** What the sync did by itself, told to the window. */
  readonly onChanged: (topics: readonly ChangedTopic[]) => void
}): SyncHere {
  const { places, environment, practice, onCommitted, onChanged } = parts
  let made: { readonly place: Place; readonly service: SyncService } | null = null

  const make = (place: Place): SyncService => {
    const issue: Issue = (name, input) => {
      const ledger = place.company.ledger()
      if (ledger === null) return err(appError('app.not_ready', { stage: place.company.failure()?.stage ?? 'open' }))
      const desk = { db: ledger.db, environment, onCommitted, personId: place.operator.personId() }
      // Every refusal of every command is an AppError; TypeScript cannot see that through the generic name.
      return execute(desk, name, environment.ids.uuid(), input) as Result<OutputOf<'command', typeof name>, AppError>
    }
    return syncService({
      outside: outsideOf(environment, () => place, () => practice().originNow()),
      ledger: place.company.ledger,
      issue,
      practice: () => (place.name === 'practice' ? practice() : null),
      onChanged,
    })
  }
  const now = (): SyncService => {
    const place = places().here()
    if (made?.place !== place) {
      made?.service.stop()
      made = { place, service: make(place) }
    }
    return made.service
  }

  return {
    now,
    opened: () => now().opened(),
    closing: () => made?.service.closing(),
    stop: () => {
      made?.service.stop()
      made = null
    },
  }
}
