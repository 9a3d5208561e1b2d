import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import type { DraftOf, NameOf, ReplyOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { client } from '../api/bridge.ts'
import { askAgain } from '../api/query-client.ts'
import { showNotice } from './window-state.ts'

type ConnectionCall = Extract<NameOf<'host'>, `connection.${string}` | `sync.${string}`>

/** Asks something of the connection and looks at it again. A refusal is told in the notice bar, or left to who asked `beside` a field. */
export async function askConnection<N extends ConnectionCall>(
  name: N,
  draft: DraftOf<'host', N>,
  refusals: 'notice' | 'beside' = 'notice',
): Promise<ReplyOf<'host', N> | null> {
  const reply = await client.askHost(name, draft)
  void askAgain([{ kind: 'connection' }])
  // Every refusal of every call is an AppError; TypeScript cannot see that through the generic name.
  if (!reply.ok && refusals === 'notice') showNotice({ kind: 'refused', error: reply.error as AppError })
  return reply
}

/** Whether QuickBooks can be asked for lists now. */
export function canAsk({ state, running }: ConnectionStatus): boolean {
  return state === 'connected' && running.length === 0
}
