import type { OutputOf } from '../../../shared/contract/registry.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'

/** Says what was adjusted, with its undo and the way to its page. */
export function tellAdjusted({ adjustmentId, reference }: OutputOf<'command', 'lot.adjust'>, text: string, show: (adjustmentId: number) => void): void {
  showNotice({
    kind: 'done',
    text: `${text} (${reference})`,
    undo: {
      label: 'Undo',
      run: commandOnce('adjustment.reverse', { adjustmentId }, () => ({ kind: 'done', text: `${reference} taken back`, show: () => show(adjustmentId) })),
    },
    show: () => show(adjustmentId),
  })
}
