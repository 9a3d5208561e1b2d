import type { SaleType } from '../entities/sales.ts'

/** Every kind of document, in the order in which they are listed. */
export const documentTypes = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt', 'Bill', 'Purchase', 'InventoryAdjustment', 'JournalEntry'] as const
export type DocumentType = (typeof documentTypes)[number]

const names: Readonly<Record<DocumentType, readonly [one: string, many: string]>> = {
  Invoice: ['Invoice', 'Invoices'],
  SalesReceipt: ['Sales receipt', 'Sales receipts'],
  CreditMemo: ['Credit memo', 'Credit memos'],
  RefundReceipt: ['Refund receipt', 'Refund receipts'],
  Bill: ['Bill', 'Bills'],
  Purchase: ['Expense', 'Expenses'],
  InventoryAdjustment: ['Inventory adjustment', 'Inventory adjustments'],
  JournalEntry: ['Journal entry', 'Journal entries'],
}

/** `Sales receipt`. */
export const nameOfType = (type: DocumentType): string => names[type][0]
/** `Sales receipts`. */
export const pluralOf = (type: DocumentType): string => names[type][1]

export function isDocumentType(text: string): text is DocumentType {
  return (documentTypes as readonly string[]).includes(text)
}

export const enteredTypes = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const satisfies readonly SaleType[]

/** Whether documents of that kind are entered on these pages. */
export function isEntered(text: string): text is (typeof enteredTypes)[number] {
  return (enteredTypes as readonly string[]).includes(text)
}
