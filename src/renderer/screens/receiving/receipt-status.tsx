import type { ReceiptRow } from '../../../shared/contract/receipt.ts'
import type { ExportSummary } from '../../../shared/exports.ts'
import { ExportChip } from '../../components/export-chip.tsx'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'
import { isSettled } from '../../text/export-standing.ts'
import { countedText } from '../../text/numbers.ts'

type Status = ReceiptRow['status']

export const receiptStatusText: { readonly [S in Status]: string } = { draft: 'Draft', confirmed: 'Confirmed', voided: 'Voided' }

const tones: { readonly [S in Status]: StatusTone } = { draft: 'plain', confirmed: 'good', voided: 'danger' }

/** Where a receipt stands, as a chip. */
export function ReceiptStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={tones[status]}>{receiptStatusText[status]}</StatusChip>
}

interface ReceiptStandingProps {
  readonly status: Status
  readonly exported: ExportSummary | null
}

/** Where a receipt stands together with its exports: what is confirmed goes by where its export stands, as that is what comes next. */
export function ReceiptStanding({ status, exported }: ReceiptStandingProps) {
  if (exported !== null && status === 'confirmed') return <ExportChip summary={exported} />
  return (
    <>
      <ReceiptStatus status={status} /> {exported !== null && !isSettled(exported) && <ExportChip summary={exported} />}
    </>
  )
}

/** Says that costs are guesses still; nothing where there are none. */
export function CostsToBeConfirmed({ count }: { readonly count: number }) {
  return count === 0 ? null : <StatusChip tone="attention">{`${countedText(count, 'cost', 'costs')} to be confirmed`}</StatusChip>
}
