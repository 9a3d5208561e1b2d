import type { BuildRow } from '../../../shared/contract/build.ts'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'

type Status = BuildRow['status']

export const buildStatusText: { readonly [S in Status]: string } = {
  in_review: 'In review',
  done: 'Done',
  approved: 'Approved',
  rejected: 'Rejected',
  reversed: 'Reversed',
}

const tones: { readonly [S in Status]: StatusTone } = {
  in_review: 'attention',
  done: 'good',
  approved: 'good',
  rejected: 'danger',
  reversed: 'danger',
}

/** Where a build stands, as a chip. */
export function BuildStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={tones[status]}>{buildStatusText[status]}</StatusChip>
}
