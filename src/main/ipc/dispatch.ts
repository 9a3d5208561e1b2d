import { callMessage, messageLengthMax, type CallMessage } from '../../shared/bridge.ts'
import { isInternal, type CallKind, type Contract } from '../../shared/contract/define.ts'
import { invalidInput } from '../../shared/contract/issues.ts'
import { registry, type InputOf, type NameOf, type ReplyOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'

/** Answers one host call. It may wait; no database transaction is open. */
export type HostHandlers = {
  readonly [N in NameOf<'host'>]: (
    input: InputOf<'host', N>,
  ) => ReplyOf<'host', N> | Promise<ReplyOf<'host', N>>
}

/** What a parsed call is handed to. */
export interface Desk {
  command(name: NameOf<'command'>, commandId: string, input: never): Result<unknown, AppError>
  query(name: NameOf<'query'>, input: never): Result<unknown, AppError>
  host(name: NameOf<'host'>, input: never): Result<unknown, AppError> | Promise<Result<unknown, AppError>>
  /** Turns what was thrown into an error value, and writes it to the log. */
  failed(name: string, thrown: unknown): AppError
}

/**
 * Answers one message of the window: size, then shape, then name, then whether the window may send it at all, then the contract's input; only then is anything run.
 * Whatever is wrong comes back as an error value; nothing is thrown.
 */
export async function dispatch(desk: Desk, messageText: unknown): Promise<Result<unknown, AppError>> {
  const read = readMessage(messageText)
  if (!read.ok) return read
  const message = read.value
  const contract = contractOf(message)
  if (!contract) return err(appError('call.unknown', { name: message.name }))
  if (isInternal(contract)) return err(appError('call.internal', { name: message.name }))
  const input = contract.input.safeParse(message.input)
  if (!input.success) return err(invalidInput(input.error))
  try {
    return await run(desk, message, input.data as never)
  } catch (thrown) {
    return err(desk.failed(message.name, thrown))
  }
}

function readMessage(messageText: unknown): Result<CallMessage, AppError> {
  const malformed = appError('input.invalid', { issues: [{ field: '', problem: 'invalid' }] })
  if (typeof messageText !== 'string') return err(malformed)
  if (messageText.length > messageLengthMax) {
    return err(appError('input.too_large', { length: messageText.length, lengthMax: messageLengthMax }))
  }
  let plain: unknown
  try {
    plain = JSON.parse(messageText)
  } catch {
    return err(malformed)
  }
  const message = callMessage.safeParse(plain)
  return message.success ? { ok: true, value: message.data } : err(invalidInput(message.error))
}

function contractOf(message: CallMessage): Contract | undefined {
  const named: Readonly<Record<string, Contract>> = registry[message.kind as CallKind]
  return Object.hasOwn(named, message.name) ? named[message.name] : undefined
}

function run(desk: Desk, message: CallMessage, input: never): Result<unknown, AppError> | Promise<Result<unknown, AppError>> {
  switch (message.kind) {
    case 'command':
      return desk.command(message.name as NameOf<'command'>, message.commandId, input)
    case 'query':
      return desk.query(message.name as NameOf<'query'>, input)
    case 'host':
      return desk.host(message.name as NameOf<'host'>, input)
  }
}
