import { NativeSelect } from '@mantine/core'
import { exportFilter, type ExportFilter as Filter } from '../../shared/exports.ts'
import { useExporting } from '../state/exporting.ts'

const choices = [
  { value: '', label: 'Any export' },
  { value: 'needs_you', label: 'Export needs you' },
  { value: 'waiting', label: 'Pending export' },
  { value: 'synced', label: 'Synced' },
] as const satisfies readonly { readonly value: Filter | ''; readonly label: string }[]

interface ExportFilterProps {
  /** As the address has it; empty for any. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Narrows a list of documents by where their exports stand; nothing while nothing is exported. */
export function ExportFilter({ value, onChange }: ExportFilterProps) {
  const { on } = useExporting()
  if (on !== true && value === '') return null
  return <NativeSelect aria-label="In QuickBooks" w="13em" data={choices} value={exportFilterIn(value) ?? ''} onChange={(event) => onChange(event.currentTarget.value)} />
}

/** What an address asks for; `null` for any. */
export function exportFilterIn(text: string): Filter | null {
  return exportFilter.safeParse(text).data ?? null
}
