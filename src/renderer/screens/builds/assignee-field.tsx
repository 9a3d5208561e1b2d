import { NativeSelect } from '@mantine/core'
import { useLedgerQuery } from '../../api/use-query.ts'

interface AssigneeFieldProps {
  readonly value: number | null
  /** Named by its label, or for a filter by this alone. */
  readonly label?: string
  /** What no one is called: *Nobody yet*, *Anybody*. */
  readonly nobody: string
  readonly error?: string | undefined
  readonly onChange: (personId: number | null) => void
}

/** Whether builds are done by somebody, so that screens ask for whom. */
export function useAssignments(): boolean {
  return useLedgerQuery('company.settings', {}).data?.assignments ?? false
}

/** Who builds it: somebody who works here, or whoever it already names. */
export function AssigneeField({ value, label, nobody, error, onChange }: AssigneeFieldProps) {
  const { data } = useLedgerQuery('person.list', {})
  const people = (data?.people ?? []).filter(({ active, personId }) => active || personId === value)
  return (
    <NativeSelect
      {...(label === undefined ? { 'aria-label': 'Assigned to' } : { label })}
      data-field="assigneeId"
      error={error}
      data={[{ value: '', label: nobody }, ...people.map(({ personId, name }) => ({ value: String(personId), label: name }))]}
      value={value === null ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : Number(currentTarget.value))}
    />
  )
}
