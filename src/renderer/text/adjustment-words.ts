import type { AdjustmentRow } from '../../shared/contract/adjustment.ts'
import { moneyText, quantityText } from './numbers.ts'

/** What an adjustment is, as a heading. */
export const adjustmentKindText: { readonly [K in AdjustmentRow['kind']]: string } = {
  opening: 'Opening stock',
  found: 'Found stock',
  stock: 'Stock adjusted',
  lot: 'Lot adjusted',
  difference: 'Average difference',
}

/** Why stock was adjusted, by the ledger’s word for it. */
export const adjustmentReasonText: Readonly<Record<string, string>> = {
  received: 'Received stock',
  count: 'Count correction',
  breakage_or_loss: 'Breakage or loss',
  breakage: 'Breakage',
  loss: 'Loss',
  other: 'Other',
  opening: 'There before the books began',
  average: 'The average had moved on',
  quickbooks_count: 'Count from QuickBooks',
}

/** Why stock was adjusted; an unknown reason keeps its own name. */
export function reasonText(reason: string): string {
  return adjustmentReasonText[reason] ?? reason.replaceAll('_', ' ')
}

type Moved = Pick<AdjustmentRow, 'kind' | 'quantity' | 'value'> & { readonly unit: string; readonly sku: string }

/** What an adjustment did, in a few words: `2 ea of PLATE taken away`. */
export function adjustedText({ kind, quantity, value, unit, sku }: Moved): string {
  if (kind === 'difference') return `Value of ${sku} changed by ${moneyText(value)}`
  const what = `${quantityText(Math.abs(quantity))} ${unit} of ${sku}`
  if (quantity < 0) return `${what} taken away`
  return kind === 'found' ? `${what} found` : `${what} added`
}
