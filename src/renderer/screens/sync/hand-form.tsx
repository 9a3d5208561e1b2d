import { Textarea } from '@mantine/core'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { countedText } from '../../text/numbers.ts'
import { saidByHand } from './export-actions.ts'
import classes from './sync.module.css'

interface HandFormProps {
  readonly exportIds: readonly number[]
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Says that a person entered these in QuickBooks, and why. */
export function HandForm({ exportIds, onDone, onCancel }: HandFormProps) {
  const commandForm = useCommandForm({
    command: 'export.mark_done_by_hand',
    initialValues: { reason: '' },
    toDraft: ({ reason }) => ({ exportIds: [...exportIds], reason }),
    hints: { 'reason.missing': 'Say who entered it, or where it is.' },
    onDone: () => {
      saidByHand(exportIds)
      onDone()
    },
  })
  const { form } = commandForm
  return (
    <CommandPanelForm commandForm={commandForm} label="Do not export" onCancel={onCancel}>
      <p className={classes.note}>
        {exportIds.length === 1 ? 'This document is' : `${countedText(exportIds.length, 'document', 'documents')} are`} not sent to QuickBooks, because somebody entered it there.
        {exportIds.length === 1 ? ' A later correction of it is' : ' Later corrections of them are'} sent by the difference; taking {exportIds.length === 1 ? 'it' : 'one'} back is left to you as well.
        {exportIds.length === 1 ? ' It' : ' They'} can be exported after all later.
      </p>
      <Textarea label="Reason" autoFocus data-autofocus autosize minRows={2} maxLength={200} {...form.getInputProps('reason')} />
    </CommandPanelForm>
  )
}
