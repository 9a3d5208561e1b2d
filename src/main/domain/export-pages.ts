import type { ExportKind } from './export-documents.ts'

const pages: Readonly<Record<ExportKind, string>> = { journal_entry: 'journal', inventory_adjustment: 'inventoryqtyadjustment' }

/** Where a document is shown in the accounting company, below its web address. */
export function companyPageOf(kind: ExportKind, externalId: string): string {
  return `/app/${pages[kind]}?txnId=${encodeURIComponent(externalId)}`
}
