import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ItemRow } from '../../../shared/contract/item.ts'
import { useExporting } from '../../state/exporting.ts'
import { editPlace } from '../../text/item-words.ts'

/**
 * Leads to where QuickBooks' item is changed: its own page, or the list where it has none, and says which. Nothing for the
 * practice company, whose pages no link may open.
 */
export function EditInQuickBooks({ item }: { readonly item: Pick<ItemRow, 'externalId' | 'kind'> }) {
  const { address } = useExporting()
  if (address === null) return null
  const { path, label } = editPlace(item)
  return (
    <Anchor href={`${address}${path}`} target="_blank" rel="noreferrer" underline="always">
      {label} <IconExternalLink size="1em" stroke={1.75} aria-label="(opens in your browser)" />
    </Anchor>
  )
}
