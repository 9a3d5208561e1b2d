import { hash } from 'node:crypto'
import type { ChangedTopic } from '../../shared/bridge.ts'
import { commands, type InputOf, type NameOf, type OutputOf, type OwnErrorOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import { commandHead, hashCommand, type AuditRow } from '../ledger/command-chain.ts'
import { lastPosting } from '../ledger/in-review.ts'
import { keepExports } from '../outbox/keep-exports.ts'
import { keepAutoBuilds } from '../planning/auto-builds.ts'
import type { Environment } from '../environment.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { commandHandlers } from './handlers.ts'
import { permitted, type NotPermitted } from './permitted.ts'
import { tellPlanned } from './planned-build.ts'

const statements = perConnection((db) => ({
  find: db.prepare<[string], Remembered>('SELECT name, input_hash AS inputHash, result_json AS resultJson FROM command_log WHERE command_id = ?'),
  /**
   * The command's own row comes first: rows that name it find it at once. Added last, it would make SQLite look through
   * every row that could have been waiting for it.
   */
  begin: db.prepare<[string, number, string, number, string, string, number | null]>(
    'INSERT INTO command_log (command_id, seq, name, contract_version, input_hash, done_at, person_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  finish: db.prepare<[string, string, string]>('UPDATE command_log SET result_json = ?, hash = ? WHERE command_id = ?'),
  audit: db.prepare<[string, string, number, string, string]>(
    'INSERT INTO audit (command_id, subject, subject_id, action, after_json) VALUES (?, ?, ?, ?, ?)',
  ),
}))

export interface CommandDesk {
  readonly db: Database
  readonly environment: Environment
  /** Who is at the PC; without it nobody is. */
  readonly personId?: number | null
  /** Called after the commit with what moved; never for a refusal, and with nothing for a replay. */
  readonly onCommitted: (topics: readonly ChangedTopic[]) => void
}

/** What any command may be refused with. */
type SharedError = AppError<'command.same_id_other_content'> | NotPermitted

type Outcome<N extends NameOf<'command'>> = Result<OutputOf<'command', N>, OwnErrorOf<'command', N> | SharedError>

interface Remembered {
  readonly name: string
  readonly inputHash: string
  readonly resultJson: string
}

/**
 * The one way to change anything. In one transaction: was this id done before? With the same content the first result
 * comes back and nothing else happens; with other content it is refused. May who is at the PC do it? Then
 * the handler runs, and what it did is
 * committed together with its id. A refusal leaves nothing behind, so the same id may try again.
 *
 * `input` has been parsed by the command's contract. SQLite's failures are thrown, with everything rolled back.
 */
export function execute<N extends NameOf<'command'>>(desk: CommandDesk, name: N, commandId: string, input: InputOf<'command', N>): Outcome<N> {
  const moved: ChangedTopic[] = []
  const outcome = transact<OutputOf<'command', N>, OwnErrorOf<'command', N> | SharedError>(desk.db, () => {
    const inputHash = hashOf(name, input)
    const before = statements(desk.db).find.get(commandId)
    if (before) return replay<N>(before, name, commandId, inputHash)

    const who = permitted(desk.db, desk.personId ?? null, commands[name].permission)
    if (!who.ok) return who
    const head = commandHead(desk.db)
    const audits: AuditRow[] = []
    const context = openContext(desk, commandId, who.value, moved, audits)
    const begun = [commandId, head.seq + 1, name, commands[name].version, inputHash] as const
    statements(desk.db).begin.run(...begun, context.at, context.personId)
    const handler = commandHandlers[name] as unknown as CommandHandler<N>
    const postingBefore = lastPosting(desk.db)
    const result = handler(context, input)
    if (!result.ok) return result
    if (keepExports(desk.db, { topics: moved, postingBefore, uuid: context.uuid })) moved.push({ kind: 'export' })
    keepAutoBuilds(desk.db, { topics: [...moved], postingBefore, at: context.at }, (action, plan) => tellPlanned(context, action, plan))

    const output = commands[name].output.parse(result.value) as OutputOf<'command', N>
    const resultJson = JSON.stringify(output)
    statements(desk.db).finish.run(resultJson, hashCommand(head.hash, [...begun, resultJson, context.at, context.personId], audits), commandId)
    return ok(output)
  })
  if (outcome.ok && moved.length > 0) desk.onCommitted(moved)
  return outcome
}

function replay<N extends NameOf<'command'>>(before: Remembered, name: N, commandId: string, inputHash: string): Outcome<N> {
  if (before.name !== name || before.inputHash !== inputHash) return err(appError('command.same_id_other_content', { commandId }))
  return ok(JSON.parse(before.resultJson) as OutputOf<'command', N>)
}

/** SHA-256, hex, over the command's name, its contract version and the canonical text of its input. */
function hashOf(name: NameOf<'command'>, input: unknown): string {
  return hash('sha256', `${name}@${commands[name].version}\n${canonicalJson(input)}`, 'hex')
}

function openContext(desk: CommandDesk, commandId: string, personId: number | null, moved: ChangedTopic[], audits: AuditRow[]): CommandContext {
  const { clock, ids } = desk.environment
  return {
    db: desk.db,
    commandId,
    personId,
    at: clock.instant(),
    today: clock.today(),
    uuid: () => ids.uuid(),
    audit: (subject, subjectId, action, after) => {
      const row = [commandId, subject, subjectId, action, canonicalJson(after)] as const
      audits.push([Number(statements(desk.db).audit.run(...row).lastInsertRowid), ...row])
    },
    changed: (topic) => {
      moved.push(topic)
    },
  }
}
