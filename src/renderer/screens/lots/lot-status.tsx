import type { LotRow } from '../../../shared/contract/lot.ts'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'

export const lotStatusText: { readonly [S in LotRow['status']]: string } = { active: 'In stock', exhausted: 'Used up', voided: 'Voided' }

const tones: { readonly [S in LotRow['status']]: StatusTone } = { active: 'good', exhausted: 'plain', voided: 'plain' }

/** Where a lot stands, as a chip. */
export function LotStatus({ status }: { readonly status: LotRow['status'] }) {
  return <StatusChip tone={tones[status]}>{lotStatusText[status]}</StatusChip>
}
