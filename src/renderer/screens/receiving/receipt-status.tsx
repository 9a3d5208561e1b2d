import type { ReceiptRow } from '../../../shared/contract/receipt.ts'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'

type Status = ReceiptRow['status']

export const receiptStatusText: { readonly [S in Status]: string } = { draft: 'Draft', confirmed: 'Confirmed', voided: 'Voided' }

const tones: { readonly [S in Status]: StatusTone } = { draft: 'plain', confirmed: 'good', voided: 'danger' }

/** Where a receipt stands, as a chip. */
export function ReceiptStatus({ status }: { readonly status: Status }) {
  return <StatusChip tone={tones[status]}>{receiptStatusText[status]}</StatusChip>
}
