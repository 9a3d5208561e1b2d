import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useEditInQuickBooks } from './use-item-sync.ts'

/** Leads to where QuickBooks' own items are changed; nothing where no page of it can be opened. */
export function EditInQuickBooks() {
  const address = useEditInQuickBooks()
  if (address === null) return null
  return (
    <Anchor href={address} target="_blank" rel="noreferrer" underline="always">
      Edit in QuickBooks <IconExternalLink size="1em" stroke={1.75} aria-label="(opens in your browser)" />
    </Anchor>
  )
}
