import { Button } from '@mantine/core'

interface FormActionsProps {
  /** What the form does: `Save supplier`. */
  readonly label: string
  readonly pending: boolean
  readonly onCancel: () => void
}

/** The buttons at the foot of a form. */
export function FormActions({ label, pending, onCancel }: FormActionsProps) {
  return (
    <>
      <Button type="submit" aria-disabled={pending}>
        {label}
      </Button>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}
