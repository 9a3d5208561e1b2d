import { Textarea } from '@mantine/core'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { AssigneeField, useAssignments } from './assignee-field.tsx'
import classes from './builds.module.css'
import type { PlanText } from './planned-edit.ts'

interface PlannedFieldsProps {
  readonly typed: PlanText
  readonly unit: string
  readonly texts: Readonly<Record<string, string>>
  readonly onChange: (part: Partial<PlanText>) => void
}

/** How many, until when, by whom, and what goes with it. */
export function PlannedFields({ typed, unit, texts, onChange }: PlannedFieldsProps) {
  const assignments = useAssignments()
  return (
    <div className={classes.plannedFields}>
      <PadQuantityInput of="Quantity" label="Quantity" unit={unit} error={texts['quantity']} value={typed.quantity} onChange={(quantity) => onChange({ quantity })} />
      <BusinessDateInput label="Target date" error={texts['targetDate']} value={typed.targetDate} onChange={(targetDate) => onChange({ targetDate })} />
      {(assignments || typed.assigneeId !== null) && (
        <AssigneeField label="Assigned to" nobody="Nobody yet" error={texts['assigneeId']} value={typed.assigneeId} onChange={(assigneeId) => onChange({ assigneeId })} />
      )}
      <Textarea
        className={classes.plannedNotes}
        label="Notes"
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        error={texts['notes']}
        value={typed.notes}
        onChange={(event) => onChange({ notes: event.currentTarget.value })}
      />
    </div>
  )
}
