import type { BuildRow } from '../../../shared/contract/build.ts'
import type { ExportSummary } from '../../../shared/exports.ts'
import { ExportChip } from '../../components/export-chip.tsx'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'
import { isSettled } from '../../text/export-standing.ts'

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

interface BuildStandingProps {
  readonly status: Status
  readonly exported: ExportSummary | null
}

/** Where a build stands together with its exports: what is done goes by where its export stands, as that is what comes next. */
export function BuildStanding({ status, exported }: BuildStandingProps) {
  const isDone = status === 'done' || status === 'approved'
  if (exported !== null && isDone) return <ExportChip summary={exported} />
  return (
    <>
      <BuildStatus status={status} /> {exported !== null && !isSettled(exported) && <ExportChip summary={exported} />}
    </>
  )
}
