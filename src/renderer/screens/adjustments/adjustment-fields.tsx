import { Button, NativeSelect, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { SidePanelForm } from '../../components/side-panel.tsx'
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
  const { pending, error, submit } = commandForm
  const form = commandForm.form as unknown as UseFormReturnType<CommonFields & Record<string, unknown>>
  return (
    <SidePanelForm
      onSubmit={submit}
      footer={
        <>
          <Button type="submit" aria-disabled={pending}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      {error && <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: submit } : {})} />}
      {children}
      {reasons.length > 0 && (
        <NativeSelect label="Reason" data={reasons.map((value) => ({ value, label: reasonText(value) }))} {...form.getInputProps('reason')} />
      )}
      <BusinessDateInput label="Date" {...form.getInputProps('businessDate')} />
      <Textarea label="Notes" maxLength={2000} autosize minRows={2} maxRows={8} {...form.getInputProps('notes')} />
    </SidePanelForm>
  )
}
