import type { ReceiptDraft } from './receipt-draft.ts'

/** What was typed and not saved, by receipt, so that leaving the page loses nothing. `null` is the receipt that has never been saved. */
const unsaved = new Map<number | null, ReceiptDraft>()

export function unsavedReceipt(receiptId: number | null): ReceiptDraft | undefined {
  return unsaved.get(receiptId)
}

/** Keeps a receipt for when the person comes back; `null` forgets it. */
export function keepUnsaved(receiptId: number | null, draft: ReceiptDraft | null): void {
  if (draft === null) unsaved.delete(receiptId)
  else unsaved.set(receiptId, draft)
}
