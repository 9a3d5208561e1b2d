import type { BuildRow } from '../../../shared/contract/build.ts'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'

type Status = BuildRow['status']

export const buildStatusText: { readonly [S in Status]: string } = { done: 'Done', reversed: 'Reversed' }

const tones: { readonly [S in Status]: StatusTone } = { done: 'good', reversed: 'danger' }

/** Where a build stands, as a chip. */
export function BuildStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={tones[status]}>{buildStatusText[status]}</StatusChip>
}
