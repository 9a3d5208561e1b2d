import type { ExportRow } from '../../../shared/contract/export.ts'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { useNowMs } from '../../state/now.ts'
import { businessDateAt, businessDateText } from '../../text/dates.ts'
import { toldSent } from './export-actions.ts'
import classes from './sync.module.css'

interface DateFormProps {
  readonly row: Pick<ExportRow, 'exportId' | 'docNumber' | 'txnDate' | 'otherDate'>
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Sends a document with another date than its own, because the books are closed for that day. */
export function DateForm({ row: { exportId, docNumber, txnDate, otherDate }, onDone, onCancel }: DateFormProps) {
  const nowMs = useNowMs()
  const commandForm = useCommandForm({
    command: 'export.send_with_date',
    initialValues: { date: otherDate ?? businessDateAt(nowMs) },
    toDraft: ({ date }) => ({ exportIds: [exportId], date }),
    onDone: (result) => {
      toldSent([exportId], result)
      onDone()
    },
  })
  const { form } = commandForm
  return (
    <CommandPanelForm commandForm={commandForm} label={`Send ${docNumber}`} onCancel={onCancel}>
      <p className={classes.note}>
        The books in QuickBooks are closed for {businessDateText(txnDate)}. It is entered there on the day you choose, and its note says when it happened. Here it keeps its own day.
      </p>
      <BusinessDateInput label="Date in QuickBooks" autoFocus data-autofocus {...form.getInputProps('date')} />
    </CommandPanelForm>
  )
}
