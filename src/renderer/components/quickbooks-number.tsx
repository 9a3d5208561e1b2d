import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ExportRow } from '../../shared/contract/export.ts'
import { useExporting } from '../state/exporting.ts'

/** What a document is called in QuickBooks, leading to it there where it has a page; nothing before it arrived. */
export function QuickBooksNumber({ row: { docNumber, state, page } }: { readonly row: Pick<ExportRow, 'docNumber' | 'state' | 'page'> }) {
  const { address } = useExporting()
  if (state !== 'accepted') return null
  if (address === null || page === null) return docNumber
  return (
    <Anchor href={`${address}${page}`} target="_blank" rel="noreferrer" underline="always" inherit onClick={(event) => event.stopPropagation()}>
      {docNumber} <IconExternalLink size="1em" stroke={1.75} aria-label="(opens in your browser)" />
    </Anchor>
  )
}
