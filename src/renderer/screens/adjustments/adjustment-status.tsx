import type { AdjustmentRow } from '../../../shared/contract/adjustment.ts'
import { StatusChip } from '../../components/status-chip.tsx'

type Status = AdjustmentRow['status']

export const adjustmentStatusText: { readonly [S in Status]: string } = { posted: 'In the books', reversed: 'Taken back' }

/** Where an adjustment stands, as a chip. */
export function AdjustmentStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={status === 'posted' ? 'good' : 'plain'}>{adjustmentStatusText[status]}</StatusChip>
}
