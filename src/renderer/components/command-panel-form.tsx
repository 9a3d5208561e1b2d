import type { ReactNode } from 'react'
import { AppErrorPanel } from './error-panel.tsx'
import { FormActions } from './form-actions.tsx'
import { SidePanelForm } from './side-panel.tsx'
import type { CommandForm } from './use-command-form.ts'

interface CommandPanelFormProps {
  readonly commandForm: Pick<CommandForm<unknown>, 'command' | 'pending' | 'error' | 'submit'>
  /** What the form does: `Save supplier`. */
  readonly label: string
  readonly onCancel: () => void
  /** What stays above whatever is wrong: a choice between forms. */
  readonly choice?: ReactNode
  /** The fields. */
  readonly children: ReactNode
}

/** A form in a side panel that sends one command: what is wrong and belongs beside no field, the fields, and the buttons. */
export function CommandPanelForm({ commandForm: { command, pending, error, submit }, label, onCancel, choice, children }: CommandPanelFormProps) {
  return (
    <SidePanelForm onSubmit={submit} footer={<FormActions label={label} command={command} pending={pending} onCancel={onCancel} />}>
      {choice}
      {error && <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: submit } : {})} />}
      {children}
    </SidePanelForm>
  )
}
