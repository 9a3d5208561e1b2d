import type { DraftOf } from '../../../../shared/contract/registry.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { useCommand } from '../../../api/use-command.ts'
import { commandOnce } from '../../../state/undo.ts'
import { showNotice } from '../../../state/window-state.ts'

type SettingCommand =
  | 'accounting.choose_source'
  | 'accounting.set_account'
  | 'accounting.set_export_mode'
  | 'accounting.set_export_from'
  | 'accounting.set_item_sync'
  | 'accounting.answer_labor'
  | 'sales.set_active'
  | 'sales.set_schedule'
  | 'accounting.journal_cost_of_sales'

/** Changes one setting at once, says so, and offers to set it as it was. A refusal is told in the notice bar, or `beside` what was chosen. */
export function useSetting<N extends SettingCommand>(name: N) {
  const { run, pending } = useCommand(name)
  return {
    pending,
    change: async (draft: DraftOf<'command', N>, before: DraftOf<'command', N>, said: string, beside?: (refusal: AppError) => void): Promise<boolean> => {
      const reply = await run(draft)
      if (reply === null) return false
      if (!reply.ok) {
        // Every refusal of every command is an AppError; TypeScript cannot see that through the generic name.
        const error = reply.error as AppError
        if (beside === undefined) showNotice({ kind: 'refused', error })
        else beside(error)
        return false
      }
      const back = commandOnce(name, before, () => ({ kind: 'done', text: 'Set back to what it was' }))
      showNotice({ kind: 'done', text: said, undo: { label: 'Undo', run: back } })
      return true
    },
  }
}
