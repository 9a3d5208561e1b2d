import type { AdjustmentRow } from '../../shared/contract/adjustment.ts'
import { referenceOf } from '../domain/document.ts'

/** An adjustment as SQL answers it. */
export interface AdjustmentColumns {
  readonly adjustmentId: number
  readonly number: number
  readonly kind: AdjustmentRow['kind']
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly lotId: number | null
  readonly lotNumber: string | null
  readonly quantity: number
  readonly value: number
  readonly reason: string
  readonly businessDate: string
  readonly reversedBy: number | null
}

/** A row as screens show it. */
export function adjustmentRowOf(columns: AdjustmentColumns): AdjustmentRow {
  const { number, productId, sku, name, unit, lotId, lotNumber, reversedBy, ...rest } = columns
  return {
    ...rest,
    reference: referenceOf('adjustment', number),
    status: reversedBy === null ? 'posted' : 'reversed',
    product: { productId, sku, name, unit },
    lot: lotId === null ? null : { lotId, number: lotNumber ?? '' },
  }
}
