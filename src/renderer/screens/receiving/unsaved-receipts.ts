import { keepTyped, typedOf } from '../../state/kept-typing.ts'
import type { ReceiptDraft } from './receipt-draft.ts'

/** The name under which what was typed into a receipt and not saved is kept; `null` is the receipt that has never been saved. */
export const receiptKeptAs = (receiptId: number | null) => `receipt ${receiptId ?? 'new'}`

/** What was typed and not saved, so that leaving the page, or the program, loses nothing. */
export function unsavedReceipt(receiptId: number | null): ReceiptDraft | undefined {
  return typedOf(receiptKeptAs(receiptId))
}

/** Keeps a receipt for when the person comes back; `null` forgets it. */
export function keepUnsaved(receiptId: number | null, draft: ReceiptDraft | null): void {
  keepTyped(receiptKeptAs(receiptId), draft)
}
