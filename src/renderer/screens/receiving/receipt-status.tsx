import type { ReceiptRow } from '../../../shared/contract/receipt.ts'
import { countedText } from '../../text/numbers.ts'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'

type Status = ReceiptRow['status']

export const receiptStatusText: { readonly [S in Status]: string } = { draft: 'Draft', confirmed: 'Confirmed', voided: 'Voided' }

const tones: { readonly [S in Status]: StatusTone } = { draft: 'plain', confirmed: 'good', voided: 'danger' }

/** Where a receipt stands, as a chip. */
export function ReceiptStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={tones[status]}>{receiptStatusText[status]}</StatusChip>
}

/** Says that costs are guesses still; nothing where there are none. */
export function CostsToBeConfirmed({ count }: { readonly count: number }) {
  return count === 0 ? null : <StatusChip tone="attention">{`${countedText(count, 'cost', 'costs')} to be confirmed`}</StatusChip>
}
