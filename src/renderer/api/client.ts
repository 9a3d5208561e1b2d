import { messageLengthMax, type Bridge, type CallMessage } from '../../shared/bridge.ts'
import type { CallKind, Contract } from '../../shared/contract/define.ts'
import { invalidInput } from '../../shared/contract/issues.ts'
import { registry, type DraftOf, type NameOf, type ReplyOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err } from '../../shared/result.ts'

/** Typed calls to the main process. None of them rejects: a main process that is gone answers `call.lost`. */
export interface Client {
  /** Changes the ledger. The same `commandId` may be sent again after `call.lost`: what was done is not done twice. */
  runCommand<N extends NameOf<'command'>>(name: N, commandId: string, draft: DraftOf<'command', N>): Promise<ReplyOf<'command', N>>
  /** Reads the ledger. */
  runQuery<N extends NameOf<'query'>>(name: N, draft: DraftOf<'query', N>): Promise<ReplyOf<'query', N>>
  /** Asks something of this PC. */
  askHost<N extends NameOf<'host'>>(name: N, draft: DraftOf<'host', N>): Promise<ReplyOf<'host', N>>
}

/** `watch` is told when a call of the ledger begins, and by what it returns when that is answered. */
export function createClient(bridge: Pick<Bridge, 'call'>, watch: () => () => void = () => () => {}): Client {
  async function send<K extends CallKind, N extends NameOf<K>>(kind: K, name: N, message: CallMessage): Promise<ReplyOf<K, N>> {
    // Object keys of the registry are its names, which TypeScript cannot follow through a generic kind.
    const contract = (registry[kind] as unknown as Record<string, Contract>)[name]
    const parsed = contract?.input.safeParse(message.input)
    if (parsed?.success === false) return err(invalidInput(parsed.error)) as ReplyOf<K, N>

    const text = JSON.stringify(message)
    if (text.length > messageLengthMax) {
      return err(appError('input.too_large', { length: text.length, lengthMax: messageLengthMax })) as ReplyOf<K, N>
    }
    // What is asked of this PC shows how far it is by itself.
    const answered = kind === 'host' ? () => {} : watch()
    try {
      return JSON.parse(await bridge.call(text)) as ReplyOf<K, N>
    } catch {
      return err(appError('call.lost', { name })) as ReplyOf<K, N>
    } finally {
      answered()
    }
  }

  return {
    runCommand: (name, commandId, draft) => send('command', name, { kind: 'command', name, commandId, input: draft }),
    runQuery: (name, draft) => send('query', name, { kind: 'query', name, input: draft }),
    askHost: (name, draft) => send('host', name, { kind: 'host', name, input: draft }),
  }
}
