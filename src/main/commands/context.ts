import type { Database } from 'better-sqlite3'
import type { ChangedTopic } from '../../shared/bridge.ts'
import type { InputOf, NameOf, OutputOf, OwnErrorOf } from '../../shared/contract/registry.ts'
import type { Result } from '../../shared/result.ts'

/** What a command handler works with. It runs inside the command's transaction and may not wait for anything. */
export interface CommandContext {
  readonly db: Database
  readonly commandId: string
  /** Who is at the PC; `null` while nobody is named. */
  readonly personId: number | null
  /** UTC instant of the command, the same for everything it writes. */
  readonly at: string
  /** Today in the company's calendar, `YYYY-MM-DD`. */
  readonly today: string
  /** A new marker for what goes to the accounting company. */
  readonly uuid: () => string
  /** Writes down what was done to what, with what it says afterwards; kept for ever. */
  audit(subject: string, subjectId: number, action: string, after: unknown): void
  /** Names something that moved, so that screens showing it ask again after the commit. */
  changed(topic: ChangedTopic): void
}

/** Every command's rule: a refusal rolls everything back, a success is committed and remembered under its id. */
export type CommandHandlers = {
  readonly [N in NameOf<'command'>]: (
    context: CommandContext,
    input: InputOf<'command', N>,
  ) => Result<OutputOf<'command', N>, OwnErrorOf<'command', N>>
}

/** One command's rule. Looked up, not generic: the compiler would not tell one generic handler from another. */
export type CommandHandler<N extends NameOf<'command'>> = CommandHandlers[N]
