import type { AdjustmentRow } from '../../../shared/contract/adjustment.ts'
import type { ExportSummary } from '../../../shared/exports.ts'
import { ExportChip } from '../../components/export-chip.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { isSettled } from '../../text/export-standing.ts'

type Status = AdjustmentRow['status']

export const adjustmentStatusText: { readonly [S in Status]: string } = { posted: 'In the books', reversed: 'Taken back' }

/** Where an adjustment stands, as a chip. */
export function AdjustmentStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={status === 'posted' ? 'good' : 'plain'}>{adjustmentStatusText[status]}</StatusChip>
}

interface AdjustmentStandingProps {
  readonly status: Status
  readonly exported: ExportSummary | null
}

/** Where an adjustment stands together with its exports; nothing where it is in the books and has none. */
export function AdjustmentStanding({ status, exported }: AdjustmentStandingProps) {
  const shown = exported !== null && (status === 'posted' || !isSettled(exported)) ? exported : null
  return (
    <>
      {status === 'reversed' && <AdjustmentStatus status="reversed" />}
      {shown !== null && <ExportChip summary={shown} />}
    </>
  )
}
