import type { SaleRow } from '../../../shared/contract/sale.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { saleStatusText } from '../../text/sale-words.ts'
import classes from './sales.module.css'

/** Whether a sale counts, and whether it is short of something. */
export function SaleStanding({ sale: { status, short } }: { readonly sale: Pick<SaleRow, 'status' | 'short'> }) {
  return (
    <span className={classes.standing}>
      {short > 0 ? <StatusChip tone="attention">Short</StatusChip> : <StatusChip tone={status === 'voided' ? 'plain' : 'good'}>{saleStatusText[status]}</StatusChip>}
    </span>
  )
}
