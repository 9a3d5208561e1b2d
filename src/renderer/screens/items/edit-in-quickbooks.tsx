import type { ItemRow } from '../../../shared/contract/item.ts'
import { CompanyPageLink } from '../../components/company-page-link.tsx'
import { useExporting } from '../../state/exporting.ts'
import { editPlace } from '../../text/item-words.ts'

/** Leads to where QuickBooks' item is changed: its own page, or the list where it has none, and says which. Nothing without a company. */
export function EditInQuickBooks({ item }: { readonly item: Pick<ItemRow, 'externalId' | 'kind'> }) {
  const { service } = useExporting()
  if (service === null) return null
  const { path, label } = editPlace(item)
  return <CompanyPageLink page={path}>{label}</CompanyPageLink>
}
