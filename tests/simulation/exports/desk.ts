import { randomUUID } from 'node:crypto'
import { execute } from '../../../src/main/commands/execute.ts'
import type { Database } from '../../../src/main/database/open.ts'
import type { Environment } from '../../../src/main/environment.ts'
import { commands, type InputOf, type NameOf, type OutputOf } from '../../../src/shared/contract/registry.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import type { Result } from '../../../src/shared/result.ts'

type Name = NameOf<'command'>

/** The door to a ledger: commands by their names, on a clock that is told. */
export interface Desk {
  readonly environment: Environment
  /** Anything a person could send; `null` for what is not even an input. */
  tried(name: Name, input: unknown, commandId?: string): Result<unknown, AppError> | null
  /** The same where it must be done. */
  done(name: Name, input: unknown): unknown
  issue<N extends Name>(name: N, input: InputOf<'command', N>): Result<OutputOf<'command', N>, AppError>
}

export function openDesk(db: Database, environment: Environment): Desk {
  const tried: Desk['tried'] = (name, input, commandId = randomUUID()) => {
    const parsed = commands[name].input.safeParse(input)
    return parsed.success ? (execute({ db, environment, onCommitted: () => {} }, name, commandId, parsed.data as never) as Result<unknown, AppError>) : null
  }
  return {
    environment,
    tried,
    done: (name, input) => {
      const outcome = tried(name, input)
      if (outcome?.ok !== true) throw new Error(`${name} ${JSON.stringify(input)}: ${JSON.stringify(outcome)}`)
      return outcome.value
    },
    issue: (name, input) => execute({ db, environment, onCommitted: () => {} }, name, randomUUID(), input) as Result<never, AppError>,
  }
}
