import type { z } from 'zod'
import type { ErrorCode } from '../errors.ts'
import type { Permission } from '../permissions.ts'

/**
 * - `command` changes the ledger: it carries an id made by the caller, runs in one transaction, and is remembered.
 * - `query` reads the ledger and changes nothing.
 * - `host` asks something of this PC (window, preferences, backups, recovery); it works without an open ledger.
 */
export type CallKind = 'command' | 'query' | 'host'

/** What one call takes, returns and can refuse with. Handlers and the renderer's client are typed from this. */
export interface Contract<
  Kind extends CallKind = CallKind,
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends ErrorCode = ErrorCode,
> {
  readonly kind: Kind
  readonly name: Name
  /** Raised when the meaning of the input changes; part of what a command id is bound to. */
  readonly version: number
  readonly input: Input
  readonly output: Output
  /** The refusals of this call's own; those every call shares are in `CommonErrorCode`. */
  readonly errors: readonly Code[]
}

type Spec<Name extends string, Input extends z.ZodType, Output extends z.ZodType, Code extends ErrorCode> = Omit<
  Contract<CallKind, Name, Input, Output, Code>,
  'kind'
>

/**
 * What changes the ledger is allowed by role, so that every command says which permission it asks for. One that the program
 * issues by itself asks for none, and the window may not send it.
 */
export interface Permitted {
  readonly permission: Permission | null
}

export function command<const Name extends string, Input extends z.ZodType, Output extends z.ZodType, const Code extends ErrorCode>(
  spec: Spec<Name, Input, Output, Code> & { readonly permission: Permission },
): Contract<'command', Name, Input, Output, Code> & Permitted {
  return { kind: 'command', ...spec }
}

/** A command that the program issues by itself, such as what a sync found; refused when the window sends it. */
export function internalCommand<const Name extends string, Input extends z.ZodType, Output extends z.ZodType, const Code extends ErrorCode>(
  spec: Spec<Name, Input, Output, Code>,
): Contract<'command', Name, Input, Output, Code> & Permitted {
  return { kind: 'command', permission: null, ...spec }
}

/** Whether only the program itself may issue a command. */
export function isInternal(contract: Contract): boolean {
  return 'permission' in contract && contract.permission === null
}

export function query<const Name extends string, Input extends z.ZodType, Output extends z.ZodType, const Code extends ErrorCode>(
  spec: Spec<Name, Input, Output, Code>,
): Contract<'query', Name, Input, Output, Code> {
  return { kind: 'query', ...spec }
}

export function host<const Name extends string, Input extends z.ZodType, Output extends z.ZodType, const Code extends ErrorCode>(
  spec: Spec<Name, Input, Output, Code>,
): Contract<'host', Name, Input, Output, Code> {
  return { kind: 'host', ...spec }
}
