import { NativeSelect, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { BusinessDateInput } from '../../components/date-input.tsx'
import type { CommandForm } from '../../components/use-command-form.ts'
import { reasonText } from '../../text/adjustment-words.ts'

/** What every adjustment asks for besides what moves. */
export interface CommonFields {
  readonly reason: string
  readonly businessDate: string
  readonly notes: string
}

interface AdjustmentFormProps<Values extends CommonFields & Record<string, unknown>> {
  readonly commandForm: CommandForm<Values>
  /** What the button will do: `Take 2 ea away`. */
  readonly submitLabel: string
  /** Empty where the reason is given. */
  readonly reasons: readonly string[]
  readonly onCancel: () => void
  /** What moves. */
  readonly children: ReactNode
}

/** The form around an adjustment: what moves, why, when, and a note. */
export function AdjustmentForm<Values extends CommonFields & Record<string, unknown>>(props: AdjustmentFormProps<Values>) {
  const { commandForm, submitLabel, reasons, onCancel, children } = props
  const form = commandForm.form as unknown as UseFormReturnType<CommonFields & Record<string, unknown>>
  return (
    <CommandPanelForm commandForm={commandForm} label={submitLabel} onCancel={onCancel}>
      {children}
      {reasons.length > 0 && (
        <NativeSelect label="Reason" data={reasons.map((value) => ({ value, label: reasonText(value) }))} {...form.getInputProps('reason')} />
      )}
      <BusinessDateInput label="Date" {...form.getInputProps('businessDate')} />
      <Textarea label="Notes" maxLength={2000} autosize minRows={2} maxRows={8} {...form.getInputProps('notes')} />
    </CommandPanelForm>
  )
}
