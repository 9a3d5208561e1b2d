import type { DraftOf, NameOf, OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { client } from '../api/bridge.ts'
import { newId } from '../api/ids.ts'
import { painted } from './painted.ts'
import { showNotice, type Notice } from './window-state.ts'

/**
 * What *Undo* in the notice bar does: sends a command and says what came of it, or why it was refused. Its id is made
 * here, once, so that pressing it twice does it once. `meanwhile` is shown while it is done, where that may take a while.
 */
export function commandOnce<N extends NameOf<'command'>>(
  name: N,
  draft: DraftOf<'command', N>,
  said: (output: OutputOf<'command', N>) => Notice | null,
  meanwhile?: string,
): () => void {
  const commandId = newId()
  async function run() {
    if (meanwhile !== undefined) {
      showNotice({ kind: 'working', text: meanwhile })
      await painted()
    }
    const reply = await client.runCommand(name, commandId, draft)
    // Every refusal of every command is an AppError; TypeScript cannot see that through the generic name.
    showNotice(reply.ok ? said(reply.value as OutputOf<'command', N>) : { kind: 'refused', error: reply.error as AppError })
  }
  return () => void run()
}
