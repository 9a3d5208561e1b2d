import type { ExportRow } from '../../shared/contract/export.ts'
import { CompanyPageLink } from './company-page-link.tsx'

/** What a document is called in QuickBooks, leading to it there where it has a page; nothing before it arrived. */
export function QuickBooksNumber({ row: { docNumber, state, page } }: { readonly row: Pick<ExportRow, 'docNumber' | 'state' | 'page'> }) {
  if (state !== 'accepted') return null
  return page === null ? docNumber : <CompanyPageLink page={page}>{docNumber}</CompanyPageLink>
}
