import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { plannedText } from '../../text/planned-words.ts'

const said = {
  'planned_build.delete': 'is out of the queue',
  'planned_build.close': 'is closed; what is left of it will not be built',
} as const

/** Closes a planned build or takes it out of the queue, and offers to put it back; whether it was done is the answer. */
export async function putAwayPlanned(command: keyof typeof said, plannedBuildId: number, sku: string): Promise<boolean> {
  const reply = await client.runCommand(command, newId(), { plannedBuildId })
  if (!reply.ok) {
    showNotice({ kind: 'refused', error: reply.error })
    return false
  }
  showNotice({
    kind: 'done',
    text: `${plannedText(plannedBuildId)} of ${sku} ${said[command]}`,
    undo: { label: 'Undo', run: restorePlanned(plannedBuildId) },
  })
  return true
}

/** Puts a closed or deleted one back where it stood in the queue. */
export function restorePlanned(plannedBuildId: number): () => void {
  return commandOnce('planned_build.restore', { plannedBuildId }, () => ({ kind: 'done', text: `${plannedText(plannedBuildId)} is back in the queue` }))
}
