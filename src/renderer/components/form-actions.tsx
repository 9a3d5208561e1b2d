import { Button } from '@mantine/core'
import type { NameOf } from '../../shared/contract/registry.ts'
import { GuardedButton } from './guarded-button.tsx'

interface FormActionsProps {
  /** What the form does: `Save supplier`. */
  readonly label: string
  /** The command it sends; none where anybody may. */
  readonly command?: NameOf<'command'>
  readonly pending: boolean
  readonly onCancel: () => void
}

/** The buttons at the foot of a form. */
export function FormActions({ label, command, pending, onCancel }: FormActionsProps) {
  return (
    <>
      <GuardedButton command={command} type="submit" aria-disabled={pending}>
        {label}
      </GuardedButton>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}
